// Remarks: a sign at each item, and below the verdict what there is to say of it.

/** @import { Card } from "./kinds/contract.js" */
/** @import { Mark, MarkName } from "./types.js" */

import "./remarks.css";
import { draw, make, makeNote, makeSign } from "./elements.js";
import { drawQuoting, makeFinder, quoteSpan } from "./quotes.js";

const MOST_RIGHT = 3; // remarks on what was right that are read at once where nothing was wrong

/** @type {Record<MarkName, string>} */
export const SIGNS = { hit: "✓", part: "◐", wrong: "✗", missed: "○", left: "✓", neutral: "–" };

/** What a student learns most from comes first. @type {MarkName[]} */
const WEIGHTS = ["wrong", "missed", "part", "neutral", "hit", "left"];

/**
 * Remarks that are read at once, and those that wait until somebody unfolds them. Each is in the order in which
 * its items stand, what was missed or wrong before what was right.
 * @param {Card} card
 * @param {Mark[]} marks
 */
export function drawRemarks(card, marks) {
  const all = [...marks].sort((one, other) => WEIGHTS.indexOf(one.mark) - WEIGHTS.indexOf(other.mark));
  const isToMend = all.some(({ mark }) => mark === "wrong" || mark === "missed" || mark === "part");
  const right = all.filter(({ mark }) => mark === "hit");
  const read = isToMend
    ? all.filter(({ mark }) => mark !== "hit" && mark !== "left")
    : right.length <= MOST_RIGHT
      ? all.filter(({ mark }) => mark !== "left")
      : [];
  const rest = all.filter((mark) => !read.includes(mark));
  return { read: drawList(card, read), rest: foldRest(card, rest) };
}

/**
 * @param {Card} card
 * @param {Mark[]} marks
 */
function drawList(card, marks) {
  if (!marks.length) return [];
  const remarks = marks.map((mark) => make("li", {}, makeRemark(card, mark)));
  return [make("ul", { class: "remarks", role: "list" }, ...remarks)];
}

/**
 * @param {Card} card
 * @param {Mark[]} marks
 */
function foldRest(card, marks) {
  if (!marks.length) return [];
  const name = make("summary", {}, card.say("rest", { n: marks.length }));
  return [make("details", { class: "rest" }, name, ...drawList(card, marks))];
}

/**
 * @param {Card} card
 * @param {Mark} mark
 */
function makeRemark(card, mark) {
  const word = make("strong", { class: "mark-word" }, card.sayHere(`mark_${mark.mark}`));
  const subject = nameSubject(card, mark);
  return make(
    "div",
    { class: "remark", "data-mark": mark.mark },
    makeSign(SIGNS[mark.mark]),
    make(
      "div",
      { class: "remark-text" },
      make("p", { dir: "auto" }, ...subject, ...(subject.length ? [" — "] : []), word),
      makeNote(drawQuoting(card, mark.note)),
      ...(mark.answer ? [make("p", {}, card.sayHere("answer", { answer: mark.answer }))] : []),
      ...(mark.misconception
        ? [
            make(
              "p",
              { class: "misconception" },
              card.say("misconception", { misconception: mark.misconception }),
            ),
          ]
        : []),
    ),
  );
}

/**
 * What a remark is about: an item, or words with the way to them.
 * @param {Card} card
 * @param {Mark} mark
 * @returns {(Node | string)[]}
 */
function nameSubject(card, { item, segment, start = 0, end = 0, label }) {
  if (segment) {
    const quote = quoteSpan(card, { segment, start, end });
    const finder = makeFinder(card, quote, { segment, start, end });
    return [quote, finder, ...(label ? [" ", make("em", {}, label)] : [])];
  }
  const shown = card.question.items.find(({ id }) => id === item)?.shown;
  return shown ? [make("span", { class: "subject" }, draw(shown))] : [];
}

/**
 * The row of one item, and the place for its sign.
 * @typedef {{ element: HTMLElement, sign: HTMLElement }} Row
 */

/**
 * @param {Card} card
 * @param {"div" | "li"} tag
 * @param {string} look
 * @returns {Row}
 */
export function makeRow(card, tag, look) {
  const sign = make("span", { class: "row-sign", id: card.newId() });
  return { element: make(tag, { class: `row ${look}` }, sign), sign };
}

/**
 * @param {Card} card
 * @param {Map<string, Row>} rows
 * @param {Mark[]} marks
 */
export function signRows(card, rows, marks) {
  for (const [id, { element, sign }] of rows) {
    const mark = marks.find(({ item }) => item === id)?.mark;
    element.dataset.mark = mark ?? "";
    const heard = mark && make("span", { class: "heard" }, card.sayHere(`mark_${mark}`));
    const seen = mark && mark !== "left" ? [makeSign(SIGNS[mark])] : []; // a ✓ there would look like the answer
    sign.replaceChildren(...seen, ...(heard ? [heard] : []));
  }
}
