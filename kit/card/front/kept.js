// What is entered and not yet in Python's log, kept by the browser. The log's own random id is in the key, so
// that on a shared computer nobody is ever offered what another person entered.

/** @import { Entered, Question } from "./types.js" */

/**
 * A place in the browser for one question of one learner: for what is entered ("draft"), for what is offered to be
 * taken back ("offer"), or for a word against the answer ("dispute").
 * @template T
 * @param {"draft" | "offer" | "dispute"} what
 * @param {Question} question
 * @param {(value: any) => T | null} read takes only what has the right form
 */
export function findKept(what, { learner, work, lesson, id }, read) {
  const parts = [learner, work, lesson, id].map((part) => encodeURIComponent(part ?? ""));
  const key = learner ? `says-who/${what}/${parts.join("/")}` : "";
  return {
    /**
     * Keeps what is entered. Says whether the browser took it.
     * @param {T} entered
     */
    keep(entered) {
      return attempt(() => {
        if (!key) throw new Error("a log without an id");
        localStorage.setItem(key, JSON.stringify({ ...entered, at: new Date().toISOString() }));
        return true;
      }, false);
    },

    forget() {
      attempt(() => localStorage.removeItem(key), undefined);
    },

    /** @returns {T | null} */
    read() {
      return attempt(() => read(JSON.parse(localStorage.getItem(key) ?? "null")), null);
    },
  };
}

/**
 * Every page of this address can write there, so only what has the right form is taken.
 * @param {any} value
 * @returns {Entered | null}
 */
export function readEntered(value) {
  const { response, sure } = value ?? {};
  const isOne = response && typeof response === "object" && !Array.isArray(response);
  return isOne && typeof sure === "string" ? { response, sure } : null;
}

/**
 * A browser may refuse to keep anything, or have no room: then the card does without.
 * @template T
 * @param {() => T} act
 * @param {T} otherwise
 */
function attempt(act, otherwise) {
  try {
    return act();
  } catch {
    return otherwise;
  }
}
