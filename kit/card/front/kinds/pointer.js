// A pointer over words. Only a mouse drags marks: a finger that drags must scroll the page.

/** @import { Word } from "./words.js" */

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
  /** @param {Event} event */
  const wordAt = (event) => {
    const element = /** @type {Element} */ (event.target).closest(".word");
    return words.find((word) => word.element === element);
  };
  let pointer = "";
  text.addEventListener("pointerdown", (event) => {
    pointer = event.pointerType;
    const word = wordAt(event);
    if (pointer !== "mouse" || event.button !== 0 || !word) return;
    press(word, event.shiftKey);
    let last = word;
    /** @param {Event} moved */
    const over = (moved) => {
      const reached = wordAt(moved);
      if (!reached) return;
      last = reached;
      drag(reached);
    };
    text.addEventListener("pointerover", over);
    const up = () => {
      text.removeEventListener("pointerover", over);
      release(last);
    };
    window.addEventListener("pointerup", up, { once: true });
  });
  // A drag marks words, so it must not select text as well.
  text.addEventListener("mousedown", (event) => event.preventDefault());
  text.addEventListener("click", (event) => {
    const word = wordAt(event);
    if (word && pointer !== "mouse") tap(word);
    pointer = "";
  });
}
