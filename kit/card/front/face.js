// What stands on a card around its inputs: the question, the buttons, the lines below them.

/** @import { Card } from "./kinds/contract.js" */

import "./face.css";
import { makeButton } from "./controls.js";
import { draw, make } from "./elements.js";

/**
 * @param {Card} card
 * @param {{ text: HTMLElement | null, input: HTMLElement, sure: HTMLElement | null }} parts
 * @param {{ check: () => void, hint: () => void, tryAgain: () => void, show: () => void }} acts
 */
export function drawFace(card, parts, acts) {
  const { id, kind, language: lang, direction: dir, stem } = card.question;
  const buttons = {
    check: makeButton(nameCheck(card), acts.check, "main"),
    hint: makeButton(card.say("hint"), acts.hint),
    tryAgain: makeButton(card.say("try_again"), acts.tryAgain),
    show: makeButton(card.say("show_answer"), acts.show),
  };
  const face = {
    root: make("div", { class: "says-who", "data-question": id, "data-kind": kind, lang, dir }),
    warning: make("p", { class: "warning", hidden: "" }),
    older: make("p", { class: "warning", hidden: "" }),
    offer: make("div", { class: "offer", role: "group", "aria-label": card.say("offer"), hidden: "" }),
    inputs: make("div", { class: "inputs" }, parts.input),
    buttons,
    headline: make("p", { class: "headline", hidden: "" }),
    saved: make("span", { class: "saved" }),
    below: make("div", { class: "below" }), // the place that comes into view with a verdict
    notice: make("p", { class: "notice", hidden: "" }),
    status: make("p", { class: "status", hidden: "" }),
    hints: make("ol", { class: "hints", role: "list", hidden: "" }),
    panel: make("div", { class: "feedback", role: "group", "aria-label": card.say("feedback"), hidden: "" }),
    live: make("div", { class: "live", role: "status" }),
  };
  const asked = make("div", { class: "stem", id: card.stemId, dir: "auto" }, draw(stem));
  const inside = [asked, parts.text, face.inputs, parts.sure].filter((part) => part !== null);
  // No fieldset: what stays in sight while one scrolls needs the whole card to move in.
  const grouped = { role: "group", "aria-labelledby": card.stemId };
  const question = make("div", { class: "question", ...grouped }, ...inside);
  // The verdict stands beside the button that was pressed, and nothing above that button grows.
  const { check, ...others } = buttons;
  const row = make("div", { class: "buttons" }, check, face.headline, ...Object.values(others), face.saved);
  const lines = [face.below, face.notice, face.status, face.hints, face.panel, face.live];
  face.root.append(face.warning, face.older, question, face.offer, row, ...lines);
  return face;
}

/**
 * What the main button says. An answer that is told nothing of is submitted, until it is told.
 * @param {Card} card
 */
export function nameCheck(card) {
  const { hide_feedback: isSilent, kind } = card.question;
  return card.say(isSilent ? "submit" : kind === "write" ? "compare" : "check");
}
