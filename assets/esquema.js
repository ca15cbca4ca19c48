/* Los colores de un gráfico en el esquema que pide quien mira; los pares están en esquema.css. */
(function () {
  "use strict";
  const mirador = (window.mirador = window.mirador || {});
  const ESQUEMAS = ["screen and (prefers-color-scheme: dark)", "screen and (prefers-contrast: more)"];
  const COLOR = /^#[0-9a-f]{6}$/i;
  const VELO = /^rgba\((\d+), ?(\d+), ?(\d+), ?([\d.]+)\)$/; // un color que deja ver lo de abajo
  const SIN_COLOR = new Set(["x", "y", "customdata", "text", "hovertext"]);
  const pedidos = ESQUEMAS.map((esquema) => window.matchMedia(esquema));
  const claros = new Map(); // color que se ve → color con el que se escribió la figura
  let deHoy = new Map(); // color con el que se escribió → color que se ve

  function color(visto) {
    const claro = claros.get(visto) || visto;
    if (!deHoy.has(claro)) deHoy.set(claro, par(claro));
    return deHoy.get(claro);
  }

  function par(claro) {
    const nombre = "--c" + claro.slice(1).toLowerCase();
    const hallado = getComputedStyle(document.documentElement).getPropertyValue(nombre).trim() || claro;
    if (hallado !== claro) claros.set(hallado, claro);
    return hallado;
  }

  function velo([, rojo, verde, azul, cuanto]) {
    const hoy = color("#" + [rojo, verde, azul].map((n) => Number(n).toString(16).padStart(2, "0")).join(""));
    return `rgba(${[1, 3, 5].map((i) => parseInt(hoy.slice(i, i + 2), 16)).join(",")},${cuanto})`;
  }

  function texto(valor) {
    if (COLOR.test(valor)) return color(valor);
    const hallado = VELO.exec(valor);
    return hallado && Number(hallado[4]) ? velo(hallado) : valor;
  }

  function repasar(valor) {
    if (typeof valor === "string") return texto(valor);
    if (Array.isArray(valor)) return valor.map(repasar);
    if (!valor || typeof valor !== "object" || ArrayBuffer.isView(valor)) return valor;
    return Object.fromEntries(Object.entries(valor).map(([k, v]) => [k, SIN_COLOR.has(k) ? v : repasar(v)]));
  }

  /* La figura con los colores de hoy; con el esquema claro, la misma. */
  mirador.tenir = function (figura) {
    return pedidos.some((pedido) => pedido.matches) || claros.size ? repasar(figura) : figura;
  };

  /* Cambió el esquema, o se va a imprimir: lo dibujado cambia de color en su sitio. */
  mirador.repintar = function () {
    deHoy = new Map();
    document.querySelectorAll(".js-plotly-plot").forEach(repintarUno);
  };

  function repintarUno(plot) {
    const { data, layout } = repasar({ data: plot.data, layout: plot.layout });
    window.Plotly.react(plot, data, layout);
  }

  /* El dibujo que llega ya completo del servidor, el de una meta, se tiñe al aparecer. */
  const tenidos = new WeakSet();
  new MutationObserver(function () {
    document.querySelectorAll(".por-tenir .js-plotly-plot").forEach(function (plot) {
      if (!plot.data || tenidos.has(plot)) return;
      tenidos.add(plot);
      if (pedidos.some((pedido) => pedido.matches)) repintarUno(plot);
    });
  }).observe(document.documentElement, { childList: true, subtree: true });

  pedidos.forEach((pedido) => pedido.addEventListener("change", mirador.repintar));
})();
