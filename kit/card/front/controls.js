// Buttons, and controls that are locked.

import { make } from "./elements.js";

/**
 * @param {string} name as it reads on the button
 * @param {() => void} press
 * @param {string} [look]
 */
export function makeButton(name, press, look = "") {
  const button = make("button", { type: "button", class: look }, name);
  const isOff = () => button.getAttribute("aria-disabled") === "true";
  button.addEventListener("click", () => isOff() || press());
  button.addEventListener("blur", () => {
    if (isOff()) button.hidden = true;
  });
  return button;
}

/**
 * Shows a button or takes it away. A focused button is never hidden or disabled under the student's hand: it
 * goes when the focus has left it.
 * @param {HTMLButtonElement} button
 * @param {boolean} on
 */
export function offer(button, on) {
  const keep = !on && button.matches(":focus");
  button.setAttribute("aria-disabled", String(keep));
  button.hidden = !on && !keep;
}

/**
 * Locked inputs stay in the tab order, to be read; what is changed in them springs back (see Card.changed).
 * @param {HTMLElement} element
 * @param {boolean} locked
 */
export function lockControls(element, locked) {
  const controls = "input, select, textarea, button:not(.finder), [role=listbox]";
  for (const control of /** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll(controls))) {
    control.setAttribute("aria-disabled", String(locked || control.dataset.edge === "true"));
    if (control.matches("textarea, input[type=text]")) {
      /** @type {HTMLInputElement} */ (control).readOnly = locked;
    }
  }
}
