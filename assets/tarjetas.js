/* Dibuja las figuras de las páginas que no son de Dash: cada marco trae la suya como JSON. */
(function () {
  "use strict";
  const mirador = (window.mirador = window.mirador || {});

  /* Dibuja los marcos de `raiz` que todavía no tienen dibujo; `alto` (en píxeles) reemplaza al de la figura. */
  mirador.pintar = function (raiz, alto) {
    raiz.querySelectorAll(".marco").forEach(function (marco) {
      const guion = marco.querySelector("script");
      if (!guion) return;
      const figura = JSON.parse(guion.textContent);
      if (alto) figura.alto = alto;
      const lienzo = document.createElement("div");
      Object.assign(lienzo.style, mirador.marco(figura));
      marco.replaceChildren(lienzo);
      mirador.dibujar(lienzo, figura);
    });
  };

  if (window.self !== window.top) document.documentElement.classList.add("insertada");
  document.addEventListener("DOMContentLoaded", () => mirador.pintar(document.body));
})();
