"""Contrato de las conclusiones: ninguna dice que algo sube, baja o va primero si los márgenes no lo permiten.

Se lee la oración de cada gráfico con cada selección, se rehace la cuenta por otro camino (scipy.stats, statsmodels) y
se comprueba que no quede ninguna palabra de comparación sin revisar.
"""

import re
from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests

from dashboard.catalog import build_catalog
from dashboard.charts import Contexto, registry
from dashboard.charts._perfil import OTRA
from dashboard.charts._tabla import shown_columns
from dashboard.data_package import Datos
from dashboard.downloads import to_csv
from dashboard.estadistica import BASE_MINIMA
from dashboard.figures.multiples import POCOS
from dashboard.layout.card import TABLA, TEXTO, render
from dashboard.queries.embudo import country
from dashboard.queries.medidas import motivos
from dashboard.queries.perfil import DESCONOCIDAS, NO_PUBLICADO

COMPARAN = re.compile(
    r"\b(aument\w+|disminu\w+|sub[eió]\w*|baj[aó]\w*|crec\w+|ca[ey]\w*|más|menos|mayor\w*|menor\w*|primer\w*|último|"
    r"lider\w*|encabez\w*|super[aó]\w*|distingu\w+|encima|debajo|ventaja|destac\w+|difier\w+)\b|×",
    re.IGNORECASE,
)
# Lo que se dice siempre y no compara lugares, años ni categorías.
FIJAS = (
    "Que se registre más no dice que haya más trata",
    "los incompletos no se comparan",
)
NUMERO = r"([\d,]+)"


def number(text: str) -> int:
    return int(text.replace(",", ""))


def apart(n: pd.Series, personas: pd.Series | None = None) -> np.ndarray:
    """[j, k]: j por encima de k con las comparaciones exactas de a dos y Holm, por scipy.stats y statsmodels."""
    x = n.to_numpy(dtype=float)
    e = np.ones(len(x)) if personas is None else personas.to_numpy(dtype=float)
    part = e[:, None] / (e[:, None] + e[None, :])
    p = stats.binom.sf(x[:, None] - 1, x[:, None] + x[None, :], part)
    off = ~np.eye(len(x), dtype=bool)
    out = np.zeros_like(off)
    if off.any():
        out[off] = multipletests(p[off], alpha=0.05, method="holm")[0]
    return out


def differ(a: float, b: float, alfa: float = 0.05) -> bool:
    """Si dos conteos difieren más que el azar, por la prueba exacta de dos colas iguales."""
    total = int(a + b)
    return bool(total) and 2 * min(stats.binom.sf(max(a, b) - 1, total, 0.5), 1) < alfa


def people_of(known: pd.DataFrame) -> pd.Series | None:
    return None if known["personas"].isna().any() else known["personas"]


def check_map(text: str, frame: pd.DataFrame, ctx: Contexto) -> str:
    known = frame[frame["estado"] == "dato"].reset_index(drop=True)
    chosen = known[known["codigo"].isin(ctx.filtros.lugares)]
    own = (chosen if len(chosen) else known).index[0]
    if ctx.filtros.medida == "variacion":
        return check_change(text, known.loc[own], len(known))
    if ctx.filtros.medida == "tasa_suavizada":
        return text
    above = apart(known["casos"], people_of(known))
    tied = [n for i, n in enumerate(known["nombre"]) if i != own and not (above[own, i] or above[i, own])]
    if "; se distingue de todos los demás" in text:
        assert not tied
    elif m := re.search(rf"; no se distingue de otros {NUMERO} lugares", text):
        assert number(m[1]) == len(tied) > 4
    elif m := re.search(r"; no se distingue de (.+)\.$", text):
        named = re.sub(r" \([^)]*\)", "", m[1])
        assert set(re.split(r", | [ye] ", named)) == set(tied)
    else:
        assert len(known) == 1
    return re.sub(r"; (no )?se distingue de .*", "", text)


def check_change(text: str, row: pd.Series, lugares: int) -> str:
    said = re.search(r"lo registrado (aumentó|disminuyó)|el cambio no se distingue del azar", text)
    if said[1]:
        assert differ(row.antes, row.despues, 0.05 / lugares)
        assert (row.despues > row.antes) == (said[1] == "aumentó")
    else:
        assert not differ(row.antes, row.despues, 0.05 / lugares)
    return re.sub(r"×[\d.,]+ \([\d.,]+–[\d.,]+\)", "", text.replace(said[0], ""))


def check_list(text: str, frame: pd.DataFrame, ctx: Contexto) -> str:
    known = frame[frame["estado"] == "dato"].reset_index(drop=True)
    if ctx.filtros.medida == "variacion":
        moved = [differ(r.antes, r.despues, 0.05 / len(known)) for r in known.itertuples()]
        up = sum(m and r.despues > r.antes for m, r in zip(moved, known.itertuples(), strict=True))
        said = {w: int(n) for n, w in re.findall(r"en (\d+) (aumentó|disminuyó|el cambio no se distingue)", text)}
        expected = {"aumentó": up, "disminuyó": sum(moved) - up, "el cambio no se distingue": len(known) - sum(moved)}
        assert said == {w: n for w, n in expected.items() if n} or "En ninguno el cambio" in text and not any(moved)
        return re.sub(r"Lo registrado en .*?\.|En ninguno el cambio se distingue del azar\.", "", text)
    above = apart(known["casos"], people_of(known))
    firsts = list(known["nombre"][~above.any(axis=0)])
    if m := re.search(r"El primer puesto es de (.+?)\. ", text):
        assert [m[1]] == firsts
    elif m := re.search(r"El primer puesto puede ser de (\d+) lugares que no se distinguen entre sí\.", text):
        assert int(m[1]) == len(firsts)
    elif m := re.search(r"El primer puesto puede ser de (.+?)\. ", text):
        assert set(re.split(r", | [ye] ", m[1])) == set(firsts)
    else:
        assert len(known) < 2
    return re.sub(r"El primer puesto .*?\. ", "", text)


def check_evolution(text: str, frame: pd.DataFrame, ctx: Contexto) -> str:
    m = re.search(rf"de {NUMERO} a {NUMERO} .*? entre (\d+) y (\d+)", text)
    if not m:
        return text
    a, b = number(m[1]), number(m[2])
    rows = frame[(frame["serie_id"] == ctx.filtros.serie) & ~frame["parcial"]]
    assert {(a, int(m[3])), (b, int(m[4]))} <= set(zip(rows["valor"], rows["anio"], strict=True))
    if a:
        assert ("la diferencia no se distingue del azar" in text) == (not differ(a, b))
    text = text.replace("la diferencia no se distingue del azar", "")
    return re.sub(r"×[\d.,]+ \([\d.,]+–[\d.,]+\)", "", text)


def check_panels(text: str, frame: pd.DataFrame, _ctx: Contexto) -> str:
    counts = frame[~frame["parcial"]].pivot(index="codigo", columns="anio", values="valor")
    if counts.empty:
        return text
    few = counts[counts.iloc[:, -1] < POCOS]
    if m := re.search(
        r"en (todos ellos|ese distrito|\d+ de ellos) el cambio desde (\d+) no se distingue del azar", text
    ):
        pairs = few.iloc[:, -2:].dropna()
        same = sum(not differ(a, b) for a, b in pairs.itertuples(index=False))
        assert same == (int(m[1].split()[0]) if m[1][0].isdigit() else len(pairs))
        text = text.replace(m[0], "")
    m = re.search(rf"(\d+|ninguno) de los \d+ distritos fiscales con cifra registr(?:aron|ó) menos de {POCOS}", text)
    assert len(few) == (0 if m[1] == "ninguno" else int(m[1]))
    return text.replace(m[0], "")


def check_sources(text: str, frame: pd.DataFrame, _ctx: Contexto) -> str:
    m = re.search(r"difieren más de lo que explica el azar en (\d+|ninguno) de los (\d+) distritos con oficina", text)
    if not m:
        return text
    both = frame.dropna(subset=["delitos", "especializadas"])
    moved = {r.lugar for r in both.itertuples() if differ(r.delitos, r.especializadas, 0.05 / len(both))}
    assert (len(moved), len(both)) == (0 if m[1] == "ninguno" else int(m[1]), int(m[2]))
    if example := re.search(rf"por ejemplo, (.+?) \({NUMERO} y {NUMERO}\)", text):
        assert example[1] in moved
    return text.replace(m[0], "")


def check_funnel(text: str, frame: pd.DataFrame, ctx: Contexto) -> str:
    chart = registry()["embudo"]
    pais = country(ctx.datos, ctx.catalogo, chart.answers(ctx))
    known = frame.dropna(subset="valor")
    expected = known["personas"] * pais.casos / pais.personas
    sides = {
        "por encima": known["nombre"][stats.poisson.sf(known["casos"] - 1, expected) < 0.025],
        "por debajo": known["nombre"][stats.poisson.cdf(known["casos"], expected) < 0.025],
    }
    for word, names in sides.items():
        m = re.search(rf"{word}, (.+?)[;.]", text)
        named = [] if not m else [m[1]] if "lugares" in m[1] else re.split(r", | [ye] ", m[1])
        assert set(named) == set(names) or named == [f"{len(names)} lugares"]
        text = text.replace(m[0], "") if m else text
    inside = len(known) - sum(map(len, sides.values()))
    assert (f"{inside} no se distingue" in text) == bool(inside)
    return re.sub(r"no se disting\w+ del país", "", text)


def check_profile(text: str, frame: pd.DataFrame, _ctx: Contexto) -> str:
    known = frame[(frame["clase"] == "determinada") & ~frame["subcategoria"]].sort_values("pct", ascending=False)
    if known.empty:
        return text
    unknown = frame.loc[frame["clase"].isin([*DESCONOCIDAS, NO_PUBLICADO]), "pct"].sum()
    second = (known["pct"].iloc[1] if len(known) > 1 else 0) + unknown
    base = frame["base_n"].iloc[0]
    sure = known["pct"].iloc[0] > second
    if sure and not pd.isna(base):
        sure = differ(round(known["pct"].iloc[0] * base / 100), round(second * base / 100))
    assert text.startswith(f"{known['categoria'].iloc[0]}: ")
    assert (OTRA in text) != sure
    return text.replace(OTRA, "")


CHECKS = {
    "mapa": check_map,
    "lista": check_list,
    "evolucion": check_evolution,
    "multiples": check_panels,
    "comparar_fuentes": check_sources,
    "embudo": check_funnel,
}


@pytest.mark.parametrize("chart_id", sorted(registry()))
def test_nothing_is_said_that_the_margins_do_not_allow(chart_id, selecciones, contexto):
    chart = registry()[chart_id]
    check = CHECKS.get(chart_id, check_profile if chart.poblacion else lambda text, *_: text)
    for name, filtros in selecciones.items():
        ctx = contexto(filtros)
        frame = chart.query(ctx)
        if frame.empty:
            continue
        said = chart.takeaway(frame, ctx)
        rest = check(said, frame, ctx)
        for fixed in FIJAS:
            rest = rest.replace(fixed, "")
        rest = rest.replace(f"{ctx.serie.unidad}", "")
        for category in frame.get("categoria", ()):
            rest = rest.replace(str(category), "")  # «Menores de 13 años» es un nombre
        assert not COMPARAN.search(rest), (name, said, rest)


def tiny(datos: Datos, veces: float) -> Datos:
    """Los mismos datos con la serie de delitos reducida: el país registra menos de veinte."""
    casos = datos["casos"].copy()
    own = casos["serie_id"] == "delitos"
    casos.loc[own, "valor"] = (casos.loc[own, "valor"] * veces).astype(int)
    return replace(datos, tables=MappingProxyType(dict(datos.tables) | {"casos": casos}))


def test_a_share_of_fewer_than_20_is_refused(datos, elegir):
    few = tiny(datos, 0.015)
    catalogo = build_catalog(few)
    filtros = elegir(medida="pct_pais")
    assert motivos(few, catalogo, filtros)["pct_pais"] == (
        "el país registra menos de 20, y sobre tan pocos no se dan porcentajes"
    )
    ctx = Contexto(few, catalogo, filtros)
    for chart_id in ("mapa", "lista"):
        chart = registry()[chart_id]
        assert not re.search(r"\d%", to_csv(chart, ctx).replace("95%", "")), "ni aunque se pida por otro camino"


def test_a_distribution_over_fewer_than_20_gives_no_percentage(datos, catalogo, elegir):
    perfil = datos["perfil"].copy()
    perfil["base_n"] = BASE_MINIMA - 1
    few = replace(datos, tables=MappingProxyType(dict(datos.tables) | {"perfil": perfil}))
    for chart in (c for c in registry().values() if c.poblacion):
        for margenes in ("", "si"):
            ctx = Contexto(few, catalogo, elegir(margenes=margenes))
            frame = chart.query(ctx)
            barras = chart.draws["Barras"](frame, ctx).barras
            assert {b.texto for b in barras} == {"sin porcentaje"} and not any(b.largo for b in barras)
            assert chart.takeaway(frame, ctx) == "La base es menor de 20: no se dan porcentajes."
            columns = {k: c for k, c in shown_columns(chart, frame).items() if c.formato == "pct"}
            assert frame[list(columns)].isna().all(axis=None)


@pytest.mark.parametrize("chart_id", sorted(registry()))
def test_every_percentage_on_screen_has_a_base_of_20(chart_id, selecciones, contexto):
    """En el dibujo, la tabla, el texto y el CSV; los niveles de confianza no son porcentajes de nada."""
    chart = registry()[chart_id]
    for name, filtros in list(selecciones.items())[::4]:
        ctx = contexto(filtros)
        frame = chart.query(ctx)
        if frame.empty:
            continue
        body = "".join(str(render(chart, ctx, view)[1:3]) for view in (*chart.draws, TABLA, TEXTO))
        percentages = re.findall(r"(?<![\d.])(?!95%|99\.8%)[\d.,]+%(?! solid|;)", re.sub(r"style=\{[^}]*\}", "", body))
        if percentages:
            base = frame["base_n"] if "base_n" in frame else frame["base"]
            assert base.isna().all() and "base_n" in frame or base.min() >= BASE_MINIMA, (name, percentages[:3])
