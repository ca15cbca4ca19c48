/* La sala: cada tarjeta es una lámina; teclado, control remoto, pantalla completa y segunda ventana para quien expone. */
(function () {
  "use strict";
  const mirador = (window.mirador = window.mirador || {});
  const raiz = document.documentElement;
  const ORADOR = "#orador";
  let actual = 0;
  let otra = null; // la otra ventana: quien expone para la sala, la sala para quien expone
  let empezo = Date.now();

  const laminas = () => Array.from(document.querySelectorAll("#laminas .tarjeta"));
  const enSala = () => raiz.classList.contains("en-sala");
  const esOrador = () => raiz.classList.contains("orador");
  const encabezado = (lamina) => lamina.querySelector("h1, h2, h3");
  const titulo = (lamina) => encabezado(lamina).textContent;

  /* Muestra la lámina `i`, la dibuja para el espacio que le queda y lo anuncia. */
  function mostrar(i, avisar) {
    const todas = laminas();
    actual = Math.max(0, Math.min(i, todas.length - 1));
    todas.forEach(function (lamina, j) {
      lamina.classList.toggle("actual", j === actual);
      lamina.classList.toggle("siguiente", j === actual + 1);
    });
    document.getElementById("sala-cuenta").textContent = `${actual + 1} de ${todas.length}`;
    document.getElementById("sala-anuncio").textContent = `Lámina ${actual + 1} de ${todas.length}: ${titulo(todas[actual])}`;
    mirador.lamina = todas[actual];
    todas.filter((lamina) => lamina.getClientRects().length).forEach(proyectar);
    todas.forEach((lamina) => lamina.removeAttribute("tabindex"));
    if (enSala()) todas.forEach((lamina) => encabezado(lamina).setAttribute("aria-level", 2)); // sin el nombre de la sección
    if (todas[actual].scrollHeight > todas[actual].clientHeight) todas[actual].tabIndex = 0; // se desplaza con el teclado
    if (esOrador()) notas(todas);
    if (avisar !== false && otra && !otra.closed) otra.postMessage({ lamina: todas[actual].id }, "*");
  }

  /* La figura recibe el alto que dejan las palabras; si es poco, queda una sola advertencia. */
  function proyectar(lamina) {
    const figura = lamina.querySelector("figure");
    if (!figura) return;
    lamina.classList.remove("apretada");
    lamina.classList.toggle("apretada", figura.clientHeight < lamina.clientHeight * 0.55);
    lamina.querySelectorAll(".barras").forEach((lista) => repartir(lista, figura.clientHeight - (lista.previousElementSibling ? lista.previousElementSibling.offsetHeight : 0)));
    lamina.querySelectorAll(".marco").forEach(function (marco) {
      const leyenda = lamina.querySelector(".leyenda");
      const alto = figura.clientHeight - (leyenda ? leyenda.offsetHeight + 8 : 0);
      mirador.proyectar(marco, figura.clientWidth, Math.max(alto, 160));
    });
  }

  /* Las barras llenan el alto: pocas y grandes, o en columnas. */
  function repartir(lista, alto) {
    const columnas = Math.ceil(lista.children.length / 12);
    const fila = Math.min(alto / Math.ceil(lista.children.length / columnas), 84);
    lista.style.columns = columnas;
    lista.style.setProperty("--fila", `${Math.floor(fila)}px`);
  }

  function notas(todas) {
    const lamina = todas[actual];
    const partes = lamina.querySelectorAll(".pregunta, .conclusion, .advertencias li, .fuente span");
    const sigue = todas[actual + 1];
    document.getElementById("notas").replaceChildren(...Array.from(partes, parrafo));
    document.getElementById("sigue").textContent = sigue ? titulo(sigue) : "Es la última lámina.";
  }

  function parrafo(parte) {
    const p = document.createElement("p");
    p.textContent = parte.textContent;
    p.className = parte.className;
    return p;
  }

  function entrar() {
    raiz.classList.add("en-sala");
    mostrar(0);
    document.querySelector("[data-sala=siguiente]").focus();
  }

  function salir() {
    if (document.fullscreenElement) document.exitFullscreen();
    if (!document.getElementById("archivo")) return window.history.length > 1 ? window.history.back() : window.location.assign("/");
    raiz.classList.remove("en-sala", "en-negro");
    document.querySelectorAll(".barras").forEach((lista) => lista.removeAttribute("style"));
    laminas().forEach((lamina) => encabezado(lamina).removeAttribute("aria-level"));
    mirador.pintar(document.body);
    document.querySelector("[data-sala=entrar]").focus();
  }

  /* La misma página en otra ventana; las dos se avisan de qué lámina va. */
  function abrirOrador() {
    const lugar = window.location.href.split("#")[0] + ORADOR;
    otra = window.open(lugar, "orador", "popup,width=1100,height=720");
    const anuncio = otra ? "Se abrió la vista de quien expone." : "El navegador no dejó abrir otra ventana. Permita las ventanas emergentes.";
    document.getElementById("sala-anuncio").textContent = anuncio;
  }

  window.addEventListener("message", function (evento) {
    if (!otra || evento.source !== otra || !evento.data) return;
    if (evento.data.estado === "lista" && mirador.estado) otra.postMessage({ filtros: mirador.estado() }, "*");
    if (evento.data.estado === "lista") return otra.postMessage({ lamina: laminas()[actual].id }, "*");
    if (evento.data.filtros && mirador.aplicar) mirador.aplicar(evento.data.filtros);
    const i = laminas().findIndex((lamina) => lamina.id === evento.data.lamina);
    if (i >= 0 && enSala()) mostrar(i, false);
  });

  function marcarReloj() {
    const segundos = Math.floor((Date.now() - empezo) / 1000);
    document.getElementById("reloj").textContent = `${Math.floor(segundos / 60)}:${String(segundos % 60).padStart(2, "0")}`;
  }

  const ACCIONES = {
    entrar,
    salir,
    anterior: () => mostrar(actual - 1),
    siguiente: () => mostrar(actual + 1),
    primera: () => mostrar(0),
    ultima: () => mostrar(Infinity),
    orador: abrirOrador,
    acuerdos: () => mirador.asamblea.abrir(),
    negro: () => raiz.classList.toggle("en-negro"),
    reloj: function () {
      empezo = Date.now();
      marcarReloj();
    },
    completa: () => (document.fullscreenElement ? document.exitFullscreen() : raiz.requestFullscreen()),
    contraste: function (boton) {
      const fuerte = raiz.classList.toggle("contraste");
      if (boton) boton.setAttribute("aria-pressed", String(fuerte));
      mirador.repintar();
    },
  };

  /* Las flechas y AvPág/RePág, que es lo que envía un control remoto; B y el punto apagan la pantalla. */
  const TECLAS = {
    ArrowRight: "siguiente",
    ArrowDown: "siguiente",
    PageDown: "siguiente",
    " ": "siguiente",
    ArrowLeft: "anterior",
    ArrowUp: "anterior",
    PageUp: "anterior",
    Home: "primera",
    End: "ultima",
    b: "negro",
    ".": "negro",
    f: "completa",
    a: "acuerdos",
  };

  document.addEventListener("keydown", function (evento) {
    const campo = evento.target.closest && evento.target.closest("input, textarea, select, dialog, summary");
    const boton = evento.key === " " && evento.target.closest && evento.target.closest("button, a");
    const accion = TECLAS[evento.key.length === 1 ? evento.key.toLowerCase() : evento.key];
    if (!enSala() || !accion || campo || boton || evento.ctrlKey || evento.metaKey || evento.altKey) return;
    evento.preventDefault();
    if (raiz.classList.contains("en-negro") && accion !== "negro") raiz.classList.remove("en-negro");
    ACCIONES[accion]();
  });

  document.addEventListener("click", function (evento) {
    const boton = evento.target.closest && evento.target.closest("[data-sala]");
    if (boton) ACCIONES[boton.dataset.sala](boton);
  });

  let espera = 0;
  window.addEventListener("resize", function () {
    window.clearTimeout(espera);
    espera = window.setTimeout(() => enSala() && mostrar(actual, false), 120);
  });

  document.addEventListener("DOMContentLoaded", async function () {
    if (window.location.hash === ORADOR && window.opener) {
      otra = window.opener;
      raiz.classList.add("orador", "en-sala");
      window.setInterval(marcarReloj, 1000);
    }
    if (!enSala() || !laminas().length) return;
    await document.fonts.ready;
    mostrar(actual, false);
    if (esOrador()) otra.postMessage({ estado: "lista" }, "*");
  });
})();
