// One question on screen, without Python: hears its card, writes the log, then says what follows. The same rules as
// in kit/card/session.py, and the same files of tests/conformance.

/** @import { State } from "../../../card/front/types.js" */
/** @import { Asked, Attempt, Data, Entry, Graded, Grader, Log, Message, Say, Told } from "./types.js" */

import { LONGEST_PAGE, LONGEST_REASON } from "../../../card/front/limits.js";
import { hasBegunAnew, isKnown, isOlder, isSame, lastTry, readAttempt } from "./attempt.js";
import { alike, isBlank, keepEntered, readEntered, readResponse } from "./entered.js";
import { cardState } from "./state.js";
import { cut, strip } from "./text.js";

const SURE = ["guess", "fairly sure", "certain"];

/** @type {Record<string, (session: Session, message: Message) => Promise<string | void>>} */
const ACTS = {
  check: (session, message) => session.check(message),
  again: (session) => session.again(),
  hint: (session) => session.hint(),
  show: (session) => session.showAnswer(),
  mark: (session, message) => session.mark(message),
  dispute: (session, message) => session.dispute(message),
};

export class Session {
  /**
   * @param {Asked} asked
   * @param {Entry[]} entries those of this question and copy; what is logged here joins them
   * @param {Log} log
   * @param {Partial<Entry>} blank names lesson, question, revision and copy
   * @param {{ say: Say, grader: Grader | null, comma: boolean, recorded?: () => void, nudge?: () => boolean,
   *   told?: boolean, show: (state: State) => void, waits?: () => boolean,
   *   pending?: (message: Message | null) => void }} place `waits` says whether the grader is still on its way;
   *   `pending` is told of a Check that waits for it, and with null that it waits no more
   */
  constructor(asked, entries, log, blank, place) {
    this.asked = asked;
    this.entries = entries;
    this.log = log;
    this.blank = { ...blank, question_revision: asked.revision };
    this.place = place;
    /** @type {{ response: Data, tries: number, graded: Graded } | null} */
    this.graded = null; // the last one, so that it is done once
    this.turn = 0;
    this.seq = 0;
    this.queue = Promise.resolve(); // messages are heard one after the other
  }

  /** Whether anything may be told of what is right. */
  get isTold() {
    const isOver =
      this.place.told || this.entries.some((entry) => entry.what === "show" && !isOlder(entry, this.asked));
    return this.asked.has_key && (!this.asked.later || isOver);
  }

  /**
   * Does what the card asks. Whatever goes wrong is said on the card, in plain words.
   * @param {Message} message
   */
  hear(message) {
    this.queue = this.queue.then(() => this.answer(message));
    return this.queue;
  }

  /** Shows what follows from the entries as they are now. */
  refresh() {
    this.queue = this.queue.then(async () => this.show(await this.state()));
    return this.queue;
  }

  /** @param {Message} message */
  async answer(message) {
    const seq = Number.isInteger(message.seq) ? Number(message.seq) : 0;
    const say = this.place.say;
    try {
      const act = Object.hasOwn(ACTS, message.do) ? ACTS[message.do] : null;
      // A page has what other pages wrote as soon as they did, so a look finds nothing new.
      if (message.do === "draft" || (message.do === "look" && seq > this.seq)) {
        if (message.do === "draft") await this.keep(message, await this.attempt());
        this.seq = seq;
        this.place.show({ ...(await this.state()), turn: this.turn, seq });
      } else if (act) {
        const notice = (await act(this, message)) ?? "";
        this.seq = seq;
        this.show(await this.state(notice));
      }
    } catch (error) {
      console.error(error);
      this.seq = seq;
      this.show(await this.state(say("went_wrong")));
    }
  }

  /** @param {Told} state */
  show(state) {
    this.turn += 1;
    this.place.show({ ...state, turn: this.turn, seq: this.seq });
  }

  /**
   * @param {Message} message
   * @returns {Promise<string>} what is said beside what follows, or ""
   */
  async check(message) {
    const { say, comma, nudge } = this.place;
    const attempt = await this.attempt();
    const read = readEntered(message.response, this.asked, comma);
    if ("refusal" in read) {
      await this.keep(message, attempt);
      return say(read.refusal.name, read.refusal.values);
    }
    if (isBlank(read.response)) {
      await this.keep(message, attempt);
      return say("blank");
    }
    if (!attempt.mayTry || this.saysNothingNew(message, attempt)) {
      await this.keep(message, attempt);
      return "";
    }
    const sure = sureIn(message);
    const mayNudge = nudge ?? (() => this.entries.every((entry) => entry.sure || entry.what !== "try"));
    const isSkipped = this.asked.question.sure !== null && !sure && mayNudge();
    const waits = this.waits;
    if (waits) await this.showWaiting(message, attempt);
    const graded = await this.grade(read.response, attempt.tries + 1);
    await this.record("try", {
      response: read.response,
      sure,
      seconds: secondsIn(message),
      score: graded?.score ?? null,
      tags: graded?.tags ?? [],
    });
    if (waits) this.place.pending?.(null);
    return isSkipped ? say("sure_skipped") : "";
  }

  /** Whether what decides is still on its way, so that nothing can be told yet. */
  get waits() {
    return this.asked.has_key && (this.place.waits?.() ?? false);
  }

  /**
   * Keeps what is to be checked before it waits, so that it outlives the page.
   * @param {Message} message
   * @param {Attempt} attempt
   */
  async showWaiting(message, attempt) {
    await this.keep(message, attempt);
    this.place.pending?.(message);
    this.seq = Number.isInteger(message.seq) ? Number(message.seq) : this.seq;
    this.show(await this.state(this.place.say("check_waits")));
  }

  /**
   * @param {Message} message
   * @param {Attempt} attempt
   */
  saysNothingNew(message, attempt) {
    const { submitted, triedAgain } = attempt;
    if (!submitted || submitted.older || triedAgain) return false;
    return isSame(this.entered(message), submitted, this.asked, this.place.comma);
  }

  /**
   * Logs what is in the card, a blank too, where it is not what the log has already.
   * @param {Message} message
   * @param {Attempt} attempt
   */
  async keep(message, attempt) {
    const draft = this.entered(message);
    if (!attempt.mayTry || isKnown(draft, attempt, this.asked, this.place.comma)) return;
    await this.record("draft", { response: draft.entered, sure: draft.sure });
  }

  async again() {
    const attempt = await this.attempt();
    if (attempt.submitted && attempt.mayTry && !hasBegunAnew(attempt)) await this.record("again");
  }

  async hint() {
    if ((await this.attempt()).moreHints) await this.record("hint");
  }

  async showAnswer() {
    if ((await this.attempt()).mayShow) await this.record("show");
  }

  /** @param {Message} message */
  async mark({ level = "" }) {
    if (this.isTold && this.asked.levels.includes(level)) await this.record("mark", { level });
  }

  /**
   * @param {Message} message
   * @returns {Promise<string>} what is said beside what follows, or ""
   */
  async dispute(message) {
    const { mayDispute, dispute } = await this.attempt();
    if (!mayDispute) return "";
    const reason = strip(cut(strip(message.reason ?? ""), LONGEST_REASON));
    const page = strip(cut(strip(message.page ?? ""), LONGEST_PAGE));
    if ((reason === "") !== (page === "")) return this.place.say("dispute_half");
    const isSaid = reason === (dispute?.reason ?? "") && page === (dispute?.page ?? "");
    if (!isSaid) await this.record("dispute", { reason, page });
    return "";
  }

  /** @param {Message} message */
  entered(message) {
    return { entered: keepEntered(message.response, this.asked), sure: sureIn(message) };
  }

  /**
   * The grade of a response, or null where there is no key. A fault in grading must not cost the answer.
   * @param {Data} response
   * @param {number} tries
   */
  async grade(response, tries) {
    const { grader } = this.place;
    if (!this.asked.has_key || !grader) return null;
    const last = this.graded;
    if (last && last.tries === tries && alike(last.response, response)) return last.graded;
    try {
      const graded = await grader(this.asked.question.id, response, tries);
      this.graded = { response, tries, graded };
      return graded;
    } catch (error) {
      console.error(error);
      return null;
    }
  }

  /**
   * @param {Entry["what"]} what
   * @param {Partial<Entry>} [values]
   */
  async record(what, values = {}) {
    this.entries.push(await this.log.append({ ...this.blank, ...values, what }));
    this.place.recorded?.();
  }

  /** @returns {Promise<Attempt>} */
  async attempt() {
    const { last, tries } = lastTry(this.asked, this.entries);
    const response = last && readResponse(last.response, this.asked);
    const isTold = this.isTold && !this.waits;
    const graded = response && tries > 0 && isTold ? await this.grade(response, tries) : null;
    return readAttempt(this.asked, isTold, this.entries, this.place.comma, () => graded);
  }

  /**
   * @param {string} [notice]
   * @returns {Promise<Told>}
   */
  async state(notice = "") {
    const { say, comma } = this.place;
    const warning = this.log.isKept ? this.asked.warning : say("not_kept");
    const about = { notice, warning, comma, kept: this.log.isKept };
    const attempt = await this.attempt();
    const told = cardState(this.asked, this.isTold, attempt, about, say);
    const isMissing = this.isTold && told.feedback !== null && attempt.submitted?.graded === null;
    if (!isMissing || !this.waits) return told;
    return { ...told, feedback: null, notice: notice || say("verdict_waits") };
  }
}

/** @param {Message} message */
function sureIn({ sure = "" }) {
  return SURE.includes(sure) ? sure : "";
}

/** @param {Message} message */
function secondsIn({ seconds = 0 }) {
  return Number.isFinite(seconds) ? Math.max(0, Math.round(seconds * 10) / 10) : 0;
}
