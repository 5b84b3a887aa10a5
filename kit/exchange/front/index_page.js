// The contents of a site: its lessons, how far one is in each, and what comes next.

/** @import { LessonListed } from "./types.js" */

import { find, make } from "./elements.js";
import { SitePage } from "./site_page.js";

export class IndexPage extends SitePage {
  draw() {
    this.count();
  }

  async readAnew() {
    await this.count();
  }

  goOn() {}

  async count() {
    const entries = await this.log.entries();
    const tries = entries.filter(({ what }) => what === "try");
    /** @param {LessonListed} listed */
    const answersTo = ({ name, questions, revision }) => {
      const done = new Set();
      for (const entry of tries) {
        const now = entry.lesson === name && questions.find(([id]) => id === entry.question)?.[1];
        const isNow = entry.question_revision ? entry.question_revision === now : entry.revision === revision;
        if (now && isNow) done.add(entry.question);
      }
      return done;
    };
    const stages = this.data.lessons.map((listed) => ({ listed, done: answersTo(listed) }));
    for (const { listed, done } of stages) {
      const all = listed.questions.length;
      const name = done.size === all ? "stage_done" : "stage_open";
      const place = document.querySelector(`[data-lesson="${CSS.escape(listed.name)}"] .done`);
      if (place) place.textContent = this.say(name, { answered: done.size, questions: all });
    }
    this.tellNext(stages);
  }

  /** @param {{ listed: LessonListed, done: Set<string> }[]} stages */
  tellNext(stages) {
    const left = stages.filter(({ listed, done }) => done.size < listed.questions.length);
    const next = left.find(({ done }) => done.size > 0) ?? left[0];
    if (!next) return find("next").replaceChildren(this.say("report_next_none"));
    const { title, page, questions } = next.listed;
    const at = questions.findIndex(([id]) => !next.done.has(id));
    const isBegun = next.done.size > 0;
    const text = this.say(isBegun ? "report_next_question" : "report_next_lesson", {
      number: at + 1,
      lesson: title,
    });
    const href = isBegun ? `${page}#q-${encodeURIComponent(questions[at][0])}` : page;
    find("next").replaceChildren(make("a", { href, class: "button main" }, text));
  }
}
