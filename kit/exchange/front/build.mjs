// Bundles the front end of a page to the two files that the package carries: page.bundle.js and .css.
// A folder given on the command line takes them instead, to be held against those that are there.

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));

await build({
  absWorkingDir: here,
  entryPoints: ["index.js"],
  outfile: join(process.argv[2] ?? join(here, ".."), "page.bundle.js"),
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  banner: { js: "// Made from front/ by make front.", css: "/* Made from front/ by make front. */" },
});
