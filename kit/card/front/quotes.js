// Quoted words, and the way to them in the text: a remark about words is worth little where the words are
// out of sight, and one press leads to them.

/** @import { Card } from "./kinds/contract.js" */
/** @import { Markup, Segment, Span } from "./types.js" */

import "./quotes.css";
import { draw, make, slice } from "./elements.js";

/**
 * @param {Card} card
 * @param {string} quote
 * @param {Span} place
 */
export function makeFinder(card, quote, place) {
  const name = card.say("find", { quote });
  const onclick = () => card.find(place);
  return make("button", { type: "button", class: "finder", "aria-label": name, title: name, onclick });
}

/**
 * Words of the article, in quotation marks.
 * @param {Card} card
 * @param {Span} span
 */
export function quoteSpan(card, { segment, start, end }) {
  const text = card.question.segments?.find(({ id }) => id === segment)?.text ?? "";
  return card.say("quote", { words: slice(text, start, end) });
}

/**
 * A text in which every quotation from the article leads to its place there.
 * @param {Card} card
 * @param {Markup[]} nodes
 */
export function drawQuoting(card, nodes) {
  const page = draw(nodes);
  const texts = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  /** @type {Text[]} */
  const all = [];
  while (texts.nextNode()) {
    const text = /** @type {Text} */ (texts.currentNode);
    if (!text.parentElement?.closest("a")) all.push(text);
  }
  for (const text of all) {
    text.replaceWith(...text.data.split(/(“[^”]+”)/).flatMap((part) => drawQuote(card, part)));
  }
  return page;
}

/**
 * @param {Card} card
 * @param {string} part
 */
function drawQuote(card, part) {
  const words = /^“(.+?)[.,;:!?…]*”$/s.exec(part)?.[1];
  const place = words && findOnce(words, card.question.segments ?? []);
  return place ? [part, makeFinder(card, part, place)] : [part];
}

/**
 * Where the words are. Words that occur twice lead nowhere, as does a part of a word.
 * @param {string} words
 * @param {Segment[]} segments
 * @returns {Span | null}
 */
function findOnce(words, segments) {
  const places = segments.flatMap(({ id, text }) =>
    findAll(words, text).map((start) => {
      const before = [...text.slice(0, start)].length;
      return { segment: id, start: before, end: before + [...words].length };
    }),
  );
  return places.length === 1 ? places[0] : null;
}

/**
 * @param {string} words
 * @param {string} text
 */
function findAll(words, text) {
  const starts = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    if (standsAlone(text, at, at + words.length)) starts.push(at);
  }
  return starts;
}

/**
 * @param {string} text
 * @param {number} start
 * @param {number} end
 */
function standsAlone(text, start, end) {
  return !/[\p{L}\p{N}]$/u.test(text.slice(0, start)) && !/^[\p{L}\p{N}]/u.test(text.slice(end));
}
