// What the card sends to Python, when, and how it waits for the reply.

/** @import { Model, Response, State } from "./types.js" */

const DRAFT_AFTER = 800; // milliseconds without a change before work in progress is kept
const WAIT_SHOWN_AFTER = 4000; // milliseconds without a reply before the card says that it still waits

/** @typedef {{ response: Response, sure: string }} Entered */

export class Session {
  /**
   * @param {Model} model
   * @param {() => Entered} entered what is in the inputs now
   * @param {() => void} onLate called when a reply is late
   */
  constructor(model, entered, onLate) {
    this.model = model;
    this.entered = entered;
    this.onLate = onLate;
    this.seq = 0; // counts messages sent and inputs changed
    this.lastChange = 0; // the seq of the last change of an input
    this.asked = 0; // the seq of the last Check or Show
    this.awaited = 0; // the seq of the last message that wants a reply
    this.late = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.draft = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.waiting = undefined;
    /** @type {number | null} */
    this.began = null;
  }

  /** True where something was changed that no reply has answered yet. */
  get isChanged() {
    return this.lastChange > this.asked;
  }

  /** The student has come to the card. */
  begin() {
    this.began ??= performance.now();
  }

  changed() {
    this.seq += 1;
    this.lastChange = this.seq;
    clearTimeout(this.draft);
    this.draft = setTimeout(() => this.saveDraft(), DRAFT_AFTER);
  }

  check() {
    if (this.waiting && this.lastChange < this.asked) return; // an impatient second press is not a second try
    this.stopDraft();
    const seconds = this.began === null ? 0 : Math.round((performance.now() - this.began) / 100) / 10;
    this.asked = this.send("check", { ...this.entered(), seconds });
    this.wait();
  }

  show() {
    this.asked = this.ask("show");
  }

  /**
   * @param {string} what
   * @param {object} [more]
   */
  ask(what, more = {}) {
    this.saveDraft();
    const seq = this.send(what, more);
    this.wait();
    return seq;
  }

  saveDraft() {
    if (!this.draft) return;
    this.stopDraft();
    this.send("draft", this.entered());
  }

  stopDraft() {
    clearTimeout(this.draft);
    this.draft = undefined;
  }

  /**
   * @param {string} what
   * @param {object} more
   */
  send(what, more) {
    this.seq += 1;
    this.model.send({ do: what, seq: this.seq, ...more });
    return this.seq;
  }

  wait() {
    this.stopWaiting();
    this.awaited = this.seq;
    this.waiting = setTimeout(() => {
      this.waiting = undefined;
      this.late = true;
      this.onLate();
    }, WAIT_SHOWN_AFTER);
  }

  stopWaiting() {
    clearTimeout(this.waiting);
    this.waiting = undefined;
    this.late = false;
  }

  /**
   * Takes a reply. Says whether the inputs follow it, and whether its feedback is about what is in them.
   * @param {State} state
   */
  receive({ seq }) {
    if (seq > this.seq) this.asked = this.seq = seq; // another view of this card asked
    if (seq >= this.awaited) this.stopWaiting();
    return { fits: seq >= this.lastChange, isCurrent: !this.isChanged && seq >= this.asked };
  }

  leave() {
    this.saveDraft();
    this.stopWaiting();
  }
}
