// JupyterLab's own dialogs, while a lesson is read.

import { borrow } from "./shared.js";

/**
 * Closes each that asks nothing, such as the one that the server is away: it would lie over what somebody is
 * typing, and the lesson says by itself what concerns it. One that offers a choice stays.
 * @param {() => boolean} isReading
 */
export async function closeWhatAsksNothing(isReading) {
  const { Dialog } = await borrow("@jupyterlab/apputils");
  /** @param {any} dialog */
  const close = (dialog) => {
    const asks = dialog.node.querySelectorAll(".jp-Dialog-button").length > 1;
    if (isReading() && dialog.isAttached && !asks) dialog.reject();
  };
  Dialog.tracker.widgetAdded.connect((/** @type {unknown} */ _, /** @type {any} */ dialog) => {
    setTimeout(() => close(dialog)); // it is there before it is shown
  });
}
