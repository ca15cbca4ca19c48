"""Casos fiscales: solo las fiscalías especializadas en trata llegan a la serie; las demás filas se cuentan."""

from datetime import date
from pathlib import Path

import pytest

from dashboard import sources

TRATA = "DELITOS DE TRATA DE PERSONAS"
COLUMNAS = (
    "periodo,anio,fecha_descarga,distrito_fiscal,tipo_fiscalia,materia,especialidad,tipo_caso,especializada,"
    "ingresado,atendido,ubigeo_pjfs,dpto_pjfs,prov_pjfs,dist_pjfs,fecha_corte"
)
# Casos ingresados y atendidos por distrito fiscal, contados aparte en los archivos de la fuente.
PUBLICADO = {
    2019: {
        **{"callao": (55, 55), "cusco": (48, 48), "lima-centro": (253, 240), "lima-norte": (71, 71)},
        **{"loreto": (87, 87), "madre-de-dios": (88, 87), "puno": (163, 151), "tacna": (79, 79), "tumbes": (41, 41)},
    },
    2022: {
        **{"arequipa": (186, 181), "callao": (63, 63), "cusco": (74, 74), "huanuco": (110, 109)},
        **{"la-libertad": (46, 46), "lima-centro": (432, 331), "lima-norte": (183, 181), "loreto": (104, 104)},
        **{"madre-de-dios": (198, 194), "piura": (113, 113), "puno": (109, 106), "tacna": (73, 73)},
        "tumbes": (146, 145),
    },
}
TOTAL = {2019: (885, 859), 2022: (1837, 1720)}


def row(distrito="PUNO", especializada=TRATA, ingresado="10", ubigeo="210101", corte="15/06/2023", **otros) -> str:
    periodo, anio = otros.get("periodo", "ENERO - DICIEMBRE"), otros.get("anio", 2021)
    start = f"{periodo},{anio},05/01/2022,{distrito},PROVINCIAL,PENAL,PENAL,{otros.get('tipo', 'DENUNCIA')}"
    return f"{start},{especializada},{ingresado},{otros.get('atendido', '8')},{ubigeo},A,B,C,{corte}"


@pytest.fixture
def write(tmp_path: Path):
    def save(*rows: str, name="casos.csv", quoted=False) -> Path:
        lines = [COLUMNAS, *rows]
        if quoted:
            lines = [",".join(f'"{cell}"' for cell in line.split(",")) for line in lines]
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return save


def by_district(casos) -> dict[str, tuple[float, float]]:
    wide = casos.pivot(index="codigo", columns="componente", values="valor")
    return {df_id: (r.ingresado, r.atendido) for df_id, r in wide.iterrows()}


@pytest.mark.parametrize("anio", PUBLICADO)
def test_the_published_file_gives_the_published_values(originales, anio):
    lectura = sources.read(originales / "mpfn" / f"BD-casos-fiscales-{anio}.csv")
    assert by_district(lectura.casos) == PUBLICADO[anio]
    sums = lectura.casos.groupby("componente")["valor"].sum()
    assert (sums["ingresado"], sums["atendido"]) == TOTAL[anio]
    assert lectura.apartadas == ()


def test_2019_recovers_the_dropped_zero(originales):
    lectura = sources.read(originales / "mpfn" / "BD-casos-fiscales-2019.csv")
    assert {len(r.antes) for r in lectura.reparaciones if r.codigo == "A-UBIGEO"} == {5}
    assert {len(r.despues) for r in lectura.reparaciones if r.codigo == "A-UBIGEO"} == {6}
    assert lectura.fecha_corte == date(2023, 6, 14)


def test_other_offices_are_counted_and_never_shown(write):
    lectura = sources.read(write(row(), row(especializada="MATERIA AMBIENTAL", ingresado="500"), row(especializada="")))
    assert by_district(lectura.casos) == {"puno": (10, 8)}
    assert (lectura.leidas, lectura.cargadas, lectura.sumadas) == (3, 3, 0)
    assert lectura.tablas["casos_fiscales"]["ingresado"].sum() == 520


def test_rows_of_one_key_are_summed_even_when_identical(write):
    lectura = sources.read(write(row(), row(), row(tipo="EXPEDIENTE", ingresado="5", atendido="1")))
    assert by_district(lectura.casos) == {"puno": (25, 17)}
    assert (lectura.cargadas, lectura.sumadas) == (2, 1)


def test_quoted_file_with_the_month_first(write):
    lectura = sources.read(write(row(corte="1/24/2024"), row("CUSCO", ubigeo="080108", corte="1/24/2024"), quoted=True))
    assert lectura.fecha_corte == date(2024, 1, 24)
    assert "A-FECHAS-MES-DIA" in {a.codigo for a in lectura.avisos}
    assert by_district(lectura.casos) == {"puno": (10, 8), "cusco": (10, 8)}


def test_the_renamed_speciality_is_one(write):
    old, new = row(especializada="CRIMINALIDAD ORGANIZADA"), row(especializada="CONTRA LA CRIMINALIDAD ORGANIZADA")
    table = sources.read(write(row(), old, new)).tablas["casos_fiscales"]
    assert set(table["especializada"]) == {TRATA, "CONTRA LA CRIMINALIDAD ORGANIZADA"}


def test_a_partial_year_keeps_its_last_month(write):
    lectura = sources.read(write(row(periodo="ENERO - NOVIEMBRE")))
    assert set(lectura.casos["fin"]) == {date(2021, 11, 30)}
    assert "A-PARCIAL" in {a.codigo for a in lectura.avisos}


@pytest.mark.parametrize(
    ("bad", "codigo"),
    [
        (row("ATLANTIDA"), "E-LUGAR"),
        (row(ingresado="diez"), "E-CANTIDAD"),
        (row(ingresado="-3"), "E-CANTIDAD"),
        (row(ingresado=""), "E-CELDA-VACIA"),
        (row(anio="20x1"), "E-ANIO"),
        (row(periodo="TODO EL AÑO"), "E-PERIODO"),
        (row(ubigeo="21"), "E-UBIGEO"),
        (row() + ",de más", "E-CAMPOS"),
        (row(corte="32/13/2023"), "E-FECHA"),
        (row(corte="14/06/2022"), "E-CORTE-DISTINTO"),
    ],
)
def test_a_bad_row_adds_nothing(write, bad, codigo):
    good = [row(ingresado=str(n)) for n in range(1, 31)]
    lectura = sources.read(write(*good, bad))
    assert [(a.codigo, a.linea) for a in lectura.apartadas] == [(codigo, 32)]
    assert by_district(lectura.casos) == {"puno": (465, 240)}


def test_two_cuts_of_one_year_are_refused(write):
    with pytest.raises(sources.ArchivoRechazado, match="E-CORTES-MEZCLADOS"):
        sources.read(write(row(), row(), row(corte="10/01/2022"), row(corte="10/01/2022")))
