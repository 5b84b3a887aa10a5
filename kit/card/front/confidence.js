// How sure a student is.

/** @import { Card } from "./kinds/contract.js" */

import "./confidence.css";
import { lockControls } from "./controls.js";
import { make } from "./elements.js";

/** @type {Record<string, string>} */
const SURE = { guess: "guess", "fairly sure": "fairly_sure", certain: "certain" };

/**
 * @param {Card} card
 * @param {Record<string, number>} percents
 */
export function drawSure(card, percents) {
  const name = card.newId();
  const radios = Object.keys(SURE).map((value) => make("input", { type: "radio", name, value }));
  /** @param {string} value */
  const words = (value) => card.say(SURE[value], { percent: percents[value] });
  const labels = radios.map((radio) => make("label", {}, radio, make("span", {}, words(radio.value))));
  const legend = make("legend", {}, card.say("how_sure"));
  const element = make("fieldset", { class: "row-of-choices sure" }, legend, ...labels);
  let locked = false;
  let kept = "";

  const read = () => radios.find((radio) => radio.checked)?.value ?? "";
  /** @param {string} value */
  const put = (value) => {
    kept = value;
    for (const radio of radios) radio.checked = radio.value === value;
  };
  // Confidence counts only if it was given before the feedback, so afterwards it springs back.
  /** @param {boolean} on */
  const lock = (on) => {
    locked = on;
    kept = read();
    lockControls(element, on);
  };
  /** @param {string} value */
  const inWords = (value) => (value in SURE ? words(value) : "");
  element.addEventListener("change", () => (locked ? put(kept) : card.changed()));
  return { element, read, put, lock, inWords };
}
