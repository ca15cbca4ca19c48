/* Las frases de los guiones en el idioma de la página, y los enlaces que cambian de idioma sin perder lo elegido. */
(function () {
  "use strict";
  const mirador = (window.mirador = window.mirador || {});
  let frases = null;

  /* La frase castellana es la clave; `{n}` se reemplaza por `valores.n`. */
  mirador.frase = function (texto, valores) {
    if (!frases) {
      const mensajes = document.getElementById("mensajes");
      frases = mensajes ? JSON.parse(mensajes.textContent) : {};
    }
    return (frases[texto] || texto).replace(/\{(\w+)\}/g, (hueco, n) => (valores && n in valores ? valores[n] : hueco));
  };

  /* El idioma de la página, o nada si es el castellano. */
  mirador.idioma = function () {
    return new URLSearchParams(window.location.search).get("idioma") || "";
  };

  document.addEventListener(
    "click",
    function (evento) {
      const enlace = evento.target.closest && evento.target.closest("a[data-idioma]");
      if (!enlace) return;
      const parametros = new URLSearchParams(window.location.search);
      if (enlace.dataset.idioma === "es") parametros.delete("idioma");
      else parametros.set("idioma", enlace.dataset.idioma);
      const texto = parametros.toString().replaceAll("%2C", ",");
      enlace.href = window.location.pathname + (texto ? "?" + texto : "") + window.location.hash;
    },
    true,
  );
})();
