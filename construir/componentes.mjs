/* De dash-bootstrap-components, los que usa alguna página; React lo trae Dash. */
import { build } from "esbuild";

const USADOS = {
  ...{ Button: "button", Collapse: "collapse", Input: "input", Label: "form", NavLink: "nav" },
  ...{ RadioItems: "input", Select: "input" },
};
const GLOBALES = { react: "React", "react-dom": "ReactDOM", "prop-types": "PropTypes" };
// Los componentes de Dash dan por hecho a regeneratorRuntime, que antes traía el archivo entero.
const entrada = 'import "regenerator-runtime/runtime";\n' + Object.entries(USADOS)
  .map(([c, carpeta]) => `export {default as ${c}} from "dash-bootstrap-components/src/components/${carpeta}/${c}";`)
  .join("\n");

const deDash = {
  name: "de-dash",
  setup(b) {
    b.onResolve({ filter: /^(react|react-dom|prop-types)$/ }, ({ path }) => ({ path, namespace: "global" }));
    b.onLoad({ filter: /.*/, namespace: "global" }, ({ path }) => ({
      contents: `module.exports = window.${GLOBALES[path]}`,
    }));
  },
};

await build({
  stdin: { contents: entrada, resolveDir: "." },
  bundle: true,
  minify: true,
  format: "iife",
  globalName: "dash_bootstrap_components",
  target: "es2018",
  loader: { ".js": "jsx" },
  define: { "process.env.NODE_ENV": '"production"' },
  plugins: [deDash],
  banner: { js: "/* dash-bootstrap-components 2.0.4 recortado. Licencia Apache 2.0: dbc.LICENSE.txt */" },
  legalComments: "none",
  outfile: "../assets/vendor/dbc-recortado.min.js",
});
