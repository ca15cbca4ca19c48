/* De Bootstrap, las reglas que nombra alguna página o escriben los componentes de dash-bootstrap-components. */
import { PurgeCSS } from "purgecss";
import { writeFileSync } from "node:fs";

const DE_LOS_COMPONENTES = [
  ...["btn", "btn-primary", "btn-link", "btn-sm", "btn-check", "btn-group", "collapse", "collapsing", "show"],
  ...["form-check", "form-check-input", "form-check-label", "form-control", "form-control-sm", "form-label"],
  ...["form-select", "form-select-sm", "nav-link", "active", "disabled"],
];
const PAGINAS = ["dashboard/**/*.py", "dashboard/**/*.html", "assets/*.js", "assets/sesion/*.js"];
const LICENCIA = "/* Bootstrap 5.3 recortado. Copyright 2011-2026 The Bootstrap Authors. Licencia MIT: vendor/bootstrap.LICENSE.txt */";

const [{ css }] = await new PurgeCSS().purge({
  css: ["node_modules/bootstrap/dist/css/bootstrap.min.css"],
  content: PAGINAS.map((p) => `../${p}`),
  extractors: [{ extractor: (t) => t.match(/[A-Za-z][\w-]*/g) || [], extensions: ["py", "html", "js"] }],
  safelist: { standard: DE_LOS_COMPONENTES },
  variables: false,
  keyframes: true,
});
const limpia = css.replace(/\/\*[^]*?\*\//g, "").replace(/^@charset[^;]*;/, "");
writeFileSync("../assets/00-bootstrap.min.css", `${LICENCIA}\n${limpia}\n`);
