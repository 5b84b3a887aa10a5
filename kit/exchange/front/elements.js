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

/**
 * Gives somebody a file. The link that is given back gives it once more.
 * @param {string} name
 * @param {string} text
 * @param {string} type
 */
export function download(name, text, type) {
  const href = URL.createObjectURL(new Blob([text], { type }));
  const link = make("a", { href, download: name });
  link.click();
  return link;
}
