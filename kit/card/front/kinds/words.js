// The words of the article as a highlight question shows them: how they are drawn, painted and found.

/** @import { Card } from "./contract.js" */
/** @import { Mark, MarkName, Marked, Segment, Span } from "../types.js" */

import { make, makeSign, slice } from "../elements.js";
import { SIGNS } from "../remarks.js";

const PENS = 5; // looks of a mark; a sixth label begins again with the first

// Where spans overlap, the word shows the mark a student can learn most from.
/** @type {MarkName[]} */
const WEIGHTS = ["left", "neutral", "hit", "part", "missed", "wrong"];

/**
 * Something that can be painted: one layer for each pen, each inside the other, so that nested underlines are
 * drawn one below the other.
 * @typedef {{ element: HTMLElement, layers: HTMLElement[] }} Stroke
 */

/**
 * A word, what it is marked as, and the gap before it.
 * @typedef {Stroke & Span & { text: string, labels: Set<string>, gap: Stroke }} Word
 */

/**
 * @param {Card} card
 * @param {Segment} segment
 * @param {string[]} pens
 */
export function makeSegment(card, { id, text, words: ends }, pens) {
  const named = { role: "group", "aria-label": card.say("passage", { id }) };
  const element = make("div", { class: "segment", dir: "auto", ...named });
  element.append(make("span", { class: "segment-id", dir: "ltr", "aria-hidden": "true" }, id));
  /** @type {Word[]} */
  const words = [];
  let done = 0;
  for (const [start, end] of ends) {
    const gap = makeStroke("gap", slice(text, done, start), pens);
    const word = makeStroke("word", slice(text, start, end), pens, { role: "option", tabindex: -1 });
    words.push({ segment: id, start, end, text: slice(text, start, end), labels: new Set(), gap, ...word });
    element.append(gap.element, word.element);
    done = end;
  }
  element.append(slice(text, done));
  return { element, words };
}

/**
 * @param {string} look
 * @param {string} text
 * @param {string[]} pens
 * @param {Record<string, string | number>} [traits]
 * @returns {Stroke}
 */
function makeStroke(look, text, pens, traits = {}) {
  const element = make("span", { class: look, ...traits });
  /** @type {HTMLElement[]} */
  const layers = [];
  let inner = element;
  for (const index of pens.keys()) {
    const layer = make("span", { class: "layer", "data-pen": index % PENS });
    inner.append(layer);
    layers.push(layer);
    inner = layer;
  }
  inner.append(text);
  return { element, layers };
}

/**
 * @param {Card} card
 * @param {Word[]} words
 * @param {string[]} pens
 */
export function paintAll(card, words, pens) {
  for (const [place, word] of words.entries()) {
    const previous = words[place - 1];
    const joined = previous?.segment === word.segment ? previous.labels : new Set();
    paint(word, word.labels, pens);
    paint(word.gap, new Set([...word.labels].filter((label) => joined.has(label))), pens);
    word.element.setAttribute("aria-selected", String(word.labels.size > 0));
    if (pens[0] !== "") nameWord(card, word, pens);
  }
}

/**
 * @param {Stroke} stroke
 * @param {Set<string>} labels
 * @param {string[]} pens
 */
function paint({ element, layers }, labels, pens) {
  const used = pens.filter((pen) => labels.has(pen));
  element.dataset.marked = used.length > 1 ? "many" : used.length ? String(pens.indexOf(used[0]) % PENS) : "";
  for (const [index, layer] of layers.entries()) layer.classList.toggle("on", labels.has(pens[index]));
}

/**
 * @param {Card} card
 * @param {Word} word
 * @param {string[]} pens
 */
function nameWord(card, word, pens) {
  const labels = pens.filter((pen) => word.labels.has(pen)).join(", ");
  if (labels) word.element.setAttribute("aria-label", card.say("word_marked", { word: word.text, labels }));
  else word.element.removeAttribute("aria-label");
}

/**
 * @param {Word[]} words
 * @param {Mark[]} marks
 */
export function markInPlace(words, marks) {
  for (const { element, gap } of words) {
    element.dataset.mark = gap.element.dataset.mark = "";
    element.querySelector(".sign")?.remove();
  }
  for (const mark of [...marks].sort(
    (one, other) => WEIGHTS.indexOf(one.mark) - WEIGHTS.indexOf(other.mark),
  )) {
    const span = words.filter((word) => lies(word, mark));
    for (const [place, { element, gap }] of span.entries()) {
      element.dataset.mark = mark.mark;
      if (place > 0) gap.element.dataset.mark = mark.mark;
    }
    const last = span.at(-1)?.element;
    last?.querySelector(".sign")?.remove();
    last?.append(makeSign(SIGNS[mark.mark]));
  }
}

/**
 * Whether any part of a word is in a span.
 * @param {Word} word
 * @param {Partial<Span>} span
 */
export function lies(word, { segment, start = 0, end = 0 }) {
  return word.segment === segment && word.start < end && word.end > start;
}

/**
 * The runs of words side by side that have this label.
 * @param {Word[]} words
 * @param {string} label
 */
export function findRuns(words, label) {
  /** @type {Marked[]} */
  const runs = [];
  let run = /** @type {Marked | null} */ (null);
  for (const { segment, start, end, labels } of words) {
    if (!labels.has(label)) run = null;
    else if (run?.segment === segment) run.end = end;
    else {
      run = { segment, start, end, label };
      runs.push(run);
    }
  }
  return runs;
}

/**
 * Where a key leads from a word; nowhere where it is no key of walking.
 * @param {Word[]} words
 * @param {Word} here
 * @param {string} key
 * @returns {Word | null}
 */
export function findGoal(words, here, key) {
  const at = words.indexOf(here);
  const segment = words.filter((word) => word.segment === here.segment);
  const back = getComputedStyle(here.element).direction === "rtl" ? "ArrowRight" : "ArrowLeft";
  if (key === back) return words[at - 1] ?? here;
  if (/Left|Right/.test(key)) return words[at + 1] ?? here;
  if (key === "Home") return segment[0];
  if (key === "End") return segment[segment.length - 1];
  if (key === "ArrowUp") return findLine(words.slice(0, at).reverse(), here) ?? here;
  if (key === "ArrowDown") return findLine(words.slice(at + 1), here) ?? here;
  return null;
}

/**
 * Up and down follow what the eye sees: the nearest line, and on it the nearest word.
 * @param {Word[]} candidates
 * @param {Word} here
 */
function findLine(candidates, here) {
  /** @param {Word} word */
  const box = (word) => word.element.getClientRects()[0];
  const { top, left, height } = box(here);
  const other = candidates.filter((word) => Math.abs(box(word).top - top) > height / 2);
  if (!other.length) return null;
  const line = other.filter((word) => Math.abs(box(word).top - box(other[0]).top) < height / 2);
  /** @param {Word} word */
  const away = (word) => Math.abs(box(word).left - left);
  return line.reduce((best, word) => (away(word) < away(best) ? word : best));
}
