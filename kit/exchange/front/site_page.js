// A page of a site: its cards are graded, and what looks back on answers is drawn, by Python beside the page.

/** @import { State } from "../../card/front/types.js" */
/** @import { Python } from "./python.js" */
/** @import { Entry, Grader, Message, Say } from "./session/types.js" */
/** @import { Store } from "./store.js" */
/** @import { SiteData } from "./types.js" */

import { writeCopy } from "./copies.js";
import { download, find, make, makeButton } from "./elements.js";
import { HandInForm } from "./hand_in_form.js";
import { attempt, Page } from "./page.js";

const LEARNER = "says-who/learner";
const DRAWN_AFTER = 200; // milliseconds after the last entry
const NEAR = "400px"; // what is so far outside the window is drawn already

export class SitePage extends Page {
  /**
   * @param {SiteData} data
   * @param {Store | null} store
   * @param {Python} python
   */
  constructor(data, store, python) {
    super(data, store);
    this.data = data;
    this.works = [...new Set(Object.values(data.works))];
    this.python = python;
    /** @type {Set<Element>} */
    this.near = new Set(); // places near the window that Python fills
    /** @type {Set<Element>} */
    this.due = new Set(); // places that are not up to date
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.drawing = undefined;
    python.onChange = () => this.heardOfPython();
  }

  async begin() {
    this.tellOfPython();
    if (location.protocol === "file:") this.warn(this.say("site_served"));
    await super.begin();
  }

  recallWho() {
    return attempt(() => sessionStorage.getItem(LEARNER)) ?? "";
  }

  /** @param {string} learner */
  async open(learner) {
    attempt(() => sessionStorage.setItem(LEARNER, learner));
    await super.open(learner);
    const { append } = this.log;
    this.log.append = async (values) => {
      const entry = await append.call(this.log, values);
      this.drawSoon();
      if (!this.log.isKept) this.offerCopyHere();
      return entry;
    };
    if (!this.log.isKept) this.offerCopyHere();
    if (this.log.isKept && !window.isSecureContext) find("kept").append(` ${this.say("site_plain")}`);
  }

  draw() {
    for (const asked of this.data.questions) this.mount(asked);
    this.openSteps();
    this.watchPlaces();
  }

  async readAnew() {
    await super.readAnew();
    this.drawSoon();
  }

  /** Where this browser keeps nothing, another page would find nothing: answers are saved on this one. */
  offerCopyHere() {
    const place = document.getElementById("end");
    if (!place || place.querySelector("form")) return;
    /** @type {Say} */
    const say = (name, values) => this.say(name, values);
    const save = async () => {
      const { file, text } = writeCopy(await this.log.entries(), this.data.kit);
      download(file, text, "application/jsonl");
    };
    place.replaceChildren(
      make("p", { class: "warning" }, this.say("page_not_kept")),
      make("p", {}, makeButton(this.say("site_save"), save)),
      new HandInForm(this.data, this.log, say, "-here").element,
    );
    this.openEnd(true);
  }

  // -- Python

  heardOfPython() {
    this.tellOfPython();
    if (!this.python.isReady) return;
    for (const session of this.sessions) session.refresh();
    this.drawSoon();
  }

  tellOfPython() {
    const { isReady, isTroubled } = this.python;
    const name = isReady ? "" : isTroubled ? "site_failed" : "site_loading";
    find("python").textContent = name && this.say(name);
    document.body.dataset.python = isReady ? "ready" : isTroubled ? "failed" : "loading";
  }

  /**
   * @param {string} lesson
   * @param {string} question
   */
  behind(lesson, question) {
    const key = ["says-who/check", this.log.learner, lesson, question].map(encodeURIComponent).join("/");
    return {
      /** @type {Grader} */
      grader: (id, response, tries) =>
        this.python.ask({ do: "grade", lesson, question: id, response, tries }, true),
      waits: () => !this.python.isReady,
      /** @param {Message | null} message */
      pending: (message) => {
        attempt(() =>
          message ? localStorage.setItem(key, JSON.stringify(message)) : localStorage.removeItem(key),
        );
        const card = document.querySelector(`[data-place="${CSS.escape(question)}"]`);
        if (message) card?.querySelector(".below")?.scrollIntoView({ block: "nearest" });
      },
      key,
    };
  }

  /**
   * @param {Element} place
   * @param {any} asked
   * @param {string} lesson
   * @param {Entry[]} entries
   */
  mountIn(place, asked, lesson, entries) {
    const session = super.mountIn(place, asked, lesson, entries);
    const waiting = attempt(() =>
      JSON.parse(localStorage.getItem(/** @type {any} */ (session.place).key) ?? "null"),
    );
    // A Check that the page was closed over goes on waiting.
    if (waiting && typeof waiting === "object") session.hear({ ...waiting, do: "check", seq: 0 });
    return session;
  }

  // -- places that Python fills

  watchPlaces() {
    const observer = new IntersectionObserver(
      (changes) => {
        for (const { target, isIntersecting } of changes) {
          if (isIntersecting) this.near.add(target);
          else this.near.delete(target);
        }
        this.drawPlaces();
      },
      { rootMargin: NEAR },
    );
    for (const place of document.querySelectorAll("[data-call]")) {
      this.due.add(place);
      observer.observe(place);
    }
  }

  drawSoon() {
    for (const place of document.querySelectorAll("[data-call]")) this.due.add(place);
    clearTimeout(this.drawing);
    this.drawing = setTimeout(() => this.drawPlaces(), DRAWN_AFTER);
  }

  drawPlaces() {
    if (!this.python.isReady) return;
    for (const place of this.near) {
      if (this.due.delete(place)) this.drawPlace(/** @type {HTMLElement} */ (place));
    }
  }

  /** @param {HTMLElement} place */
  async drawPlace(place) {
    const entries = await this.log.entries();
    try {
      const request = JSON.parse(place.dataset.call ?? "{}");
      const { html, logged } = await this.python.ask({ do: "show", ...request, entries });
      if (place.dataset.shown !== html) {
        place.innerHTML = html; // the kit's own, as a notebook shows it: all texts in it are escaped
        place.dataset.shown = html;
      }
      for (const entry of logged) await this.log.append(entry);
      if (logged.length > 0) await this.readAnew();
    } catch (error) {
      console.error(error);
      place.replaceChildren(make("p", { role: "note" }, this.say("site_not_shown")));
    }
  }

  // -- steps

  /** Each step opens when the one before it is left, so that nothing tells an answer too early. */
  openSteps() {
    const steps = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".lesson-step"))];
    const first = steps.findIndex((step) => this.isOpenQuestion(step));
    const wanted = steps.findIndex(
      (step) => step.id !== "" && `#${step.id}` === decodeURIComponent(location.hash),
    );
    const last = Math.max(wanted, first < 0 ? steps.length - 1 : first);
    for (const [at, step] of steps.entries()) {
      step.hidden = at > last;
      this.openAfter(step, !this.isOpenQuestion(step));
    }
    this.openEnd(first < 0);
    if (wanted >= 0) steps[wanted].scrollIntoView({ block: "start" });
  }

  /** @param {boolean} isOpen */
  openEnd(isOpen) {
    const end = document.getElementById("end");
    if (end) end.hidden = !isOpen;
  }

  /** @param {HTMLElement} step */
  isOpenQuestion(step) {
    const id = step.dataset.question;
    const asked = this.data.questions.find(({ question }) => question.id === id);
    return asked !== undefined && !this.isAnswered(asked);
  }

  /**
   * @param {HTMLElement} step
   * @param {boolean} isOpen
   */
  openAfter(step, isOpen) {
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (step.querySelectorAll(".after, .held"))) {
      part.hidden = part.classList.contains("held") === isOpen;
    }
  }

  /**
   * @param {Element} place
   * @param {State} shown
   */
  answered(place, shown) {
    const step = /** @type {HTMLElement | null} */ (place.closest(".lesson-step"));
    if (!step) return;
    if (shown.saved && !shown.older) this.openAfter(step, true);
    const skip = /** @type {HTMLElement | null} */ (step.querySelector(".skip"));
    if (skip)
      skip.hidden = shown.feedback !== null || step.nextElementSibling?.hasAttribute("hidden") === false;
  }

  /** @param {Element} place */
  waysOn(place) {
    const isLast = !place.closest("section")?.nextElementSibling?.classList.contains("lesson-step");
    return isLast ? [] : [makeButton(this.say("skip"), () => this.leave(place), "button skip")];
  }

  /** @param {Element} place */
  leave(place) {
    const step = /** @type {HTMLElement | null} */ (place.closest("section"));
    const next = /** @type {HTMLElement | null} */ (step?.nextElementSibling);
    if (next) next.hidden = false;
    for (const skip of /** @type {NodeListOf<HTMLElement>} */ (step?.querySelectorAll(".skip") ?? []))
      skip.hidden = true;
    if (next && !next.nextElementSibling?.classList.contains("lesson-step")) this.openEnd(true);
    super.leave(place);
  }

  goOn() {
    if (location.hash) return;
    const open = this.data.questions.find((asked) => !this.isAnswered(asked));
    const place = open && document.querySelector(`[data-place="${CSS.escape(open.question.id)}"]`);
    place?.closest("section")?.scrollIntoView({ block: "start" });
  }
}
