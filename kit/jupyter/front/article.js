// The article beside the questions, with the sentences marked that the question is about.

import { make, makeButton } from "./elements.js";
import { say } from "./words.js";

export class Article {
  /** @param {() => void} close */
  constructor(close) {
    this.body = make("div", {
      class: "sw-article-body",
      tabindex: 0,
      role: "region",
      "aria-label": say("article_whole"),
    });
    const name = make("h2", { class: "sw-article-name" }, say("article_whole"));
    const top = make("div", { class: "sw-article-top" }, name, makeButton(say("close"), close, "sw-close"));
    this.element = make(
      "aside",
      { class: "sw-article", "aria-label": say("article"), hidden: "" },
      top,
      this.body,
    );
    /** @type {string[]} */
    this.wanted = [];
  }

  /** Marks segments, and brings the first of them into view. @param {string[]} ids */
  mark(ids) {
    this.wanted = ids;
    /** @type {HTMLElement | null} */
    let first = null;
    for (const segment of /** @type {NodeListOf<HTMLElement>} */ (
      this.body.querySelectorAll("blockquote > p")
    )) {
      const id = segment.querySelector("b")?.textContent ?? "";
      const isMarked = ids.includes(id);
      segment.classList.toggle("sw-marked", isMarked);
      if (isMarked) first ??= segment;
    }
    if (!first) return;
    const { body } = this;
    const top = first.getBoundingClientRect().top - body.getBoundingClientRect().top;
    const bottom = top + first.offsetHeight;
    if (top < 0 || bottom > body.clientHeight) body.scrollTop += top - body.clientHeight / 4;
  }

  again() {
    this.mark(this.wanted);
  }
}
