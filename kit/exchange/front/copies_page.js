// What is handed in, and copies of answers: saved from this browser, taken into it, removed from it.

import { readCopy, writeCopy } from "./copies.js";
import { download, find, make, makeButton } from "./elements.js";
import { forgetDrafts, HandInForm } from "./hand_in_form.js";
import { SitePage } from "./site_page.js";

export class CopiesPage extends SitePage {
  draw() {
    this.drawHandIn();
    this.said = make("div", { role: "status", "aria-live": "polite" });
    const file = make("input", { type: "file", id: "copy", accept: ".jsonl,.json,.txt" });
    file.addEventListener("change", () => this.takeIn(/** @type {HTMLInputElement} */ (file)));
    find("copies").replaceChildren(
      make("p", {}, this.say("site_save_how")),
      make(
        "p",
        {},
        makeButton(this.say("site_save"), () => this.save(), "button main"),
      ),
      make("p", {}, this.say("site_take_how")),
      make("p", {}, make("label", { for: "copy" }, this.say("site_take")), " ", file),
      make("p", {}, this.say("site_remove_how")),
      make(
        "p",
        {},
        makeButton(this.say("page_remove"), () => this.askToRemove()),
      ),
      this.said,
    );
  }

  /** A form for one exercise at a time: a class hands them in one by one. */
  drawHandIn() {
    const { exercises, kit, handed, works } = this.data;
    const place = make("div", {});
    /** @param {string} exercise */
    const show = (exercise) => {
      const about = { exercise, kit, work: works[exercise], lesson: "", revisions: handed[exercise] };
      const form = new HandInForm(about, this.log, (name, values) => this.say(name, values), "-in");
      place.replaceChildren(form.element);
    };
    const options = exercises.map(({ name, title }) => make("option", { value: name }, title));
    const choice = make("select", { id: "exercise" }, ...options);
    choice.addEventListener("change", () => show(choice.value));
    const label = make("label", { for: "exercise" }, this.say("site_hand_in_of"));
    find("hand-in").replaceChildren(
      ...(options.length > 1 ? [make("p", {}, label, " ", choice)] : []),
      place,
    );
    show(exercises[0].name);
  }

  goOn() {}

  async save() {
    const entries = await this.log.entries();
    if (entries.length === 0) return this.tell("site_nothing");
    const { file, text } = writeCopy(entries, this.data.kit);
    download(file, text, "application/jsonl");
    this.tell("site_saved", { file });
  }

  /** @param {HTMLInputElement} input */
  async takeIn(input) {
    const file = input.files?.[0];
    if (!file) return;
    const read = readCopy(await file.text());
    input.value = "";
    if ("problem" in read) return this.tell("site_refused", { problem: this.say(read.problem, read.values) });
    const count = await this.log.takeIn(read.entries);
    if (count === null) return this.tell("page_not_kept");
    this.tell("site_taken", { count, known: read.entries.length - count });
  }

  askToRemove() {
    const sure = makeButton(this.say("page_remove_yes"), () => this.remove(), "button danger");
    const keep = makeButton(this.say("page_remove_no"), () => this.tell("page_removed_not"));
    this.tell("site_remove_sure");
    this.said?.append(make("p", { class: "buttons" }, sure, keep));
    keep.focus();
  }

  async remove() {
    await this.log.remove();
    forgetDrafts(this.log.learner);
    this.tell("page_removed");
  }

  /**
   * @param {string} name
   * @param {Record<string, unknown>} [values]
   */
  tell(name, values) {
    this.said?.replaceChildren(make("p", {}, make("strong", {}, this.say(name, values))));
  }
}
