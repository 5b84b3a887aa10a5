// A pointer over words. A mouse drags marks from where it is pressed. A finger that goes sideways drags marks,
// too; one that goes up or down scrolls the page, which the browser decides (see touch-action in the styles).

/** @import { Word } from "./words.js" */

const SIDEWAYS = 10; // pixels that a finger goes sideways before it marks

/**
 * @typedef {object} Strokes
 * @property {(word: Word, extend: boolean) => void} press
 * @property {(word: Word) => void} drag
 * @property {(word: Word) => void} release
 * @property {(word: Word) => void} tap
 */

/**
 * @param {HTMLElement} text
 * @param {Word[]} words
 * @param {Strokes} strokes
 */
export function listenToPointer(text, words, { press, drag, release, tap }) {
  /** @param {Element | null} target */
  const findWord = (target) => {
    const element = target?.closest(".word");
    return words.find((word) => word.element === element);
  };
  /** @param {Event} event */
  const wordAt = (event) => findWord(/** @type {Element} */ (event.target));
  let isStroke = false; // true from a press that marks until the click that follows it

  text.addEventListener("pointerdown", (event) => {
    isStroke = false;
    const first = wordAt(event);
    if (event.button !== 0 || !first) return;
    let last = first;
    const begin = () => {
      isStroke = true;
      press(first, event.shiftKey);
    };
    if (event.pointerType === "mouse") begin();

    /** @param {PointerEvent} moved */
    const move = (moved) => {
      if (moved.pointerId !== event.pointerId) return;
      if (!isStroke && Math.abs(moved.clientX - event.clientX) < SIDEWAYS) return;
      if (!isStroke) begin();
      // A finger stays with the element it touched first, so the place is asked and not the target.
      const reached = findWord(document.elementFromPoint(moved.clientX, moved.clientY));
      if (!reached || reached === last) return;
      last = reached;
      drag(reached);
    };
    /** @param {PointerEvent} ended */
    const end = (ended) => {
      if (ended.pointerId !== event.pointerId) return;
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", end);
      window.removeEventListener("pointercancel", end);
      if (isStroke) release(last);
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", end);
    window.addEventListener("pointercancel", end);
  });
  // A drag marks words, so it must not select text as well.
  text.addEventListener("mousedown", (event) => event.preventDefault());
  text.addEventListener("click", (event) => {
    const word = wordAt(event);
    if (word && !isStroke) tap(word);
    isStroke = false;
  });
}
