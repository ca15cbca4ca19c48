/* La página Presentar: cambia de pedido al elegir, y sigue el avance del paquete hasta su descarga. */
(function () {
  "use strict";
  const CADA = 500;

  function palabras(caja, texto) { caja.querySelector("[data-palabras]").textContent = texto; }

  function terminar(caja, boton, estado) {
    boton.disabled = false;
    if (estado.error) { palabras(caja, estado.error); return; }
    const enlace = caja.querySelector("[data-descarga]");
    enlace.href = estado.descarga;
    enlace.textContent = "Descargar " + estado.nombre;
    enlace.hidden = false;
    enlace.focus();
    caja.querySelector("[data-avisos]").replaceChildren(...estado.avisos.map(function (aviso) {
      const item = document.createElement("li");
      item.textContent = aviso;
      return item;
    }));
  }

  async function seguir(codigo, caja, boton) {
    const estado = await (await fetch("/presentar/paquete/" + codigo)).json();
    caja.querySelector("progress").value = estado.parte;
    palabras(caja, estado.palabras);
    if (estado.descarga || estado.error) { terminar(caja, boton, estado); return; }
    setTimeout(function () { seguir(codigo, caja, boton).catch(function () { fallar(caja, boton); }); }, CADA);
  }

  function fallar(caja, boton) {
    boton.disabled = false;
    palabras(caja, "No hay respuesta del tablero. Espere un momento y vuelva a intentarlo.");
  }

  function hacer(evento) {
    evento.preventDefault();
    const caja = document.querySelector("[data-avance]"), boton = evento.target.querySelector("button");
    boton.disabled = true;
    caja.hidden = false;
    caja.querySelector("[data-descarga]").hidden = true;
    palabras(caja, "Empezando…");
    fetch(evento.target.action, { method: "POST" })
      .then(function (respuesta) { return respuesta.json(); })
      .then(function (pedido) { return seguir(pedido.codigo, caja, boton); })
      .catch(function () { fallar(caja, boton); });
  }

  document.addEventListener("DOMContentLoaded", function () {
    const pedido = document.querySelector("[data-pedido]"), formulario = document.querySelector("[data-hacer]");
    if (!pedido || !formulario) { return; }
    pedido.querySelector("[data-ver]").hidden = true;
    pedido.addEventListener("change", function () { pedido.submit(); });
    formulario.addEventListener("submit", hacer);
  });
})();
