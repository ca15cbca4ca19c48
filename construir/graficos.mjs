/* Plotly con las trazas y las partes que el tablero dibuja: scatter, barras de error, formas y anotaciones. */
import { build } from "esbuild";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const { version } = createRequire(import.meta.url)("plotly.js/package.json");
const SOBRAN = "annotations3d|selections|images|updatemenus|sliders|rangeslider|rangeselector|grid|colorbar";

/* El núcleo de Plotly registra todo: se le quitan las partes que ninguna figura pide. */
const nucleo = {
  name: "nucleo",
  setup(b) {
    b.onLoad({ filter: /plotly\.js\/src\/core\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(new RegExp(`^.*require\\('\\./components/(${SOBRAN})'\\),?$`, "gm"), ""),
    }));
  },
};

await build({
  stdin: { contents: 'module.exports = require("plotly.js/src/core");', resolveDir: "." },
  bundle: true,
  minify: true,
  format: "iife",
  globalName: "Plotly",
  target: "es2016",
  define: { global: "window" },
  alias: { culori: "./colores.js" },
  plugins: [nucleo],
  banner: {
    js: `/**\n* plotly.js (recortado - minified) v${version}\n* Copyright 2012-2026, Plotly, Inc.\n* All rights reserved.\n* Licensed under the MIT license\n*/`,
  },
  legalComments: "none",
  loader: { ".css": "empty" }, // la hoja de los mapas, que aquí no hay
  outfile: "../assets/vendor/plotly-recortado.min.js",
});
