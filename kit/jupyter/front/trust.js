// Whether a notebook's cells that are not the kit's were trusted on this computer: the server knows.

import { siteKernel } from "./kernel.js";
import { borrow } from "./shared.js";

/**
 * Asks the server, which looks into the notebook's file. Where it cannot be asked, nothing is trusted.
 * @param {any} app
 * @param {any} context the document's
 * @param {string[]} cells the sources of all these cells, as they were shown
 * @param {boolean} [trust] true where a person trusts them from now on
 * @returns {Promise<boolean>}
 */
export async function areTrusted(app, context, cells, trust = false) {
  try {
    if (await siteKernel()) return trust; // nobody remembers it, and a browser keeps what is run to itself
    const { ServerConnection } = await borrow("@jupyterlab/services");
    const { serverSettings } = app.serviceManager;
    const address = `${serverSettings.baseUrl}says-who/foreign-cells`;
    const body = JSON.stringify({ path: context.localPath, cells, trust });
    const reply = await ServerConnection.makeRequest(address, { method: "POST", body }, serverSettings);
    return reply.ok && (await reply.json()).trusted === true;
  } catch {
    return false;
  }
}
