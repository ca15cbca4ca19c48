/* Lo que solo el navegador puede hacer: llevar figuras y controles de Dash a la dirección. Ningún cálculo. */
(function () {
  "use strict";
  const mirador = (window.mirador = window.mirador || {});
  const CAMPOS = mirador.base.campos;
  const DE_LA_SERIE = ["componente", "medida", "desde", "hasta", "lugar"];

  function consulta(parametros) {
    parametros.sort();
    return parametros.toString().replaceAll("%2C", ",");
  }

  function ir(parametros) {
    const texto = consulta(parametros);
    window.dash_clientside.set_props("consulta", { search: texto ? "?" + texto : "" });
  }

  /* Si el servidor sigue con la versión que se está viendo; sin respuesta no se dice nada. */
  mirador.mismaVersion = function (version) {
    return fetch("/version")
      .then((respuesta) => respuesta.text())
      .then((actual) => actual === version)
      .catch(() => window.dash_clientside.no_update);
  };

  /* Un enlace a la misma página cambia la selección sin subir al comienzo; los demás siguen su camino. */
  const CONSULTA = { "/": "consulta", "/metas": "consulta-metas" };
  document.addEventListener(
    "click",
    function (evento) {
      const enlace = evento.target.closest && evento.target.closest("main a[href]");
      const otraTecla = evento.ctrlKey || evento.metaKey || evento.shiftKey || evento.button;
      if (!enlace || otraTecla || enlace.hash || enlace.target || enlace.hasAttribute("download")) return;
      const consulta = CONSULTA[window.location.pathname];
      if (!consulta || enlace.pathname !== window.location.pathname || enlace.host !== window.location.host) return;
      evento.preventDefault();
      evento.stopImmediatePropagation();
      window.dash_clientside.set_props(consulta, { search: enlace.search });
    },
    true,
  );

  function igual(a, b) {
    return String(a == null ? "" : a) === String(b == null ? "" : b);
  }

  /* Un control cambió: la dirección recibe el campo; lo que dependía de otra serie se olvida. */
  mirador.escribirDireccion = function (...valores) {
    const estado = valores[CAMPOS.length];
    const cambiado = CAMPOS.findIndex((c, i) => estado && !igual(estado[c], valores[i]));
    if (cambiado < 0) return;
    const campo = CAMPOS[cambiado];
    const valor = valores[cambiado];
    const parametros = new URLSearchParams(window.location.search);
    if (campo === "serie") DE_LA_SERIE.forEach((c) => parametros.delete(c));
    const clave = campo === "departamento" ? "lugar" : campo;
    const texto = Array.isArray(valor) ? valor.join(",") : valor;
    if (texto && texto !== "todos") parametros.set(clave, texto);
    else parametros.delete(clave);
    ordenarAnios(campo, parametros, estado);
    ir(parametros);
  };

  /* Los dos años van siempre juntos; si se cruzan, el otro acompaña al que se movió. */
  function ordenarAnios(campo, parametros, estado) {
    if (campo !== "desde" && campo !== "hasta") return;
    const otro = campo === "desde" ? "hasta" : "desde";
    const movido = Number(parametros.get(campo));
    const fijo = Number(estado[otro]);
    const cruzados = campo === "desde" ? movido > fijo : movido < fijo;
    parametros.set(otro, cruzados ? movido : fijo);
  }

  /* La consulta que se escribiría al mover un año `paso` lugares en su control; null si no hay adónde. */
  mirador.conAnio = function (campo, paso) {
    const [control, otro] = [campo, campo === "desde" ? "hasta" : "desde"].map((c) => document.getElementById("filtro-" + c));
    const opcion = paso && control && !control.disabled && control.options[control.selectedIndex + paso];
    if (!opcion) return null;
    const parametros = new URLSearchParams(window.location.search);
    parametros.set(campo, opcion.value);
    ordenarAnios(campo, parametros, { desde: otro.value, hasta: otro.value });
    return consulta(parametros);
  };

  /* Un clic en el mapa elige el lugar; otro clic en el mismo lo suelta. */
  mirador.elegirLugar = function (codigo) {
    if (!codigo) return;
    const parametros = new URLSearchParams(window.location.search);
    if (parametros.get("lugar") === codigo) parametros.delete("lugar");
    else parametros.set("lugar", codigo);
    ir(parametros);
  };
})();
