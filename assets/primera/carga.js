/* La primera vista ya está en pantalla: pide los guiones del tablero y la cambia por él cuando terminó de dibujarse. */
(function () {
  "use strict";
  const vista = document.getElementById("primera");
  const raiz = document.getElementById("react-entry-point");
  const camino = window.location.pathname.replace(/\/+$/, "") || "/";
  const CONTESTADA = { "/": ".cifras > *", "/metas": ".metas-ejes > *" };
  const CALMA = 250; // milisegundos sin cambios desde que todo está dibujado

  /* Los guiones esperan a que la vista se pinte: en una línea lenta, primero lo que se lee. */
  function pedir() {
    let ultimo = null;
    document.querySelectorAll("script[data-despues][src]").forEach(function (pendiente) {
      ultimo = document.createElement("script");
      ultimo.src = pendiente.getAttribute("src");
      ultimo.async = false;
      document.head.append(ultimo);
    });
    ultimo.addEventListener("load", () => new window.DashRenderer());
    if (camino === "/") adelantar(guion.dataset.dibujos);
  }

  function adelantar(direccion) {
    const enlace = document.createElement("link");
    Object.assign(enlace, { rel: "preload", as: "script", href: direccion });
    document.head.append(enlace);
  }

  function dibujado() {
    const contenido = raiz.querySelector("main");
    if (!contenido || !contenido.firstElementChild) return false;
    if (CONTESTADA[camino] && !contenido.querySelector(CONTESTADA[camino])) return false;
    const marcos = [...contenido.querySelectorAll(".marco")].filter((marco) => marco.style.display !== "none");
    return marcos.every((marco) => marco.querySelector(".main-svg"));
  }

  let espera = 0;
  const observador = new MutationObserver(function () {
    window.clearTimeout(espera);
    if (dibujado()) espera = window.setTimeout(cambiar, CALMA);
  });

  /* El tablero toma el lugar de la vista con lo que se había abierto, el foco y la altura en que se leía. */
  function cambiar() {
    if (!vista.isConnected) return;
    observador.disconnect();
    const foco = vista.contains(document.activeElement) && document.activeElement.id.replace(/^pv-/, "");
    const altura = window.scrollY;
    abrirLosMismos();
    vista.remove();
    window.scrollTo({ top: altura, behavior: "instant" });
    if (foco !== false) (document.getElementById(foco) || raiz.querySelector("main")).focus({ preventScroll: true });
  }

  function abrirLosMismos() {
    vista.querySelectorAll("main details[open]").forEach(function (detalle) {
      const caja = detalle.closest("[id]");
      const ahora = document.getElementById(caja.id.replace(/^pv-/, ""));
      const indice = [...caja.querySelectorAll("details")].indexOf(detalle);
      if (ahora && ahora.querySelectorAll("details")[indice]) ahora.querySelectorAll("details")[indice].open = true;
    });
  }

  /* Mientras tanto sus enlaces son enlaces: los guiones del tablero no los atienden. */
  window.addEventListener("click", (evento) => vista.contains(evento.target) && evento.stopPropagation(), true);

  const guion = document.currentScript;
  observador.observe(raiz, { childList: true, subtree: true, attributes: true, attributeFilter: ["style"] });
  document.addEventListener("mirador:dibujado", cambiar);
  let pedido = false;
  const unaVez = () => pedido || ((pedido = true), pedir());
  window.requestAnimationFrame(() => window.setTimeout(unaVez));
  window.setTimeout(unaVez, 3000); // una pestaña que no se ve no se pinta
})();
