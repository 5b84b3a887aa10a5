// An author's lessons are run when they are opened: without that, there is no form and no button.

import { borrow } from "./shared.js";
import { areTrusted } from "./trust.js";

/**
 * @param {any} app
 * @param {any} tracker of notebooks
 * @param {string} exercise whose notebooks may run, as whoever started the server was told
 */
export function runForAuthor(app, tracker, exercise) {
  if (exercise)
    tracker.widgetAdded.connect((/** @type {any} */ _, /** @type {any} */ panel) =>
      run(app, panel, exercise),
    );
}

/**
 * Runs a notebook that holds nothing but what is trusted, and goes back to its beginning.
 * @param {any} app
 * @param {any} panel
 * @param {string} exercise
 */
async function run(app, panel, exercise) {
  const { context, content, sessionContext } = panel;
  await context.ready;
  const { lesson } = context.model.getMetadata("says_who") ?? {};
  if (typeof lesson !== "string" || lesson.split("/")[0] !== exercise) return;
  const code = context.model.sharedModel.cells.filter((/** @type {any} */ cell) => cell.cell_type === "code");
  if (
    !(await areTrusted(
      app,
      context,
      code.map((/** @type {any} */ cell) => cell.getSource()),
    ))
  )
    return;
  await sessionContext.ready;
  const { NotebookActions } = await borrow("@jupyterlab/notebook");
  await NotebookActions.runAll(content, sessionContext);
  content.activeCellIndex = 0;
  await content.scrollToItem(0, "start");
}
