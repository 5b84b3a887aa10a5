// What a card shows of an attempt. The same state as in kit/card/widget.py.

/** @import { Feedback } from "../../../card/front/types.js" */
/** @import { Asked, Attempt, Say, Submitted, Told } from "./types.js" */

import { isStale } from "./attempt.js";
import { asEntered } from "./entered.js";

/**
 * @param {Asked} asked
 * @param {boolean} isTold whether anything may be told of what is right
 * @param {Attempt} attempt
 * @param {{ notice: string, warning: string, comma: boolean, kept: boolean }} about
 * @param {Say} say
 * @returns {Told}
 */
export function cardState(asked, isTold, attempt, { notice, warning, comma, kept }, say) {
  const { submitted, draft } = attempt;
  return {
    response: draft ? draft.entered : submitted ? asEntered(submitted.response, comma) : {},
    sure: (draft ?? submitted)?.sure ?? "",
    saved: submitted?.at ?? "",
    stale: isStale(attempt),
    older: submitted?.older ? say("older") : "",
    feedback: feedbackOf(asked, isTold, attempt, say),
    self_mark: attempt.level,
    dispute: attempt.dispute,
    notice,
    warning,
    kept,
    hints: attempt.hints,
    more_hints: attempt.moreHints,
    may_show: attempt.mayShow,
    may_try: attempt.mayTry,
  };
}

/**
 * @param {Asked} asked
 * @param {boolean} isTold
 * @param {Attempt} attempt
 * @param {Say} say
 * @returns {Feedback | null}
 */
function feedbackOf(asked, isTold, attempt, say) {
  const { submitted } = attempt;
  if (!submitted || submitted.older || isStale(attempt) || attempt.triedAgain) return null;
  if (isTold && submitted.graded) {
    return attempt.revealed ? submitted.graded.revealed : submitted.graded.feedback;
  }
  const parts = [say(asked.later ? "sum_later" : "sum_saved"), blanksIn(asked, submitted)];
  const summary = parts.filter(Boolean).join(" ");
  return { verdict: "saved", headline: say("saved"), summary, may_dispute: attempt.mayDispute };
}

/**
 * How many statements to rate were left blank, in a sentence.
 * @param {Asked} asked
 * @param {Submitted} submitted
 */
function blanksIn({ question, left_blank: sentences }, { response }) {
  if (sentences.length === 0) return "";
  const given = Object.keys(response.rated ?? response.ranges ?? {}).length;
  return sentences[question.items.length - given];
}
