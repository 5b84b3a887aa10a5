// One step of a lesson: what leads to a question, the question, and what looks back at it.

/** @import { LessonKernel } from "./kernel.js" */
/** @import { Piece, Step } from "./pieces.js" */

import { make, makeButton } from "./elements.js";
import { asMarkdown, clear, show } from "./printed.js";
import { borrow } from "./shared.js";
import { say } from "./words.js";

const AT_ONCE = ["text", "deal"]; // roles of pieces that tell nothing about an answer
const WITH_ANSWERS = ["answers", "form"]; // roles of pieces that are drawn anew when an answer was given

export class StepView {
  /**
   * @param {Step} step
   * @param {number} number of its question, or 0
   * @param {any} rendermime
   * @param {LessonKernel} kernel
   * @param {{ answered: (view: StepView) => void, changed: () => void, logged: () => void, drawn: (view: StepView) => void, trusted: () => Promise<boolean> }} hear
   */
  constructor(step, number, rendermime, kernel, hear) {
    this.step = step;
    this.number = number;
    this.heading = step.heading;
    this.rendermime = rendermime;
    this.kernel = kernel;
    this.hear = hear;
    this.isQuestion = step.question !== null;
    this.isAnswered = false;
    this.isOpen = false;
    this.element = make("section", { class: "sw-step", tabindex: -1, hidden: "" });
    if (number) this.element.setAttribute("aria-label", say("later", { number }));
    this.host = make("div", { class: "sw-question" });
    this.paper = make("div", { class: "sw-paper" });
    /** @type {PieceView[]} */
    this.pieces = [];
    this.observer = new MutationObserver(() => this.look());
    this.verdict = "";
    this.turn = "";
    this.hasCard = false;
  }

  /** Draws the prose, and a place for all that the kernel will print. */
  draw() {
    const before = this.step.before.map((piece) => new PieceView(piece, this, false));
    const after = this.step.after.map((piece) => new PieceView(piece, this, true));
    this.pieces = [...before, ...after];
    const asked = this.step.question ? [this.host, this.paper] : [];
    const elements = [...before.map((p) => p.element), ...asked, ...after.map((p) => p.element)];
    this.element.append(...elements);
    for (const piece of this.pieces) piece.drawProse();
    this.observer.observe(this.host, { subtree: true, childList: true, attributeFilter: ["data-turn"] });
  }

  /** Shows, instead of any copy, that the question is being opened. */
  wait() {
    this.hasCard = false;
    // A card that comes back takes the room that it had, so that nothing moves under the eyes meanwhile.
    this.host.style.minBlockSize = `${this.host.offsetHeight}px`;
    clear(this.host);
    if (this.isQuestion) this.host.append(make("p", { class: "sw-wait" }, say("opening")));
    for (const piece of this.pieces) piece.isDrawn = false;
  }

  /** @param {string} words */
  fail(words) {
    if (this.isQuestion) this.host.replaceChildren(make("p", { class: "sw-wait", role: "alert" }, words));
  }

  /** Lets the question live. */
  async ask() {
    if (!this.step.question) return;
    await show(this.kernel, this.step.question.code, this.host);
    await this.appeared();
    this.host.style.minBlockSize = "";
    this.look();
    this.drawOpen();
    this.hear.drawn(this); // what it is about is marked in the article
  }

  /** Waits until the card is drawn, which the kernel's word alone does not say. */
  appeared() {
    return new Promise((done) => {
      const end = performance.now() + 3000;
      const look = () => {
        if (this.card() || this.host.querySelector("[role=note]") || performance.now() > end) done(null);
        else setTimeout(look, 10);
      };
      look();
    });
  }

  card() {
    return /** @type {HTMLElement | null} */ (this.host.querySelector(".says-who"));
  }

  /** Looks at the card after each change of it. */
  look() {
    const card = this.card();
    if (!card) return;
    const verdict = card.dataset.verdict ?? "";
    // An answer to the question as it once was counts nowhere.
    const isKept = card.querySelector(".saved")?.textContent && !card.hasAttribute("data-older");
    const isSaved = verdict !== "" || Boolean(isKept);
    const turn = card.dataset.turn ?? "";
    const isLater = this.hasCard && turn !== this.turn;
    const isNews = isLater && verdict !== "" && (verdict !== this.verdict || verdict === "saved");
    this.hasCard = true;
    this.verdict = verdict;
    this.turn = turn;
    if (isSaved && !this.isAnswered) {
      this.isAnswered = true;
      this.element.classList.add("sw-answered");
      this.drawOpen();
      this.hear.changed();
    }
    if (isLater) this.hear.logged();
    if (isNews) this.hear.answered(this);
  }

  /** @param {boolean} isOpen */
  open(isOpen) {
    this.isOpen = isOpen;
    this.element.hidden = !isOpen;
    if (isOpen) this.drawOpen();
  }

  drawOpen() {
    if (!this.isOpen || !this.kernel.session) return;
    for (const piece of this.pieces) piece.drawIfDue();
  }

  /** What depends on answers is no longer what it was. */
  outdate() {
    for (const piece of this.pieces) piece.outdate();
    if (this.isOpen) for (const piece of this.pieces) if (piece.piece.role === "answers") piece.drawIfDue();
  }

  /**
   * Draws what tells nothing about answers, in a step that is not open yet, too.
   * @param {(name: string) => boolean} is which of it
   */
  async drawTexts(is = () => true) {
    if (!this.kernel.session) return;
    const texts = this.pieces.filter(({ piece }) => piece.role === "text" && is(piece.name));
    await Promise.all(texts.map((piece) => piece.drawIfDue()));
  }

  /** Draws the question as it stands on paper, with nothing entered. */
  async drawPaper() {
    const source = asMarkdown(this.host);
    this.paper.classList.toggle("sw-writing", this.card()?.dataset.kind === "write");
    if (source) await renderMarkdown(this.rendermime, source, this.paper);
  }

  /** The sources of the cells that are not the kit's. */
  foreign() {
    return this.pieces.filter(({ piece }) => piece.role === "foreign").map(({ piece }) => piece.source);
  }

  /** From now on they run like all others. */
  trust() {
    for (const piece of this.pieces) piece.isTrusted = piece.piece.role === "foreign";
    this.drawOpen();
  }

  /** How far the question lies below the start of the step, in pixels. */
  lead() {
    return this.host.getBoundingClientRect().top - this.element.getBoundingClientRect().top;
  }

  /** How much height it takes to see what is asked, from the start of the step on, above what lies over it. */
  untilAsked() {
    const card = this.host.querySelector(".says-who[data-verdict='']");
    const stem = card?.querySelector(".stem");
    if (!card || !stem) return 0;
    const over = [...card.querySelectorAll(".chips, .buttons")].map((e) => e.getBoundingClientRect().height);
    const end = stem.getBoundingClientRect().bottom - this.element.getBoundingClientRect().top;
    return over.reduce((sum, height) => sum + height, end);
  }

  /** The way on stands right after the question, so that the next key from its last button reaches it. */
  /** @param {HTMLElement} way */
  placeWay(way) {
    if (this.isQuestion && this.step.after.length === 0) this.host.after(way);
    else this.element.append(way);
  }

  /** The segments that the question shows, else those that are read before it. */
  segments() {
    const shown = this.host.querySelectorAll(".segment-id");
    const read = this.element.querySelectorAll("[data-call=read] blockquote > p > b");
    return [...(shown.length ? shown : read)].map((name) => name.textContent?.trim() ?? "").filter(Boolean);
  }

  /** The link to the next lesson, where the last words of this step have one. */
  onward() {
    const last = [...this.element.querySelectorAll(".sw-prose")].at(-1);
    const link = last?.querySelector("a[href*='.ipynb']:not(.jp-InternalAnchorLink)");
    return /** @type {HTMLAnchorElement | null} */ (link ?? null);
  }

  leave() {
    clear(this.host);
    for (const { place } of this.pieces) clear(place);
    this.observer.disconnect();
  }
}

class PieceView {
  /**
   * @param {Piece} piece
   * @param {StepView} step
   * @param {boolean} isAfter whether it looks back at the question of its step
   */
  constructor(piece, step, isAfter) {
    this.piece = piece;
    this.step = step;
    this.isAfter = isAfter;
    this.isDrawn = false;
    this.isTrusted = false;
    this.place = make("div", { class: "sw-printed" });
    this.element = make("div", { class: `sw-piece sw-${piece.role}` });
    if (piece.name) this.element.dataset.call = piece.name;
  }

  async drawProse() {
    const { role, source } = this.piece;
    if (role === "foreign") return this.offerForeign();
    if (role !== "prose") return;
    if (this.isAfter) this.element.hidden = true;
    await renderMarkdown(this.step.rendermime, source, this.element);
  }

  /** Code that is not the kit's waits for a person. */
  offerForeign() {
    const run = makeButton(say("foreign_run"), () => show(this.step.kernel, this.piece.source, this.place));
    const always = makeButton(say("foreign_always"), async () => {
      if (!(await this.step.hear.trusted())) said.textContent = say("foreign_changed");
    });
    const code = make("pre", { tabindex: 0 }, this.piece.source);
    const said = make("p", { class: "sw-wait", role: "status" });
    this.element.append(make("p", {}, say("foreign")), code, run, " ", always, said, this.place);
  }

  outdate() {
    if (WITH_ANSWERS.includes(this.piece.role)) this.isDrawn = false;
  }

  /** Draws what may be seen by now, and has not been drawn. @returns {Promise<void> | undefined} */
  drawIfDue() {
    const { role, source } = this.piece;
    const code = this.isTrusted ? source : this.piece.code;
    const mayBeSeen = !this.isAfter || this.step.isAnswered;
    if (role === "prose") this.element.hidden = !mayBeSeen;
    if (role === "prose" || (role === "foreign" && !this.isTrusted) || this.isDrawn) return undefined;
    if (!mayBeSeen) {
      const isPicture = !AT_ONCE.includes(role);
      this.element.replaceChildren(...(isPicture ? [make("p", { class: "sw-wait" }, say("held"))] : []));
      return undefined;
    }
    this.isDrawn = true;
    const again = role === "deal" ? [makeButton(say("deal"), () => this.drawAgain())] : [];
    const beside = this.piece.name === "read" ? [make("p", { class: "sw-beside" }, say("beside"))] : [];
    this.element.replaceChildren(...beside, this.place, ...again);
    return show(this.step.kernel, code, this.place).then(() => this.step.hear.drawn(this.step));
  }

  drawAgain() {
    this.isDrawn = false;
    this.drawIfDue();
  }
}

/**
 * @param {any} rendermime
 * @param {string} source
 * @param {HTMLElement} place
 */
async function renderMarkdown(rendermime, source, place) {
  const { Widget } = await borrow("@lumino/widgets");
  const renderer = rendermime.createRenderer("text/markdown");
  await renderer.renderModel(rendermime.createModel({ data: { "text/markdown": source } }));
  place.replaceChildren();
  Widget.attach(renderer, place);
}
