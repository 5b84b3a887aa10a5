// What JupyterLab loads: a container of one module, as its own builder would make it.

import { borrow, borrowFrom } from "./shared.js";

/** @typedef {{ init(scope: import("./shared.js").Scope): void, get(name: string): Promise<() => unknown> }} Container */

/** @type {Container} */
const container = {
  init: borrowFrom,
  async get(name) {
    if (name !== "./extension") throw new Error(`says-who has no module ${name}`);
    const { makePlugin } = await import("./plugin.js");
    const [{ INotebookTracker }, { IThemeManager }] = await Promise.all([
      borrow("@jupyterlab/notebook"),
      borrow("@jupyterlab/apputils"),
    ]);
    // Only a JupyterLite has it.
    const workers = await borrow("@jupyterlite/apputils").then(
      ({ IServiceWorkerManager }) => [IServiceWorkerManager],
      () => [],
    );
    const plugin = makePlugin([INotebookTracker], [IThemeManager, ...workers]);
    return () => ({ __esModule: true, default: plugin });
  },
};

const page = /** @type {{ _JUPYTERLAB?: Record<string, Container> }} */ (/** @type {unknown} */ (window));
page._JUPYTERLAB = { ...page._JUPYTERLAB, "says-who": container };
