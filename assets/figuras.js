/* Completar y dibujar una figura: lo usan el tablero, las fichas, la sala y el archivo sin conexión. */
(function () {
  "use strict";
  const mirador = (window.mirador = window.mirador || {});

  /* Pone la plantilla y la geometría, que el navegador recibió una sola vez. */
  mirador.figura = function (figura) {
    const { plantilla, geometria } = mirador.base;
    const data = figura.data.map(function (traza) {
      if (!traza.geo) return traza;
      const [x, y] = geometria[traza.geo[0]][traza.geo[1]];
      return Object.assign({}, traza, { x, y });
    });
    return { data, layout: Object.assign({}, figura.layout, { template: plantilla }) };
  };

  /* El tamaño del marco: un mapa mengua entero en pantallas angostas; lo demás conserva su alto. */
  mirador.marco = function (figura) {
    const alto = figura.alto + "px";
    return figura.proporcion ? { aspectRatio: figura.proporcion, maxHeight: alto } : { height: alto };
  };

  /* Dibuja una figura dentro de un elemento que ya tiene tamaño. */
  mirador.dibujar = function (elemento, figura) {
    const { data, layout } = mirador.tenir(mirador.figura(figura));
    return window.Plotly.react(elemento, data, layout, mirador.base.config);
  };
})();
