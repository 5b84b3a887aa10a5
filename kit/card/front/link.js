// The way to the kernel, and whether anybody is still at its other end.

/** @import { Kernel, Model } from "./types.js" */

// What Jupyter calls a kernel that has forgotten its widgets, or is about to.
const GONE = ["restarting", "autorestarting", "terminating", "dead"];

/**
 * Sends messages, and says at once when the kernel that drew the card is gone: restarted, killed, shut down or
 * deleted. It stays gone for this card, whatever kernel comes after it. Jupyter tells in several ways, and no
 * single one of them in every case: a killed kernel is noticed after some seconds, and until then a message
 * leaves as if it were heard.
 * @param {Model} model
 * @param {() => void} onGone
 */
export function connect(model, onGone) {
  let isGone = false;
  const leave = () => {
    isGone = true;
    onGone();
  };
  const go = () => isGone || leave();
  /**
   * @param {unknown} _
   * @param {string} status
   */
  const hear = (_, status) => {
    if (GONE.includes(status)) go();
  };
  const kernel = findKernel(model);
  model.on("comm_live_update", go); // a widget's comm never comes back to life
  kernel?.statusChanged?.connect(hear);
  kernel?.disposed?.connect(go);
  return {
    get isGone() {
      return isGone;
    },

    /** @param {object} message */
    send(message) {
      try {
        if (!isGone) model.send(message);
      } catch {
        go();
      }
    },

    close() {
      model.off("comm_live_update", go);
      kernel?.statusChanged?.disconnect(hear);
      kernel?.disposed?.disconnect(go);
    },
  };
}

/**
 * The kernel as JupyterLab and Notebook know it; other places that show widgets need not have one.
 * @param {Model} model
 * @returns {Kernel | null | undefined}
 */
function findKernel(model) {
  try {
    return model.widget_manager?.kernel;
  } catch {
    return null;
  }
}
