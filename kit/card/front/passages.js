// The article's sentences beside a question.

/** @import { Question, Segment, Span } from "./types.js" */

import "./passages.css";
import { make, slice } from "./elements.js";

/** @param {Question} question */
export function drawPassages({ segments = [], text_language: lang }) {
  const passages = new Map(segments.map((segment) => [segment.id, makePassage(segment)]));
  const elements = [...passages.values()].map((passage) => passage.element);
  return {
    element: make("div", { class: "article passages", lang: lang || undefined }, ...elements),
    /** @param {Span} place */
    point({ segment, start, end }) {
      const passage = passages.get(segment);
      if (!passage) throw new RangeError(`no passage ${segment}`);
      return passage.point(start, end);
    },
  };
}

/** @param {Segment} segment */
function makePassage({ id, text }) {
  const name = make("span", { class: "segment-id", dir: "ltr" }, id);
  const element = make("p", { class: "segment", dir: "auto" }, name, text);
  return {
    element,
    /**
     * @param {number} start
     * @param {number} end
     */
    point(start, end) {
      const words = make("span", { class: "found", tabindex: -1 }, slice(text, start, end));
      element.replaceChildren(name, slice(text, 0, start), words, slice(text, end));
      return words;
    },
  };
}
