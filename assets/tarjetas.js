/* Las tarjetas de cada selección: se piden una vez, de lo que cambió viaja la diferencia, y se redibuja solo eso. */
(function () {
  "use strict";
  const mirador = (window.mirador = window.mirador || {});
  const GUARDADAS = 60;
  const ESPERA = 1000; // ms que una tarjeta fuera de la pantalla espera un descanso del navegador
  const CERRADO = [0, 0, 255, 255]; // cómo termina un tramo de deflate que sigue
  const texto = new TextDecoder();
  const guardadas = new Map(); // dirección y vistas → { sello, piezas }
  let salidas = [];
  let puesto = []; // el último texto que recibió cada salida
  let raiz = null; // la página que los recibió
  let iniciales = []; // la vista con que abre cada tarjeta
  let mostrada = null;
  let turno = 0;
  const pendientes = new Map(); // lienzo → la figura que aún no dibuja

  /* La dirección o una vista cambió: se muestra esa selección. */
  mirador.tarjetas = async function (consulta, vistas, version, hoja) {
    const mio = ++turno;
    empezar(hoja.salidas, vistas);
    conPlotly(hoja.dibujos);
    try {
      const pedida = { hoja, version, q: (consulta || "").replace("?", ""), vistas: elegidas(vistas) };
      const hallada = await traer(pedida);
      if (mio !== turno || !document.contains(raiz)) return;
      mostrada = hallada;
      await mostrar(hallada);
      document.dispatchEvent(new CustomEvent("mirador:dibujado")); // lo que está en pantalla ya se ve
      adelantar(pedida);
    } catch (error) {
      if (mio === turno && document.contains(raiz)) avisar(error, hoja); // si ya se mira otra pestaña, no hay qué decir
    }
  };

  function empezar(nuevas, vistas) {
    const pagina = document.getElementById("cifras");
    if (pagina === raiz) return;
    raiz = pagina;
    salidas = nuevas;
    puesto = [];
    iniciales = vistas;
    pendientes.clear();
  }

  function elegidas(vistas) {
    const graficos = window.dash_clientside.callback_context.inputs_list[1];
    const otras = graficos.filter((g, i) => vistas[i] !== iniciales[i]);
    return otras.map((g) => `${g.id.grafico}.${g.value}`).join(",");
  }

  function avisar(error, hoja) {
    window.console.warn(error);
    document.getElementById("frase").textContent = hoja.sinRespuesta;
    puesto[salidas.findIndex(([id]) => id === "frase")] = undefined;
  }

  /* Lo guardado, o lo que conteste el servidor: la diferencia con lo que se muestra, si se puede deshacer. */
  async function traer(pedida, base = mostrada) {
    const clave = [pedida.version, pedida.q, pedida.vistas].join("|");
    const conocida = guardadas.get(clave);
    if (conocida) {
      guardadas.delete(clave);
      guardadas.set(clave, conocida);
      return conocida;
    }
    const desde = base && base.version === pedida.version && window.DecompressionStream ? base : null;
    const respuesta = await fetch(direccion(pedida, desde));
    if (!respuesta.ok) throw new Error(respuesta.statusText);
    const bytes = new Uint8Array(await respuesta.arrayBuffer());
    const entera = !respuesta.headers.get("Content-Type").startsWith("application/octet-stream");
    const piezas = entera ? partir(bytes) : await deshacer(desde.piezas, bytes, pedida.hoja.diferencia);
    const sello = respuesta.headers.get("ETag").replace(/^W\/|"/g, "");
    const hallada = { ...pedida, piezas, sello };
    guardadas.set(clave, hallada);
    if (guardadas.size > GUARDADAS) guardadas.delete(guardadas.keys().next().value);
    return hallada;
  }

  function direccion(pedida, base) {
    const partes = { q: pedida.q, vistas: pedida.vistas };
    if (base) Object.assign(partes, { de: base.q, de_vistas: base.vistas, sello: base.sello });
    const texto = new URLSearchParams(Object.entries(partes).filter((p) => p[1]));
    return `${pedida.hoja.ruta}/${pedida.version}?${texto}`;
  }

  /* Una respuesta entera trae una pieza por línea. */
  function partir(bytes) {
    const piezas = [];
    for (let desde = 0; desde <= bytes.length; ) {
      const fin = bytes.indexOf(10, desde);
      const hasta = fin < 0 ? bytes.length : fin;
      piezas.push(bytes.slice(desde, hasta));
      desde = hasta + 1;
    }
    return piezas;
  }

  /* Deshace una diferencia: al descompresor se le da, antes de cada tramo, lo que el servidor tuvo por diccionario. */
  async function deshacer(anteriores, bytes, { parte, antes, despues }) {
    const vista = new DataView(bytes.buffer);
    const tramos = [];
    const orden = [];
    for (let i = 0, pieza = -1, inicio = 0; i < bytes.length; ) {
      const [indice, largo, salen] = [0, 2, 4].map((n) => vista.getUint16(i + n, true));
      inicio = indice === pieza ? inicio + parte : 0;
      pieza = indice;
      const diccionario = anteriores[pieza].subarray(Math.max(0, inicio - antes), inicio + despues);
      const n = diccionario.length;
      if (n) tramos.push(new Uint8Array([0, n & 255, n >> 8, ~n & 255, (~n >> 8) & 255]), diccionario);
      tramos.push(bytes.subarray(i + 6, i + 6 + largo), new Uint8Array(CERRADO));
      orden.push({ pieza, inicio, salta: n, salen });
      i += 6 + largo;
    }
    const todo = new Blob([...tramos, new Uint8Array([1, ...CERRADO])]);
    const suelto = todo.stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return recortar(anteriores, orden, new Uint8Array(await new Response(suelto).arrayBuffer()));
  }

  function recortar(anteriores, orden, bytes) {
    const piezas = anteriores.slice();
    let i = 0;
    orden.forEach(function ({ pieza, inicio, salta, salen }) {
      const nueva = bytes.slice(i + salta, i + salta + salen);
      piezas[pieza] = inicio ? juntar(piezas[pieza], nueva) : nueva;
      i += salta + salen;
    });
    return piezas;
  }

  function juntar(a, b) {
    const dos = new Uint8Array(a.length + b.length);
    dos.set(a);
    dos.set(b, a.length);
    return dos;
  }

  /* Cada salida que cambió recibe su valor; un dibujo que no está en pantalla espera a acercarse o a un descanso. */
  function mostrar({ piezas }) {
    const nombres = JSON.parse(texto.decode(piezas[0]));
    const nombrar = (html) => html.replace(/\x01(\w+)\x02/g, (_, nombre) => nombres[nombre]);
    const cambios = salidas.map(function ([id, clase], i) {
      const crudo = texto.decode(piezas[i + 1]);
      return { i, id, clase, valor: clase === "html" ? nombrar(crudo) : crudo };
    });
    poner(cambios.filter(cambia));
    const lienzos = [...pendientes.keys()];
    const [cerca, lejos] = [true, false].map((ahora) => lienzos.filter((lienzo) => enPantalla(lienzo) === ahora));
    lejos.forEach((lienzo) => vigia.observe(lienzo.parentElement));
    descansar();
    return Promise.all(cerca.map(dibujar));
  }

  function cambia({ i, id, clase, valor }) {
    if (clase === "search") return valor !== "null";
    return puesto[i] !== valor || (clase === "value" && !esta(id, valor));
  }

  /* Quien mira pudo mover el control después de que recibió su valor. */
  function esta(id, valor) {
    const control = window.dash_component_api.getLayout(id);
    return control && JSON.stringify(control.props.value) === valor;
  }

  function enPantalla(lienzo) {
    const { top, bottom } = lienzo.parentElement.getBoundingClientRect();
    return top < window.innerHeight && bottom > 0;
  }

  function poner(cambios) {
    const deDash = cambios.filter(({ clase }) => !COMO[clase.split(":")[0]]);
    cambios.forEach(function ({ i, id, clase, valor }) {
      const [como, nombre] = clase.split(":");
      puesto[i] = valor;
      if (COMO[como]) COMO[como](document.getElementById(id), valor, nombre);
    });
    agrupar(deDash, ({ id }) => id).forEach(function (suyos, id) {
      const props = Object.fromEntries(suyos.map(({ clase, valor }) => [clase, JSON.parse(valor)]));
      window.dash_clientside.set_props(id, props);
    });
  }

  const COMO = {
    html: function (elemento, valor) {
      const nuevo = elemento.cloneNode(false);
      nuevo.innerHTML = valor;
      igualar(elemento, nuevo);
    },
    atributo: function (elemento, valor, nombre) {
      const dato = JSON.parse(valor);
      if (typeof dato === "boolean") elemento.toggleAttribute(nombre, dato);
      else elemento.setAttribute(nombre, dato);
    },
    dibujo: function (lienzo, valor) {
      const figura = JSON.parse(valor);
      const medida = figura ? mirador.marco(figura) : { display: "none" };
      Object.assign(lienzo.parentElement.style, { display: "", height: "", aspectRatio: "", maxHeight: "" }, medida);
      if (figura) pendientes.set(lienzo, figura);
      else pendientes.delete(lienzo);
    },
  };

  /* Cambia solo lo que difiere: quedan el foco, lo desplegado y hasta dónde se había desplazado una lista. */
  function igualar(viejo, nuevo) {
    if (viejo.isEqualNode(nuevo)) return;
    if (viejo.nodeName !== nuevo.nodeName) return viejo.replaceWith(nuevo);
    if (viejo.nodeType !== Node.ELEMENT_NODE) {
      viejo.nodeValue = nuevo.nodeValue;
      return;
    }
    const abierto = viejo.open;
    [...viejo.attributes].forEach((a) => nuevo.hasAttribute(a.name) || viejo.removeAttribute(a.name));
    [...nuevo.attributes].forEach((a) => viejo.getAttribute(a.name) === a.value || viejo.setAttribute(a.name, a.value));
    if (abierto) viejo.open = true;
    const hijos = [...nuevo.childNodes];
    hijos.forEach((hijo, i) => (viejo.childNodes[i] ? igualar(viejo.childNodes[i], hijo) : viejo.append(hijo)));
    while (viejo.childNodes.length > hijos.length) viejo.lastChild.remove();
  }

  async function dibujar(lienzo) {
    const figura = pendientes.get(lienzo);
    pendientes.delete(lienzo);
    vigia.unobserve(lienzo.parentElement);
    await conPlotly();
    if (!figura || pendientes.has(lienzo) || !lienzo.isConnected) return;
    const nuevo = !lienzo.classList.contains("js-plotly-plot");
    await mirador.dibujar(lienzo, figura);
    if (nuevo) lienzo.on("plotly_click", ({ points }) => mirador.elegirLugar(codigoDe(points[0])));
    else window.Plotly.Plots.resize(lienzo);
  }

  const codigoDe = (punto) => punto && [].concat(punto.customdata || (punto.data && punto.data.customdata))[0];

  let plotly = null;
  function conPlotly(direccion) {
    plotly =
      plotly ||
      new Promise(function (listo, falla) {
        if (window.Plotly) return listo();
        const guion = document.createElement("script");
        Object.assign(guion, { src: direccion, onload: listo, onerror: falla });
        document.head.append(guion);
      });
    return plotly;
  }

  function agrupar(cosas, clave) {
    const grupos = new Map();
    cosas.forEach((cosa) => grupos.set(clave(cosa), [...(grupos.get(clave(cosa)) || []), cosa]));
    return grupos;
  }

  const vigia = new IntersectionObserver((marcos) =>
    marcos.forEach((marco) => marco.isIntersecting && dibujar(marco.target.firstElementChild)),
  );

  function descansar() {
    const cuando = window.requestIdleCallback || ((f) => window.setTimeout(f, 50));
    const [lienzo] = pendientes.keys();
    if (lienzo) cuando(() => dibujar(lienzo).then(descansar), { timeout: ESPERA });
  }

  window.addEventListener("beforeprint", () => [...pendientes.keys()].forEach(dibujar));

  /* Los años vecinos, en un descanso: recorrerlos no vuelve a la red. Con ahorro de datos o línea lenta, no. */
  function adelantar(pedida) {
    const { saveData, effectiveType } = navigator.connection || {};
    if (saveData || (effectiveType && effectiveType !== "4g")) return;
    const vecinas = ["desde", "hasta"].flatMap((campo) => [-1, 1].map((paso) => mirador.conAnio(campo, paso)));
    traerSinPrisa(pedida, vecinas);
  }

  /* Al abrir un control de años se traen los que ofrece. */
  document.addEventListener("focusin", function ({ target }) {
    const [, campo] = /^filtro-(desde|hasta)$/.exec(target.id) || [];
    if (!campo || !mostrada || target.disabled) return;
    const cercanos = [...target.options].map((_, i) => i - target.selectedIndex).sort((a, b) => Math.abs(a) - Math.abs(b));
    traerSinPrisa(mostrada, cercanos.map((paso) => mirador.conAnio(campo, paso)));
  });

  async function traerSinPrisa(pedida, consultas) {
    const mio = turno;
    for (const q of new Set(consultas.filter((consulta) => consulta !== null))) {
      await new Promise((sigue) => (window.requestIdleCallback || window.setTimeout)(sigue, { timeout: ESPERA }));
      if (mio !== turno) return;
      await traer({ hoja: pedida.hoja, version: pedida.version, vistas: pedida.vistas, q }).catch(() => null); // se pedirá otra vez cuando haga falta
    }
  }
})();
