// highlight: mark words of the article.

/** @import { Card, Kind } from "./contract.js" */
/** @import { Word } from "./words.js" */

import "./highlight.css";
import { make } from "../elements.js";
import { hasCommandKey } from "../keys.js";
import { quoteSpan } from "../quotes.js";
import { listenToPointer } from "./pointer.js";
import { findGoal, findRuns, lies, makeSegment, markInPlace, paintAll } from "./words.js";

/** @type {Kind} */
export function highlight(card) {
  const { labels, segments = [], text_language: lang } = card.question;
  const pens = labels.length ? labels : [""]; // what a mark can mean
  const listbox = { role: "listbox", "aria-multiselectable": "true", "aria-labelledby": card.stemId };
  const text = make("div", { class: "article", lang: lang || undefined, ...listbox });
  const groups = segments.map((segment) => makeSegment(card, segment, pens));
  const words = groups.flatMap((group) => group.words);
  const penBox = labels.length ? makePenBox(card, labels) : null;
  let here = words[0];
  /**
   * The run being marked: where it began, whether it marks or unmarks, what was marked before.
   * @type {{ from: number, on: boolean, pen: string, before: Set<string>[] } | null}
   */
  let stroke = null;

  /** @param {Word} word */
  function visit(word, focus = true) {
    here.element.tabIndex = -1;
    here = word;
    here.element.tabIndex = 0;
    if (focus) here.element.focus();
  }

  const pen = () => penBox?.pen() ?? "";

  /** @param {Word} word */
  function begin(word, on = !word.labels.has(pen())) {
    const before = words.map((each) => new Set(each.labels));
    stroke = { from: words.indexOf(word), on, pen: pen(), before };
  }

  /** @param {Word} word */
  function stretch(word) {
    if (!stroke) return;
    const to = words.indexOf(word);
    const [first, last] = [Math.min(stroke.from, to), Math.max(stroke.from, to)];
    for (const [place, each] of words.entries()) {
      each.labels = new Set(stroke.before[place]);
      if (place < first || place > last) continue;
      if (stroke.on) each.labels.add(stroke.pen);
      else each.labels.delete(stroke.pen);
    }
    paintAll(card, words, pens);
    card.changed();
  }

  /** @param {Word} word */
  function toggle(word) {
    if (card.locked) return;
    begin(word);
    stretch(word);
    stroke = null;
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (hasCommandKey(event)) return;
    const goal = findGoal(words, here, event.key);
    if (goal) {
      const marks = event.shiftKey && /Left|Right/.test(event.key) && !card.locked;
      if (!marks) stroke = null;
      else if (!stroke) begin(here, true);
      visit(goal);
      if (marks) stretch(goal);
    } else if (event.key === " " || event.key === "Enter") {
      if (!event.repeat) toggle(here);
    } else if (!penBox?.pick(event.key)) return;
    event.preventDefault();
  }

  text.append(...groups.map((group) => group.element));
  text.addEventListener("keydown", onKey);
  listenToPointer(text, words, {
    press(word, extend) {
      if (card.locked) return;
      if (extend) begin(here, true);
      else begin(word);
      stretch(word);
    },
    drag: stretch,
    release(word) {
      stroke = null;
      visit(word);
    },
    tap(word) {
      visit(word);
      toggle(word);
    },
  });
  if (words.length) visit(here, false);
  paintAll(card, words, pens);

  const how = make("p", { class: "how" }, card.say(labels.length ? "highlight_labels_how" : "highlight_how"));
  return {
    element: make("div", { class: "marking" }, ...(penBox ? [penBox.element] : []), text, how),
    read() {
      const marked = pens.flatMap((pen) => findRuns(words, pen));
      return marked.length ? { marked } : {};
    },
    lines: ({ marked = [] }) =>
      marked.map((run) => quoteSpan(card, run) + (run.label ? ` (${run.label})` : "")),
    put({ marked = [] }) {
      stroke = null;
      for (const word of words) {
        word.labels = new Set(marked.filter((run) => lies(word, run)).map((run) => run.label));
      }
      paintAll(card, words, pens);
    },
    point(place) {
      const span = words.filter((word) => lies(word, place));
      for (const [at, { element, gap }] of span.entries()) {
        element.classList.add("found");
        if (at > 0) gap.element.classList.add("found");
      }
      visit(span[0], false);
      return span[0].element;
    },
    mark: (marks) => markInPlace(words, marks),
  };
}

/**
 * @param {Card} card
 * @param {string[]} labels
 */
function makePenBox(card, labels) {
  const name = card.newId();
  const radios = labels.map(() => make("input", { type: "radio", name }));
  const choices = labels.map((label, index) => {
    const sample = make("span", { class: "layer on", "data-pen": index % 5 }, label);
    const key = make("kbd", { "aria-hidden": "true" }, `${index + 1}`);
    return make("label", { class: "pen" }, radios[index], sample, key);
  });
  radios[0].checked = true;
  return {
    element: make(
      "fieldset",
      { class: "row-of-choices" },
      make("legend", {}, card.say("mark_as")),
      ...choices,
    ),
    pen: () => labels[radios.findIndex((radio) => radio.checked)],
    /** @param {string} key */
    pick(key) {
      const radio = /^[1-9]$/.test(key) && radios[Number(key) - 1];
      if (!radio) return false;
      radio.checked = true;
      card.tell(card.say("marking_as", { label: labels[radios.indexOf(radio)] }));
      return true;
    },
  };
}
