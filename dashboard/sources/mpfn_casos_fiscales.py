"""«[MPFN] Casos fiscales»: lo que ingresó a las fiscalías especializadas en trata y lo que atendieron."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import pandas as pd

from dashboard.sources.cuenta import Cuenta
from dashboard.sources.fechas import MES, date_order, parse_date, period
from dashboard.sources.fechas import NOMBRES as NOMBRES_DE_MES
from dashboard.sources.filas import Columnas, Fila, FilaIlegible, heading, match_columns
from dashboard.sources.lectura import ArchivoRechazado, Lectura
from dashboard.sources.lugares import Lugares, load, place_key
from dashboard.sources.numeros import Marcas, sniff_marks
from dashboard.sources.series_importadas import especializadas
from dashboard.sources.source import Entrada, Source

SERIE = "especializadas"
TRATA = "DELITOS DE TRATA DE PERSONAS"
RENOMBRADAS = {"CRIMINALIDAD ORGANIZADA": "CONTRA LA CRIMINALIDAD ORGANIZADA"}
COMPONENTES = ("ingresado", "atendido")
NOMBRES = {
    "periodo": ("periodo_caso",),
    "anio": ("año",),
    "distrito_fiscal": (),
    "tipo_fiscalia": (),
    "materia": (),
    "especialidad": (),
    "tipo_caso": (),
    "especializada": (),
    "ingresado": (),
    "atendido": (),
    "ubigeo_pjfs": ("ubigeo",),
    "fecha_descarga": (),
    "fecha_corte": (),
}
OPCIONALES = ("ubigeo_pjfs", "fecha_descarga", "fecha_corte")
SIN_USO = {"dpto_pjfs", "prov_pjfs", "dist_pjfs", "dpto", "prov", "dist"}
CLAVE = ("tipo_fiscalia", "materia", "especialidad", "tipo_caso")
CORTES_SUELTOS = 0.05  # más filas de otro corte que esta parte no son filas sueltas: son dos archivos pegados


def recognise(columnas: Sequence[str]) -> float:
    """Parte de las columnas propias que están; nada si faltan las que lo distinguen."""
    found = {heading(c) for c in columnas}
    if not {"especializada", "ingresado", "atendido"} <= found:
        return 0.0
    return len(found & set(NOMBRES)) / len(NOMBRES)


def read(entrada: Entrada) -> Lectura:
    """Suma ingresado y atendido de las fiscalías especializadas en trata; cuenta y agrega aparte lo demás."""
    columnas = match_columns(entrada, NOMBRES, OPCIONALES)
    cuenta = Cuenta(entrada, FUENTE.id, ajenas=tuple(c for c in columnas.ajenas if heading(c) not in SIN_USO))
    lector = _Lector(entrada, columnas, load(entrada.datos))
    cuenta.each(columnas, lector.row)
    _warn(cuenta, lector, [n for n in OPCIONALES if n not in columnas.indice])
    series = [especializadas(sorted(lector.periodos), lector.cortes.ultimo)] if lector.trata else []
    return cuenta.close(lector.casos(), series, {"casos_fiscales": lector.table()}, lector.cortes.ultimo)


def _warn(cuenta: Cuenta, lector: "_Lector", faltan: Sequence[str]) -> None:
    for nombre in faltan:
        cuenta.warn("A-COLUMNA-FALTA", columna=nombre)
    if lector.cortes.aviso:
        cuenta.warn(lector.cortes.aviso, columna="fecha_corte")
    for anio, (_, fin) in sorted(lector.periodos.items()):
        if fin.month < 12:
            cuenta.warn("A-PARCIAL", anio=anio, mes=NOMBRES_DE_MES[fin.month - 1])
    for df_id, ubigeo in sorted(lector.otras_sedes.items()):
        lugares = lector.lugares
        cuenta.warn("A-SEDE", lugar=lugares.nombre_mpfn[df_id], ubigeo=ubigeo, sede=lugares.sede[df_id])
    if not lector.trata:
        cuenta.warn("A-SIN-ESPECIALIZADAS")


class _Cortes:
    """El periodo y la fecha de corte de cada año, y el orden de día y mes con que se escribieron."""

    def __init__(self, entrada: Entrada, columnas: Columnas):
        votes: dict[str, Counter] = {}
        for celdas in _cells(entrada, columnas, ("anio", "periodo", "fecha_corte")):
            votes.setdefault(celdas[0], Counter())[celdas[1:]] += 1
        self.por_anio = {anio: votos.most_common(1)[0][0] for anio, votos in votes.items()}
        for anio, votos in votes.items():
            if 1 - votos[self.por_anio[anio]] / votos.total() > CORTES_SUELTOS:
                raise ArchivoRechazado("E-CORTES-MEZCLADOS", entrada.archivo.nombre)
        textos = [corte for _, corte in self.por_anio.values()]
        found = date_order(textos)
        self.orden = found.orden
        self.ultimo = max((f for t in textos if (f := parse_date(t, self.orden))), default=None)
        self.aviso = "A-FECHA-AMBIGUA" if found.ambiguo else "A-FECHAS-MES-DIA" if found.orden == MES else None

    def check(self, fila: Fila, anio: int) -> None:
        """Aparta una fila suelta de otro corte del mismo año, o cuya fecha de corte no se entiende."""
        corte = fila.celdas.get("fecha_corte", "")
        if corte and parse_date(corte, self.orden) is None:
            raise FilaIlegible("E-FECHA", valor=corte)
        if (fila.text("periodo"), corte) != self.por_anio[str(anio)]:
            raise FilaIlegible("E-CORTE-DISTINTO", anio=anio)


def _cells(entrada: Entrada, columnas: Columnas, nombres: Sequence[str]):
    """Las celdas de esas columnas en todo el archivo, para saber cómo está escrito antes de leerlo."""
    indices = [columnas.indice.get(n) for n in nombres]
    for linea, celdas in entrada.archivo.filas(entrada.hoja):
        if linea > entrada.linea and len(celdas) >= columnas.total:
            yield tuple("" if i is None else celdas[i].strip() for i in indices)


class _Lector:
    """Convierte filas en claves y guarda las sumas."""

    def __init__(self, entrada: Entrada, columnas: Columnas, lugares: Lugares):
        self.lugares, self.cortes = lugares, _Cortes(entrada, columnas)
        self.marcas: Marcas = sniff_marks(v for par in _cells(entrada, columnas, COMPONENTES) for v in par)
        self.trata: dict[tuple, list[int]] = {}
        self.todas: dict[tuple, list[int]] = {}
        self.periodos: dict[int, tuple[date, date]] = {}
        self.otras_sedes: dict[str, str] = {}

    def row(self, fila: Fila) -> tuple:
        """La clave de la fila; sus cantidades quedan sumadas."""
        anio, df_id = fila.year("anio"), fila.district("distrito_fiscal", self.lugares)
        inicio_fin = period(anio, fila.months("periodo"))
        self.cortes.check(fila, anio)
        ubigeo = fila.ubigeo("ubigeo_pjfs") if "ubigeo_pjfs" in fila else self.lugares.sede[df_id]
        especializada = _speciality(fila)
        cantidades = [fila.count(c, self.marcas) for c in COMPONENTES]
        clave = (anio, df_id, especializada, *(fila.text(c) for c in CLAVE))
        self.periodos[anio] = inicio_fin
        if ubigeo != self.lugares.sede[df_id]:
            self.otras_sedes[df_id] = ubigeo
        _add(self.todas, clave[:3], cantidades)
        if especializada == TRATA:
            _add(self.trata, clave[:2], cantidades)
        return clave

    def casos(self) -> list[dict]:
        """Las sumas de trata, un renglón por distrito fiscal, año y componente."""
        return [
            self._case(anio, df_id, componente, valor)
            for (anio, df_id), valores in sorted(self.trata.items())
            for componente, valor in zip(COMPONENTES, valores, strict=True)
        ]

    def _case(self, anio: int, df_id: str, componente: str, valor: int) -> dict:
        inicio, fin = self.periodos[anio]
        nombre = self.lugares.nombre_mpfn[df_id]
        place = {"ambito": "distrito_fiscal", "codigo": df_id, "nombre_en_fuente": nombre}
        cita = f"archivo de {anio}: suma de «{componente}» en las filas de {nombre} con especializada = {TRATA}"
        measure = {
            "componente": componente,
            "medida": "conteo",
            "valor": valor,
            "procedencia": "calculado",
            "cita": cita,
        }
        return {"serie_id": SERIE, "anio": anio, "inicio": inicio, "fin": fin} | place | measure

    def table(self) -> pd.DataFrame:
        """Todas las especialidades, para comparar el total del archivo; fuera de la trata no alimenta ninguna serie."""
        rows = [(*clave, *valores) for clave, valores in sorted(self.todas.items())]
        return pd.DataFrame(rows, columns=["anio", "df_id", "especializada", *COMPONENTES])


def _speciality(fila: Fila) -> str:
    """El nombre vigente de la especialidad; vacío si la fiscalía no es especializada."""
    texto = fila.celdas["especializada"]
    clave = place_key(texto)
    if clave != TRATA and "TRATA" in clave.split():
        raise FilaIlegible("E-ESPECIALIZADA-DUDOSA", valor=texto, esperado=TRATA)
    if clave in RENOMBRADAS:
        fila.repair("especializada", RENOMBRADAS[clave], "A-CATEGORIA-RENOMBRADA")
    return RENOMBRADAS.get(clave, clave)


def _add(sumas: dict[tuple, list[int]], clave: tuple, cantidades: list[int]) -> None:
    previous = sumas.get(clave, [0] * len(cantidades))
    sumas[clave] = [a + b for a, b in zip(previous, cantidades, strict=True)]


FUENTE = Source(
    "mpfn_casos_fiscales",
    "Casos fiscales del Ministerio Público",
    "distrito_fiscal, especializada, ingresado y atendido",
    recognise,
    read,
)
