// Bundles the front ends to the files that the package carries: page.bundle.js and .css of a page that is one file,
// site.bundle.js and .css of the pages of a site, and site-worker.bundle.js for Python beside them. A folder given on the command line takes them instead, to be held against those that are there.

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));

const folder = process.argv[2] ?? join(here, "..");
const common = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  banner: { js: "// Made from front/ by make front.", css: "/* Made from front/ by make front. */" },
};

/**
 * @param {string} source
 * @param {string} bundle
 * @param {"esm" | "iife"} format
 */
const make = (source, bundle, format) =>
  build({ ...common, entryPoints: [source], outfile: join(folder, bundle), format });

await make("index.js", "page.bundle.js", "esm");
await make("site.js", "site.bundle.js", "iife"); // a page that was opened as a file loads no module
await make("worker.js", "site-worker.bundle.js", "esm");
