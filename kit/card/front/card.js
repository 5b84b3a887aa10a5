// One question as a card, which tells Python what the student does: Python decides, this only draws.

/** @import { Entered, Feedback, Markup, Model, Span, State } from "./types.js" */

import "./base.css";
import { drawSure } from "./confidence.js";
import { lockControls, offer } from "./controls.js";
import { Dispute } from "./dispute.js";
import { draw, make, makeNote, plain, same, write } from "./elements.js";
import { drawFace, nameCheck } from "./face.js";
import { drawFeedback, drawHeadline, tellFeedback } from "./feedback.js";
import { hasCommandKey, isCheckKey, keepKeysInside } from "./keys.js";
import { findKind } from "./kinds/registry.js";
import { bringBack } from "./offer.js";
import { drawPassages } from "./passages.js";
import { Session } from "./session.js";

const TRIED = ["partly", "wrong", "right"]; // verdicts after which a student may try again

export class Card {
  /** @param {Model} model */
  constructor(model) {
    this.model = model;
    this.question = model.get("question");
    this.words = model.get("words");
    // Random, since two views of one card, or two copies of this module, must not share names of radios.
    this.name = `says-who-${Math.random().toString(36).slice(2)}`;
    this.ids = 0;
    this.stemId = this.newId();
    this.locked = false;
    /** @type {Feedback | null} */
    this.feedback = null; // as shown
    this.shown = model.get("state");
    this.broughtBack = ""; // said until the student goes on
    this.isOnDispute = false; // whether the last state is the reply to a word against the answer
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.telling = undefined;
    this.session = new Session(
      model,
      (isFinal) => this.entered(isFinal),
      () => this.sayTrouble(),
    );
    const { kind, segments, sure } = this.question;
    this.input = findKind(kind)(this);
    this.sure = sure ? drawSure(this, sure) : null;
    // The article stands beside the inputs, where they do not show it themselves.
    this.text = !this.input.point && segments?.length ? drawPassages(this.question) : null;
    this.face = drawFace(
      this,
      {
        text: this.text?.element ?? null,
        input: this.input.element,
        sure: this.sure?.element ?? null,
      },
      {
        check: () => this.session.check(),
        hint: () => this.session.ask("hint"),
        tryAgain: () => this.tryAgain(),
        show: () => this.session.show(),
      },
    );
    const { root } = this.face;
    this.dispute = new Dispute(this, (objection) => this.session.ask("dispute", objection));
    root.append(this.dispute.element);
    this.letKeysGo = keepKeysInside(root);
    root.addEventListener("keydown", (event) => this.pressed(event));
    /** @param {EventTarget | null} other where the focus comes from or goes to */
    const isInside = (other) => root.contains(/** @type {Node | null} */ (other));
    root.addEventListener("focusin", ({ relatedTarget }) => isInside(relatedTarget) || this.session.begin());
    root.addEventListener(
      "focusout",
      ({ relatedTarget }) => isInside(relatedTarget) || this.session.saveDraft(),
    );
    this.unsent = this.session.unsent();
    this.show(model.get("state"));
    // What a card before this one sent as it left may be in the log by now, so Python looks before it is brought back.
    this.looked = this.unsent.length > 0 ? this.session.ask("look") : 0;
    if (this.session.link.isGone) this.bringBack();
  }

  newId() {
    this.ids += 1;
    return `${this.name}-${this.ids}`;
  }

  /**
   * @param {string} name
   * @param {Record<string, unknown>} [gaps]
   */
  say(name, gaps = {}) {
    return (this.words[name] ?? name).replace(/\{(\w+)\}/g, (gap, key) => String(gaps[key] ?? gap));
  }

  /**
   * Some kinds have a word of their own: an item in a list is not "right", it is in the right order.
   * @param {string} name
   * @param {Record<string, unknown>} [gaps]
   */
  sayHere(name, gaps) {
    const { kind, interval } = this.question;
    const own = `${name}_${interval ? "interval" : kind}`;
    return this.say(own in this.words ? own : name, gaps);
  }

  /** @param {string[]} parts */
  list(parts) {
    return new Intl.ListFormat(this.question.language, { type: "unit" }).format(parts);
  }

  // -- what the student does

  /** @param {boolean} isFinal */
  entered(isFinal) {
    const response = (isFinal && this.input.answer?.()) || this.input.read();
    return { response, sure: this.sure?.read() ?? "" };
  }

  changed() {
    if (this.locked) return this.input.put(this.shown.response);
    this.session.changed();
    this.broughtBack = "";
    write(this.face.notice, "");
    const wasShown = this.feedback !== null;
    this.showFeedback(null);
    this.showStatus();
    if (wasShown && !this.face.status.hidden) this.tell(this.face.status.textContent);
  }

  /**
   * Ctrl+Enter checks from anywhere. Enter leads on: to the next number, to how sure one is, and then checks.
   * @param {KeyboardEvent} event
   */
  pressed(event) {
    const { check } = this.face.buttons;
    const target = /** @type {HTMLElement} */ (event.target);
    const isField = event.key === "Enter" && target.matches(".question input") && !hasCommandKey(event);
    if (!isCheckKey(event) && !isField) return;
    event.preventDefault();
    if (event.repeat || check.hidden) return;
    const next = isField && this.findNext(target);
    if (next) next.focus();
    else check.click();
  }

  /** @param {HTMLElement} field */
  findNext(field) {
    const blank = /** @type {HTMLInputElement[]} */ ([
      ...this.face.inputs.querySelectorAll("input[type=text]"),
    ]).find(
      (other) =>
        !other.value.trim() && field.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    const isSaid = this.sure?.read() !== "" || this.sure.element.contains(field);
    return blank ?? (isSaid ? null : this.sure?.element.querySelector("input"));
  }

  tryAgain() {
    this.enter({ response: {}, sure: "" });
    this.session.again();
    write(this.face.notice, "");
    this.showFeedback(null);
    this.showStatus();
    this.focusInputs();
  }

  /** @param {Entered} entered */
  enter({ response, sure }) {
    this.sure?.lock(false);
    this.sure?.put(sure);
    try {
      this.input.put(response);
    } catch {
      this.input.put({}); // what the browser kept is no response to this question
    }
  }

  focusInputs() {
    const { inputs } = this.face;
    const first = "[role=option][tabindex='0'], input, select, textarea, button[tabindex='0'], button";
    const start = inputs.querySelector("[data-start]") ?? inputs.querySelector(first);
    /** @type {HTMLElement | null} */ (start)?.focus();
  }

  /** @param {Span} place */
  find(place) {
    for (const words of this.face.root.querySelectorAll(".found")) words.classList.remove("found");
    const words = (this.text ?? this.input).point?.(place);
    if (!words) return;
    this.face.root.dataset.finding = ""; // passages that stand beside the card are wanted in it now
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    words.scrollIntoView({ block: "center", behavior: isCalm ? "auto" : "smooth" });
    words.focus({ preventScroll: true });
    this.tell(this.say("found", { id: place.segment }));
  }

  bringBack() {
    bringBack(this, this.unsent);
    this.unsent = [];
  }

  // -- what Python says

  receive() {
    const before = this.shown;
    this.question = this.model.get("question"); // whether anything is told may have changed
    this.face.buttons.check.textContent = nameCheck(this);
    this.show(this.model.get("state"));
    if (this.shown.seq >= this.looked) this.bringBack();
    if (before.turn === this.shown.turn) return;
    this.tell(this.news(before));
    if (this.feedback && !same(this.feedback, before.feedback)) this.bringVerdict();
  }

  /** Scrolls as little as brings the verdict into view, of a card that somebody is at. */
  bringVerdict() {
    const { root, below } = this.face;
    if (!root.contains(document.activeElement)) return;
    // Asked of the page once it is laid out anyway, so that the verdict waits for nothing.
    const laidOut = new IntersectionObserver(([found]) => {
      laidOut.disconnect();
      if (found.intersectionRatio < 1) below.scrollIntoView({ block: "nearest" });
    });
    laidOut.observe(below);
  }

  /** @param {State} state */
  show(state) {
    this.session.receive(state);
    if (state.seq >= this.session.lastChange) this.put(state);
    if (state.turn !== this.shown.turn) this.broughtBack = "";
    this.shown = state;
    this.lock(!state.may_try);
    this.showFeedback(this.session.isCurrent ? state.feedback : null);
    this.showHints(state.hints);
    const { root, warning, older, notice, saved } = this.face;
    write(warning, state.warning);
    write(older, state.older);
    root.toggleAttribute("data-older", state.older !== "");
    this.isOnDispute = this.dispute.show(state);
    write(notice, (this.isOnDispute ? "" : state.notice) || this.broughtBack);
    const time = state.saved && writeTime(state.saved, this.question.language);
    saved.textContent = time ? this.say("saved_at", { time }) : "";
    this.showStatus();
  }

  /**
   * Only what differs is put in, so that a caret or a half-entered number stays as it is.
   * @param {State} state
   */
  put({ response, sure }) {
    if (!same(response, this.input.read())) this.input.put(response);
    if (this.sure && this.sure.read() !== sure) this.sure.put(sure);
  }

  /** @param {boolean} locked */
  lock(locked) {
    this.locked = locked;
    this.face.inputs.classList.toggle("locked", locked);
    lockControls(this.face.inputs, locked);
  }

  /** @param {Feedback | null} feedback */
  showFeedback(feedback) {
    const { may_try: mayTry, may_show: mayShow, more_hints: moreHints, self_mark: selfMark } = this.shown;
    const { root, panel, headline, buttons } = this.face;
    if (!same(feedback, this.feedback)) {
      this.feedback = feedback;
      this.input.mark(feedback?.marks ?? []);
      /** @param {string} level */
      const markSelf = (level) => this.session.ask("mark", { level });
      panel.replaceChildren(...(feedback ? drawFeedback(this, feedback, markSelf) : []));
      headline.replaceChildren(...(feedback ? drawHeadline(feedback) : []));
    }
    const verdict = feedback?.verdict ?? "";
    root.dataset.verdict = verdict;
    root.dataset.turn = String(this.shown.turn);
    headline.hidden = !feedback;
    this.dispute.allow(feedback);
    panel.hidden = panel.childElementCount === 0;
    for (const radio of panel.querySelectorAll("input")) radio.checked = radio.value === selfMark;
    this.sure?.lock(this.locked || (feedback !== null && verdict !== "saved"));
    offer(buttons.check, mayTry);
    offer(buttons.hint, moreHints);
    buttons.tryAgain.textContent = this.say(verdict === "right" ? "take_again" : "try_again");
    offer(buttons.tryAgain, mayTry && TRIED.includes(verdict));
    offer(buttons.show, mayShow);
  }

  /** @param {Markup[][]} all */
  showHints(all) {
    const { hints, buttons } = this.face;
    for (const hint of all.slice(hints.children.length)) hints.append(make("li", {}, makeNote(draw(hint))));
    hints.hidden = all.length === 0;
    buttons.hint.textContent = this.say(all.length ? "another_hint" : "hint");
  }

  showStatus() {
    const { trouble } = this.session;
    const stale = this.question.hide_feedback ? "not_submitted" : "not_checked";
    this.face.status.classList.toggle("trouble", trouble !== "");
    write(this.face.status, trouble ? this.say(trouble) : this.isStale() ? this.say(stale) : "");
  }

  /** Python says it of all that it knows; until it knows the last change, the card says it by itself. */
  isStale() {
    if (this.session.isCurrent) return this.shown.stale;
    return this.session.isChanged && this.shown.saved !== "";
  }

  sayTrouble() {
    this.bringBack();
    this.showStatus();
    this.tell(this.face.status.textContent);
  }

  /** @param {State} before */
  news(before) {
    const { notice, hints, self_mark: selfMark } = this.shown;
    const verdict = this.feedback && tellFeedback(this, this.feedback);
    if (this.isOnDispute) return this.dispute.line.textContent;
    if (notice) return [verdict, notice].filter(Boolean).join(" ");
    if (hints.length > before.hints.length) return plain(hints[hints.length - 1]);
    if (selfMark !== before.self_mark) return this.say("marked_yourself", { level: selfMark });
    return verdict ?? this.face.status.textContent;
  }

  /**
   * Emptied first: a live region that is given the words it already has stays silent.
   * @param {string | null} text
   */
  tell(text) {
    const { live } = this.face;
    clearTimeout(this.telling);
    live.textContent = "";
    this.telling = setTimeout(() => {
      live.textContent = text;
    }, 100);
  }

  leave() {
    this.session.leave();
    clearTimeout(this.telling);
    this.letKeysGo();
  }
}

// Making one takes longer than drawing a verdict.
/** @type {Record<string, Intl.DateTimeFormat>} */
const FORMATS = {};

/**
 * When something was done, in words: the time, and the day unless that is today.
 * @param {string} iso
 * @param {string} language
 */
export function writeTime(iso, language) {
  const time = new Date(iso);
  const isToday = time.toDateString() === new Date().toDateString();
  /** @type {Intl.DateTimeFormatOptions} */
  const style = isToday ? { timeStyle: "short" } : { timeStyle: "short", dateStyle: "medium" };
  FORMATS[`${language} ${isToday}`] ??= new Intl.DateTimeFormat(language, style);
  return FORMATS[`${language} ${isToday}`].format(time);
}
