// The places of a page, which Python wrote, and elements that are put into them.

import { make } from "../../card/front/elements.js";

export { make };

/** @param {string} id @returns {HTMLElement} */
export function find(id) {
  const found = document.getElementById(id);
  if (!found) throw new RangeError(`this page has no place called ${id}`);
  return found;
}

/**
 * @param {string} text
 * @param {() => void} act
 * @param {string} [className]
 */
export function makeButton(text, act, className = "button") {
  return make("button", { type: "button", class: className, onclick: act }, text);
}
