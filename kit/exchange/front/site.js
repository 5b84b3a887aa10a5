// A page of a site: Python begins to load at once, and everything else does not wait for it.

/** @import { SiteData } from "./types.js" */

import "../../card/front/kinds/index.js";
import "./page.css";
import "./site.css";
import { CopiesPage } from "./copies_page.js";
import { find } from "./elements.js";
import { IndexPage } from "./index_page.js";
import { Python } from "./python.js";
import { ReportPage } from "./report_page.js";
import { ReviewPage } from "./review_page.js";
import { SitePage } from "./site_page.js";
import { openStore } from "./store.js";

const PAGES = {
  lesson: SitePage,
  report: ReportPage,
  review: ReviewPage,
  copies: CopiesPage,
  index: IndexPage,
};

async function begin() {
  /** @type {SiteData} */
  const data = JSON.parse(find("says-who-lesson").textContent ?? "");
  // Said in the file itself, for whoever has it without scripts or only in part.
  find("not-alive").remove();
  const python = new Python(data.files, data.language);
  new PAGES[data.page](data, await openStore(), python).begin();
}

begin();
