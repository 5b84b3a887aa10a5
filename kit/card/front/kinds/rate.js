// rate: a chance, or a low and a high number.

/** @import { Card, Kind } from "./contract.js" */
/** @import { Response, Shown } from "../types.js" */

import "./rows.css";
import "./rate.css";
import { draw, make, plain } from "../elements.js";
import { makeRow, remarkOnRows } from "../remarks.js";

/** @type {Kind} */
export function rate(card) {
  const { items, interval } = card.question;
  return interval
    ? drawRatings(card, "ranges", card.say("interval_how", { interval }), items, makeInterval)
    : drawRatings(card, "rated", card.say("chance_how"), items, makeChance);
}

/**
 * The row of one item: what is entered in it (null for nothing), and the way to put that in.
 * @template V
 * @typedef {{ element: HTMLElement, remarks: HTMLElement, read: () => V | null, put: (value: V | null) => void }} Rating
 */

/**
 * @template V
 * @param {Card} card
 * @param {"ranges" | "rated"} field
 * @param {string} how
 * @param {Shown[]} items
 * @param {(card: Card, item: Shown) => Rating<V>} makeRating
 */
function drawRatings(card, field, how, items, makeRating) {
  const rows = new Map(items.map((item) => [item.id, makeRating(card, item)]));
  const elements = [...rows.values()].map((row) => row.element);
  return {
    element: make("div", { class: "ratings" }, make("p", { class: "how" }, how), ...elements),
    /** @returns {Response} */
    read() {
      const rated = [...rows].map(([id, row]) => [id, row.read()]).filter(([, value]) => value !== null);
      return rated.length ? { [field]: Object.fromEntries(rated) } : {};
    },
    /** @param {Response} response */
    put(response) {
      const values = /** @type {Record<string, V>} */ (response[field] ?? {});
      for (const [id, row] of rows) row.put(values[id] ?? null);
    },
    /** @param {import("../types.js").Mark[]} marks */
    mark: (marks) => remarkOnRows(card, rows, marks),
  };
}

/**
 * @param {Card} card
 * @param {Shown} item
 */
function makeStatement(card, { shown }) {
  const row = makeRow(card, "div", "rating");
  const statement = make("span", { class: "shown", dir: "auto", id: card.newId() }, draw(shown));
  const name = card.say("clear_item", { item: plain(shown).trim() });
  const clear = make(
    "button",
    { type: "button", class: "quiet", hidden: "", "aria-label": name },
    card.say("clear"),
  );
  const blank = make("span", { class: "blank" }, card.say("no_answer_yet"));
  return { ...row, statement, clear, blank };
}

/**
 * A slider has to stand somewhere: until it is touched it stands pale at 50 and counts as no answer.
 * @param {Card} card
 * @param {Shown} item
 * @returns {Rating<number>}
 */
function makeChance(card, item) {
  const row = makeStatement(card, item);
  const named = { "aria-labelledby": row.statement.id, "aria-describedby": row.remarks.id, min: 0, max: 100 };
  const slider = make("input", { type: "range", step: 5, ...named });
  const number = make("input", { type: "number", step: 1, inputmode: "numeric", ...named });
  /** @type {number | null} */
  let chance = null;

  /** @param {number | null} value */
  const put = (value) => {
    chance = value;
    slider.value = String(value ?? 50);
    if (number.value === "" || Number(number.value) !== value) number.value = String(value ?? "");
    row.element.classList.toggle("untouched", value === null);
    row.blank.hidden = value !== null;
    row.clear.hidden = value === null;
    if (value === null) slider.setAttribute("aria-valuetext", card.say("no_answer_yet"));
    else slider.removeAttribute("aria-valuetext");
  };
  /** @param {number | null} value */
  const enter = (value) => {
    const isNew = value !== chance && !card.locked;
    put(isNew ? value : chance);
    if (isNew) card.changed();
  };
  slider.addEventListener("input", () => enter(Number(slider.value)));
  // A click, tap or Space where the pale thumb already stands changes nothing, yet means "50".
  for (const press of ["click", "pointerup"]) {
    slider.addEventListener(press, () => enter(chance ?? Number(slider.value)));
  }
  slider.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    enter(chance ?? Number(slider.value));
  });
  number.addEventListener("input", () => enter(readPercent(number)));
  number.addEventListener("change", () => {
    number.value = String(chance ?? "");
  });
  row.clear.addEventListener("click", () => {
    enter(null);
    number.focus();
  });
  const scale = make("div", { class: "scale" }, slider, number, "%", row.blank, row.clear);
  row.element.append(row.statement, scale, row.remarks);
  put(null);
  return { ...row, read: () => chance, put };
}

/** @param {HTMLInputElement} number */
function readPercent(number) {
  return number.value === "" ? null : Math.min(100, Math.max(0, Number(number.value)));
}

/**
 * @param {Card} card
 * @param {Shown} item
 * @returns {Rating<[number, number]>}
 */
function makeInterval(card, item) {
  const row = makeStatement(card, item);
  const bound = { type: "number", step: "any", inputmode: "decimal", "aria-describedby": row.remarks.id };
  const low = make("input", bound);
  const high = make("input", bound);

  const showBlank = () => {
    const touched = low.value !== "" || high.value !== "";
    row.blank.hidden = touched;
    row.clear.hidden = !touched;
  };
  /** @returns {[number, number] | null} */
  const read = () => (low.value === "" || high.value === "" ? null : [Number(low.value), Number(high.value)]);
  /** @param {[number, number] | null} range */
  const put = (range) => {
    low.value = String(range?.[0] ?? "");
    high.value = String(range?.[1] ?? "");
    showBlank();
  };
  const entered = () => {
    showBlank();
    card.changed();
  };
  low.addEventListener("input", entered);
  high.addEventListener("input", entered);
  row.clear.addEventListener("click", () => {
    if (card.locked) return;
    put(null);
    card.changed();
    low.focus();
  });
  /**
   * @param {string} name
   * @param {HTMLInputElement} input
   */
  const named = (name, input) => make("label", {}, card.say(name), " ", input);
  const bounds = make("div", { class: "scale", role: "group", "aria-labelledby": row.statement.id });
  bounds.append(named("low", low), named("high", high), row.blank, row.clear);
  row.element.append(row.statement, bounds, row.remarks);
  return { ...row, read, put };
}
