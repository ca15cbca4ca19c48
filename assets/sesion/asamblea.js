/* Acuerdos de la sesión: se guardan en este navegador y salen como archivo, acta o registro. */
(function () {
  "use strict";
  const mirador = (window.mirador = window.mirador || {});
  const CLAVE = "mirador-acuerdos";
  const FORMATO = "mirador-acuerdos-1";
  const $ = (id) => document.getElementById(id);
  let memoria = []; // si el navegador no deja guardar, se conservan mientras la página esté abierta

  function leer() {
    try {
      return JSON.parse(window.localStorage.getItem(CLAVE)) || [];
    } catch {
      return memoria;
    }
  }

  function guardar(lista) {
    memoria = lista;
    try {
      window.localStorage.setItem(CLAVE, JSON.stringify(lista));
    } catch {
      decir("Este navegador no deja guardar: descargue los acuerdos antes de cerrar la página.");
    }
    listar();
  }

  function decir(texto) {
    $("asamblea-aviso").textContent = texto;
  }

  /* Un código que no se repite aunque dos equipos anoten a la vez y sin red. */
  function codigo() {
    const bytes = window.crypto.getRandomValues(new Uint8Array(16));
    return `acuerdo-${Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("")}`;
  }

  /* La hora de este equipo con su diferencia con UTC: «2026-11-26T15:04:05.123-05:00». */
  function ahora() {
    const fecha = new Date();
    const minutos = -fecha.getTimezoneOffset();
    const local = new Date(fecha.getTime() + minutos * 60000).toISOString().slice(0, 23);
    const dos = (n) => String(Math.floor(Math.abs(n))).padStart(2, "0");
    return `${local}${minutos < 0 ? "-" : "+"}${dos(minutos / 60)}:${dos(minutos % 60)}`;
  }

  function delFormulario(formulario) {
    const campos = Object.fromEntries(Array.from(new FormData(formulario), ([k, v]) => [k, String(v).trim()]));
    const lamina = mirador.lamina;
    const donde = lamina ? lamina.querySelector("h1, h2, h3").textContent : "";
    const contexto = { fecha: ahora(), version: sesion().version, lamina: donde };
    return Object.assign(campos, contexto, { acuerdo_id: campos.acuerdo_id || codigo() });
  }

  const sesion = () => JSON.parse($("sesion").textContent);

  function listar() {
    const lista = leer();
    $("acuerdos-cuantos").textContent = lista.length;
    $("acuerdos-lista").replaceChildren(...lista.map((a) => renglon(a, true)));
    enLaLamina(lista);
  }

  /* La lámina de acuerdos muestra también los que se van anotando. */
  function enLaLamina(lista) {
    const figura = document.querySelector("#acuerdos figure");
    if (!figura) return;
    const vieja = figura.querySelector(".asamblea-lista");
    const nueva = document.createElement("ol");
    nueva.className = "asamblea-lista";
    nueva.append(...lista.map((a) => renglon(a, false)));
    if (vieja) vieja.replaceWith(nueva);
    else if (lista.length) figura.append(nueva);
  }

  function renglon(acuerdo, editable) {
    const li = document.createElement("li");
    const texto = document.createElement("p");
    const detalle = document.createElement("p");
    const partes = [acuerdo.responsable, acuerdo.vence && `vence el ${dia(acuerdo.vence)}`, acuerdo.meta_id && `meta ${acuerdo.meta_id}`];
    texto.textContent = acuerdo.texto;
    detalle.className = "asamblea-detalle";
    detalle.textContent = [...partes, `anotó ${acuerdo.autor}, ${dia(acuerdo.fecha)}, ${acuerdo.fecha.slice(11, 16)}`].filter(Boolean).join(" · ");
    li.append(texto, detalle);
    if (editable) li.append(boton("Corregir", () => corregir(acuerdo)), boton("Quitar", () => quitar(acuerdo)));
    return li;
  }

  /* «2027-03-31» → «31/03/2027». */
  const dia = (fecha) => fecha.slice(0, 10).split("-").reverse().join("/");

  function boton(texto, alPulsar) {
    const nuevo = document.createElement("button");
    nuevo.type = "button";
    nuevo.className = "btn btn-sm btn-link";
    nuevo.textContent = texto;
    nuevo.addEventListener("click", alPulsar);
    return nuevo;
  }

  function corregir(acuerdo) {
    const formulario = $("acuerdo-nuevo");
    Array.from(formulario.elements).forEach((campo) => campo.name && (campo.value = acuerdo[campo.name] || ""));
    formulario.elements.texto.focus();
  }

  function quitar(acuerdo) {
    if (!window.confirm(`¿Quitar el acuerdo «${acuerdo.texto}»?`)) return;
    guardar(leer().filter((otro) => otro.acuerdo_id !== acuerdo.acuerdo_id));
    decir("Acuerdo quitado.");
  }

  function anotar(evento) {
    evento.preventDefault();
    const nuevo = delFormulario(evento.target);
    const demas = leer();
    const lugar = demas.findIndex((otro) => otro.acuerdo_id === nuevo.acuerdo_id);
    demas.splice(lugar < 0 ? demas.length : lugar, lugar < 0 ? 0 : 1, nuevo);
    const { acuerdo_id: id, texto } = evento.target.elements;
    id.value = texto.value = "";
    texto.focus();
    decir("Acuerdo guardado en este navegador.");
    guardar(demas);
  }

  function contenido() {
    const { version, titulo } = sesion();
    return JSON.stringify({ formato: FORMATO, sesion: titulo, version, acuerdos: leer() }, null, 1);
  }

  const nombre = (clase) => `${sesion().archivo}_acuerdos_${ahora().slice(0, 10)}.${clase}`;

  async function enviar(ruta) {
    const cabeceras = { "Content-Type": "application/json", "X-CSRFToken": sesion().sello || "" };
    const respuesta = await fetch(ruta, { method: "POST", headers: cabeceras, body: contenido() });
    if (!respuesta.ok) throw new Error(await respuesta.text());
    return respuesta;
  }

  /* Une los acuerdos de otros equipos: por código, y de dos con el mismo queda la última corrección. */
  async function agregar(evento) {
    const antes = leer();
    try {
      const textos = await Promise.all(Array.from(evento.target.files, (archivo) => archivo.text()));
      const traidos = textos.map((texto) => JSON.parse(texto)).flatMap(function (contenido) {
        if (contenido.formato !== FORMATO || !contenido.acuerdos.every(completo)) throw new Error("formato");
        return contenido.acuerdos;
      });
      const unidos = unir([...antes, ...traidos]);
      guardar(unidos);
      decir(`${unidos.length - antes.length} acuerdos nuevos; ${traidos.length - (unidos.length - antes.length)} ya estaban o se corrigieron.`);
    } catch {
      decir("Ese archivo no es uno de acuerdos de este tablero. No se cambió nada.");
    }
    evento.target.value = "";
  }

  function completo(acuerdo) {
    const textos = ["acuerdo_id", "texto", "responsable", "autor", "fecha", "vence", "meta_id", "sesion"];
    return textos.every((campo) => typeof acuerdo[campo] === "string") && !Number.isNaN(Date.parse(acuerdo.fecha));
  }

  function unir(lista) {
    const ultimo = new Map();
    lista.forEach(function (acuerdo) {
      const otro = ultimo.get(acuerdo.acuerdo_id);
      if (!otro || Date.parse(otro.fecha) < Date.parse(acuerdo.fecha)) ultimo.set(acuerdo.acuerdo_id, acuerdo);
    });
    return Array.from(ultimo.values()).sort((a, b) => Date.parse(a.fecha) - Date.parse(b.fecha));
  }

  const SALIDAS = {
    archivo: async function () {
      mirador.guardar(new Blob([contenido()], { type: "application/json" }), nombre("json"));
      return "Archivo guardado en sus descargas. Se une al tablero sin duplicar ningún acuerdo.";
    },
    acta: async function () {
      mirador.guardar(await (await enviar("/presentar/acta")).blob(), nombre("docx"));
      return "Acta guardada en sus descargas.";
    },
    registrar: async () => (await enviar("/presentar/registrar")).text(),
    imprimir: async function () {
      window.print();
      return "";
    },
  };

  async function sacar(evento) {
    const boton = evento.target.closest("[data-asamblea]");
    if (!boton) return;
    if (!leer().length) return decir("Todavía no hay acuerdos anotados.");
    decir("Preparando…");
    try {
      decir(await SALIDAS[boton.dataset.asamblea]());
    } catch (error) {
      decir(`No se pudo: ${error.message || "el tablero no responde"}. Los acuerdos siguen guardados aquí.`);
    }
  }

  mirador.asamblea = {
    abrir: function () {
      listar();
      $("asamblea").showModal();
      $("acuerdo-nuevo").elements.texto.focus();
    },
  };
  $("acuerdo-nuevo").addEventListener("submit", anotar);
  $("asamblea").addEventListener("click", sacar);
  $("acuerdos-archivo").addEventListener("change", agregar);
  listar();
})();
