// write: a short text.

/** @import { Kind } from "./contract.js" */

import "./write.css";
import { make } from "../elements.js";

/** @type {Kind} */
export function writeText(card) {
  const count = make("p", { class: "how", id: card.newId() });
  const named = { "aria-labelledby": card.stemId, "aria-describedby": count.id };
  const area = make("textarea", { rows: 4, dir: "auto", ...named });

  function fit() {
    const limit = card.question.limit ?? 0;
    const n = area.value.split(/\s+/).filter(Boolean).length;
    const isOver = limit > 0 && n > limit;
    count.classList.toggle("over", isOver);
    const name = isOver ? "words_over" : limit ? "words_used" : "words_so_far";
    count.textContent = card.say(name, { n, limit, over: n - limit });
    area.style.blockSize = "auto";
    if (area.scrollHeight) area.style.blockSize = `${area.scrollHeight + 2}px`;
  }

  area.addEventListener("input", () => {
    fit();
    card.changed();
  });
  // A restored text has a height only once the card is on the page, and another when the page gets narrower.
  let width = 0;
  new ResizeObserver(() => {
    if (area.clientWidth === width) return;
    width = area.clientWidth;
    fit();
  }).observe(area);
  return {
    element: make("div", { class: "text" }, area, count),
    read: () => (area.value.trim() ? { text: area.value } : {}),
    lines: ({ text = "" }) => (text ? [text] : []),
    put({ text = "" }) {
      if (area.value !== text) area.value = text;
      fit();
    },
    mark() {},
  };
}
