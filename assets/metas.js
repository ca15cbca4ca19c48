/* Pestaña Metas: escribe la dirección y lleva el foco al detalle y de vuelta. Ningún cálculo. */
(function () {
  "use strict";
  const mirador = (window.mirador = window.mirador || {});
  const metas = (mirador.metas = {});
  const CAMPOS = ["eje", "oi", "responsable", "periodo", "clase", "estado", "texto"];
  const TODOS = "todos";
  const ANGOSTA = "(max-width: 860px)";
  const INICIAL = { vista: "matriz", orden: "codigo", metodo: "horizonte" };
  let abierta = null;

  /* Un control cambió: la dirección recibe el campo; se cierra el detalle y el objetivo sigue a su eje. */
  metas.escribirDireccion = function (...valores) {
    const estado = valores[CAMPOS.length];
    if (!estado) return;
    const cambiado = CAMPOS.findIndex((c, i) => elegido(valores[i]) !== estado[c]);
    if (cambiado < 0) return;
    const campo = CAMPOS[cambiado];
    const nuevo = Object.assign({}, estado, { trayectoria: "", [campo]: elegido(valores[cambiado]) });
    if (campo === "eje") nuevo.oi = "";
    const pares = Object.entries(nuevo).filter(([clave, valor]) => valor && valor !== INICIAL[clave]);
    if (mirador.idioma()) pares.push(["idioma", mirador.idioma()]);
    const texto = new URLSearchParams(pares).toString();
    window.dash_clientside.set_props("consulta-metas", { search: texto ? "?" + texto : "" });
  };

  function elegido(valor) {
    return valor && valor !== TODOS ? valor.trim() : "";
  }

  /* Al abrir un detalle el foco va a su título; al cerrarlo vuelve a la fila de la que salió. */
  metas.llevarFoco = function (estado) {
    const anterior = abierta;
    abierta = estado ? estado.trayectoria : "";
    if (anterior === null || anterior === abierta) return;
    window.setTimeout(() => (abierta ? enfocarDetalle() : enfocarFila(anterior)), 60);
  };

  function enfocarDetalle() {
    const titulo = document.getElementById("metas-detalle");
    if (!titulo) return;
    const panel = titulo.closest("aside");
    panel.scrollTop = 0;
    titulo.focus({ preventScroll: true });
    if (esAngosta()) window.scrollTo({ top: 0, behavior: "instant" });
  }

  function esAngosta() {
    return window.matchMedia(ANGOSTA).matches;
  }

  function enfocarFila(codigo) {
    const destino = new RegExp("trayectoria=" + codigo.replaceAll(".", "\\.") + "(&|$)");
    const enlaces = document.querySelectorAll("#metas-contenido a[href*='trayectoria=']");
    const fila = Array.from(enlaces).find((a) => destino.test(a.getAttribute("href")));
    if (!fila) return;
    const bloque = fila.closest("details");
    if (bloque) bloque.open = true;
    if (esAngosta()) fila.scrollIntoView({ block: "center", behavior: "instant" });
    fila.focus({ preventScroll: true });
  }
})();
