// The browser's half of a session: what the card sends to Python and when, what the browser keeps until Python
// has it, and how the card waits for a reply.

/** @import { Entered, Model, State } from "./types.js" */

import { findKept, readEntered } from "./kept.js";
import { connect } from "./link.js";
import { findOthers } from "./others.js";

const DRAFT_AFTER = 800; // milliseconds without a change before work in progress is sent
const WAIT_SHOWN_AFTER = 4000; // milliseconds without a reply before the card says that it still waits

// What the card says where the browser, too, could not keep what was entered.
const NOT_KEPT = { kernel_gone: "kernel_gone_not_kept", waiting: "waiting_not_kept" };

export class Session {
  /**
   * @param {Model} model
   * @param {(isFinal: boolean) => Entered} entered what is in the inputs now; final where it is an answer
   * @param {() => void} onTrouble called when no reply comes, or none can come any more
   */
  constructor(model, entered, onTrouble) {
    this.entered = entered;
    this.onTrouble = onTrouble;
    this.kept = findKept("draft", model.get("question"), readEntered, Math.random().toString(36).slice(2));
    this.link = connect(model, () => this.end());
    this.others = findOthers(model.get("question"), () => this.look());
    this.seq = 0; // counts messages sent and inputs changed
    this.lastChange = 0; // the seq of the last change of an input
    this.asked = 0; // the seq of the last message that decides what the card shows: Check, Show, Try again
    this.sent = 0; // the seq of the last message
    this.answered = 0; // the seq of the last message with a reply
    this.isLate = false;
    this.isKept = true; // false where the browser refused to keep the last change
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.draft = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.waiting = undefined;
    /** @type {number | null} */
    this.began = null;
  }

  /** True where an input was changed after the last Check, Show or Try again. */
  get isChanged() {
    return this.lastChange > this.asked;
  }

  /** True where the last reply knows all that was done and changed. */
  get isCurrent() {
    return this.answered >= this.asked && this.answered >= this.lastChange;
  }

  /** What keeps the card from its reply, as the name of a string, or nothing. */
  get trouble() {
    const name = this.link.isGone ? "kernel_gone" : this.isLate ? "waiting" : "";
    return name && !this.isKept ? NOT_KEPT[name] : name;
  }

  /** The student has come to the card, at which something may have been done elsewhere since. */
  begin() {
    this.began ??= performance.now();
    this.look();
  }

  /** Has Python look at what was written elsewhere. It says nothing where all is as the card shows it. */
  look() {
    this.link.send({ do: "look", seq: this.sent });
  }

  changed() {
    this.seq += 1;
    this.lastChange = this.seq;
    this.keep();
    clearTimeout(this.draft);
    if (this.link.isGone) return;
    this.draft = setTimeout(() => this.saveDraft(), DRAFT_AFTER);
  }

  keep() {
    this.isKept = this.kept.keep(this.entered(false));
  }

  check() {
    const isUnderWay = this.answered < this.asked && !this.isChanged && !this.trouble;
    if (isUnderWay) return; // an impatient second press is not a second try
    this.stopDraft();
    const entered = this.entered(true);
    this.isKept = this.kept.keep(entered);
    const seconds = this.began === null ? 0 : Math.round((performance.now() - this.began) / 100) / 10;
    this.asked = this.send("check", { ...entered, seconds });
  }

  show() {
    this.saveDraft();
    this.asked = this.send("show");
  }

  /** The inputs are empty, and stay so. */
  again() {
    this.stopDraft();
    this.asked = this.lastChange = this.send("again");
    this.kept.forget();
  }

  /**
   * @param {string} what
   * @param {object} [more]
   */
  ask(what, more) {
    this.saveDraft();
    return this.send(what, more);
  }

  /** What the browser kept of other cards of this question, and Python may never have had. */
  unsent() {
    return this.kept.others();
  }

  saveDraft() {
    if (!this.draft) return;
    this.stopDraft();
    this.send("draft", this.entered(false));
  }

  stopDraft() {
    clearTimeout(this.draft);
    this.draft = undefined;
  }

  /**
   * @param {string} what
   * @param {object} [more]
   */
  send(what, more = {}) {
    this.seq += 1;
    this.sent = this.seq;
    this.link.send({ do: what, seq: this.seq, ...more });
    if (this.link.isGone) this.onTrouble();
    else this.wait();
    return this.seq;
  }

  wait() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      this.isLate = true;
      this.onTrouble();
    }, WAIT_SHOWN_AFTER);
  }

  stopWaiting() {
    clearTimeout(this.waiting);
    this.isLate = false;
  }

  end() {
    this.stopWaiting();
    this.stopDraft();
    this.onTrouble();
  }

  /**
   * Takes a reply. Once the verdict is drawn, other cards hear of it, and the browser lets go of what Python's log
   * keeps. A disk may refuse it after that was said, so what the log does not keep the browser keeps again.
   * @param {State} state
   */
  receive({ seq, kept }) {
    if (seq > this.seq) this.asked = this.seq = this.sent = seq; // another view of this card asked
    const isNews = seq > this.answered;
    this.answered = seq;
    if (seq >= this.sent) this.stopWaiting();
    setTimeout(() => {
      if (isNews) this.others.tell();
      if (this.sent === 0 || seq < this.lastChange) return;
      if (kept) this.kept.forget();
      else this.keep();
    });
  }

  leave() {
    this.saveDraft();
    this.stopWaiting();
    this.link.close();
    this.others.close();
  }
}
