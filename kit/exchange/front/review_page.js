// The questions to look at again, from all lessons. Python says which; each is dealt as for the first time.

import { find, make, makeButton } from "./elements.js";
import { SitePage } from "./site_page.js";

const DEALT = 5;

export class ReviewPage extends SitePage {
  draw() {
    this.watchPlaces();
    this.deal();
  }

  async deal() {
    const place = find("review");
    place.replaceChildren(make("p", { class: "soft", role: "status" }, this.say("site_dealing")));
    this.sessions = [];
    const entries = await this.log.entries();
    const lessons = this.data.lessons.map(({ name }) => name);
    const { said, due } = await this.python.ask({ do: "review", count: DEALT, lessons, entries });
    place.replaceChildren(make("p", { role: "status" }, said));
    for (const { source, lesson, asked } of due) {
      const card = make("div", {});
      place.append(make("section", { tabindex: -1 }, make("p", { class: "soft" }, source), card));
      this.mountIn(card, asked, lesson, []);
    }
    place.append(makeButton(this.say("deal"), () => this.deal(), "button"));
  }

  goOn() {}

  /**
   * A test is dealt only once its results were told.
   * @param {string} lesson
   * @param {string} question
   */
  behind(lesson, question) {
    return { ...super.behind(lesson, question), told: true };
  }

  /** @returns {HTMLButtonElement[]} */
  waysOn() {
    return [];
  }

  /** @param {Element} place */
  leave(place) {
    const next = place.closest("section")?.nextElementSibling;
    next?.scrollIntoView({ block: "start" });
    /** @type {HTMLElement | null | undefined} */ (next)?.focus({ preventScroll: true });
  }

  async readAnew() {
    this.drawSoon(); // a question that is dealt anew shows nothing of earlier answers
  }
}
