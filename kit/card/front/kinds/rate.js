// rate: a chance, or a low and a high number.

/** @import { Card, Input, Kind } from "./contract.js" */
/** @import { Response, Shown } from "../types.js" */

import "./rows.css";
import "./rate.css";
import { draw, make, nameItem } from "../elements.js";
import { makeRow, signRows } from "../remarks.js";

/** @type {Kind} */
export function rate(card) {
  const { interval } = card.question;
  if (!interval)
    return drawRatings(card, "rated", card.say("chance_how"), makeChance, (chance) => `${chance} %`);
  const how = card.say("interval_how", { interval });
  return drawRatings(card, "ranges", how, makeInterval, (range) =>
    range.map((bound) => bound || "?").join(" – "),
  );
}

/**
 * The row of one item: what is entered in it (null for nothing), and the way to put that in.
 * @template V
 * @typedef {object} Rating
 * @property {HTMLElement} element
 * @property {HTMLElement} sign
 * @property {() => V | null} read
 * @property {(value: V | null) => void} put
 */

/**
 * @template V
 * @param {Card} card
 * @param {"ranges" | "rated"} field
 * @param {string} how
 * @param {(card: Card, item: Shown) => Rating<V>} makeRating
 * @param {(value: V) => string} say
 * @returns {Input}
 */
function drawRatings(card, field, how, makeRating, say) {
  const { items } = card.question;
  const rows = new Map(items.map((item) => [item.id, makeRating(card, item)]));
  const elements = [...rows.values()].map((row) => row.element);
  const first = elements[0]?.querySelector("input[type=text]");
  first?.setAttribute("data-start", "");
  /** @param {Response} response */
  const values = (response) => /** @type {Record<string, V>} */ (response[field] ?? {});
  return {
    element: make("div", { class: "ratings" }, make("p", { class: "how" }, how), ...elements),
    read() {
      const rated = [...rows].map(([id, row]) => [id, row.read()]).filter(([, value]) => value !== null);
      return rated.length ? { [field]: Object.fromEntries(rated) } : {};
    },
    lines(response) {
      const given = Object.entries(values(response));
      return given.map(([id, value]) => `${nameItem(items, id)}: ${say(value)}`);
    },
    put(response) {
      for (const [id, row] of rows) row.put(values(response)[id] ?? null);
    },
    mark: (marks) => signRows(card, rows, marks),
  };
}

/**
 * @template {"label" | "span"} T
 * @param {Card} card
 * @param {Shown} item
 * @param {T} tag
 */
function makeStatement(card, { id, shown }, tag) {
  const row = makeRow(card, "div", "rating");
  const statement = make(tag, { class: "shown", dir: "auto", id: card.newId() }, draw(shown));
  const name = card.say("clear_item", { item: nameItem(card.question.items, id) });
  const traits = { type: "button", class: "quiet", hidden: "", "aria-label": name };
  const clear = make("button", traits, card.say("clear"));
  const blank = make("span", { class: "blank" }, card.say("no_answer_yet"));
  return { ...row, statement, clear, blank };
}

/**
 * A field for a number, which keeps it as it was typed: each language writes numbers in its own way.
 * @param {Card} card
 * @param {Record<string, string>} named
 */
function makeField(card, named) {
  /** @type {Record<string, string>} */
  const traits = { inputmode: "decimal", autocomplete: "off", dir: "ltr", ...named };
  return make("input", { type: "text", id: card.newId(), ...traits });
}

/**
 * A slider has to stand somewhere: until it is touched it stands pale at 50 and counts as no answer.
 * @param {Card} card
 * @param {Shown} item
 * @returns {Rating<number | string>}
 */
function makeChance(card, item) {
  const row = makeStatement(card, item, "label");
  const named = { "aria-labelledby": row.statement.id, "aria-describedby": row.sign.id };
  const slider = make("input", { type: "range", id: card.newId(), step: 5, min: 0, max: 100, ...named });
  const field = makeField(card, named);
  row.statement.htmlFor = slider.id;
  /** @type {number | string | null} */
  let chance = null;

  /** @param {number | string | null} value */
  const put = (value) => {
    chance = value;
    slider.value = String(readPercent(value) ?? 50);
    if (readTyped(field) !== value) field.value = String(value ?? "");
    row.element.classList.toggle("untouched", value === null);
    row.blank.hidden = value !== null;
    row.clear.hidden = value === null;
    if (value === null) slider.setAttribute("aria-valuetext", card.say("no_answer_yet"));
    else slider.removeAttribute("aria-valuetext");
  };
  /** @param {number | string | null} value */
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
  field.addEventListener("input", () => enter(readTyped(field)));
  row.clear.addEventListener("click", () => {
    enter(null);
    field.focus();
  });
  const scale = make("div", { class: "scale" }, slider, field, "%", row.blank, row.clear);
  row.element.append(row.statement, scale);
  put(null);
  return { ...row, read: () => chance, put };
}

/**
 * What was typed: a whole number as such, anything else as its text, for Python to read.
 * @param {HTMLInputElement} field
 */
function readTyped({ value }) {
  const text = value.trim();
  if (text === "") return null;
  return /^\d{1,3}$/.test(text) ? Number(text) : text;
}

/**
 * Where the slider stands for a chance, as far as it can show it.
 * @param {number | string | null} value
 */
function readPercent(value) {
  const number = Number(String(value ?? "").replace(",", ".") || "?");
  return number >= 0 && number <= 100 ? number : null;
}

/**
 * @param {Card} card
 * @param {Shown} item
 * @returns {Rating<[number | string, number | string]>}
 */
function makeInterval(card, item) {
  const row = makeStatement(card, item, "span");
  const described = { "aria-describedby": row.sign.id };
  const low = makeField(card, described);
  const high = makeField(card, described);

  const isBlank = () => low.value.trim() === "" && high.value.trim() === "";
  const showBlank = () => {
    row.blank.hidden = !isBlank();
    row.clear.hidden = isBlank();
  };
  /** @param {[number | string, number | string] | null} range */
  const put = (range) => {
    for (const [at, field] of [low, high].entries()) {
      const text = String(range?.[at] ?? "");
      if (field.value.trim() !== text) field.value = text;
    }
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
   * @param {HTMLInputElement} field
   */
  const named = (name, field) => make("label", {}, card.say(name), " ", field);
  const bounds = make("div", { class: "scale", role: "group", "aria-labelledby": row.statement.id });
  bounds.append(named("low", low), named("high", high), row.blank, row.clear);
  row.element.append(row.statement, bounds);
  return { ...row, read: () => (isBlank() ? null : [low.value.trim(), high.value.trim()]), put };
}
