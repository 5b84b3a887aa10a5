// order: press the items in their order, or move one up and down. As dealt it is a blank draft, and yet an
// answer once it is checked.

/** @import { Card, Kind } from "./contract.js" */
/** @import { Row } from "../remarks.js" */
/** @import { Shown } from "../types.js" */

import "./rows.css";
import "./order.css";
import { draw, make, makeSign, nameItem, plain, same } from "../elements.js";
import { hasCommandKey } from "../keys.js";
import { makeRow, signRows } from "../remarks.js";

/** @typedef {Row & { id: string, name: string, place: HTMLElement, take: HTMLElement, up: HTMLElement, down: HTMLElement }} Step */

/** @type {Kind} */
export function order(card) {
  /** @type {Map<string, Step>} */
  const rows = new Map();
  const list = make("ol", { class: "sequence", role: "list" });
  let moved = false;
  /** @type {Set<Step>} */
  let taken = new Set(); // those that were pressed, which stand at the top in the order of the presses

  const steps = () => [...list.children].map((child) => find((step) => step.element === child));
  const sequence = () => steps().map((step) => step.id);

  /** @param {(step: Step) => boolean} is */
  const find = (is) => /** @type {Step} */ ([...rows.values()].find(is));

  function number() {
    const all = steps();
    for (const [at, step] of all.entries()) {
      step.place.textContent = String(at + 1);
      step.take.setAttribute("aria-pressed", String(taken.has(step)));
      setEdge(card, step.up, at === 0);
      setEdge(card, step.down, at === all.length - 1);
    }
  }

  /** @param {Step} step */
  function say(step) {
    const place = sequence().indexOf(step.id) + 1;
    card.tell(card.say("moved", { item: step.name, place, count: rows.size }));
  }

  /**
   * Brings a row to a place. What leaves the page for a moment loses its focus, and gets it back.
   * @param {Step} step
   * @param {number} to
   */
  function bring(step, to) {
    const focused = /** @type {HTMLElement | null} */ (list.querySelector(":focus"));
    const others = steps().filter((each) => each !== step);
    list.insertBefore(step.element, others[to]?.element ?? null);
    if (focused !== document.activeElement) focused?.focus({ preventScroll: true });
    moved = true;
    number();
    card.changed();
    say(step);
  }

  /**
   * @param {Step} step
   * @param {number} by
   */
  function move(step, by) {
    const to = steps().indexOf(step) + by;
    if (to < 0 || to >= rows.size || card.locked) return;
    taken = new Set();
    bring(step, to);
  }

  /** A press takes an item as the next one; a second press takes it out again. @param {Step} step */
  function take(step) {
    if (card.locked) return;
    if (taken.delete(step)) return bring(step, rows.size - 1);
    taken.add(step);
    const to = taken.size - 1;
    if (taken.size === rows.size - 1) taken = new Set(rows.values());
    bring(step, to);
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (hasCommandKey(event)) return;
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    const step = find(({ element }) => element.contains(/** @type {Node} */ (event.target)));
    const pressed = /^[1-9]$/.test(event.key) && steps()[Number(event.key) - 1];
    if (pressed) take(pressed);
    else if (by && step && (event.shiftKey || event.target !== step.take)) move(step, by);
    else if (by && step) steps()[steps().indexOf(step) + by]?.take.focus();
    else return;
    event.preventDefault();
  }

  for (const item of card.question.items) rows.set(item.id, makeStep(card, item, take, move));
  list.append(...[...rows.values()].map((step) => step.element));
  list.addEventListener("keydown", onKey);
  list.addEventListener("focusin", ({ target }) => {
    const step = find(({ element }) => element.contains(/** @type {Node} */ (target)));
    for (const each of rows.values()) each.take.tabIndex = each === step ? 0 : -1;
  });
  steps()[0].take.tabIndex = 0;
  number();

  return {
    element: make("div", {}, list, make("p", { class: "how" }, card.say("order_how"))),
    read: () => (moved ? { sequence: sequence() } : {}),
    answer: () => ({ sequence: sequence() }),
    lines: ({ sequence: given = [] }) => given.map((id) => nameItem(card.question.items, id)),
    put({ sequence: given = [] }) {
      moved = given.length > 0;
      const wanted = moved ? given.filter((id) => rows.has(id)) : [...rows.keys()];
      if (!same(wanted, sequence())) {
        list.append(...wanted.map((id) => find((step) => step.id === id).element));
        taken = new Set(moved ? rows.values() : []);
      }
      if (!moved) taken = new Set();
      number();
    },
    mark: (marks) => signRows(card, rows, marks),
  };
}

/**
 * @param {Card} card
 * @param {Shown} item
 * @param {(step: Step) => void} take
 * @param {(step: Step, by: number) => void} move
 * @returns {Step}
 */
function makeStep(card, { id, shown }, take, move) {
  const row = makeRow(card, "li", "step");
  const name = plain(shown).trim();
  /**
   * @param {string} label
   * @param {string} sign
   * @param {number} by
   */
  const button = (label, sign, by) => {
    const onclick = () => move(step, by);
    const traits = { type: "button", class: "move", tabindex: -1, "aria-label": label, onclick };
    return make("button", traits, makeSign(sign));
  };
  const place = make("span", { class: "number", id: card.newId() });
  const described = { "aria-describedby": `${place.id} ${row.sign.id}` };
  const taking = make(
    "button",
    { type: "button", class: "take", tabindex: -1, ...described, onclick: () => take(step) },
    make("span", { class: "shown", dir: "auto" }, draw(shown)),
  );
  const up = button(card.say("move_up", { item: name }), "↑", -1);
  const down = button(card.say("move_down", { item: name }), "↓", 1);
  const step = { ...row, id, name, place, take: taking, up, down };
  row.element.append(place, taking, up, down);
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
