// order: move items up and down. As dealt it is a blank draft, and yet an answer once it is checked.

/** @import { Card, Kind } from "./contract.js" */
/** @import { Row } from "../remarks.js" */
/** @import { Shown } from "../types.js" */

import "./rows.css";
import "./order.css";
import { draw, make, makeSign, nameItem, plain, same } from "../elements.js";
import { hasCommandKey } from "../keys.js";
import { makeRow, remarkOnRows } from "../remarks.js";

/** @typedef {Row & { id: string, name: string, place: HTMLElement, up: HTMLElement, down: HTMLElement }} Step */

/** @type {Kind} */
export function order(card) {
  /** @type {Map<string, Step>} */
  const rows = new Map();
  const element = make("ol", { class: "sequence", role: "list" });
  let moved = false;

  const steps = () => [...element.children].map((child) => find((step) => step.element === child));
  const sequence = () => steps().map((step) => step.id);

  /** @param {(step: Step) => boolean} is */
  const find = (is) => /** @type {Step} */ ([...rows.values()].find(is));

  function number() {
    const all = steps();
    for (const [at, step] of all.entries()) {
      step.place.textContent = String(at + 1);
      setEdge(card, step.up, at === 0);
      setEdge(card, step.down, at === all.length - 1);
    }
  }

  /**
   * @param {Step} step
   * @param {number} by
   */
  function move(step, by) {
    const row = step.element;
    const neighbour = by < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!neighbour || card.locked) return;
    // The neighbour travels, not the row: a focused button that leaves the page for a moment loses its focus.
    if (by < 0) row.after(neighbour);
    else row.before(neighbour);
    moved = true;
    number();
    card.changed();
    const place = sequence().indexOf(step.id) + 1;
    card.tell(card.say("moved", { item: step.name, place, count: rows.size }));
  }

  for (const item of card.question.items) rows.set(item.id, makeStep(card, item, move));
  element.append(...[...rows.values()].map((step) => step.element));
  number();

  return {
    element,
    read: () => (moved ? { sequence: sequence() } : {}),
    answer: () => ({ sequence: sequence() }),
    inWords: ({ sequence: given = [] }) => card.list(given.map((id) => nameItem(card.question.items, id))),
    put({ sequence: given = [] }) {
      moved = given.length > 0;
      const wanted = moved ? given.filter((id) => rows.has(id)) : [...rows.keys()];
      if (!same(wanted, sequence())) {
        element.append(...wanted.map((id) => find((step) => step.id === id).element));
      }
      number();
    },
    mark: (marks) => remarkOnRows(card, rows, marks),
  };
}

/**
 * @param {Card} card
 * @param {Shown} item
 * @param {(step: Step, by: number) => void} move
 * @returns {Step}
 */
function makeStep(card, { id, shown }, move) {
  const row = makeRow(card, "li", "step");
  const name = plain(shown).trim();
  /**
   * @param {string} label
   * @param {string} sign
   * @param {number} by
   */
  const button = (label, sign, by) => {
    const named = { "aria-label": label, "aria-describedby": row.remarks.id };
    const onclick = () => move(step, by);
    return make("button", { type: "button", class: "move", ...named, onclick }, makeSign(sign));
  };
  const place = make("span", { class: "number" });
  const up = button(card.say("move_up", { item: name }), "↑", -1);
  const down = button(card.say("move_down", { item: name }), "↓", 1);
  const step = { ...row, id, name, place, up, down };
  row.element.append(
    place,
    make("span", { class: "shown", dir: "auto" }, draw(shown)),
    up,
    down,
    row.remarks,
  );
  row.element.addEventListener("keydown", (event) => {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (!by || hasCommandKey(event)) return;
    event.preventDefault();
    move(step, by);
  });
  return step;
}

/**
 * @param {Card} card
 * @param {HTMLElement} button
 * @param {boolean} isEdge
 */
function setEdge(card, button, isEdge) {
  button.dataset.edge = String(isEdge);
  button.setAttribute("aria-disabled", String(isEdge || card.locked));
}
