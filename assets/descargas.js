/* El menú «Descargar»: imágenes y copias que hace el navegador. Cada acción se anuncia. */
(function () {
  "use strict";
  const t = (texto, valores) => window.mirador.frase(texto, valores);
  const mirador = (window.mirador = window.mirador || {});

  mirador.guardar = function (contenido, nombre) {
    const enlace = document.createElement("a");
    enlace.href = URL.createObjectURL(contenido);
    enlace.download = nombre;
    enlace.click();
    window.setTimeout(() => URL.revokeObjectURL(enlace.href), 10000);
  };

  /* Sin permiso para el portapapeles (una dirección sin https) se copia por selección. */
  mirador.copiar = async function (texto) {
    try {
      await navigator.clipboard.writeText(texto);
    } catch {
      const area = document.createElement("textarea");
      area.value = texto;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  };

  async function pedir(boton, clase) {
    const { grafico, consulta } = boton.dataset;
    const tarjeta = boton.closest("section");
    const vista = tarjeta && tarjeta.querySelector(".vistas input:checked");
    const dibujo = vista ? `&dibujo=${encodeURIComponent(vista.value)}` : "";
    const respuesta = await fetch(`/descargas/${grafico}.${clase}?${consulta}${dibujo}`);
    if (!respuesta.ok) throw new Error(respuesta.statusText);
    return respuesta;
  }

  async function imagen(boton, clase) {
    const ficha = await (await pedir(boton, "json")).json();
    const svg = await mirador.imagen(ficha);
    const contenido = clase === "png" ? await mirador.png(svg) : new Blob([svg], { type: "image/svg+xml" });
    mirador.guardar(contenido, `${ficha.archivo}.${clase}`);
    return t("Imagen guardada en sus descargas.");
  }

  const ACCIONES = {
    png: (boton) => imagen(boton, "png"),
    svg: (boton) => imagen(boton, "svg"),
    texto: async function (boton) {
      await mirador.copiar(await (await pedir(boton, "txt")).text());
      return t("Texto copiado.");
    },
    enlace: async function (boton) {
      await mirador.copiar(`${location.origin}/?${boton.dataset.consulta}#${boton.dataset.grafico}`);
      return t("Enlace copiado: abre estos filtros con esta versión de los datos.");
    },
    codigo: async function (boton) {
      await mirador.copiar(document.getElementById("codigo").value);
      return t("Código copiado.");
    },
  };

  async function hacer(boton) {
    const aviso = boton.closest(".descargas").querySelector("[role=status]");
    aviso.textContent = t("Preparando…");
    try {
      aviso.textContent = await ACCIONES[boton.dataset.accion](boton);
    } catch {
      aviso.textContent = t("No se pudo: el tablero no responde. Pruebe otra vez o recargue la página.");
    }
  }

  document.addEventListener("click", function (evento) {
    const boton = evento.target.closest && evento.target.closest(".descargas [data-accion]");
    if (boton) hacer(boton);
    document.querySelectorAll("details.descargas[open]").forEach(function (menu) {
      if (!menu.contains(evento.target)) menu.open = false;
    });
  });

  document.addEventListener("keydown", function (evento) {
    const menu = evento.key === "Escape" && evento.target.closest && evento.target.closest("details.descargas[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
})();
