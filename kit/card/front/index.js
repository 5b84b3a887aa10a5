// The front end of all cards. One widget has this module and lends it to every card: see Front in Python.

/** @import { Model } from "./types.js" */

import { Card } from "./card.js";
import "./kinds/index.js";
import { addKinds } from "./kinds/registry.js";

/** @typedef {{ get(name: "kinds"): Record<string, { script: string, styles: string }> }} Front */

/** @param {{ model: Front }} front */
function initialize({ model: front }) {
  /** @param {{ model: Model, el: HTMLElement }} place */
  async function render({ model, el }) {
    await addKinds(front.get("kinds"));
    const card = new Card(model);
    const receive = () => card.receive();
    model.on("change:state", receive);
    el.append(card.face.root);
    return () => {
      model.off("change:state", receive);
      card.leave();
    };
  }
  return { render };
}

export default { initialize };
