// Remarks: what feedback says beside one item.

/** @import { Card } from "./kinds/contract.js" */
/** @import { Mark, MarkName } from "./types.js" */

import "./remarks.css";
import { make, makeNote, makeSign } from "./elements.js";
import { drawQuoting } from "./quotes.js";

/** @type {Record<MarkName, string>} */
export const SIGNS = { hit: "✓", wrong: "✗", missed: "○", left: "✓", neutral: "–" };

/**
 * @param {Card} card
 * @param {Mark} mark
 * @param {(Node | string)[]} [subject] what it is about, where it does not stand beside it
 */
export function makeRemark(card, mark, subject = []) {
  const word = make("strong", { class: "mark-word" }, card.sayHere(`mark_${mark.mark}`));
  return make(
    "div",
    { class: "remark", "data-mark": mark.mark },
    makeSign(SIGNS[mark.mark]),
    make(
      "div",
      { class: "remark-text" },
      make("p", {}, ...subject, word),
      makeNote(drawQuoting(card, mark.note)),
      ...(mark.answer ? [make("p", {}, card.sayHere("answer", { answer: mark.answer }))] : []),
      ...(mark.slip ? [make("p", { class: "slip" }, card.say("slip", { slip: mark.slip }))] : []),
    ),
  );
}

/**
 * The row of one item, and the place for its remarks.
 * @typedef {{ element: HTMLElement, remarks: HTMLElement }} Row
 */

/**
 * @param {Card} card
 * @param {"div" | "li"} tag
 * @param {string} look
 * @returns {Row}
 */
export function makeRow(card, tag, look) {
  return {
    element: make(tag, { class: look }),
    remarks: make("div", { class: "remarks", id: card.newId() }),
  };
}

/**
 * @param {Card} card
 * @param {Map<string, Row>} rows
 * @param {Mark[]} marks
 */
export function remarkOnRows(card, rows, marks) {
  for (const [id, row] of rows) {
    const mine = marks.filter((mark) => mark.item === id);
    row.element.dataset.mark = mine[0]?.mark ?? "";
    row.remarks.replaceChildren(...mine.map((mark) => makeRemark(card, mark)));
  }
}
