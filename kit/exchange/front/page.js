// The page of a lesson: who is here, the cards and the way between them, how far one is, and the hand-in.

/** @import { Model, State } from "../../card/front/types.js" */
/** @import { Asked, Entry } from "./session/types.js" */
/** @import { Store } from "./store.js" */
/** @import { LessonData, Person } from "./types.js" */

import { Card, writeTime } from "../../card/front/card.js";
import { find, make, makeButton } from "./elements.js";
import { makeId } from "./entries.js";
import { HandInForm } from "./hand_in_form.js";
import { PageLog } from "./log.js";
import { isOlder } from "./session/attempt.js";
import { Session } from "./session/session.js";
import { peopleIn } from "./store.js";

const THEME = "says-who/theme";
const SIZE = "says-who/size";
const SIZES = [15, 17, 19, 22, 26]; // pixels

export class Page {
  /**
   * @param {LessonData} data
   * @param {Store | null} store
   */
  constructor(data, store) {
    this.data = data;
    this.store = store;
    /** @type {Map<string, Entry[]>} */
    this.entries = new Map(data.questions.map(({ question }) => [question.id, []]));
    /** @type {Session[]} */
    this.sessions = [];
    this.works = [data.work];
    this.log = new PageLog(store, this.works, makeId());
    this.size = 0; // of the text, by its place in SIZES
  }

  /**
   * @param {string} name
   * @param {Record<string, unknown>} [values]
   */
  say(name, values = {}) {
    return fill(this.data.words.page[name] ?? name, values);
  }

  async begin() {
    this.drawTools();
    const article = /** @type {HTMLDetailsElement | null} */ (document.getElementById("article"));
    // On a narrow screen it would stand before the lesson.
    if (article) article.open = matchMedia("(min-width: 1200px)").matches;
    if (!this.store) this.warn(this.say("page_not_kept"));
    const kept = (await this.store?.allOf(this.works)) ?? { entries: [], damaged: 0 };
    if (kept.damaged > 0) this.warn(this.say("page_damaged", { count: kept.damaged }));
    const people = peopleIn(kept.entries);
    const known = this.recallWho();
    if (people.length > 0 && !people.some(({ id }) => id === known)) this.askWho(people);
    else this.open(known || makeId());
  }

  /** Whose answers this is known to go on with, or "". */
  recallWho() {
    return "";
  }

  /**
   * On a shared computer nobody goes on with another person's answers by mistake.
   * @param {Person[]} people
   */
  askWho(people) {
    const who = find("who");
    /** @param {string} learner */
    const choose = (learner) => {
      who.hidden = true;
      this.open(learner);
      this.goOn();
    };
    const buttons = people.map(({ id, answers, last }, place) =>
      makeButton(
        this.say("page_go_on", { count: answers, time: writeTime(last, this.data.language) }),
        () => choose(id),
        place === 0 ? "button main" : "button",
      ),
    );
    const other = makeButton(this.say("page_somebody_else"), () => choose(makeId()));
    who.replaceChildren(
      make("h2", {}, this.say("page_who")),
      make("p", {}, this.say("page_who_why")),
      make("p", { class: "buttons" }, ...buttons, other),
    );
    who.hidden = false;
    buttons[0].focus();
  }

  /** @param {string} learner */
  async open(learner) {
    navigator.storage?.persist?.().catch(() => {});
    this.log = new PageLog(this.store, this.works, learner);
    this.log.onOthers = () => this.readAnew();
    await this.read();
    find("kept").textContent = this.say(this.log.isKept ? "page_kept" : "page_not_kept");
    this.draw();
    this.drawProgress();
    document.body.dataset.ready = "";
  }

  draw() {
    for (const asked of this.data.questions) this.mount(asked);
    const form = new HandInForm(this.data, this.log, (name, values) => this.say(name, values));
    find("hand-in").replaceChildren(form.element);
  }

  async read() {
    for (const own of this.entries.values()) own.length = 0; // sessions hold the list itself
    for (const entry of await this.log.entries()) {
      if (entry.lesson === this.data.lesson) this.entries.get(entry.question)?.push(entry);
    }
  }

  /** Another page of this lesson has kept something. */
  async readAnew() {
    await this.read();
    for (const session of this.sessions) session.refresh();
    this.drawProgress();
  }

  /** @param {Asked} asked */
  mount(asked) {
    const { id } = asked.question;
    const place = document.querySelector(`[data-place="${CSS.escape(id)}"]`);
    if (place) this.mountIn(place, asked, this.data.lesson, this.entries.get(id) ?? []);
  }

  /**
   * Puts a card into its place, with a session behind it and a way on.
   * @param {Element} place
   * @param {Asked} asked
   * @param {string} lesson
   * @param {Entry[]} entries those of this question that the card shows; what is logged joins them
   */
  mountIn(place, asked, lesson, entries) {
    const { id } = asked.question;
    const { words } = this.data;
    const asText = place.querySelector("noscript")?.textContent; // of the kit, for who has no scripts
    if (asText) {
      const paper = make("div", { class: asked.question.kind === "write" ? "paper writing" : "paper" });
      paper.innerHTML = asText;
      place.after(paper);
    }
    const question = { ...asked.question, learner: this.log.learner };
    /** @type {() => void} */
    let hear = () => {};
    /** @type {State | null} */
    let state = null;
    const next = makeButton(this.say("page_next"), () => this.leave(place), "button main next");
    /** @param {State} shown */
    const show = (shown) => {
      const isNews = state !== null && state.turn !== shown.turn && shown.feedback !== null;
      const isSubmitted = isNews && shown.saved !== state?.saved;
      state = shown;
      question.hide_feedback = !session.isTold;
      hear();
      next.hidden = shown.feedback === null;
      this.drawProgress();
      this.answered(place, shown);
      if (isSubmitted && place.contains(document.activeElement)) {
        next.focus({ preventScroll: true });
        next.scrollIntoView({ block: "nearest" });
      }
    };
    const session = new Session(
      { ...asked, question },
      entries,
      this.log,
      { lesson, question: id, revision: asked.lesson_revision, work: asked.question.work },
      {
        say: (name, values = {}) => fill(words.session[name] ?? name, values),
        grader: null,
        comma: words.session.decimal === ",",
        nudge: () => this.mayNudge(),
        show,
        ...this.behind(lesson, id),
      },
    );
    this.sessions.push(session);
    session.refresh().then(() => {
      const values = { question, words: words.card };
      /** @type {Model} */
      const model = /** @type {any} */ ({
        get: (/** @type {"question"} */ name) =>
          /** @type {string} */ (name) === "state" ? state : values[name],
        send: (/** @type {any} */ message) => session.hear(message),
        on: (/** @type {string} */ name, /** @type {() => void} */ to) => {
          if (name === "change:state") hear = to;
        },
        off: () => {},
      });
      const card = new Card(model);
      model.on("change:state", () => card.receive());
      place.replaceChildren(card.face.root, make("p", { class: "way" }, next, ...this.waysOn(place)));
    });
    return session;
  }

  /**
   * What is behind the session of a card besides the log: nothing, where nothing is graded.
   * @param {string} _lesson
   * @param {string} _question
   * @returns {Partial<Session["place"]>}
   */
  behind(_lesson, _question) {
    return {};
  }

  /**
   * Other ways on from a card than the one that its verdict opens.
   * @param {Element} _place
   * @returns {Element[]}
   */
  waysOn(_place) {
    return [];
  }

  /**
   * A card shows something else than before.
   * @param {Element} _place
   * @param {State} _shown
   */
  answered(_place, _shown) {}

  /** Whether no confidence was left out in this lesson yet. */
  mayNudge() {
    const asking = this.data.questions.filter(({ question }) => question.sure);
    const own = asking.flatMap(({ question }) => this.entries.get(question.id) ?? []);
    return own.every((entry) => entry.sure || entry.what !== "try");
  }

  /** @param {Asked} asked */
  isAnswered(asked) {
    const own = this.entries.get(asked.question.id) ?? [];
    return own.some((entry) => entry.what === "try" && !isOlder(entry, asked));
  }

  drawProgress() {
    const { questions } = this.data;
    if (questions.length === 0) return;
    const done = questions.filter((asked) => this.isAnswered(asked)).length;
    find("count").textContent = this.say("page_count", { done, all: questions.length });
    find("fill").style.inlineSize = `${(100 * done) / questions.length}%`;
  }

  /** Goes to the first question that has no answer yet. */
  goOn() {
    const open = this.data.questions.find((asked) => !this.isAnswered(asked));
    const place = open && document.querySelector(`[data-place="${CSS.escape(open.question.id)}"]`);
    (place?.closest("section") ?? find("hand-in-part")).scrollIntoView({ block: "start" });
  }

  /**
   * Goes from a question to what follows it.
   * @param {Element} place
   */
  leave(place) {
    const next = /** @type {HTMLElement} */ (
      place.closest("section")?.nextElementSibling ?? find("hand-in-part")
    );
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    next.scrollIntoView({ block: "start", behavior: isCalm ? "auto" : "smooth" });
    next.focus({ preventScroll: true });
  }

  /** @param {string} text */
  warn(text) {
    find("warning").textContent = text;
    find("warning").hidden = false;
  }

  /** How one likes to read: larger or smaller, dark or light, on paper. */
  drawTools() {
    const smaller = makeButton("A", () => this.resize(-1), "button smaller");
    const larger = makeButton("A", () => this.resize(1), "button larger");
    smaller.setAttribute("aria-label", this.say("smaller"));
    larger.setAttribute("aria-label", this.say("larger"));
    find("tools").append(smaller, larger);
    this.size = Math.max(0, SIZES.indexOf(Number(attempt(() => localStorage.getItem(SIZE)) ?? "17")));
    this.resize(0);
    this.drawTheme();
    if (this.data.questions.length > 0) this.drawPrinting();
  }

  /** @param {number} step */
  resize(step) {
    this.size = Math.min(SIZES.length - 1, Math.max(0, this.size + step));
    document.documentElement.style.setProperty("--jp-content-font-size1", `${SIZES[this.size]}px`);
    if (step) attempt(() => localStorage.setItem(SIZE, String(SIZES[this.size])));
  }

  /** The choice holds for the browser's own printing, too, until it is made anew. */
  drawPrinting() {
    const printing = make(
      "details",
      { class: "printing" },
      make("summary", { class: "print" }, this.say("print")),
    );
    /** @param {boolean} isBlank */
    const print = (isBlank) => {
      printing.removeAttribute("open");
      document.body.classList.toggle("blank", isBlank);
      requestAnimationFrame(() => window.print());
    };
    const buttons = [
      makeButton(this.say("print_answers"), () => print(false)),
      makeButton(this.say("print_blank"), () => print(true)),
    ];
    printing.append(make("div", {}, ...buttons));
    find("tools").append(printing);
  }

  drawTheme() {
    const isDark = () => document.body.dataset.jpThemeLight === "false";
    const button = makeButton("", () => put(!isDark()));
    /** @param {boolean} dark */
    const put = (dark) => {
      document.body.dataset.jpThemeLight = String(!dark);
      button.textContent = this.say(dark ? "page_light" : "page_dark");
      attempt(() => localStorage.setItem(THEME, dark ? "dark" : "light"));
    };
    const chosen = attempt(() => localStorage.getItem(THEME));
    put(chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
    find("tools").append(button);
  }
}

/**
 * @param {string} text
 * @param {Record<string, unknown>} values
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (gap, key) => String(values[key] ?? gap));
}

/**
 * @template T
 * @param {() => T} act
 * @returns {T | undefined}
 */
export function attempt(act) {
  try {
    return act();
  } catch {
    return undefined; // a browser that keeps nothing also forgets a theme
  }
}
