// The panel of feedback, and what a listener hears of it.

/** @import { Card } from "./kinds/contract.js" */
/** @import { Evidence, Feedback, Mark, Markup, Response } from "./types.js" */

import "./feedback.css";
import { draw, isWebAddress, make, makeLink, makeNote, makeSign, plain, slice } from "./elements.js";
import { drawQuoting } from "./quotes.js";
import { drawRemarks } from "./remarks.js";

const LONGEST_TOLD = 60; // characters of an item that are said aloud

/** @type {Record<Feedback["verdict"], string>} */
const VERDICT_SIGNS = { right: "✓", partly: "◐", wrong: "✗", noted: "✎", saved: "✓" };

/**
 * @param {Card} card
 * @param {Feedback} feedback
 * @param {(level: string) => void} markSelf
 */
export function drawFeedback(card, feedback, markSelf) {
  const { summary, solution, marks, because, model, rubric, evidence } = feedback;
  const remarks = drawRemarks(card, marks ?? []);
  /** @type {HTMLElement[]} */
  const parts = summary ? [make("p", {}, summary)] : [];
  if (solution) parts.push(...drawSolution(card, solution));
  parts.push(...remarks.read);
  if (because?.length) parts.push(drawPart(card, "because", makeNote(drawQuoting(card, because))));
  if (model?.length) parts.push(drawPart(card, "model", makeNote(draw(model))));
  if (rubric?.length) parts.push(drawRubric(card, rubric, markSelf));
  parts.push(...remarks.rest);
  if (evidence?.length) {
    const sources = evidence.map((source) => drawSource(card, source));
    parts.push(drawPart(card, "evidence", make("div", { class: "evidence" }, ...sources)));
  }
  return parts;
}

/**
 * The verdict in a word, for the line of the buttons.
 * @param {Feedback} feedback
 */
export function drawHeadline({ verdict, headline }) {
  return [makeSign(VERDICT_SIGNS[verdict]), headline];
}

/**
 * What would have been right, whole and in its order, however much of it was given.
 * @param {Card} card
 * @param {Response} solution
 */
function drawSolution(card, solution) {
  const lines = card.input.lines?.(solution) ?? [];
  if (!lines.length) return [];
  const tag = solution.sequence ? "ol" : "ul";
  const list = make(tag, { class: "solution" }, ...lines.map((line) => make("li", { dir: "auto" }, line)));
  return [drawPart(card, "solution", list)];
}

/**
 * @param {Card} card
 * @param {string} name
 * @param {...(Node | string)} children
 */
function drawPart(card, name, ...children) {
  return make("div", { class: "part" }, make("p", { class: "part-name" }, card.say(name)), ...children);
}

/**
 * @param {Card} card
 * @param {{ level: string, shown: Markup[] }[]} rubric
 * @param {(level: string) => void} markSelf
 */
function drawRubric(card, rubric, markSelf) {
  const name = card.newId();
  const levels = rubric.map(({ level, shown }) => {
    const radio = make("input", { type: "radio", name, value: level, onchange: () => markSelf(level) });
    const words = make("span", { class: "shown", dir: "auto" }, make("strong", {}, level), " ", draw(shown));
    return make("label", {}, radio, words);
  });
  const legend = make("legend", { class: "part-name" }, card.say("mark_yourself"));
  return make("fieldset", { class: "part rubric" }, legend, ...levels);
}

/**
 * @param {Card} card
 * @param {Evidence} source
 */
function drawSource(card, { id, date, publisher, says, kind, url }) {
  const details = [
    make("p", { dir: "auto" }, says),
    make("p", { class: "how" }, [date, kind].filter(Boolean).join(" · ")),
    ...(isWebAddress(url) ? [make("p", {}, makeLink(url, card.say("open_source", { id })))] : []),
  ];
  return make("details", {}, make("summary", {}, make("b", {}, id), " ", publisher), ...details);
}

/**
 * What a listener gets: the verdict and the mark of each item. The notes wait beside the items.
 * @param {Card} card
 * @param {Feedback} feedback
 */
export function tellFeedback(card, { headline, summary, marks = [] }) {
  return [headline, summary, ...marks.map((mark) => tellMark(card, mark))].filter(Boolean).join(" ");
}

/**
 * @param {Card} card
 * @param {Mark} mark
 */
function tellMark(card, mark) {
  const { items, segments } = card.question;
  const segment = segments?.find(({ id }) => id === mark.segment);
  const item = items.find(({ id }) => id === mark.item);
  const name = segment ? slice(segment.text, mark.start ?? 0, mark.end) : plain(item?.shown).trim();
  return card.say("told_mark", { item: shorten(name), mark: card.sayHere(`mark_${mark.mark}`) });
}

/**
 * @param {string} text
 * @param {number} [longest] in characters
 */
export function shorten(text, longest = LONGEST_TOLD) {
  return [...text].length > longest ? `${slice(text, 0, longest)} …` : text;
}
