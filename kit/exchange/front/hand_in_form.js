// The end of the page: a name, the file to hand in, and a way to leave nothing on a shared computer.

/** @import { PageLog } from "./log.js" */
/** @import { Say } from "./session/types.js" */
/** @import { HandedIn } from "./types.js" */

import { download, find, make, makeButton } from "./elements.js";
import { cleanName, writeHandIn } from "./hand_in.js";

export class HandInForm {
  /**
   * @param {HandedIn} data
   * @param {PageLog} log
   * @param {Say} say
   * @param {string} [one] tells this form from others of the page, which then removes answers elsewhere
   */
  constructor(data, log, say, one = "") {
    this.data = data;
    this.log = log;
    this.say = say;
    this.isAlone = one === "";
    const id = `name${one}`;
    this.name = make("input", { id, maxlength: 100, autocomplete: "off" });
    this.said = make("div", { role: "status", "aria-live": "polite" });
    this.element = make(
      "form",
      { onsubmit: (/** @type {Event} */ event) => this.press(event) },
      make("p", {}, say("page_hand_in_how")),
      make("label", { for: id }, say("hand_in_name")),
      this.name,
      make("button", { type: "submit", class: "button main" }, say("page_hand_in_button")),
      this.said,
    );
  }

  /** @param {Event} event */
  async press(event) {
    event.preventDefault();
    const entries = (await this.log.entries()).filter(({ work }) => work === this.data.work);
    const name = cleanName(this.name.value);
    if (!entries.some(({ what }) => what === "try")) return this.tell(this.say("hand_in_nothing"));
    if (!name) return this.tell(this.say("hand_in_nameless"));
    const { file, text } = writeHandIn(this.data, name, entries);
    const link = download(file, text, "application/json");
    link.textContent = this.say("page_download", { file });
    const remove = makeButton(this.say("page_remove"), () => this.askToRemove());
    this.tell(
      this.say("page_handed_in", { file }),
      make("p", {}, link),
      make("details", {}, make("summary", {}, this.say("hand_in_text")), make("pre", { tabindex: 0 }, text)),
      ...(this.isAlone ? [make("p", {}, this.say("page_shared"), " ", remove)] : []),
    );
  }

  askToRemove() {
    const sure = makeButton(this.say("page_remove_yes"), () => this.remove(), "button danger");
    const keep = makeButton(this.say("page_remove_no"), () => this.tell(this.say("page_removed_not")));
    this.tell(this.say("page_remove_sure"), make("p", { class: "buttons" }, sure, keep));
    keep.focus();
  }

  async remove() {
    await this.log.remove();
    forgetDrafts(this.log.learner);
    find("lesson").inert = true;
    this.element.replaceChildren(make("p", { role: "alert" }, this.say("page_removed")));
  }

  /**
   * @param {string} text
   * @param {...Node} more
   */
  tell(text, ...more) {
    this.said.replaceChildren(make("p", {}, make("strong", {}, text)), ...more);
  }
}

/**
 * What cards kept of somebody besides the log. A browser that keeps nothing has nothing to forget.
 * @param {string} learner
 */
export function forgetDrafts(learner) {
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith("says-who/") && name.includes(learner)) localStorage.removeItem(name);
    }
  } catch {}
}
