// What the kernel prints, and where it stands on the page.

/** @import { LessonKernel } from "./kernel.js" */

import { make, makeButton } from "./elements.js";
import { say } from "./words.js";

/** What was printed where. @type {WeakMap<HTMLElement, any>} */
const areas = new WeakMap();

/**
 * Runs code and shows what it prints. A fault is one sentence.
 * @param {LessonKernel} kernel
 * @param {string} code
 * @param {HTMLElement} place
 */
export async function show(kernel, code, place) {
  if (!kernel.session || !place.isConnected) return;
  clear(place);
  const area = kernel.makeArea(place);
  areas.set(place, area);
  if ((await kernel.run(code, area)) || area.isDisposed) return;
  const again = makeButton(say("again"), () => show(kernel, code, place));
  clear(place);
  place.append(make("p", { class: "sw-wait", role: "note" }, say("not_shown"), " ", again));
}

/** @param {HTMLElement} place */
export function clear(place) {
  areas.get(place)?.dispose();
  areas.delete(place);
  place.replaceChildren();
}
