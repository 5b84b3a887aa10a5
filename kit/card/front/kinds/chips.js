// Chips: a row of places, one press on which puts the item at hand there. One of them is in the tab order, and
// the arrow keys lead to the others.

/** @import { Card } from "./contract.js" */
/** @import { Shown } from "../types.js" */

import "./chips.css";
import { draw, make } from "../elements.js";
import { hasCommandKey } from "../keys.js";

const KEYS = 9; // places that a digit stands for
const STEPS = /** @type {Record<string, number>} */ ({
  ArrowLeft: -1,
  ArrowUp: -1,
  ArrowRight: 1,
  ArrowDown: 1,
});

/**
 * @param {Card} card
 * @param {Shown[]} targets
 * @param {(target: string) => void} take
 */
export function drawChips(card, targets, take) {
  const asked = make("p", { class: "at-hand", dir: "auto", id: card.newId() });
  const chips = targets.map(({ id, shown }, at) => {
    const key = at < KEYS ? [make("kbd", { "aria-hidden": "true" }, String(at + 1))] : [];
    const traits = { type: "button", class: "chip", tabindex: at ? -1 : 0, onclick: () => take(id) };
    return make("button", traits, ...key, make("span", { dir: "auto" }, draw(shown)));
  });
  if (chips[0]) chips[0].dataset.start = "";
  const element = make(
    "div",
    { class: "chips", role: "group", "aria-labelledby": asked.id },
    asked,
    ...chips,
  );
  element.addEventListener("focusin", ({ target }) => {
    for (const chip of chips) chip.tabIndex = chip === target ? 0 : -1;
  });
  element.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step || hasCommandKey(event)) return;
    event.preventDefault();
    const at = chips.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    chips[(at + step + chips.length) % chips.length]?.focus();
  });
  return {
    element,
    /**
     * Says which item is at hand, and where it is now.
     * @param {string} item
     * @param {string} target
     */
    show(item, target) {
      asked.textContent = card.say("place_of", { item });
      for (const [at, chip] of chips.entries()) {
        chip.setAttribute("aria-pressed", String(targets[at].id === target));
      }
    },
  };
}
