// Bundles src/ into the one file that a page loads. Same locked versions in, same bytes out.
import { writeFile } from "node:fs/promises";
import { build } from "esbuild";
import { minify } from "terser";

const NOTICE = "/* AfterCART chat. Apache-2.0. Contains Preact, MIT, (c) Jason Miller. */";

const bundle = await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: ["src/aftercart.js"],
  write: false,
  bundle: true,
  minify: true,
  charset: "utf8",
  format: "iife",
  target: ["chrome97", "firefox104", "safari16.4"],
  jsxFactory: "h",
  jsxFragment: "Fragment",
  inject: ["src/jsx.js"],
  // The sheet is handed to a constructable stylesheet, never to a <style> element.
  loader: { ".css": "text" },
  plugins: [minifiedStyles()],
  legalComments: "none",
});
// A second pass saves a few hundred bytes of what every visitor loads.
const { code } = await minify(bundle.outputFiles[0].text, {
  compress: { passes: 3, ecma: 2020, pure_getters: true, unsafe_arrows: true },
  format: { preamble: NOTICE },
});
await writeFile(new URL("dist/aftercart.js", import.meta.url), `${code}\n`);

function minifiedStyles() {
  return {
    name: "minified-styles",
    setup(bundler) {
      bundler.onLoad({ filter: /\.css$/ }, async ({ path }) => {
        const sheet = await build({ entryPoints: [path], write: false, minify: true, charset: "utf8" });
        return { contents: sheet.outputFiles[0].text.trim(), loader: "text" };
      });
    },
  };
}
