// What the answers to all lessons show, and the same as a file.

import { download, makeButton } from "./elements.js";
import { SitePage } from "./site_page.js";

export class ReportPage extends SitePage {
  draw() {
    this.watchPlaces();
    for (const place of document.querySelectorAll("[data-save]")) {
      const { save: exercise = "" } = /** @type {HTMLElement} */ (place).dataset;
      place.replaceChildren(makeButton(this.say("site_report_save"), () => this.save(exercise)));
    }
  }

  goOn() {}

  /** @param {string} exercise */
  async save(exercise) {
    const entries = await this.log.entries();
    const { page } = await this.python.ask({ do: "report", exercise, entries });
    if (page) download("report.html", page, "text/html");
  }
}
