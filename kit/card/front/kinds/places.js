// sort, match: give every item its place, by one press on a chip or in a list of its own.

/** @import { Card, Kind } from "./contract.js" */
/** @import { Row } from "../remarks.js" */

import "./rows.css";
import "./places.css";
import { draw, make, nameItem, plain } from "../elements.js";
import { hasCommandKey } from "../keys.js";
import { makeRow, signRows } from "../remarks.js";
import { drawChips } from "./chips.js";

/** @typedef {Row & { id: string, menu: HTMLSelectElement }} Placing */

const LONG = 26; // characters of a place beyond which the menus stand below the items

/** @type {Kind} */
export function place(card) {
  const { items, targets } = card.question;
  const isLong = targets.some(({ shown }) => plain(shown).length > LONG);
  /** @type {Map<string, Placing>} */
  const rows = new Map(items.map(({ id, shown }) => [id, makePlacing(card, id, shown)]));
  const all = [...rows.values()];
  const chips = drawChips(card, targets, (target) => placeHere(target));
  let here = all[0]; // the item that the next press gives its place

  /** @param {Placing} row */
  function visit(row) {
    here = row;
    for (const each of all) each.element.classList.toggle("here", each === row);
    chips.show(nameItem(items, row.id), row.menu.value);
  }

  /** @param {string} target */
  function placeHere(target) {
    if (card.locked || !here) return;
    const placed = here;
    placed.menu.value = target;
    const from = all.indexOf(placed) + 1;
    const next = [...all.slice(from), ...all.slice(0, from)].find(({ menu }) => !menu.value);
    visit(next ?? placed);
    if (next) next.element.scrollIntoView({ block: "nearest" });
    card.changed();
    const said = { item: nameItem(items, placed.id), target: nameItem(targets, target) };
    card.tell(
      next ? card.say("placed_next", { ...said, next: nameItem(items, next.id) }) : card.say("placed", said),
    );
  }

  const element = make(
    "div",
    { class: isLong ? "places long" : "places" },
    ...all.map((row) => row.element),
    chips.element,
  );
  for (const row of all) {
    row.element.addEventListener("focusin", () => visit(row));
    row.element.addEventListener("click", ({ target }) => target !== row.menu && visit(row));
    row.menu.addEventListener("change", () => {
      visit(row);
      card.changed();
    });
  }
  element.addEventListener("keydown", (event) => {
    if (hasCommandKey(event) || event.target instanceof HTMLSelectElement) return;
    const target = /^[1-9]$/.test(event.key) && targets[Number(event.key) - 1];
    if (!target) return;
    event.preventDefault();
    placeHere(target.id);
  });
  if (here) visit(here);

  return {
    element,
    read() {
      const placed = all.filter(({ menu }) => menu.value).map(({ id, menu }) => [id, menu.value]);
      return placed.length ? { placed: Object.fromEntries(placed) } : {};
    },
    lines({ placed = {} }) {
      const pairs = Object.entries(placed);
      return pairs.map(([id, target]) => `${nameItem(items, id)}: ${nameItem(targets, target)}`);
    },
    put({ placed = {} }) {
      for (const { id, menu } of all) menu.value = placed[id] ?? "";
      const first = all.find(({ menu }) => !menu.value) ?? all[0];
      if (first) visit(first);
    },
    mark: (marks) => signRows(card, rows, marks),
  };
}

/**
 * @param {Card} card
 * @param {string} id
 * @param {import("../types.js").Markup[]} shown
 * @returns {Placing}
 */
function makePlacing(card, id, shown) {
  const row = makeRow(card, "div", "place");
  const menu = makeMenu(card, row.sign.id);
  row.element.append(make("label", { class: "shown", dir: "auto", for: menu.id }, draw(shown)), menu);
  return { ...row, id, menu };
}

/**
 * @param {Card} card
 * @param {string} describedBy
 */
function makeMenu(card, describedBy) {
  const targets = card.question.targets.map(({ id, shown }) => make("option", { value: id }, plain(shown)));
  const blank = make("option", { value: "" }, card.say("choose_one"));
  return make("select", { id: card.newId(), "aria-describedby": describedBy }, blank, ...targets);
}
