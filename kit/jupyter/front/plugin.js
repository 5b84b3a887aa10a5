// Gives each notebook that is a lesson its lesson view, in JupyterLab and in Notebook 7.

import { runForAuthor } from "./author.js";
import { closeWhatAsksNothing } from "./dialogs.js";
import { driveIsThere, expectDrive, hasKernel } from "./kernel.js";
import { recall, remember } from "./memory.js";
import { hasShown, LessonPage, letAnotherOpen } from "./page.js";
import { cellOf, languageOf } from "./pieces.js";
import { borrow } from "./shared.js";
import { say, speak } from "./words.js";

const MARK = "says_who"; // the metadata of a notebook that is a lesson

/**
 * @param {unknown[]} requires
 * @param {unknown[]} optional
 */
export function makePlugin(requires, optional) {
  return { id: "says-who:lesson-view", autoStart: true, requires, optional, activate };
}

/**
 * @param {any} app
 * @param {any} tracker
 * @param {any} themes
 * @param {any} [workers]
 */
async function activate(app, tracker, themes, workers) {
  expectDrive(workers);
  const { PageConfig } = await borrow("@jupyterlab/coreutils");
  if (PageConfig.getOption("saysWhoAuthor")) {
    runForAuthor(app, tracker, PageConfig.getOption("saysWhoOpened"));
    return; // an author works on cells
  }
  const spoken = PageConfig.getOption("saysWhoLanguage") || navigator.language;
  /** @type {Set<LessonDocument>} */
  const open = new Set();
  const showCurrent = () => {
    for (const document of open) document.sync();
  };
  app.docRegistry.addWidgetExtension("Notebook", {
    createNew(/** @type {any} */ panel, /** @type {any} */ context) {
      const document = new LessonDocument(app, panel, context, themes, spoken);
      open.add(document);
      panel.disposed.connect(() => {
        open.delete(document);
        document.leave();
      });
    },
  });
  app.shell.currentChanged?.connect(showCurrent);
  await closeWhatAsksNothing(hasShown);
}

/** @param {any} model */
function isLesson(model) {
  const mark = model?.getMetadata?.(MARK);
  return typeof mark === "object" && mark !== null && typeof mark.lesson === "string";
}

/**
 * Brings the cell that a link names to the top of the notebook, and keeps it there while what is
 * above it still grows, until the reader acts.
 * @param {any} notebook
 * @param {string} hash
 */
function showCell(notebook, hash) {
  const cell = cellOf(hash);
  const at = notebook.widgets.findIndex((/** @type {any} */ { model }) => model.id === cell);
  if (at < 0) return false;
  const show = async () => {
    await notebook.scrollToItem(at, "start");
    notebook.widgets[at]?.node.scrollIntoView({ block: "start" });
  };
  notebook.activeCellIndex = at;
  const growth = new ResizeObserver(show); // it calls once at the start, too
  const { signal, stop } = untilTheReaderActs(notebook.node);
  signal.addEventListener("abort", () => growth.disconnect());
  growth.observe(notebook.node.querySelector(".jp-WindowedPanel-viewport") ?? notebook.node);
  setTimeout(stop, 10_000);
  return true;
}

/** A signal that ends with the first key, wheel or touch in an element. @param {HTMLElement} element */
function untilTheReaderActs(element) {
  const ending = new AbortController();
  const { signal } = ending;
  const stop = () => ending.abort();
  for (const act of ["keydown", "wheel", "pointerdown"]) {
    element.addEventListener(act, stop, { signal, capture: true });
  }
  return { signal, stop };
}

class LessonDocument {
  /**
   * @param {any} app
   * @param {any} panel
   * @param {any} context
   * @param {any} themes
   * @param {string} spoken the language of the kit here
   */
  constructor(app, panel, context, themes, spoken) {
    this.app = app;
    this.spoken = spoken;
    this.panel = panel;
    this.context = context;
    this.themes = themes;
    /** @type {LessonPage | null} */
    this.page = null;
    this.isPage = recall("view", "page") === "page";
    this.hash = ""; // where in the lesson a link led to
    const setFragment = panel.setFragment.bind(panel);
    panel.setFragment = (/** @type {string} */ hash) => {
      this.hash = hash;
      if (this.isPage && isLesson(context.model)) this.page?.goToCell(hash);
      else if (!showCell(panel.content, hash)) setFragment(hash);
    };
    /** @type {() => void} */
    this.letGo = () => {};
    /** @type {Promise<void>} */
    const released = new Promise((letGo) => {
      this.letGo = letGo;
    });
    // The kernel that a notebook names starts when the notebook itself is wanted, and not because it was opened.
    const { sessionContext } = context;
    const initialize = sessionContext.initialize.bind(sessionContext);
    sessionContext.initialize = async () => {
      if (this.isPage && isLesson(context.model)) await released;
      await driveIsThere();
      return initialize();
    };
    const hide = () => this.panel.toggleClass("sw-held", this.isPage && isLesson(context.model));
    context.model.sharedModel.changed.connect(hide);
    letAnotherOpen();
    const activate = panel.activate.bind(panel);
    panel.activate = () => this.comeForward(activate);
    context.ready.then(() => {
      context.model.sharedModel.changed.disconnect(hide);
      return this.begin();
    });
  }

  /**
   * Lets JupyterLab give this notebook the focus, by which it knows what is open now. Nothing that is held can have it.
   * @param {() => void} activate
   */
  comeForward(activate) {
    const isHeld = this.panel.hasClass("sw-held");
    this.panel.removeClass("sw-held");
    letAnotherOpen(() => this.app.shell.currentWidget === this.panel).then(() => {
      if (isHeld && this.isPage) this.panel.addClass("sw-held");
    });
    activate();
  }

  async begin() {
    if (this.panel.isDisposed) return;
    if (!isLesson(this.context.model) || !(await hasKernel(this.app))) return this.showNotebook(false);
    this.speak();
    const { ToolbarButton } = await borrow("@jupyterlab/apputils");
    const toPage = new ToolbarButton({ label: say("page"), onClick: () => this.showPage() });
    this.panel.toolbar.insertItem(10, "says-who-lesson-view", toPage);
    if (this.isPage) this.showPage();
  }

  speak() {
    return speak(languageOf(this.context.model.sharedModel.toJSON().cells), this.spoken);
  }

  showPage() {
    const language = this.speak();
    this.isPage = true;
    remember("view", "page");
    this.page ??= new LessonPage(this.app, this.panel, this.themes, () => this.showNotebook());
    this.page.root.lang = language;
    this.page.read();
    this.sync();
    this.page.goToCell(this.hash);
    this.hash = "";
  }

  /** The notebook as it is, with the kernel that it would have had at once. */
  showNotebook(isChosen = true) {
    this.isPage = false;
    if (isChosen) remember("view", "notebook");
    this.sync();
    this.panel.removeClass("sw-held");
    this.letGo();
    if (isChosen) this.panel.activate();
  }

  sync() {
    if (this.page && this.app.shell.currentWidget === this.panel) this.speak();
    this.page?.show(this.isPage && this.app.shell.currentWidget === this.panel);
  }

  leave() {
    this.page?.leave();
  }
}
