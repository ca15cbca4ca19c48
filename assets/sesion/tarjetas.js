/* Dibuja las figuras de las páginas que no son de Dash: cada marco trae la suya como JSON. */
(function () {
  "use strict";
  const mirador = (window.mirador = window.mirador || {});
  const [MINIMA, MAXIMA] = [0.8, 1.9]; // cuánto se achica y cuánto crece la letra de una figura proyectada

  /* Dibuja todos los marcos de `raiz` a su tamaño natural. */
  mirador.pintar = function (raiz) {
    raiz.querySelectorAll(".marco").forEach((marco) => lienzo(marco, (figura) => mirador.marco(figura)));
  };

  /* Dibuja un marco para que llene ancho × alto (en píxeles), con la letra agrandada en la misma proporción. */
  mirador.proyectar = function (marco, ancho, alto) {
    lienzo(marco, function (figura) {
      const cabe = figura.proporcion ? Math.min(ancho, alto * figura.proporcion) : ancho;
      const alta = figura.proporcion ? cabe / figura.proporcion : alto;
      const minima = figura.proporcion ? 0 : MINIMA;
      const escala = Math.max(minima, Math.min(MAXIMA, alta / figura.alto, cabe / 480));
      Object.assign(marco.style, { height: `${alta}px`, width: `${cabe}px`, margin: "0 auto" });
      const medida = { width: `${cabe / escala}px`, height: `${alta / escala}px` };
      return Object.assign(medida, { transform: `scale(${escala})`, transformOrigin: "top left" });
    });
  };

  function lienzo(marco, medida) {
    const guion = marco.querySelector("script");
    if (guion) marco.figura = JSON.parse(guion.textContent);
    const nuevo = document.createElement("div");
    marco.removeAttribute("style");
    Object.assign(nuevo.style, medida(marco.figura));
    if (marco.firstElementChild && !guion) window.Plotly.purge(marco.firstElementChild);
    marco.replaceChildren(nuevo);
    mirador.dibujar(nuevo, marco.figura);
  }

  if (window.self !== window.top) document.documentElement.classList.add("insertada");
  document.documentElement.classList.add("con-guion");
  document.addEventListener("DOMContentLoaded", function () {
    if (!document.documentElement.classList.contains("en-sala")) mirador.pintar(document.body);
  });
})();
