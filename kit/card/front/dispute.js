// A word against an answer or its explanation: a small button below the feedback, and the form that it opens.

/** @import { Card } from "./kinds/contract.js" */
/** @import { Feedback, Objection, State } from "./types.js" */

import "./dispute.css";
import { makeButton } from "./controls.js";
import { make, write } from "./elements.js";
import { findKept } from "./kept.js";
import { isCheckKey } from "./keys.js";
import { LONGEST_PAGE, LONGEST_REASON } from "./limits.js";

/** @type {Objection} */
const BLANK = { reason: "", page: "" };

export class Dispute {
  /**
   * @param {Card} card
   * @param {(objection: Objection) => number} send passes it on, and says under which number
   */
  constructor(card, send) {
    this.card = card;
    this.pass = send;
    this.asked = 0; // the seq of the message from here that waits for its reply
    /** @type {State["dispute"]} */
    this.said = null; // as the log has it
    this.isFirst = true;
    this.answer = ""; // what the last reply to this form says, for the one who hears it
    const id = card.newId();
    this.kept = findKept("dispute", card.question, readObjection, id);
    this.button = makeButton(card.say("dispute"), () => this.open(!this.isOpen), "quiet");
    this.button.setAttribute("aria-controls", id);
    const listen = { dir: "auto", oninput: () => this.changed() };
    this.reason = make("textarea", { rows: 2, maxlength: LONGEST_REASON, ...listen });
    this.page = make("input", { type: "text", maxlength: LONGEST_PAGE, ...listen });
    this.send = makeButton(card.say("dispute_send"), () => this.ask(this.written()));
    this.takeBack = makeButton(card.say("dispute_take_back"), () => this.ask(BLANK), "quiet");
    this.line = make("p", { class: "dispute-line", hidden: "" });
    this.how = make("p", { class: "how" });
    this.form = make(
      "div",
      { class: "dispute-form", id, role: "group", "aria-label": card.say("dispute") },
      this.how,
      make("label", {}, make("span", {}, card.say("dispute_reason")), this.reason),
      make("label", {}, make("span", {}, card.say("dispute_page")), this.page),
      make("div", { class: "dispute-buttons" }, this.send, this.takeBack),
    );
    this.element = make("div", { class: "dispute", hidden: "" }, this.button, this.line);
    this.element.addEventListener("keydown", (event) => this.pressed(event));
    this.open(false);
  }

  /** @returns {Objection} */
  written() {
    return { reason: this.reason.value, page: this.page.value };
  }

  /** Whether something else is written here than the log has. */
  get isChanged() {
    const { reason, page } = this.said ?? BLANK;
    return this.reason.value.trim() !== reason || this.page.value.trim() !== page;
  }

  get isOpen() {
    return this.form.parentElement !== null;
  }

  /**
   * The form is on the page only while it is open, since few use it and each card has one.
   * @param {boolean} isOpen
   */
  open(isOpen) {
    if (isOpen) this.element.append(this.form);
    else this.form.remove();
    this.button.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) this.reason.focus();
  }

  /**
   * An answer that is only saved can be disputed where it is told elsewhere, as a teacher does of graded work.
   * @param {Feedback | null} feedback
   */
  allow(feedback) {
    const isSaved = feedback?.verdict === "saved";
    this.element.hidden = !feedback || (isSaved && !feedback.may_dispute);
    write(this.how, this.card.say(isSaved ? "dispute_how_graded" : "dispute_how"));
  }

  changed() {
    this.kept.keep(this.written());
    this.showLine("");
  }

  /** @param {Objection} objection */
  ask(objection) {
    if (objection === BLANK) this.put(BLANK);
    this.asked = this.pass(objection);
  }

  /**
   * Ctrl+Enter sends what is written, and so does Enter in a line. Escape closes the form.
   * @param {KeyboardEvent} event
   */
  pressed(event) {
    if (isCheckKey(event) || (event.key === "Enter" && event.target === this.page)) {
      if (!event.repeat) this.send.click();
    } else if (event.key === "Escape" && this.isOpen) {
      this.open(false);
      this.button.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation(); // the card would check the answer
  }

  /** @param {Objection} objection */
  put({ reason, page }) {
    this.reason.value = reason;
    this.page.value = page;
  }

  /**
   * Shows what the log has, and above it what is written and did not reach it yet. Says whether the state is the
   * reply to this form.
   * @param {State} state
   */
  show({ dispute, seq, notice, kept }) {
    const wasChanged = this.isChanged;
    const before = this.said?.at ?? "";
    this.said = dispute;
    if (this.isFirst || !wasChanged) this.put(dispute ?? BLANK);
    const unsent = this.isFirst ? this.kept.others().at(-1) : undefined;
    if (unsent) {
      this.put(unsent.entered);
      if (this.kept.keep(unsent.entered)) unsent.forget();
    }
    this.isFirst = false;
    if (!this.isChanged && kept) this.kept.forget();
    else if (!this.isChanged && dispute) this.kept.keep(this.written()); // the log turned out not to keep it
    this.takeBack.hidden = dispute === null;
    const isReply = this.asked > 0 && seq >= this.asked;
    if (isReply) {
      this.asked = 0;
      const isNews = before !== (dispute?.at ?? "");
      this.answer = notice || (isNews && !dispute ? this.card.say("dispute_taken_back") : "");
      if (isNews) {
        const hadFocus = this.form.contains(document.activeElement);
        this.open(false);
        if (hadFocus) this.button.focus();
      }
    }
    this.showLine(isReply ? this.answer : "");
    return isReply;
  }

  /** @param {string} answer */
  showLine(answer) {
    const isUnsent = this.isChanged && Boolean(this.reason.value.trim() || this.page.value.trim());
    const name = isUnsent ? "dispute_not_yet" : this.said ? "disputed" : "";
    write(this.line, answer || (name && this.card.say(name)));
  }
}

/**
 * @param {any} value
 * @returns {Objection | null}
 */
function readObjection(value) {
  const { reason, page } = value ?? {};
  return typeof reason === "string" && typeof page === "string" ? { reason, page } : null;
}
