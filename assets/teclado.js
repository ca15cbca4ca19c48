/* Los puntos de un gráfico, con el teclado: se recorren con las flechas, se leen en voz alta y se eligen con Intro. */
(function () {
  "use strict";
  const t = (texto, valores) => window.mirador.frase(texto, valores);
  const PASOS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  const lugarDe = new WeakMap();

  /* Cada punto con lo que dice al señalarlo con el ratón: el mismo texto. */
  function puntosDe(plot) {
    return plot._fullData.flatMap(function (traza, curva) {
      const texto = traza.hovertext || traza.text;
      if (!traza.visible || traza.hoverinfo === "skip" || !texto) return [];
      if (traza.hoveron === "fills" || !Array.isArray(texto)) return [punto(traza, curva, null)];
      return texto.map((texto, i) => punto(traza, curva, i)).filter((p) => p.texto);
    });
  }

  function punto(traza, curva, indice) {
    const de = (valor) => (Array.isArray(valor) && indice !== null ? valor[indice] : [].concat(valor)[0]);
    return { curva, indice, uid: traza.uid, texto: limpio(de(traza.hovertext || traza.text)), codigo: de(traza.customdata) };
  }

  function limpio(texto) {
    return String(texto || "").replace(/<br\s*\/?>/g, "\n").replace(/<[^>]+>/g, "");
  }

  function lectura(marco) {
    const hallada = marco.querySelector(".lectura");
    if (hallada) return hallada;
    const nueva = document.createElement("p");
    nueva.className = "lectura";
    nueva.setAttribute("role", "status");
    marco.append(nueva);
    return nueva;
  }

  function senalar(plot, marco, elegido, cuenta) {
    soltar(plot);
    const trazo = plot.querySelector(".trace" + elegido.uid);
    if (trazo) {
      const partes = trazo.querySelectorAll(elegido.indice === null ? "path" : ".points > path");
      const parte = elegido.indice === null ? trazo : partes[elegido.indice] || trazo;
      parte.classList.add("con-foco");
    }
    lectura(marco).textContent = elegido.texto + " (" + cuenta + ")";
  }

  function soltar(plot) {
    plot.querySelectorAll(".con-foco").forEach((trazo) => trazo.classList.remove("con-foco"));
  }

  function terminar(plot, marco) {
    soltar(plot);
    lugarDe.delete(marco);
    lectura(marco).textContent = "";
  }

  function siguiente(tecla, actual, ultimo) {
    if (tecla === "Home") return 0;
    if (tecla === "End") return ultimo;
    return Math.min(ultimo, Math.max(0, actual + PASOS[tecla]));
  }

  document.addEventListener("keydown", function (evento) {
    const marco = evento.target.closest && evento.target.closest(".marco");
    const plot = marco === evento.target && marco.querySelector(".js-plotly-plot");
    if (!plot || !plot._fullData || evento.ctrlKey || evento.metaKey || evento.altKey) return;
    const puntos = puntosDe(plot);
    const actual = lugarDe.has(marco) ? lugarDe.get(marco) : -1;
    if (evento.key === "Escape") return terminar(plot, marco);
    if (evento.key === "Enter" && puntos[actual]) return window.mirador.elegirLugar(puntos[actual].codigo);
    if (!(evento.key in PASOS) && evento.key !== "Home" && evento.key !== "End") return;
    if (!puntos.length) return;
    evento.preventDefault();
    const nuevo = siguiente(evento.key, actual, puntos.length - 1);
    lugarDe.set(marco, nuevo);
    senalar(plot, marco, puntos[nuevo], t("{n} de {total}", { n: nuevo + 1, total: puntos.length }));
  });

  document.addEventListener("focusout", function (evento) {
    const marco = evento.target.classList && evento.target.classList.contains("marco") && evento.target;
    const plot = marco && marco.querySelector(".js-plotly-plot");
    if (plot) terminar(plot, marco);
  });
})();
