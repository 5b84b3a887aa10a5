// Where a learner stands with one question: a pure function of the log's entries. The same rules as in
// kit/learner/attempt.py.

/** @import { Asked, Attempt, Data, Draft, Entry, Graded, Submitted } from "./types.js" */

import { alike, keepEntered, readEntered, readResponse } from "./entered.js";

const TOLD_ALL = ["right", "noted"]; // verdicts after which the whole answer may be seen

/** @type {Draft} */
const BLANK = { entered: {}, sure: "" };

/**
 * Whether an entry is about the question as it once was. One that does not name the question's own revision is
 * judged by the lesson's.
 * @param {Entry} entry
 * @param {Asked} asked
 */
export function isOlder(entry, asked) {
  if (entry.question_revision && asked.revision) return entry.question_revision !== asked.revision;
  return entry.revision !== "" && asked.lesson_revision !== "" && entry.revision !== asked.lesson_revision;
}

/**
 * The try that counts and how many there are, at the question as it is now where there is one.
 * @param {Asked} asked
 * @param {Entry[]} entries
 */
export function lastTry(asked, entries) {
  const tries = entries.filter((entry) => entry.what === "try");
  const now = tries.filter((entry) => !isOlder(entry, asked));
  const last = now.at(-1) ?? tries.at(-1) ?? null;
  return { last, tries: now.length };
}

/**
 * The attempt after these entries, all of the one question and copy, oldest first.
 * @param {Asked} asked
 * @param {boolean} isTold whether anything may be told of what is right
 * @param {Entry[]} entries
 * @param {boolean} comma whether the language writes decimals with one
 * @param {(response: Data, tries: number) => Graded | null} grade the grade of a response that was graded already
 * @returns {Attempt}
 */
export function readAttempt(asked, isTold, entries, comma, grade) {
  const now = entries.filter((entry) => !isOlder(entry, asked));
  const { last, tries } = lastTry(asked, entries);
  /** @type {Submitted | null} */
  let submitted = null;
  if (last) {
    const response = readResponse(last.response, asked);
    const graded = isTold && tries > 0 ? grade(response, tries) : null;
    submitted = { response, sure: last.sure, at: last.at, graded, older: tries === 0 };
  }
  const mayTry = asked.tries === 0 || tries < asked.tries;
  const mayTell = isTold && tries > 0;
  const isShown = now.some((entry) => entry.what === "show");
  const verdict = submitted?.graded?.feedback.verdict ?? "";
  const revealed = mayTell && (isShown || !mayTry || TOLD_ALL.includes(verdict));
  const { draft, triedAgain } = readDraft(asked, submitted, entries, comma);
  const taken = Math.min(asked.hints.length, now.filter((entry) => entry.what === "hint").length);
  return {
    submitted,
    draft: mayTry ? draft : null,
    triedAgain: triedAgain && mayTry,
    tries,
    revealed,
    mayShow: mayTell && !revealed,
    mayTry,
    hints: asked.hints.slice(0, taken),
    moreHints: taken < asked.hints.length && !revealed,
    mayDispute: tries > 0 && (!asked.has_key || Boolean(submitted?.graded)),
    level: now.findLast((entry) => entry.what === "mark")?.level ?? "",
    dispute: readDispute(now),
  };
}

/**
 * What the learner says against the answer or its explanation, if it was not taken back.
 * @param {Entry[]} entries
 */
function readDispute(entries) {
  const last = entries.findLast((entry) => entry.what === "dispute");
  return last?.reason ? { reason: last.reason, page: last.page, at: last.at } : null;
}

/**
 * What is in the card and not submitted, and whether the learner began anew.
 * @param {Asked} asked
 * @param {Submitted | null} submitted
 * @param {Entry[]} entries
 * @param {boolean} comma
 * @returns {{ draft: Draft | null, triedAgain: boolean }}
 */
function readDraft(asked, submitted, entries, comma) {
  // A shown answer stands beside the one that was submitted, so that one is on the card again.
  const ends = submitted ? ["try", "show"] : ["try"];
  const since = entries.slice(entries.findLastIndex((entry) => ends.includes(entry.what)) + 1);
  const last = since.findLast((entry) => entry.what === "draft" || entry.what === "again");
  if (!last) return { draft: null, triedAgain: false };
  const triedAgain = submitted !== null && since.some((entry) => entry.what === "again");
  if (last.what === "again") return { draft: BLANK, triedAgain };
  const draft = { entered: keepEntered(last.response, asked), sure: last.sure };
  if (triedAgain) return { draft, triedAgain: true };
  const isKnown = submitted ? isSame(draft, submitted, asked, comma) : alike(draft, BLANK);
  return { draft: isKnown ? null : draft, triedAgain: false };
}

/**
 * Whether what was entered says no more than what was submitted. Once the verdict is told, a confidence stated
 * otherwise says nothing.
 * @param {Draft} draft
 * @param {Submitted} submitted
 * @param {Asked} asked
 * @param {boolean} comma
 */
export function isSame(draft, submitted, asked, comma) {
  if (draft.sure !== submitted.sure && !submitted.graded) return false;
  const read = readEntered(draft.entered, asked, comma);
  return "response" in read && alike(read.response, submitted.response);
}

/**
 * Whether the card holds something else than what was submitted.
 * @param {Attempt} attempt
 */
export function isStale({ submitted, draft, triedAgain }) {
  if (!submitted || !draft) return false;
  return !(triedAgain && Object.keys(draft.entered).length === 0);
}

/**
 * Whether a draft is what an attempt has already, so that there is nothing to log.
 * @param {Draft} draft
 * @param {Attempt} attempt
 * @param {Asked} asked
 * @param {boolean} comma
 */
export function isKnown(draft, { submitted, draft: now }, asked, comma) {
  if (!now && submitted) return isSame(draft, submitted, asked, comma);
  return alike(draft, now ?? BLANK);
}

/** @param {Attempt} attempt */
export function hasBegunAnew({ triedAgain, draft }) {
  return triedAgain && draft !== null && alike(draft, BLANK);
}
