// The kernel of a lesson: always the kit's own, never one that a notebook names.

import { borrow } from "./shared.js";

const SPEC = "says-who"; // the kernel that starts without the working folder on its import path
const IN_VIEW = 'import os\nos.environ["KIT_VIEW"] = "lesson"'; // what the environment of that one says
const WIDGETS = "application/vnd.jupyter.widget-view+json";

const DRIVE_COMES_IN = 15_000; // milliseconds that a kernel waits for it

/** @type {Promise<unknown>} */
let drive = Promise.resolve();

// By the path of a session: a kernel that is on its way out, and is still listed as one that could be taken.
/** @type {Map<string, Promise<void>>} */
const ending = new Map();

/**
 * In JupyterLite a service worker stands between a kernel and the drive, and a kernel that starts before it never
 * gets one: all that is answered there would be gone.
 * @param {any} [workers] JupyterLite's manager of its service worker
 */
export function expectDrive(workers) {
  if (!workers || !navigator.serviceWorker) return;
  const comes = workers.ready.then(() => navigator.serviceWorker.ready).catch(() => {});
  drive = Promise.race([comes, new Promise((go) => setTimeout(go, DRIVE_COMES_IN))]);
}

/** Resolves once a kernel that starts has the drive, if it ever will. */
export function driveIsThere() {
  return drive;
}

/** The kernel that a site without a server has in place of the kit's, by the settings of whoever made the site. */
export async function siteKernel() {
  const { PageConfig } = await borrow("@jupyterlab/coreutils");
  return PageConfig.getOption("saysWhoKernel");
}

/** Whether this server has the kit's kernel. @param {any} app */
export async function hasKernel(app) {
  const { kernelspecs } = app.serviceManager;
  await kernelspecs.ready;
  return Boolean(kernelspecs.specs?.kernelspecs[(await siteKernel()) || SPEC]);
}

export class LessonKernel {
  /**
   * @param {any} app
   * @param {any} context the document's, of which the folder and the links are taken, never the kernel
   * @param {any} rendermime
   */
  constructor(app, context, rendermime) {
    this.app = app;
    this.context = context;
    this.rendermime = rendermime.clone();
    this.rendermime.latexTypesetter = null; // two sums in dollars are no mathematics
    /** @type {any} */
    this.session = null; // only while a kernel is there that runs what it is given
    /** @type {Promise<any> | null} */
    this.starting = null;
    this.onRestart = () => {};
    this.mayBeReplaced = true;
  }

  /** Of a session of its own beside the notebook's. */
  get path() {
    return `${this.context.localPath}#lesson`;
  }

  /** Starts the kernel, or waits for the one that starts. Rejects where it cannot be had. */
  start() {
    this.starting ??= this.startNow().catch((reason) => {
      this.starting = null;
      throw reason;
    });
    return this.starting;
  }

  async startNow() {
    const { serviceManager } = this.app;
    const [ofSite, { SessionContext }, { Signal }, manager, outputs, { Widget }] = await Promise.all([
      siteKernel(),
      borrow("@jupyterlab/apputils"),
      borrow("@lumino/signaling"),
      borrow("@jupyter-widgets/jupyterlab-manager"),
      borrow("@jupyterlab/outputarea"),
      borrow("@lumino/widgets"),
    ]);
    this.outputs = outputs;
    this.Widget = Widget;
    await Promise.all([drive, ending.get(this.path)]);
    const session = new SessionContext({
      kernelManager: serviceManager.kernels,
      sessionManager: serviceManager.sessions,
      specsManager: serviceManager.kernelspecs,
      path: this.path,
      name: this.context.localPath,
      type: "lesson",
      kernelPreference: { name: ofSite || SPEC, autoStartDefault: false },
    });
    let why = "its kernel is not installed";
    // In place of a dialog over the lesson, which says it by itself.
    session._displayKernelError = async (/** @type {string} */ message) => {
      why = message || why;
    };
    if (await session.initialize()) throw new Error(why);
    const standIn = this.rendermime.getFactory(WIDGETS);
    const context = {
      sessionContext: session,
      saveState: new Signal({}), // nothing is saved
      model: { getMetadata: () => undefined }, // no widget comes out of the file
      urlResolver: this.context.urlResolver,
    };
    const widgets = manager.registerWidgetManager(context, this.rendermime, []);
    session.disposed.connect(() => widgets.dispose());
    while (this.rendermime.getFactory(WIDGETS) === standIn) await new Promise((go) => setTimeout(go));
    session.statusChanged.connect((/** @type {any} */ _, /** @type {string} */ status) => {
      if (status === "autorestarting" || status === "restarting") this.hasRestarted = true;
      if (status === "idle" && this.hasRestarted) {
        this.hasRestarted = false;
        this.onRestart();
      }
      if (status === "dead") this.replace(session);
    });
    session.sessionChanged.connect((/** @type {any} */ _, /** @type {any} */ { newValue }) => {
      if (!newValue) this.replace(session);
    });
    if (ofSite) await session.session?.kernel?.requestExecute({ code: IN_VIEW, silent: true }).done;
    this.session = session;
    return session;
  }

  /**
   * Takes a new kernel for one that the server took away. Where that one never runs anything either, the next would
   * only go the same way.
   * @param {any} session
   */
  replace(session) {
    if (session !== this.session || !this.mayBeReplaced) return;
    this.mayBeReplaced = false;
    this.stop();
    this.onRestart();
  }

  /**
   * Makes an empty area for what a piece prints.
   * @param {HTMLElement} place
   */
  makeArea(place) {
    const { OutputAreaModel, SimplifiedOutputArea, OutputArea } = this.outputs;
    const model = new OutputAreaModel({ trusted: true }); // made now, by the kit, never read from a file
    const { defaultContentFactory: contentFactory } = OutputArea;
    const area = new SimplifiedOutputArea({ model, rendermime: this.rendermime, contentFactory });
    this.Widget.attach(area, place);
    return area;
  }

  /**
   * Runs a piece. Whether it went well.
   * @param {string} code
   * @param {any} area
   */
  async run(code, area) {
    const kernel = this.session?.session?.kernel;
    if (!kernel) return false;
    const content = { code, stop_on_error: false, store_history: false, allow_stdin: false };
    const future = kernel.requestExecute(content, false);
    if (area) area.future = future;
    const reply = await future.done.catch(() => null); // the kernel is gone
    if (reply) this.mayBeReplaced = true;
    return reply?.content.status === "ok";
  }

  /** Lets the kernel go. What was answered is on disk, and what was typed is kept by the browser. */
  stop() {
    const { starting } = this;
    this.session = this.starting = null;
    const ended = starting?.then((session) => this.end(session)).catch(() => {});
    if (ended) ending.set(this.path, ended);
  }

  /** @param {any} session */
  async end(session) {
    if (this.session === session) this.session = null; // it was stopped while it started
    const { id } = session.session ?? {};
    const gone = id && this.app.serviceManager.sessions.shutdown(id);
    session.dispose();
    await gone;
  }
}
