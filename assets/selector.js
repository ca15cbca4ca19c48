/* El selector de lugares de Dash se anuncia mal: aquí se vuelve un diálogo con nombre y casillas con su rótulo. */
(function () {
  "use strict";

  function recibeElFoco(oculto) {
    const boton = oculto.parentElement.querySelector("button[tabindex='-1']");
    oculto.tabIndex = -1;
    if (boton) boton.tabIndex = 0;
  }

  /* Una lista de opciones no puede llevar casillas dentro; un grupo de casillas con rótulo, sí. */
  function agrupar(lista) {
    const caja = lista.closest("[role=dialog]");
    const boton = caja && document.querySelector(`[aria-controls="${caja.id}"]`);
    const rotulo = boton && boton.closest(".campo") && boton.closest(".campo").querySelector("label");
    const nombre = rotulo ? rotulo.textContent : "Lugares";
    lista.setAttribute("role", "group");
    lista.setAttribute("aria-label", nombre);
    if (caja) caja.setAttribute("aria-label", nombre);
  }

  function sinPapel(opcion) {
    opcion.removeAttribute("role");
    opcion.removeAttribute("aria-selected");
  }

  new MutationObserver(function () {
    document.querySelectorAll("input.dash-dropdown-focus-target[tabindex='0']").forEach(recibeElFoco);
    document.querySelectorAll(".dash-options-list[role=listbox]").forEach(agrupar);
    document.querySelectorAll("label.dash-options-list-option:is([role], [aria-selected])").forEach(sinPapel);
  }).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ["role", "aria-selected"] });
})();
