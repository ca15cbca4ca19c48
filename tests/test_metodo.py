"""Los ejemplos de docs/metodo.md son lo que da el código con los datos de verdad, y la página muestra ese texto."""

import re

import pytest

from dashboard import formatting as fmt
from dashboard.charts import registry
from dashboard.estadistica import funnel_limits, smoothed_rates
from dashboard.layout.datos.metodo import PAGINA, method
from dashboard.privacy import Reglas, protect
from dashboard.queries.embudo import country
from dashboard.queries.margenes import ratio_text
from dashboard.queries.perfil import NO_PUBLICADO, bounds, distribution, unknown
from dashboard.queries.valores import DATO, national, valores
from tests.privacy.casos import leaks, naive
from tests.privacy.test_ataque import golden


@pytest.fixture(scope="module")
def texto() -> str:
    return PAGINA.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def lugares(datos, catalogo, elegir):
    """lugares("delitos", medida=…) → valores con cifra, por código."""

    def ask(serie: str = "delitos", **cambios):
        frame = valores(datos, catalogo, elegir(serie, **cambios))
        return frame[frame["estado"] == DATO].set_index("codigo")

    return ask


def limits(row) -> str:
    return f"de {fmt.number(row.margen_inferior, 1)} a {fmt.number(row.margen_superior, 1)}"


def count(lugares, **_) -> str:
    row = lugares().loc["loreto"]
    return f"Loreto, {row.casos:.0f} delitos denunciados en 2023: {limits(row)}."


def rate(lugares, **_) -> str:
    row = lugares(desde=2019, hasta=2019, medida="tasa").loc["madre-de-dios"]
    return (
        f"Madre de Dios, 2019: {row.casos:.0f} delitos denunciados entre {fmt.number(row.personas)} habitantes dan "
        f"{fmt.number(row.valor, 1)} por 100,000, {limits(row)}."
    )


def share_of_country(lugares, **_) -> str:
    row = lugares(medida="pct_pais").loc["loreto"]
    return (
        f"Loreto, 2023: {row.casos:.0f} de {fmt.number(row.base)} delitos denunciados son {fmt.percent(row.valor)} del "
        f"país, de {fmt.percent(row.margen_inferior)} a {fmt.percent(row.margen_superior)}."
    )


def change(datos, catalogo, **_) -> str:
    totals = national(datos, catalogo, catalogo.series["casos_original"], "total")
    a, b = (totals[p] for p in totals.index if p.etiqueta in ("2015", "2016"))
    return f"Casos registrados de 2015 a 2016, edición original: de {a:.0f} a {fmt.number(b)}, {ratio_text(a, b)}."


def change_among_many(lugares, **_) -> str:
    frame = lugares(desde=2019, hasta=2023, medida="variacion")
    return f"Puno, delitos denunciados de 2019 a 2023, entre {len(frame)} lugares: {frame.loc['puno', 'detalle']}."


def places(lugares, **_) -> str:
    rows = lugares("plan_anual", desde=2016, hasta=2016).itertuples()
    return f"Plan, 2016: {'; '.join(f'{r.nombre} ({r.casos:.0f}), {r.puesto}' for r in rows)}."


def firsts(lugares, **_) -> str:
    frame = lugares()
    n = int((frame["puesto_mejor"] == 1).sum())
    return f"Delitos denunciados, 2023: {n} de {len(frame)} distritos fiscales pueden ser el primero."


def funnel(datos, catalogo, contexto, elegir, **_) -> str:
    ctx = contexto(elegir(desde=2019, hasta=2019, medida="tasa"))
    row = registry()["embudo"].query(ctx).set_index("codigo").loc["madre-de-dios"]
    low, high = funnel_limits(row.esperado, 0.998)
    pais = country(datos, catalogo, ctx.filtros)
    return (
        f"Madre de Dios, 2019: al {fmt.number(pais.tasa, 1)} por 100,000 del país le corresponderían "
        f"{fmt.number(row.esperado, 1)} delitos denunciados (de {fmt.number(low, 1)} a {fmt.number(high, 1)} al 99.8%) "
        f"y registró {row.casos:.0f}."
    )


def smoothed(lugares, **_) -> str:
    raw = lugares(desde=2019, hasta=2019, medida="tasa")
    shown = lugares(desde=2019, hasta=2019, medida="tasa_suavizada")["valor"]
    whole = raw["casos"].sum() / raw["personas"].sum() * 100_000
    weight = (shown - whole) / (raw["valor"] - whole)
    assert list(shown[raw.index]) == pytest.approx(list(smoothed_rates(raw["casos"], raw["personas"]) * 100_000))
    a, b = "madre-de-dios", "lima-centro"
    return (
        f"2019, {['', '', '', '', '', 'cinco', 'seis', 'siete'][len(raw)]} distritos fiscales con tasa, "
        f"{fmt.number(whole, 1)} en conjunto: Madre de Dios pasa de {fmt.number(raw.valor[a], 1)} a "
        f"{fmt.number(shown[a], 1)}, con peso {weight[a]:.2f}; Lima Centro, de {raw.valor[b]:.2f} a {shown[b]:.2f}, "
        f"con peso {weight[b]:.3f}."
    )


def unknowns(datos, **_) -> str:
    frame = distribution(datos, "plan_2009_2014", "victimas", "explotacion")
    low, high = (fmt.percent(limit) for limit in bounds(frame, "sexual"))
    return (
        f"Explotación, 2009–2014: sexual, entre {low} y {high}, porque en {fmt.percent(unknown(frame))} no se conoce."
    )


def not_published(datos, **_) -> str:
    names = {"edad": "edad", "captacion": "captación", "nacionalidad": "nacionalidad"}
    frames = {n: distribution(datos, "plan_2009_2014", "victimas", d) for d, n in names.items()}
    rest = [f"{n}, {fmt.percent(f.loc[f['clase'] == NO_PUBLICADO, 'pct'].sum())}" for n, f in frames.items()]
    return f"Presuntas víctimas, 2009–2014, no publicado: {'; '.join(rest)}."


def registers(lugares, **_) -> str:
    a, b, c = (f"{lugares(desde=y, hasta=y).loc['lima-centro', 'casos']:.0f}" for y in (2021, 2022, 2023))
    office = lugares("especializadas", desde=2022, hasta=2022).loc["lima-centro", "casos"]
    return (
        f"Lima Centro: {a}, {b} y {c} delitos denunciados en 2021, 2022 y 2023; su fiscalía especializada recibió "
        f"{office:.0f} casos en 2022."
    )


def reserved(**_) -> str:
    table = golden()
    hidden, computed = naive(table, 5)
    left = leaks(table, protect(table, Reglas(), [("region", "sexo", "edad")]), Reglas())
    return (
        f"Seis regiones por sexo y cinco edades: tapar solo las {hidden} celdas pequeñas deja calcular {computed}; "
        f"protegida, {'ninguna' if not left else len(left)}."
    )


EJEMPLOS = (
    count, rate, share_of_country, change, change_among_many, places, firsts, funnel, smoothed, unknowns, not_published,
    registers, reserved,
)  # fmt: skip


def test_every_example_is_what_the_code_gives(texto, lugares, datos, catalogo, contexto, elegir):
    given = {"lugares": lugares, "datos": datos, "catalogo": catalogo, "contexto": contexto, "elegir": elegir}
    assert re.findall(r"^> (.+)$", texto, re.MULTILINE) == [example(**given) for example in EJEMPLOS]


def test_every_method_has_a_heading_an_example_and_a_reference(texto):
    parts = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", texto, re.MULTILINE | re.DOTALL))
    cited = ("Un conteo", "Un porcentaje", "Un cambio entre dos años", "Entre qué puestos puede estar cada lugar")
    cited += ("El embudo: quién se aparta del país", "La tasa suavizada", "Lo que no se conoce")
    assert all(re.search(r"\(\d{4}\)\. ", parts[name]) and "\n> " in parts[name] for name in cited)


def test_the_page_shows_the_same_text(texto):
    (markdown,) = method()
    assert markdown.children.replace("### ", "## ").strip() == texto.split("\n", 1)[1].strip()
    assert "\n## " not in markdown.children
