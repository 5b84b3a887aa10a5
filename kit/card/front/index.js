// The front end of all cards. One widget has this module and lends it to every card: see Front in Python.

/** @import { Model } from "./types.js" */

import { Card } from "./card.js";
import { same } from "./elements.js";
import "./kinds/index.js";
import { addKinds } from "./kinds/registry.js";

/** @typedef {{ get(name: "kinds"): Record<string, { script: string, styles: string }> }} Front */

/** @param {{ model: Front }} front */
function initialize({ model: front }) {
  /** @param {{ model: Model, el: HTMLElement }} place */
  async function render({ model, el }) {
    await addKinds(front.get("kinds"));
    let card = new Card(model);
    const receive = () => card.receive();
    const redraw = () => {
      const asked = model.get("question");
      if (same(asked, { ...card.question, hide_feedback: asked.hide_feedback })) return;
      card.leave();
      const before = card.face.root;
      card = new Card(model);
      before.replaceWith(card.face.root);
    };
    model.on("change:state", receive);
    model.on("change:question", redraw); // while an author writes it
    el.append(card.face.root);
    return () => {
      model.off("change:state", receive);
      model.off("change:question", redraw);
      card.leave();
    };
  }
  return { render };
}

export default { initialize };
