// choose, choose-many: tick options.

/** @import { Card, Input, Kind } from "./contract.js" */

import "./choose.css";
import { draw, make, nameItem } from "../elements.js";
import { makeRow, signRows } from "../remarks.js";

/** @type {Kind} */
export const chooseOne = (card) => drawOptions(card, "radio");

/** @type {Kind} */
export const chooseMany = (card) => drawOptions(card, "checkbox");

/**
 * @param {Card} card
 * @param {"radio" | "checkbox"} type
 * @returns {Input}
 */
function drawOptions(card, type) {
  const rows = new Map();
  /** @type {Map<string, HTMLInputElement>} */
  const ticks = new Map();
  const element = make("div", { class: "options" });
  const name = card.newId();
  for (const { id, shown } of card.question.items) {
    const row = makeRow(card, "div", "option");
    const described = row.sign.id;
    const tick = make("input", { type, name, "aria-describedby": described, onchange: () => card.changed() });
    const label = make("label", {}, tick, make("span", { class: "shown", dir: "auto" }, draw(shown)));
    row.element.append(label);
    rows.set(id, row);
    ticks.set(id, tick);
    element.append(row.element);
  }
  return {
    element,
    read() {
      const ticked = [...ticks].filter(([, tick]) => tick.checked).map(([id]) => id);
      return ticked.length ? { ticked } : {};
    },
    lines: ({ ticked = [] }) => ticked.map((id) => nameItem(card.question.items, id)),
    put({ ticked = [] }) {
      for (const [id, tick] of ticks) tick.checked = ticked.includes(id);
    },
    mark: (marks) => signRows(card, rows, marks),
  };
}
