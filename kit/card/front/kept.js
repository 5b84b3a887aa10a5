// What is entered and not yet in Python's log, kept by the browser. The log's own random id is in the key, so
// that on a shared computer nobody is ever offered what another person entered.

/** @import { Entered, Question } from "./types.js" */

/**
 * What another card kept, until it is forgotten.
 * @template T
 * @typedef {{ entered: T, forget: () => void }} Left
 */

/**
 * A card's own place in the browser for what is entered at its question ("draft"), or for a word against the answer
 * ("dispute"). So two pages of one lesson never write over what the other keeps, and a card that begins anew finds all
 * that others left.
 * @template T
 * @param {"draft" | "dispute"} what
 * @param {Question} question
 * @param {(value: any) => T | null} read takes only what has the right form
 * @param {string} card whose place it is
 */
export function findKept(what, { learner, work, lesson, id }, read, card) {
  const parts = [learner, work, lesson, id].map((part) => encodeURIComponent(part ?? ""));
  const shared = `says-who/${what}/${parts.join("/")}/`;
  const key = learner ? shared + card : "";
  /** @param {string} name */
  const readAt = (name) => attempt(() => JSON.parse(localStorage.getItem(name) ?? "null"), null);
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

    /** What other cards left here, from first to last. @returns {Left<T>[]} */
    others() {
      const names = attempt(() => Object.keys(localStorage), []);
      return names
        .filter((name) => key && name !== key && name.startsWith(shared))
        .map((name) => ({ name, value: readAt(name) }))
        .sort((one, other) => (String(one.value?.at) < String(other.value?.at) ? -1 : 1))
        .flatMap(({ name, value }) => {
          const entered = read(value);
          const forget = () => attempt(() => localStorage.removeItem(name), undefined);
          return entered ? [{ entered, forget }] : [];
        });
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
