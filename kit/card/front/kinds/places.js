// sort, match: give every item its place.

/** @import { Card, Kind } from "./contract.js" */

import "./rows.css";
import "./places.css";
import { draw, make, nameItem, plain } from "../elements.js";
import { makeRow, remarkOnRows } from "../remarks.js";

const LONG = 26; // characters of a place beyond which the menus stand below the items

/** @type {Kind} */
export function place(card) {
  const rows = new Map();
  /** @type {Map<string, HTMLSelectElement>} */
  const places = new Map();
  const isLong = card.question.targets.some(({ shown }) => plain(shown).length > LONG);
  const element = make("div", { class: isLong ? "places long" : "places" });
  for (const { id, shown } of card.question.items) {
    const row = makeRow(card, "div", "place");
    const menu = makeMenu(card, row.remarks.id);
    const label = make("label", { class: "shown", dir: "auto", for: menu.id }, draw(shown));
    row.element.append(label, menu, row.remarks);
    rows.set(id, row);
    places.set(id, menu);
    element.append(row.element);
  }
  return {
    element,
    read() {
      const placed = [...places].filter(([, menu]) => menu.value).map(([id, menu]) => [id, menu.value]);
      return placed.length ? { placed: Object.fromEntries(placed) } : {};
    },
    inWords({ placed = {} }) {
      const { items, targets } = card.question;
      const pairs = Object.entries(placed);
      return card.list(pairs.map(([id, target]) => `${nameItem(items, id)}: ${nameItem(targets, target)}`));
    },
    put({ placed = {} }) {
      for (const [id, menu] of places) menu.value = placed[id] ?? "";
    },
    mark: (marks) => remarkOnRows(card, rows, marks),
  };
}

/**
 * @param {Card} card
 * @param {string} describedBy
 */
function makeMenu(card, describedBy) {
  const targets = card.question.targets.map(({ id, shown }) => make("option", { value: id }, plain(shown)));
  const blank = make("option", { value: "" }, card.say("choose_one"));
  const traits = { id: card.newId(), "aria-describedby": describedBy, onchange: () => card.changed() };
  return make("select", traits, blank, ...targets);
}
