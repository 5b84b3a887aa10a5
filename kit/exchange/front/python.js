// Python behind a page: what is asked of it waits until it is loaded, and what is urgent goes first.

const FIRST_PAUSE = 2000; // milliseconds before a failed start is tried again
const LONGEST_PAUSE = 30_000;

/** @typedef {{ worker: string, pyodide: string, course: string }} Files addresses, from the page's own */
/** @typedef {{ request: any, resolve: (reply: any) => void, reject: (error: Error) => void }} Asked */

export class Python {
  /**
   * Begins to load at once.
   * @param {Files} files
   * @param {string} language
   */
  constructor(files, language) {
    this.files = files;
    this.language = language;
    this.isReady = false;
    this.isTroubled = false;
    /** @type {Asked[]} */
    this.waiting = [];
    /** @type {Asked | null} */
    this.asked = null;
    this.pause = FIRST_PAUSE;
    /** @type {() => void} */
    this.onChange = () => {};
    this.start();
  }

  start() {
    try {
      const { worker, pyodide, course } = this.files;
      this.worker = new Worker(address(worker), { type: "module" });
      this.worker.onmessage = ({ data }) => this.hear(data);
      this.worker.onerror = (event) => {
        event.preventDefault();
        this.fail();
      };
      const begin = { pyodide: address(pyodide), course: address(course), language: this.language };
      this.worker.postMessage({ begin });
    } catch {
      this.fail();
    }
  }

  /** Whatever kept it from starting, it is tried again, and all that was asked goes on waiting. */
  fail() {
    this.worker?.terminate();
    this.isReady = false;
    this.isTroubled = true;
    if (this.asked) this.waiting.unshift(this.asked);
    this.asked = null;
    setTimeout(() => this.start(), this.pause);
    this.pause = Math.min(LONGEST_PAUSE, 2 * this.pause);
    this.onChange();
  }

  /**
   * @param {any} request
   * @param {boolean} [isUrgent]
   * @returns {Promise<any>}
   */
  ask(request, isUrgent = false) {
    return new Promise((resolve, reject) => {
      const asked = { request, resolve, reject };
      if (isUrgent) this.waiting.unshift(asked);
      else this.waiting.push(asked);
      this.send();
    });
  }

  send() {
    if (!this.isReady || this.asked) return;
    this.asked = this.waiting.shift() ?? null;
    if (this.asked) this.worker?.postMessage({ id: 1, request: this.asked.request });
  }

  /** @param {any} data */
  hear({ isReady, id, reply, failed }) {
    if (isReady) {
      this.isReady = true;
      this.isTroubled = false;
      this.pause = FIRST_PAUSE;
      this.send(); // what waits is answered before anything is drawn anew
      this.onChange();
    } else if (id) {
      const asked = this.asked;
      this.asked = null;
      if (failed) asked?.reject(new Error(failed));
      else asked?.resolve(reply);
      this.send();
    } else {
      console.error(failed);
      this.fail();
    }
  }
}

/** @param {string} file */
function address(file) {
  return new URL(file, document.baseURI).href;
}
