/* «Leer como texto» abre la misma pestaña y la misma selección que se está viendo. */
document.addEventListener("click", function (evento) {
  const enlace = evento.target.closest && evento.target.closest("a.leer-texto");
  const { pathname, search } = window.location;
  if (enlace) enlace.href = (["/metas", "/datos"].includes(pathname) ? "/texto" + pathname : "/texto") + search;
}, true);
