// What is entered on a card: read as a response, or refused with the sentence that says why. Nothing of it is left
// out in silence. The same rules as in kit/question/given.py and kit/question/response_data.py.

/** @import { Asked, Data, Refusal } from "./types.js" */

import { areWrittenAlike, countDigits, LARGEST, numberText, readNumber } from "./numbers.js";
import { cut, length, strip, whole } from "./text.js";

export const LONGEST_TEXT = 20_000; // characters of a written answer
const LONGEST_DRAFT = 10 * LONGEST_TEXT;
const LONGEST_NUMBER = 60; // characters of a number as it is typed

/** @typedef {(value: unknown, asked: Asked) => unknown} Read */

/** Each part of a response, by its name. @type {Record<string, Read>} */
const READ = {
  ticked: (value, { question }) => {
    const ticked = texts(value);
    return ids(question.items).filter((item) => ticked.includes(item));
  },
  placed: (value, { question }) => {
    const placed = pairs(value);
    const targets = ids(question.targets);
    return entriesOf(question.items, (item) => (targets.includes(placed[item]) ? placed[item] : undefined));
  },
  sequence: (value, { question }) => {
    const sequence = texts(value);
    return alike([...sequence].sort(), ids(question.items).sort()) ? sequence : [];
  },
  rated: (value, { question }) => {
    const rated = pairs(value);
    return entriesOf(question.items, (item) => {
      const chance = numberIn(rated[item]);
      return chance !== null && chance >= 0 && chance <= 100 ? chance : undefined;
    });
  },
  ranges: (value, { question }) => {
    const ranges = pairs(value);
    return entriesOf(question.items, (item) => {
      const given = ranges[item];
      const bounds = Array.isArray(given) && given.length === 2 ? given.map(numberIn) : [];
      const [low, high] = bounds;
      return low != null && high != null && low <= high ? [low, high] : undefined;
    });
  },
  text: (value) => (typeof value === "string" ? cut(value, LONGEST_TEXT) : ""),
  marked: readMarked,
};

/**
 * The part of a value that fits the question, in the question's own order; only what was touched.
 * @param {unknown} value
 * @param {Asked} asked
 * @returns {Data}
 */
export function readResponse(value, asked) {
  const given = pairs(value);
  return touched(asked.takes.map((name) => [name, READ[name](given[name], asked)]));
}

/**
 * The response that was entered, or why it is none.
 * @param {unknown} entered
 * @param {Asked} asked
 * @param {boolean} comma
 * @returns {{ response: Data } | { refusal: Refusal }}
 */
export function readEntered(entered, asked, comma) {
  const given = { ...pairs(entered) };
  const { text } = given;
  if (typeof text === "string") {
    if (length(text) > LONGEST_TEXT)
      return refuse("refuse_long", { most: LONGEST_TEXT, length: length(text) });
    given.text = whole(text);
  }
  for (const [name, read] of /** @type {const} */ ([
    ["ranges", readRange],
    ["rated", readChance],
  ])) {
    if (!isObject(given[name])) continue;
    const found = Object.entries(given[name]).map(([item, value]) => [item, read(item, value, comma)]);
    const refused = found.find(([, value]) => isObject(value));
    if (refused) return { refusal: refused[1] };
    given[name] = Object.fromEntries(found.filter(([, value]) => value !== null));
  }
  const response = readResponse(given, asked);
  const isWhole = Object.entries(given).every(
    ([name, part]) => isEmpty(part) || sizeOf(part) === sizeOf(response[name]),
  );
  return isWhole ? { response } : refuse("refuse_unknown");
}

/**
 * What was entered, as it was typed, without what the question has no use for. Empty where it is blank.
 * @param {unknown} entered
 * @param {Asked} asked
 * @returns {Data}
 */
export function keepEntered(entered, asked) {
  const given = pairs(entered);
  const kept = readResponse(given, asked);
  if (typeof given.text === "string" && kept.text) kept.text = cut(given.text, LONGEST_DRAFT);
  const name = asked.question.interval ? "ranges" : "rated";
  if (asked.takes.includes(name)) {
    const typed = pairs(given[name]);
    kept[name] = entriesOf(asked.question.items, (item) => {
      if (!Object.hasOwn(typed, item)) return undefined;
      const value = name === "ranges" ? typedRange(typed[item]) : typedNumber(typed[item]);
      return value === "" || value === null ? undefined : value;
    });
  }
  return touched(Object.entries(kept));
}

/**
 * A response as it would be entered: the numbers of ranges are texts.
 * @param {Data} response
 * @param {boolean} comma
 * @returns {Data}
 */
export function asEntered(response, comma) {
  if (!response.ranges) return response;
  const point = comma ? "," : ".";
  const ranges = Object.entries(response.ranges).map(([item, bounds]) => [
    item,
    bounds.map((/** @type {number} */ bound) => numberText(bound, point)),
  ]);
  return { ...response, ranges: Object.fromEntries(ranges) };
}

/**
 * Whether nothing was entered that the question could use.
 * @param {Data} response
 */
export function isBlank(response) {
  const { text, ...others } = response;
  return Object.keys(others).length === 0 && (text === undefined || strip(text) === "");
}

/**
 * Whether two values say the same, in whatever order their members stand.
 * @param {unknown} one
 * @param {unknown} other
 * @returns {boolean}
 */
export function alike(one, other) {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((part, place) => alike(part, other[place]));
  }
  if (!isObject(one) || !isObject(other)) return one === other;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && alike(one[name], other[name]))
  );
}

/** @type {Read} */
function readMarked(value, { question }) {
  const labels = question.labels.length ? question.labels : [""];
  const segments = new Map((question.segments ?? []).map(({ id, words }) => [id, words]));
  const spans = new Map();
  for (const mark of Array.isArray(value) ? value : []) {
    const { segment, start, end, label } = pairs(mark);
    const words = segments.get(segment) ?? [];
    const isWhole = words.some(([first]) => first === start) && words.some(([, last]) => last === end);
    if (isWhole && start < end && labels.includes(label)) {
      spans.set(JSON.stringify([segment, start, end, label]), { segment, start, end, label });
    }
  }
  return [...spans.values()].sort(
    (one, other) =>
      compare(one.segment, other.segment) ||
      one.start - other.start ||
      one.end - other.end ||
      compare(one.label, other.label),
  );
}

/**
 * @param {string} item
 * @param {unknown} value
 * @param {boolean} comma
 */
function readRange(item, value, comma) {
  if (!Array.isArray(value) || value.length !== 2) return refusal("refuse_unknown");
  const given = value.map((bound) => (typeof bound === "string" ? strip(bound) : bound));
  if (given[0] === "" && given[1] === "") return null;
  if (given.includes("")) return refusal("refuse_half", { item });
  const bounds = given.map((bound) => readBound(item, bound, comma));
  const refused = bounds.find(isObject);
  if (refused) return refused;
  const [low, high] = given;
  if (bounds[0] > bounds[1]) return refusal("refuse_backwards", { item, low, high });
  if (given.every((bound) => typeof bound === "string") && !areWrittenAlike(given)) {
    return refusal("refuse_number", { item, entered: `${low} – ${high}` });
  }
  return bounds;
}

/**
 * @param {string} item
 * @param {unknown} value
 * @param {boolean} comma
 */
function readChance(item, value, comma) {
  const given = typeof value === "string" ? strip(value) : value;
  if (given === "") return null;
  const read = readBound(item, given, comma);
  if (typeof read === "number" && (read < 0 || read > 100))
    return refusal("refuse_chance", { item, entered: given });
  return read;
}

/**
 * @param {string} item
 * @param {unknown} given
 * @param {boolean} comma
 * @returns {any} a number or a refusal
 */
function readBound(item, given, comma) {
  const values = { item, entered: given };
  if (typeof given === "string") {
    if (length(given) > LONGEST_NUMBER) return refusal("refuse_large", values);
    const read = readNumber(given, comma);
    return read ?? refusal(countDigits(given) > 15 ? "refuse_large" : "refuse_number", values);
  }
  const number = numberIn(given);
  if (number === null) return refusal("refuse_unknown"); // nothing that a card sends
  return Math.abs(number) < LARGEST ? number : refusal("refuse_large", values);
}

/** @param {unknown} value */
function typedNumber(value) {
  if (typeof value === "string") return cut(value, LONGEST_NUMBER);
  const number = numberIn(value);
  return number !== null && Math.abs(number) < 1e300 ? number : null;
}

/** @param {unknown} value */
function typedRange(value) {
  const bounds = Array.isArray(value) && value.length === 2 ? value : ["", ""];
  const typed = bounds.map((bound) => typedNumber(bound) ?? "");
  return typed[0] === "" && typed[1] === "" ? null : typed;
}

/**
 * @param {string} name
 * @param {Record<string, unknown>} [values]
 * @returns {Refusal}
 */
function refusal(name, values = {}) {
  return { name, values };
}

/**
 * @param {string} name
 * @param {Record<string, unknown>} [values]
 */
function refuse(name, values) {
  return { refusal: refusal(name, values) };
}

/** @param {{ id: string }[]} shown */
function ids(shown) {
  return shown.map(({ id }) => id);
}

/**
 * @param {{ id: string }[]} items
 * @param {(item: string) => unknown} value of an item, undefined where it has none
 */
function entriesOf(items, value) {
  const found = ids(items).map((item) => /** @type {const} */ ([item, value(item)]));
  return Object.fromEntries(found.filter(([, given]) => given !== undefined));
}

/** @param {(readonly [string, any])[]} parts */
function touched(parts) {
  return Object.fromEntries(parts.filter(([, part]) => !isEmpty(part)));
}

/** @param {unknown} value */
function isEmpty(value) {
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) ? Object.keys(value).length === 0 : !value;
}

/** @param {unknown} part */
function sizeOf(part) {
  if (Array.isArray(part)) return part.length;
  return isObject(part) ? Object.keys(part).length : part;
}

/** @param {unknown} value @returns {string[]} */
function texts(value) {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

/** @param {unknown} value @returns {Record<string, any>} */
function pairs(value) {
  return isObject(value) ? value : {};
}

/** @param {unknown} value @returns {value is Record<string, any>} */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {unknown} value */
function numberIn(value) {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/**
 * @param {string} one
 * @param {string} other
 */
function compare(one, other) {
  return one < other ? -1 : Number(one > other);
}
