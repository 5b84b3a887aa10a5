// The other cards of one question: in another tab, or in the lesson view and the notebook at once.

/** @import { Question } from "./types.js" */

/**
 * @param {Question} question
 * @param {() => void} hear called when something was done at another card of this question
 */
export function findOthers({ learner, work, lesson, id }, hear) {
  let channel = learner ? open(["says-who", learner, work, lesson, id].join("/")) : null;
  channel?.addEventListener("message", hear);
  return {
    tell() {
      channel?.postMessage("");
    },

    close() {
      channel?.close();
      channel = null; // a closed one takes no message
    },
  };
}

/** @param {string} name */
function open(name) {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null; // where there is none, whoever comes to a card still has Python look
  }
}
