/* La imagen de un gráfico con todo lo que hay que saber para leerla: título, filtros, advertencias, fuente y versión. */
(function () {
  "use strict";
  const t = (texto, valores) => window.mirador.frase(texto, valores);
  const mirador = (window.mirador = window.mirador || {});
  const ANCHO = 1200;
  const MARGEN = 44;
  const UTIL = ANCHO - 2 * MARGEN;
  const LETRA = "'Source Sans 3','Segoe UI',Arial,sans-serif";
  const TINTA = "#12263f";
  const SUAVE = "#4a6382";
  const LINEA = "#d5dfeb";
  const TONOS = { mas: "#b35806", menos: "#542788" };
  const AZUL = "#2d7ab5";
  const TRAMA = "#8fa3ba";
  const lapiz = document.createElement("canvas").getContext("2d");

  function limpio(texto) {
    return String(texto).replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
  }

  function ancho(texto, alto, peso) {
    lapiz.font = `${peso || 400} ${alto}px ${LETRA}`;
    return lapiz.measureText(texto).width;
  }

  /* Parte un texto en líneas que caben; una palabra más larga que la línea queda sola. */
  function lineas(texto, alto, cabe, peso) {
    return texto.split(/\s+/).reduce(
      function (hechas, palabra) {
        const junta = hechas[hechas.length - 1] ? `${hechas[hechas.length - 1]} ${palabra}` : palabra;
        if (ancho(junta, alto, peso) <= cabe) hechas[hechas.length - 1] = junta;
        else hechas.push(palabra);
        return hechas;
      },
      [""],
    ).filter(Boolean);
  }

  function escrito(texto, x, y, alto, opciones) {
    const { peso = 400, color = TINTA, ancla = "start" } = opciones || {};
    const letra = `font-size="${alto}" font-weight="${peso}" fill="${color}" text-anchor="${ancla}"`;
    return `<text x="${x}" y="${y}" ${letra}>${limpio(texto)}</text>`;
  }

  /* Un bloque es { svg, alto }: se apilan de arriba abajo. */
  function parrafo(texto, alto, opciones) {
    const partes = lineas(texto, alto, (opciones && opciones.cabe) || UTIL, opciones && opciones.peso);
    const paso = Math.round(alto * 1.3);
    const svg = partes.map((linea, i) => escrito(linea, 0, alto + i * paso, alto, opciones)).join("");
    return { svg, alto: partes.length * paso + 6 };
  }

  function advertencia(texto) {
    const dentro = parrafo(texto, 17, { cabe: UTIL - 28 });
    const fondo = `<rect width="${UTIL}" height="${dentro.alto + 6}" fill="#fdf1df"/><rect width="4" height="${dentro.alto + 6}" fill="#c77700"/>`;
    return { svg: `${fondo}<g transform="translate(16 3)">${dentro.svg}</g>`, alto: dentro.alto + 14 };
  }

  function barras(filas) {
    const paso = 32;
    const entero = (f) => (f.puesto ? `${f.etiqueta} (${f.puesto})` : f.etiqueta);
    const rotulo = Math.min(420, Math.max(...filas.map((f) => ancho(entero(f), 18) + (f.sangria ? 22 : 0))) + 14);
    const cifra = Math.max(...filas.map((f) => ancho(f.texto, 18, 700))) + 16;
    const pista = UTIL - rotulo - cifra;
    const svg = filas.map(function (fila, i) {
      const y = i * paso;
      const [etiqueta, ...resto] = lineas(entero(fila), 18, rotulo - (fila.sangria ? 22 : 0));
      const color = fila.trama ? "url(#trama)" : TONOS[fila.tono] || AZUL;
      const fondo = fila.elegida ? `<rect y="${y}" width="${UTIL}" height="${paso}" fill="#fdf1df" stroke="#c77700"/>` : "";
      return (
        fondo +
        escrito(resto.length ? `${etiqueta}…` : etiqueta, fila.sangria ? 22 : 2, y + 22, 18) +
        `<rect x="${rotulo}" y="${y + 10}" width="${pista}" height="13" rx="3" fill="#eef2f7"/>` +
        (fila.largo ? `<rect x="${rotulo}" y="${y + 10}" width="${(pista * fila.largo).toFixed(1)}" height="13" rx="3" fill="${color}"/>` : "") +
        (fila.margen ? margen(fila, rotulo, y + 10, pista) : "") +
        escrito(fila.texto, UTIL - 2, y + 22, 18, { peso: 700, ancla: "end" })
      );
    });
    return { svg: svg.join(""), alto: filas.length * paso + 10 };
  }

  /* De un límite al otro: una línea sobre la barra de un lugar; un tramo rayado en una distribución. */
  function margen({ margen: limites, codigo }, x, y, pista) {
    const [a, b] = limites.map((limite) => (x + pista * limite).toFixed(1));
    if (codigo) return `<path d="M${a} ${y}v13M${b} ${y}v13M${a} ${y + 6.5}H${b}" stroke="${TINTA}" stroke-width="2" fill="none"/>`;
    return `<rect x="${a}" y="${y}" width="${(b - a).toFixed(1)}" height="13" fill="url(#trama)" stroke="${SUAVE}" stroke-dasharray="3 2"/>`;
  }

  /* Las mismas muestras que la leyenda de la página; «nota» es un renglón sin muestra. */
  function muestra(clave, i) {
    const { forma, color } = clave;
    const borde = 'stroke="#33475f"';
    const trazo = { linea: "", puntos: 'stroke-dasharray="3 4"', guiones: 'stroke-dasharray="8 5"', evento: 'stroke-dasharray="3 3"' };
    if (forma === "nota") return "";
    if (forma in trazo) return `<line x1="0" x2="26" y1="10" y2="10" stroke="${color}" stroke-width="3" ${trazo[forma]}/>`;
    if (forma === "hueco" || forma === "anillo") return `<circle cx="13" cy="10" r="6" fill="#fff" stroke="${color}" stroke-width="2.5"/>`;
    if (forma === "punto") return `<circle cx="13" cy="10" r="7" fill="${color}"/>`;
    if (forma === "rombo") return `<path d="M13 2l8 8-8 8-8-8z" fill="${color}"/>`;
    if (forma === "cuadradito") return `<rect x="7" y="4" width="12" height="12" fill="${color}"/>`;
    if (forma === "marco") return `<rect x="2" y="4" width="22" height="12" fill="none" stroke="${color}" stroke-width="3"/>`;
    if (!forma.startsWith("trama")) return `<rect y="3" width="26" height="14" fill="${color}" ${borde}/>`;
    const rayas = `<pattern id="t${i}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/><rect width="2.5" height="6" fill="${color}"/></pattern>`;
    return `${rayas}<rect y="3" width="26" height="14" fill="url(#t${i})" ${borde}/>`;
  }

  function leyenda(claves) {
    let x = 0;
    let y = 0;
    const svg = claves.map(function (clave, i) {
      const hueco = clave.forma === "nota" ? 0 : 34;
      const largo = hueco + ancho(clave.texto, 16) + 26;
      if (x && x + largo > UTIL) [x, y] = [0, y + 26];
      const puesto = `<g transform="translate(${x} ${y})">${muestra(clave, i)}${escrito(clave.texto, hueco, 16, 16)}</g>`;
      x += largo;
      return puesto;
    });
    return { svg: svg.join(""), alto: y + 38 };
  }

  /* El dibujo de Plotly como SVG, hecho en un elemento que no se ve y se descarta. */
  async function dibujo(figura) {
    const alto = Math.round(figura.proporcion ? Math.min(UTIL / figura.proporcion, figura.alto * 1.25) : figura.alto * 1.15);
    const ancho = figura.proporcion ? Math.round(alto * figura.proporcion) : UTIL;
    const { data, layout } = mirador.figura(figura);
    const grande = Object.assign({}, layout, { width: ancho, height: alto });
    const config = Object.assign({}, mirador.base.config, { staticPlot: true, responsive: false });
    const url = await window.Plotly.toImage({ data, layout: grande, config }, { format: "svg", width: ancho, height: alto });
    const svg = decodeURIComponent(url.slice(url.indexOf(",") + 1)).replace(/^<\?xml[^>]*>/, "");
    return { svg: svg.replace("<svg ", `<svg x="${(UTIL - ancho) / 2}" y="0" `), alto: alto + 14 };
  }

  /* La letra, dentro del archivo: una imagen no puede pedirla a la página. */
  const letra = (function () {
    let pedida = null;
    return function () {
      pedida = pedida || incrustada(origen());
      return pedida;
    };
  })();

  function origen() {
    for (const hoja of document.styleSheets) {
      for (const regla of hoja.cssRules) {
        const hallado = regla instanceof CSSFontFaceRule && /url\("?([^")]+)"?\)/.exec(regla.style.getPropertyValue("src"));
        if (hallado) return hallado[1].startsWith("data:") ? hallado[1] : new URL(hallado[1], hoja.href || location.href).href;
      }
    }
    return "";
  }

  async function incrustada(url) {
    if (!url || url.startsWith("data:")) return url;
    const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
    return `data:font/woff2;base64,${btoa(bytes.reduce((texto, b) => texto + String.fromCharCode(b), ""))}`;
  }

  async function bloques(ficha) {
    const pie = t("Corte: {corte}. Versión de los datos: {version}.", ficha);
    return [
      parrafo(ficha.titulo, 30, { peso: 700 }),
      parrafo(ficha.filtros, 19, { color: SUAVE }),
      ...(ficha.figura ? [await dibujo(ficha.figura)] : []),
      ...(ficha.clave ? [parrafo(ficha.clave, 15, { color: SUAVE })] : []),
      ...(ficha.barras.length ? [barras(ficha.barras)] : []),
      ...(ficha.leyenda.length ? [leyenda(ficha.leyenda)] : []),
      parrafo(ficha.conclusion, 20, { peso: 600 }),
      ...ficha.advertencias.slice(0, 2).map(advertencia),
      { svg: `<line x2="${UTIL}" y1="4" y2="4" stroke="${LINEA}"/>`, alto: 10 },
      parrafo(ficha.fuente, 15, { color: SUAVE }),
      parrafo(`${pie} Mirador contra la trata.`, 15, { color: SUAVE }),
    ];
  }

  /* SVG completo de una ficha: 1,200 unidades de ancho y el alto que haga falta. */
  mirador.imagen = async function (ficha) {
    let y = MARGEN;
    await document.fonts.ready;
    const partes = (await bloques(ficha)).map(function (bloque) {
      const puesto = `<g transform="translate(${MARGEN} ${y})">${bloque.svg}</g>`;
      y += bloque.alto + 6;
      return puesto;
    });
    const alto = Math.ceil(y + MARGEN / 2);
    const estilo = `@font-face{font-family:'Source Sans 3';font-weight:200 900;src:url(${await letra()})}text{font-family:${LETRA}}`;
    const rayas = `<pattern id="trama" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/><rect width="3" height="6" fill="${TRAMA}"/></pattern>`;
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${ANCHO}" height="${alto}" viewBox="0 0 ${ANCHO} ${alto}" role="img">` +
      `<title>${limpio(ficha.titulo)}</title><desc>${limpio(`${ficha.conclusion} ${ficha.fuente}`)}</desc>` +
      `<style>${estilo}</style><defs>${rayas}</defs><rect width="100%" height="100%" fill="#fff"/>${partes.join("")}</svg>`
    );
  };

  /* El mismo SVG en puntos, al doble de tamaño para que se lea proyectado. */
  mirador.png = async function (svg) {
    const imagen = new Image();
    imagen.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    await imagen.decode();
    const lienzo = document.createElement("canvas");
    [lienzo.width, lienzo.height] = [imagen.width * 2, imagen.height * 2];
    lienzo.getContext("2d").drawImage(imagen, 0, 0, lienzo.width, lienzo.height);
    return new Promise((listo) => lienzo.toBlob(listo, "image/png"));
  };
})();
