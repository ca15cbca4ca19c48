"""El informe de una importación como datos: lo que se guarda en informe.json y de donde salen el texto y el HTML."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict

import pandas as pd

from dashboard import formatting as fmt
from dashboard import names as N
from dashboard.data_package import Datos
from dashboard.importer.changes import Diferencia, names_of_places
from dashboard.importer.tablas import COMUNES
from dashboard.sources.faltas import FALTAS
from dashboard.sources.lectura import Aviso, Lectura
from dashboard.sources.plantilla import CUBO

NUEVA, REEMPLAZA, IGUAL = "nueva", "reemplaza", "igual"
PERSONAS = "se muestra solo lo protegido, en «Fuente del perfil»"
DETALLE = "guardado junto a la importación; el tablero no lo muestra"
CLAVES = {N.ANIO, "mes", N.CODIGO, N.DF_ID, N.UBIGEO, N.INICIO, N.FIN}


def build(
    lectura: Lectura,
    tables: Mapping[str, pd.DataFrame],
    casos: pd.DataFrame,
    diferencia: Diferencia,
    datos: Datos,
    **cabecera,
) -> dict:
    """`casos` son las filas que quedan cargadas, con el total del país; `cabecera`, estado, carpeta, fuente y orden."""
    names = series_names(datos)
    avisos = [*lectura.avisos, *_lost_places(diferencia, names)]
    return {
        **cabecera,
        "archivo": lectura.archivo,
        "sha256": lectura.sha256,
        "fecha_corte": lectura.fecha_corte.isoformat() if lectura.fecha_corte else None,
        "filas": {
            "leidas": lectura.leidas,
            "cargadas": lectura.cargadas,
            "sumadas": lectura.sumadas,
            "apartadas": len(lectura.apartadas),
        },
        "apartadas": _set_aside(lectura),
        "avisos": [asdict(a) | {"que_hacer": FALTAS[a.codigo].que_hacer} for a in avisos],
        "columnas_desconocidas": list(lectura.columnas_desconocidas),
        "reparaciones": [asdict(r) for r in lectura.reparaciones],
        "totales": _totals(casos, datos),
        "lugares": _places(casos, datos),
        "tablas": [_table(name, t) for name, t in tables.items() if name not in COMUNES],
        "cambios": [asdict(c) | {"serie": names[c.serie]} for c in diferencia.cambios],
        "nuevos": [f"{names[serie]}, {periodo}" for serie, periodo in diferencia.nuevos],
    }


def series_names(datos: Datos) -> dict[str, str]:
    """serie_id → nombre corto, y el del cubo de personas."""
    return dict(zip(datos["series"][N.SERIE_ID], datos["series"]["nombre_corto"], strict=True)) | {CUBO: "Personas"}


def _set_aside(lectura: Lectura) -> list[dict]:
    first = {a.codigo: a for a in reversed(lectura.apartadas)}
    counts = Counter(a.codigo for a in lectura.apartadas)
    return [
        {
            "codigo": codigo,
            "titulo": FALTAS[codigo].titulo,
            "que_hacer": FALTAS[codigo].que_hacer,
            "filas": filas,
            "primera_linea": first[codigo].linea,
            "razon": first[codigo].razon,
        }
        for codigo, filas in counts.most_common()
    ]


def _totals(casos: pd.DataFrame, datos: Datos) -> list[dict]:
    """Por serie, periodo y componente: la suma de los lugares y el total que imprime el propio archivo, si lo trae."""
    names = series_names(datos)
    keys = [N.SERIE_ID, N.INICIO, N.FIN, N.COMPONENTE]
    found = []
    for (serie, inicio, fin, componente), rows in casos[casos[N.MEDIDA] == "conteo"].groupby(keys):
        places = rows[rows[N.AMBITO] != N.NACIONAL]
        printed = rows[(rows[N.AMBITO] == N.NACIONAL) & (rows[N.PROCEDENCIA] == "publicado")][N.VALOR]
        found.append(
            {
                "serie_id": serie,
                "serie": names[serie],
                "periodo": fmt.period(inicio.date(), fin.date()),
                "componente": componente,
                "lugares": int(places[N.CODIGO].nunique()),
                "suma": float(places[N.VALOR].sum()) if len(places) else None,
                "impreso": float(printed.iloc[0]) if len(printed) else None,
            }
        )
    return found


def _places(casos: pd.DataFrame, datos: Datos) -> list[dict]:
    names, places = series_names(datos), names_of_places(datos)
    rows = casos[(casos[N.MEDIDA] == "conteo") & (casos[N.AMBITO] != N.NACIONAL)]
    return [
        {
            "serie": names[r.serie_id],
            "periodo": fmt.period(r.inicio.date(), r.fin.date()),
            "lugar": places[r.codigo],
            "componente": r.componente,
            "valor": float(r.valor),
        }
        for r in rows.itertuples()
    ]


def _table(name: str, table: pd.DataFrame) -> dict:
    numbers = [c for c in table.select_dtypes("number") if c not in CLAVES]
    sums = {str(c): float(table[c].sum()) for c in numbers} if name != CUBO else {}
    return {"nombre": name, "filas": len(table), "sumas": sums, "nota": PERSONAS if name == CUBO else DETALLE}


def _lost_places(diferencia: Diferencia, names: Mapping[str, str]) -> list[Aviso]:
    """Lugares que tenían cifra de un año y ya no traen ninguna fila: quizá el archivo es de una sola región."""
    gone: dict[tuple[str, str], dict[str, bool]] = {}
    for c in diferencia.cambios:
        places = gone.setdefault((c.serie, c.periodo), {})
        places[c.lugar] = places.get(c.lugar, True) and c.despues is None
    lost = {key: sorted(p for p, out in places.items() if out) for key, places in gone.items()}
    message = FALTAS["A-MENOS-LUGARES"].mensaje
    return [
        Aviso("A-MENOS-LUGARES", message.format(serie=names[s], periodo=p, lugares=fmt.listing(found)))
        for (s, p), found in lost.items()
        if found
    ]
