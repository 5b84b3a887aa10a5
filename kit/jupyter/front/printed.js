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
  place.style.minBlockSize = `${place.offsetHeight}px`; // what stands below stays where it is
  clear(place);
  const area = kernel.makeArea(place);
  areas.set(place, area);
  const isShown = await kernel.run(code, area);
  requestAnimationFrame(() => place.style.removeProperty("min-block-size"));
  if (isShown || area.isDisposed) return;
  const again = makeButton(say("again"), () => show(kernel, code, place));
  clear(place);
  place.append(make("p", { class: "sw-wait", role: "note" }, say("not_shown"), " ", again));
}

/**
 * What was printed, as Markdown: a question as it stands on paper.
 * @param {HTMLElement} place
 * @returns {string}
 */
export function asMarkdown(place) {
  const model = areas.get(place)?.model;
  const all = Array.from({ length: model?.length ?? 0 }, (_, at) => model.get(at).data["text/markdown"]);
  return all.filter(Boolean).join("\n\n");
}

/** @param {HTMLElement} place */
export function clear(place) {
  areas.get(place)?.dispose();
  areas.delete(place);
  place.replaceChildren();
}
