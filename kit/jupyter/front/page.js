// A lesson as a page: its steps one below the other, open as far as one has come, and one way on.

import { Article } from "./article.js";
import { Bar } from "./bar.js";
import { make, makeButton } from "./elements.js";
import { LessonKernel } from "./kernel.js";
import { recall, remember } from "./memory.js";
import { cellOf, readLesson } from "./pieces.js";
import { clear, show } from "./printed.js";
import { StepView } from "./step.js";
import styles from "./style.css";
import { areTrusted } from "./trust.js";
import { say } from "./words.js";

const LET_GO_AFTER = "600"; // seconds out of sight after which a lesson's kernel goes
const SHORT_LEAD = 40; // pixels of it that never make a difference
const LONG_LEAD = 0.5; // of the height: what comes before a question and is longer is read by itself
const FIELDS = [
  "[data-start]",
  "[role=option][tabindex='0'], input, select, textarea, button[tabindex='0'], button",
];
const OPENS_IN = 3000; // milliseconds that another notebook has to take the focus

export class LessonPage {
  /**
   * @param {any} app
   * @param {any} panel
   * @param {any} themes
   * @param {() => void} showNotebook
   */
  constructor(app, panel, themes, showNotebook) {
    this.app = app;
    this.panel = panel;
    this.context = panel.context;
    this.showNotebook = showNotebook;
    addStyles();
    this.root = make("div", { class: "sw-lesson", hidden: "" });
    this.bar = new Bar(this.root, themes, {
      notebook: showNotebook,
      contents: () => this.openContents(this.contents.hasAttribute("hidden")),
      article: () => this.openArticle(!this.root.classList.contains("sw-drawn")),
      print: () => this.openPrinting(this.printing.hasAttribute("hidden")),
    });
    this.main = make("main", { class: "sw-main", tabindex: -1 });
    this.article = new Article(() => this.openArticle(false));
    this.article.element.addEventListener("beforematch", () => this.unfoldArticle(true)); // found by Ctrl+F
    this.narrow = matchMedia("(width < 1200px)");
    this.fold = () => this.unfoldArticle(this.root.classList.contains("sw-drawn"));
    this.narrow.addEventListener("change", this.fold);
    this.contents = make("nav", { class: "sw-contents", "aria-label": say("contents"), hidden: "" });
    this.printing = make(
      "div",
      { class: "sw-contents", role: "region", "aria-label": say("print"), hidden: "" },
      makeButton(say("print_answers"), () => this.print(false), "sw-entry"),
      makeButton(say("print_blank"), () => this.print(true), "sw-entry"),
    );
    this.status = make("p", { class: "sw-status", role: "status" });
    this.back = makeButton(say("back"), () => this.goBack(), "sw-back");
    this.place = make("span", { class: "sw-place" });
    this.next = makeButton(say("next"), () => this.goOn(), "sw-next");
    this.way = make("div", { class: "sw-way" }, this.next, this.place, this.back); // as Tab comes by
    this.notices = make("div", { class: "sw-notices" }); // what the lesson says when it is opened
    this.root.append(
      this.bar.element,
      this.contents,
      this.printing,
      this.notices,
      make("div", { class: "sw-body" }, this.main, this.article.element),
    );
    this.floor = new ResizeObserver(() => {
      this.main.style.setProperty("--says-who-floor", `${Math.max(0, this.way.offsetHeight - 2)}px`);
    });
    this.floor.observe(this.way);
    this.root.addEventListener("keydown", (event) => this.pressed(event));
    this.main.addEventListener("focusin", ({ target }) => this.touched(/** @type {Node} */ (target)));
    this.root.addEventListener("click", (event) => this.followed(event), { capture: true });
    this.main.addEventListener("scroll", () => this.scrolled(), { passive: true });
    this.root.addEventListener(
      "pointerdown",
      ({ pointerType }) => (this.byTouch = pointerType === "touch"),
      true,
    );
    this.root.addEventListener("keydown", () => (this.byTouch = false), true);
    for (const act of ["pointerdown", "keydown", "wheel", "touchmove"]) {
      this.root.addEventListener(act, () => (this.isTouched = true), { passive: true, capture: true });
    }
    /** @type {StepView[]} */
    this.steps = [];
    this.at = 0;
    this.opened = 0; // the last step that is open
    this.isLead = true; // reading what comes before the question, not yet at it
    this.isTouched = false;
    this.byTouch = false; // a finger wants no keyboard on the screen before it asks for one
    this.isReady = false;
    this.isHeld = false; // while questions live again, the step stays the one that it was
    this.wanted = -1; // the step that a link led to, or that one had left, before its question lived
    this.read_source = "";
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.leaving = undefined;
  }

  // -- reading the notebook

  /** Reads the notebook as it is now; what has not changed stays as it is. */
  read() {
    const cells = this.context.model.sharedModel.toJSON().cells;
    const source = JSON.stringify(
      cells.map((/** @type {any} */ { cell_type, source, metadata }) => [cell_type, source, metadata?.tags]),
    );
    if (source === this.read_source) return;
    this.read_source = source;
    this.lesson = readLesson(cells);
    for (const step of this.steps) step.leave();
    this.kernel?.stop();
    const kernel = new LessonKernel(this.app, this.context, this.panel.content.rendermime);
    kernel.onRestart = () => !this.root.hidden && this.openAgain();
    this.kernel = kernel;
    const questions = this.lesson.steps.filter(({ question }) => question);
    this.total = questions.length;
    this.steps = this.lesson.steps.map((step) => {
      const number = step.question ? questions.indexOf(step) + 1 : 0;
      return new StepView(step, number, kernel.rendermime, kernel, {
        answered: (view) => this.answered(view),
        changed: () => this.count(),
        trusted: () => this.trustForeign(true),
        logged: () => this.outdate(),
        drawn: (view) => view === this.steps[this.at] && this.article.mark(view.segments()),
      });
    });
    this.main.replaceChildren(this.status, ...this.steps.map(({ element }) => element));
    if (!this.root.isConnected) document.body.append(this.root);
    this.root.hidden = false; // what is drawn is measured
    for (const step of this.steps) step.draw();
    this.isReady = false;
    this.isTouched = false;
    this.wanted = -1;
    this.opened = 0;
    const before = Number(recall(`done/${this.context.path}`, "0"));
    this.status.textContent =
      before && this.total ? say("progress", { done: before, total: this.total }) : "";
    this.bar.show(this.lesson.title, Math.min(before, this.total), this.total);
    this.stand(0, true);
    this.main.scrollTop = 0;
    this.openQuestions();
  }

  /** Starts the kernel and lets every question live. */
  async openQuestions() {
    const { kernel, lesson } = this;
    if (!kernel || !lesson) return;
    for (const step of this.steps) step.wait();
    try {
      await kernel.start();
    } catch (reason) {
      const words = say("no_kernel", { reason: reason instanceof Error ? reason.message : reason });
      for (const step of this.steps) step.fail(words);
      return;
    }
    const { session } = kernel;
    if (!session) return; // the lesson was left meanwhile
    this.root.dataset.kernel = "ready";
    for (const place of /** @type {HTMLElement[]} */ ([...this.notices.children])) clear(place);
    this.notices.replaceChildren();
    await this.trustForeign(false);
    const setup = lesson.setup.map(({ code }) => {
      const place = make("div", {});
      this.notices.append(place);
      return show(kernel, code, place);
    });
    for (const step of this.steps) step.drawOpen();
    const here = this.steps[this.at];
    const asked = [here, ...this.steps.filter((step) => step !== here)].map((step) => step?.ask());
    asked[0]?.then(() => this.focusAgain());
    const read = this.readArticle();
    await Promise.all([...setup, ...asked, read]);
    if (kernel.session !== session) return;
    this.isReady = true;
    this.resume();
    // On paper, and for Ctrl+F, the whole lesson is there. A table can take a second, so it waits for its step.
    for (const step of this.steps) step.drawTexts((name) => name !== "table");
    this.focusAgain();
  }

  /** Lets every question live again, with the one that somebody is at where it was on the screen. */
  async openAgain() {
    const { element } = this.steps[this.at];
    const top = () => element.getBoundingClientRect().top;
    const before = top();
    let isHeld = true;
    const letGo = () => (isHeld = false); // for whoever scrolls meanwhile
    const acts = ["wheel", "touchmove"];
    for (const act of acts) this.main.addEventListener(act, letGo, { once: true, passive: true });
    this.isHeld = true;
    await this.openQuestions();
    if (isHeld) this.main.scrollTop += top() - before;
    this.isHeld = false;
    for (const act of acts) this.main.removeEventListener(act, letGo);
  }

  /** The field that had the focus went with the card that it was in. */
  focusAgain() {
    if (this.isTouched && !this.root.hidden && document.activeElement === document.body) this.focusQuestion();
  }

  /**
   * Lets the cells that are not the kit's run by themselves where they are trusted; says whether they are.
   * @param {boolean} isPersonSure whether a person, who sees them, trusts them from now on
   */
  async trustForeign(isPersonSure) {
    const cells = this.steps.flatMap((step) => step.foreign());
    if (!cells.length || !(await areTrusted(this.app, this.context, cells, isPersonSure))) return false;
    for (const step of this.steps) step.trust();
    return true;
  }

  async readArticle() {
    const { kernel, lesson } = this;
    if (!kernel || !lesson?.lesson) return;
    this.articleArea?.dispose();
    this.articleArea = kernel.makeArea(this.article.body);
    const isRead = await kernel.run(`${lesson.lesson}.whole_article()`, this.articleArea);
    this.root.classList.toggle("sw-with-article", isRead);
    this.fold();
    setTimeout(() => this.article.again(), 100);
  }

  // -- where one is

  /** Goes to the first question that is not answered, unless the reader has gone somewhere already. */
  resume() {
    this.count();
    const done = this.done();
    if (this.wanted >= 0 && !this.isTouched) {
      this.open(this.steps.findLastIndex((step) => step.isAnswered));
      this.stand(this.wanted, false);
      this.goToQuestion();
      return;
    }
    if (done === 0 || this.total === 0) {
      this.status.textContent = ""; // what was done before was done by somebody else, or in another copy
      if (!this.isTouched) this.next.focus({ preventScroll: true });
      return;
    }
    const first = this.steps.findIndex((step) => step.isQuestion && !step.isAnswered);
    const last = this.steps.findLastIndex((step) => step.isAnswered);
    const to = first < 0 ? this.steps.length - 1 : first;
    this.open(Math.max(to, Math.min(last + 1, this.steps.length - 1)));
    const number = this.steps[to].number;
    this.status.textContent =
      first < 0
        ? say("answered_all", { total: this.total })
        : say("continue", { done, total: this.total, number });
    if (!this.isTouched) {
      this.go(to);
      this.steps[to].element.prepend(this.status);
    }
  }

  done() {
    return this.steps.filter(({ isAnswered }) => isAnswered).length;
  }

  count() {
    const done = this.done();
    this.bar.show(this.lesson?.title ?? "", done, this.total ?? 0);
    if (this.isReady) remember(`done/${this.context.path}`, String(done));
    this.nameWay();
  }

  /** Opens the steps up to this one. @param {number} last */
  open(last) {
    this.opened = Math.max(this.opened, last);
    for (const [at, step] of this.steps.entries()) {
      step.open(at <= this.opened);
      step.element.classList.toggle("sw-last", at === this.opened);
    }
  }

  /**
   * Makes a step the one that the way on starts from.
   * @param {number} at
   * @param {boolean} isLead
   */
  stand(at, isLead) {
    this.at = at;
    this.isLead = isLead;
    this.open(at);
    for (const [each, step] of this.steps.entries()) step.element.classList.toggle("sw-here", each === at);
    const step = this.steps[at];
    if (!step) return;
    step.placeWay(this.way);
    this.nameWay();
    this.article.mark(step.segments());
  }

  nameWay() {
    const step = this.steps[this.at];
    if (!step) return;
    const isLast = this.at === this.steps.length - 1;
    const isSkip = step.isQuestion && !step.isAnswered && !isLast && !this.leadIsLong();
    this.back.hidden = this.at === 0;
    const onward = isLast && !this.leadIsLong() ? step.onward() : null;
    this.next.hidden = isLast && !this.leadIsLong() && !onward;
    const words = say(this.at === 0 && this.leadIsLong() ? "start" : isSkip ? "skip" : "next");
    this.next.textContent = onward ? say("onward", { lesson: onward.textContent }) : words;
    this.next.classList.toggle("sw-quiet", isSkip);
    const { number } = step;
    this.place.textContent = number
      ? say("question", { number, total: this.total })
      : isLast
        ? say("end")
        : "";
  }

  /** Whether the question of this step still lies ahead, below more text than one sees with it. */
  leadIsLong() {
    const step = this.steps[this.at];
    if (!this.isLead || !step.isQuestion) return false;
    const { clientHeight: height } = this.main;
    const lead = step.lead();
    if (lead > LONG_LEAD * height) return true;
    return lead > SHORT_LEAD && step.untilAsked() + this.way.offsetHeight > height;
  }

  /** Whether the question went out of sight below a table that was drawn late. */
  isBelow() {
    const { host, isQuestion, isAnswered } = this.steps[this.at];
    const end = this.main.getBoundingClientRect().bottom - this.way.offsetHeight;
    return isQuestion && !isAnswered && host.getBoundingClientRect().top > end;
  }

  goOn() {
    if (this.leadIsLong() || this.isBelow()) return this.goToQuestion();
    if (this.at < this.steps.length - 1) this.go(this.at + 1);
    else this.steps[this.at].onward()?.click();
  }

  goBack() {
    if (this.at > 0) this.go(this.at - 1);
  }

  /** Goes to a step: to its start, or to its question where the text before it is short. @param {number} at */
  go(at) {
    this.stand(at, true);
    const step = this.steps[at];
    if (this.leadIsLong()) {
      this.scrollTo(step.element);
      this.next.focus({ preventScroll: true });
      this.nameWay();
      return;
    }
    this.goToQuestion(step.element);
  }

  /** @param {HTMLElement} [top] what the view begins with */
  goToQuestion(top = this.steps[this.at].host) {
    const step = this.steps[this.at];
    this.isLead = false;
    this.scrollTo(top);
    this.nameWay();
    this.focusQuestion();
    step.drawOpen();
  }

  /** Goes to the question that a cell asks, by the end of a link to it. Whether there is one. @param {string} hash */
  goToCell(hash) {
    const cell = cellOf(hash);
    const at = this.steps.findIndex(({ step }) => cell !== "" && step.question?.cell === cell);
    if (at < 0) return false;
    if (!this.isReady) this.wanted = at;
    this.stand(at, false);
    this.goToQuestion();
    return true;
  }

  /** A link to a question of this lesson leads there without opening anything. @param {MouseEvent} event */
  followed(event) {
    const link = /** @type {Element} */ (event.target).closest?.("a[href*='.ipynb']");
    if (!link) return;
    const { pathname, hash } = new URL(/** @type {HTMLAnchorElement} */ (link).href);
    const own = encodeURI(this.context.localPath.split("/").pop());
    if (pathname.endsWith(`/${own}`) && this.goToCell(hash)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    letAnotherOpen();
  }

  focusQuestion() {
    const step = this.steps[this.at];
    const inputs = step.isAnswered ? null : step.card()?.querySelector(".inputs");
    const field = inputs && FIELDS.map((fields) => inputs.querySelector(fields)).find(Boolean);
    const last = this.next.hidden ? step.element : this.next;
    const target = field && this.byTouch ? step.element : /** @type {HTMLElement} */ (field ?? last);
    target.focus({ preventScroll: true });
  }

  /** @param {HTMLElement} element */
  scrollTo(element) {
    const top = element.getBoundingClientRect().top - this.main.getBoundingClientRect().top;
    this.main.scrollTop += top - 8;
  }

  // -- what the reader does

  /** The log has something new, so that what was drawn from it is drawn anew. */
  outdate() {
    for (const step of this.steps) step.outdate();
  }

  /** @param {StepView} view */
  answered(view) {
    this.count();
    this.status.textContent = "";
    const at = this.steps.indexOf(view);
    if (at !== this.at) return;
    const focused = document.activeElement;
    if (!this.next.hidden && (focused === document.body || view.host.contains(focused))) {
      this.next.focus({ preventScroll: true });
    }
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const { key, ctrlKey, metaKey } = event;
    if ((ctrlKey || metaKey) && key.toLowerCase() === "s") {
      event.preventDefault();
      event.stopPropagation(); // the file stays as it was
      this.status.textContent = say("kept");
    }
    if (key === "Escape") {
      if (!this.contents.hidden) this.openContents(false);
      else if (!this.printing.hidden) this.openPrinting(false);
      else if (this.root.classList.contains("sw-drawn")) this.openArticle(false);
    }
  }

  /** @param {Node} target */
  touched(target) {
    const at = this.steps.findIndex(({ element }) => element.contains(target));
    if (at >= 0 && at !== this.at) this.stand(at, false);
  }

  /** A step that was scrolled out of sight is no longer the one that the way on starts from. */
  scrolled() {
    if (this.isHeld || (this.wanted >= 0 && !this.isReady && !this.isTouched)) return; // what is drawn anew moves
    const frame = this.main.getBoundingClientRect();
    const here = this.steps[this.at]?.element.getBoundingClientRect();
    if (!here || (here.bottom > frame.top + 40 && here.top < frame.bottom - 40)) return;
    const line = frame.top + frame.height * 0.4;
    const at = this.steps.findIndex(({ element }) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top <= line && bottom > line;
    });
    if (at >= 0) this.stand(at, false);
  }

  /** @param {boolean} isOpen */
  openContents(isOpen) {
    if (isOpen) this.contents.replaceChildren(this.listSteps());
    this.contents.hidden = !isOpen;
    this.bar.contents.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) /** @type {HTMLElement | null} */ (this.contents.querySelector("button"))?.focus();
    else if (this.contents.contains(document.activeElement)) this.bar.contents.focus();
  }

  listSteps() {
    const entries = this.steps.map((step, at) => {
      const isOpen = at <= this.opened;
      const later = step.number ? say("later", { number: step.number }) : "";
      const words = (isOpen && step.heading) || later || step.heading;
      if (!words || (!isOpen && !later)) return null; // a heading may tell an answer
      const name = step.number && words !== later ? `${step.number}. ${words}` : words;
      const mark = make("span", { class: "sw-done", "aria-hidden": "true" }, step.isAnswered ? "✓" : "");
      const go = () => {
        this.openContents(false);
        this.go(at);
      };
      const entry = isOpen
        ? makeButton(name, go, "sw-entry")
        : make("span", { class: "sw-entry sw-later" }, name);
      if (at === this.at) entry.setAttribute("aria-current", "step");
      return make("li", {}, mark, entry);
    });
    return make("ol", { role: "list" }, ...entries.filter((entry) => entry !== null));
  }

  /** @param {boolean} isOpen */
  openPrinting(isOpen) {
    this.printing.hidden = !isOpen;
    this.bar.print.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) this.printing.querySelector("button")?.focus();
    else if (this.printing.contains(document.activeElement)) this.bar.print.focus();
  }

  /**
   * Prints the whole lesson. The choice holds for the browser's own printing, too, until it is made anew.
   * @param {boolean} isBlank
   */
  async print(isBlank) {
    this.openPrinting(false);
    this.root.classList.toggle("sw-blank", isBlank);
    await Promise.all(
      this.steps.flatMap((step) => [step.drawTexts(), ...(isBlank ? [step.drawPaper()] : [])]),
    );
    requestAnimationFrame(() => window.print());
  }

  /**
   * Beside the lesson, or as a drawer. A drawer that is shut is found by Ctrl+F, and opens for what is found.
   * @param {boolean} isOpen
   */
  unfoldArticle(isOpen) {
    const { element } = this.article;
    this.root.classList.toggle("sw-drawn", isOpen);
    this.bar.article.setAttribute("aria-expanded", String(isOpen));
    element.removeAttribute("hidden");
    if (!this.root.classList.contains("sw-with-article")) element.setAttribute("hidden", "");
    else if (this.narrow.matches && !isOpen) element.setAttribute("hidden", "until-found");
  }

  /** @param {boolean} isOpen */
  openArticle(isOpen) {
    this.unfoldArticle(isOpen);
    if (isOpen) {
      this.article.again();
      this.article.body.focus({ preventScroll: true });
    } else {
      this.bar.article.focus({ preventScroll: true });
    }
  }

  // -- coming and going

  /** @param {boolean} isShown */
  show(isShown) {
    clearTimeout(this.leaving);
    if (this.root.hidden === isShown) this.root.hidden = !isShown;
    setInert(this.root, isShown);
    document.body.classList.toggle("sw-reading", isShown || hasShown());
    if (isShown && !this.kernel?.starting) this.openQuestions();
    else if (isShown) this.outdate(); // another page may have answered
    if (!isShown)
      this.leaving = setTimeout(() => this.letGo(), 1000 * Number(recall("let-go-after", LET_GO_AFTER)));
    else if (!this.root.contains(document.activeElement)) this.next.focus({ preventScroll: true });
  }

  letGo() {
    this.kernel?.stop();
    this.isReady = false;
    this.isTouched = false;
    this.wanted = this.at;
  }

  leave() {
    clearTimeout(this.leaving);
    this.floor.disconnect();
    this.narrow.removeEventListener("change", this.fold);
    this.bar.leave();
    for (const step of this.steps) step.leave();
    this.kernel?.stop();
    this.root.remove();
    setInert(this.root, false);
    document.body.classList.toggle("sw-reading", hasShown());
  }
}

export function hasShown() {
  return document.querySelector("body > .sw-lesson:not([hidden])") !== null;
}

/**
 * What lies under the page takes no key and is not read out while the page is shown.
 * @param {HTMLElement} root
 * @param {boolean} isShown
 */
function setInert(root, isShown) {
  const isAny = isShown || hasShown();
  const shell = document.getElementById("main");
  const isOpening = performance.now() < opensUntil;
  if (shell && !shell.contains(root)) shell.inert = isAny && !isOpening;
}

let opensUntil = 0; // until then another notebook may take the focus

/**
 * What is opened has to take the focus, or JupyterLab leaves it behind the page that is shown.
 * @param {() => boolean} hasOpened
 */
export async function letAnotherOpen(hasOpened = () => false) {
  const until = performance.now() + OPENS_IN;
  opensUntil = until;
  const shell = document.getElementById("main");
  if (shell) shell.inert = false;
  while (performance.now() < until && !hasOpened()) await new Promise((go) => setTimeout(go, 50));
  if (opensUntil !== until) return; // something else is opening since
  opensUntil = 0;
  if (shell) shell.inert = hasShown();
}

function addStyles() {
  const id = "says-who-lesson-view";
  if (document.getElementById(id)) return;
  document.head.append(make("style", { id }, styles));
}
