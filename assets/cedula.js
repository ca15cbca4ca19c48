/* La cédula de una cifra se abre sobre la página: la caja, el foco y la tecla Escape son del navegador. */
(function () {
  "use strict";
  const mirador = (window.mirador = window.mirador || {});
  const caja = () => document.getElementById("cedula-caja");

  document.addEventListener("click", function (evento) {
    const destino = evento.target.closest && evento.target.closest("a.con-cedula, .cedula-cerrar");
    if (!destino) {
      if (evento.target === caja()) caja().close();
      return;
    }
    if (destino.matches(".cedula-cerrar")) return caja().close();
    if (evento.ctrlKey || evento.metaKey || evento.shiftKey || evento.button) return;
    evento.preventDefault();
    const pedida = destino.pathname + destino.search + "#" + Date.now(); // la misma cifra se puede pedir dos veces
    window.dash_clientside.set_props("cedula-pedida", { data: pedida });
  });

  mirador.abrirCedula = function () {
    if (!caja().open) caja().showModal();
    caja().scrollTop = 0;
  };
})();
