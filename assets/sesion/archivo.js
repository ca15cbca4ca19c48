/* Los filtros del archivo sin conexión: cada combinación ya viene calculada; aquí solo se elige cuál se ve. */
(function () {
  "use strict";
  const mirador = (window.mirador = window.mirador || {});
  const CAMPOS = ["serie", "periodo", "medida", "corte"];
  const datos = JSON.parse(document.getElementById("archivo").textContent);
  const formulario = document.getElementById("filtros");
  const elegido = (lista, id) => lista.find((opcion) => opcion.id === id) || lista[0];

  function llenar(campo, lista, id) {
    const control = formulario.elements[campo];
    control.replaceChildren(...lista.map((opcion) => new Option(opcion.nombre, opcion.id)));
    control.value = id;
    control.disabled = lista.length < 2;
  }

  /* Lo que se pidió, con lo imposible reemplazado por la primera opción que sí hay. */
  function mostrar(pedido) {
    const serie = elegido(datos.series, pedido.serie);
    const periodo = elegido(serie.periodos, pedido.periodo);
    const medida = elegido(periodo.medidas, pedido.medida);
    const corte = elegido(datos.cortes, pedido.corte);
    llenar("serie", datos.series, serie.id);
    llenar("periodo", serie.periodos, periodo.id);
    llenar("medida", periodo.medidas, medida.id);
    llenar("corte", datos.cortes, corte.id);
    document.getElementById("frase").textContent = medida.frase;
    document.getElementById("cifras").innerHTML = datos.partes[medida.cifras];
    Object.entries(Object.assign({}, medida.tarjetas, corte.tarjetas)).forEach(cambiar);
  }

  function cambiar([id, parte]) {
    const vieja = document.getElementById(id);
    if (vieja.dataset.parte === parte) return;
    const molde = document.createElement("template");
    molde.innerHTML = datos.partes[parte];
    const nueva = molde.content.querySelector("section");
    nueva.dataset.parte = parte;
    vieja.querySelectorAll("details").forEach(function (plegado, i) {
      const mismo = nueva.querySelectorAll("details")[i];
      if (mismo) mismo.open = plegado.open;
    });
    vieja.replaceWith(nueva);
    if (!document.documentElement.classList.contains("en-sala")) mirador.pintar(nueva);
  }

  mirador.estado = () => Object.fromEntries(CAMPOS.map((campo) => [campo, formulario.elements[campo].value]));
  mirador.aplicar = mostrar;
  formulario.addEventListener("change", () => mostrar(mirador.estado()));
  formulario.addEventListener("submit", (evento) => evento.preventDefault());
  mostrar(datos.inicial);
})();
