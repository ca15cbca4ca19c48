"""Los datos que viajan con el proyecto contra los totales publicados, escritos aquí a mano desde sus fuentes."""

import csv
import re

import pandas as pd
import pytest

ANUALES_2009_2014 = {2009: 124, 2010: 298, 2011: 403, 2012: 457, 2013: 458, 2014: 501}

# RPP 833302: casos 2009-2014 por distrito fiscal
LISTA_2009_2014 = {
    "lima-centro": 350, "loreto": 243, "madre-de-dios": 227, "cusco": 172, "piura": 103, "puno": 95,
    "san-martin": 94, "junin": 76, "arequipa": 75, "amazonas": 74, "sullana": 60, "ica": 46, "moquegua": 45,
    "huanuco": 44, "callao": 44, "ayacucho": 44, "tumbes": 42, "ucayali": 39, "tacna": 34, "la-libertad": 33,
    "ancash": 28, "lambayeque": 27, "apurimac": 22, "cajamarca": 18, "pasco": 9,
}  # fmt: skip

# El Regional Piura 3569, que cita a Andina: enero de 2007 a abril de 2014
LISTA_2007_2014 = {
    "lima-centro": 301, "loreto": 211, "madre-de-dios": 178, "cusco": 167, "piura": 96, "san-martin": 92,
    "puno": 88, "amazonas": 73, "arequipa": 66, "junin": 58, "sullana": 54, "lima-norte": 48, "lima-sur": 48,
    "moquegua": 45, "huanuco": 44, "ucayali": 41, "callao": 40, "ica": 36, "ayacucho": 35, "la-libertad": 32,
    "tacna": 32, "lima-este": 31, "tumbes": 28, "ancash": 26, "lambayeque": 24, "cajamarca": 20, "apurimac": 20,
    "huaura": 20, "canete": 7, "pasco": 7, "huancavelica": 5, "santa": 3,
}  # fmt: skip

# RPP 750945: enero-setiembre de 2014 por región
LISTA_REGION_2014 = {
    "15": 81, "16": 55, "17": 23, "20": 21, "08": 18, "07": 14, "04": 14, "24": 13, "12": 11, "05": 9, "10": 8,
    "11": 8, "13": 7, "06": 7, "14": 6, "01": 6, "21": 4, "18": 4, "19": 4, "22": 3, "25": 3, "23": 2, "03": 2,
    "02": 2, "09": 1,
}  # fmt: skip

# Cuadro 2.7, 2008-2018: los quince primeros
LISTA_2008_2018 = {
    "lima-centro": 1671, "madre-de-dios": 616, "loreto": 565, "puno": 454, "cusco": 425, "callao": 341,
    "arequipa": 299, "tacna": 299, "junin": 282, "piura": 267, "san-martin": 253, "tumbes": 181,
    "la-libertad": 174, "huanuco": 170, "amazonas": 166,
}  # fmt: skip

# Tabla 1 del Plan: distrito fiscal → % impreso
TABLA_1 = {
    2009: {"lima-centro": 20.2, "madre-de-dios": 12.1, "moquegua": 9.7, "cusco": 5.6, "puno": 5.6, "lima-sur": 5.6},
    2011: {"lima-centro": 14.6, "madre-de-dios": 13.9, "cusco": 13.2, "loreto": 7.2, "amazonas": 6.0, "san-martin": 5},
    2013: {"loreto": 12.7, "lima-centro": 11.4, "madre-de-dios": 6.8, "piura": 6.6, "cusco": 6.1, "sullana": 5.5},
    2015: {"lima-centro": 41.1, "loreto": 10.3, "callao": 8.7, "madre-de-dios": 8.2, "cusco": 4.7, "puno": 3.1},
}
TOTALES_TABLA_1 = {2009: 124, 2011: 403, 2013: 458, 2015: 889}
PLAN_2016 = {"lima-centro": 350, "callao": 88, "madre-de-dios": 69, "cusco": 65, "junin": 61}

# Archivos de datos abiertos del Ministerio Público: base, agravada
DELITOS = {
    2019: (1188, 177), 2020: (558, 134), 2021: (726, 191), 2022: (604, 293), 2023: (800, 276), 2025: (775, 111),
}  # fmt: skip
TOTAL_DELITOS = {2019: 1365, 2020: 692, 2021: 917, 2022: 897, 2023: 1076, 2025: 886}
ESPECIALIZADAS = {  # ingresados, atendidos, oficinas
    2019: (885, 859, 9), 2020: (830, 734, 9), 2021: (1507, 1399, 13), 2022: (1837, 1720, 13), 2023: (1987, 1854, 13),
}  # fmt: skip

# Gráficos 6 a 13 del Plan: lo que dice su texto
PERFIL = {
    ("victimas", "nacionalidad"): {
        "peruana": 86.2, "extranjera": 4.3, "latinoamericana": 3.2, "asiatica": 0.9, "africana": 0.2,
    },
    ("victimas", "sexo"): {"mujeres": 80, "hombres": 19},
    ("victimas", "edad"): {"0_12": 6.4, "13_17": 50.1, "18_24": 21.0, "25_mas": 9.8},
    ("victimas", "captacion"): {
        "puesto_trabajo": 48.9, "apoyo_economico": 3.9, "amistades_familiares": 2.7,
        "en_investigacion": 32.2, "no_determinada": 5.7,
    },
    ("victimas", "explotacion"): {
        "sexual": 41.6, "laboral": 14.5, "domestica": 2.4,
        "en_investigacion": 31.5, "no_determinada": 3.5, "no_se_produjo": 5.9,
    },
    ("imputados", "nacionalidad"): {"peruana": 79.3, "extranjera": 1.8, "no_determinada": 18.9},
    ("imputados", "sexo"): {"hombres": 48.6, "mujeres": 35.5, "sin_dato": 15.9},
    ("imputados", "edad"): {"13_17": 0.7, "jovenes": 12.6, "25_44": 38.8, "25_34": 21.7, "35_44": 17.1},
}  # fmt: skip

# INEI, Boletín Especial N.° 25: población total del país
POBLACION = {
    2009: 28_485_319, 2010: 28_692_915, 2011: 28_905_725, 2012: 29_113_162, 2013: 29_341_346, 2014: 29_616_414,
    2015: 29_964_499, 2016: 30_422_831, 2017: 30_973_992, 2018: 31_562_130, 2019: 32_131_400, 2020: 32_625_948,
    2021: 33_035_304,
}  # fmt: skip


@pytest.fixture(scope="module")
def casos(datos) -> pd.DataFrame:
    frame = datos["casos"]
    return frame[frame["medida"] == "conteo"]


def counts(casos: pd.DataFrame, serie: str, ambito: str = "distrito_fiscal", **where) -> dict:
    rows = casos[(casos["serie_id"] == serie) & (casos["ambito"] == ambito)]
    for column, value in where.items():
        rows = rows[rows[column] == value]
    assert not rows["codigo"].duplicated().any() or ambito == "nacional"
    return dict(zip(rows["codigo"], rows["valor"].astype(int), strict=True))


def by_year(casos: pd.DataFrame, serie: str, componente: str) -> dict:
    rows = casos[(casos["serie_id"] == serie) & (casos["ambito"] == "nacional") & (casos["componente"] == componente)]
    return dict(zip(rows["anio"], rows["valor"].astype(int), strict=True))


def test_six_years_make_2241(casos):
    revised = by_year(casos, "casos_revisada", "total")
    assert {a: revised[a] for a in ANUALES_2009_2014} == ANUALES_2009_2014
    assert sum(ANUALES_2009_2014.values()) == 2241
    original = casos[(casos["serie_id"] == "casos_original") & casos["anio"].isna()]
    assert original[["valor", "nombre_en_fuente"]].to_numpy().tolist() == [[2241, "Perú"]]


def test_eight_years_make_4274_and_nine_make_5707(casos, datos):
    original = by_year(casos, "casos_original", "total")
    assert (original[2015], original[2016], original[2017]) == (889, 1144, 1433)
    cifras = datos["cifras"].set_index("cifra_id")["valor"]
    assert 2241 + 889 + 1144 == cifras["plan-casos-2009-2016"] == 4274
    assert 4274 + 1433 == cifras["ofaec-denuncias-2009-2017"] == 5707
    assert 5707 + 991 == cifras["comercio-casos-2009-set-2018"] == 6698
    assert cifras["plan-victimas-2009-2014"] == 3911
    assert cifras["plan-imputados-2009-2014"] == 3252


def test_two_cuts_of_2018_are_kept_apart(casos):
    rows = casos[(casos["serie_id"] == "casos_original") & (casos["anio"] == 2018)]
    assert {f.month: int(v) for f, v in zip(rows["fin"], rows["valor"], strict=True)} == {9: 991, 11: 1279}


def test_revised_edition_is_another_series(casos):
    revised = by_year(casos, "casos_revisada", "total")
    assert [revised[a] for a in (2008, 2015, 2016, 2017, 2018)] == [103, 1022, 1332, 1464, 1355]
    assert sum(revised.values()) == 7517
    assert counts(casos, "cuadro_2008_2018", "nacional") == {"PE": 7517}


def test_2009_2014_by_distrito_leaves_197_out(casos, datos):
    assert counts(casos, "plan_2009_2014") == LISTA_2009_2014
    assert (len(LISTA_2009_2014), sum(LISTA_2009_2014.values())) == (25, 2044)
    sin_desagregar = datos["cifras"].set_index("cifra_id").loc["sin-desagregar-2009-2014", "valor"]
    assert 2044 + sin_desagregar == 2241
    assert counts(casos, "plan_2009_2014", "nacional") == {"PE": 2241}


def test_2007_2014_by_distrito_is_complete(casos):
    assert counts(casos, "mp_2007_2014") == LISTA_2007_2014
    assert (len(LISTA_2007_2014), sum(LISTA_2007_2014.values())) == (32, 1976)
    assert counts(casos, "mp_2007_2014", "nacional") == {"PE": 1976}


def test_region_2014_and_cuadro(casos):
    assert counts(casos, "region_2014", "departamento") == LISTA_REGION_2014
    assert (len(LISTA_REGION_2014), sum(LISTA_REGION_2014.values())) == (25, 326)
    assert counts(casos, "cuadro_2008_2018") == LISTA_2008_2018


@pytest.mark.parametrize("anio", TABLA_1)
def test_tabla_1_percentages_and_the_only_count_behind_each(datos, casos, anio):
    frame = datos["casos"]
    rows = frame[(frame["serie_id"] == "plan_anual") & (frame["anio"] == anio) & (frame["medida"] == "porcentaje")]
    assert dict(zip(rows["codigo"], rows["valor"], strict=True)) == TABLA_1[anio]
    total = TOTALES_TABLA_1[anio]
    inferred = counts(casos, "plan_anual", anio=anio)
    for codigo, pct in TABLA_1[anio].items():
        candidates = [n for n in range(total + 1) if abs(100 * n / total - pct) <= 0.05 + 1e-9]
        assert candidates == [inferred[codigo]], codigo
    assert set(casos[(casos["serie_id"] == "plan_anual") & (casos["anio"] == anio)]["procedencia"]) >= {"inferido"}


def test_plan_2016(casos):
    assert counts(casos, "plan_anual", anio=2016) == PLAN_2016


def test_lima_228_belongs_only_to_2009_2015(datos):
    cifras = datos["cifras"]
    (lima,) = cifras[cifras["valor"] == 22.8].itertuples()
    assert (lima.codigo, lima.inicio.year, lima.fin.year) == ("lima-centro", 2009, 2015)
    shares = {(2009, 2015): {"lima-centro": 22.8, "loreto": 10.7, "madre-de-dios": 9.6}}
    shares[(2009, 2014)] = {"lima-centro": 15.6, "loreto": 10.8, "madre-de-dios": 10.1}
    for (desde, hasta), expected in shares.items():
        inside = cifras[(cifras["inicio"].dt.year == desde) & (cifras["fin"].dt.year == hasta)]
        found = inside[(inside["unidad"] == "% de los casos") & inside["codigo"].isin(expected)]
        assert dict(zip(found["codigo"], found["valor"], strict=True)) == expected
    assert not (datos["casos"].query("medida == 'porcentaje'")["valor"] == 22.8).any()


def test_delitos_base_and_agravada(casos):
    base, agravada = by_year(casos, "delitos", "base"), by_year(casos, "delitos", "agravada")
    assert {a: (base[a], agravada[a]) for a in base} == DELITOS
    assert {a: b + g for a, (b, g) in DELITOS.items()} == TOTAL_DELITOS
    districts = casos[(casos["serie_id"] == "delitos") & (casos["ambito"] == "distrito_fiscal")]
    assert districts.groupby("anio")["valor"].sum().astype(int).to_dict() == TOTAL_DELITOS


def test_delitos_never_write_a_zero_and_2024_is_absent(casos):
    rows = casos[casos["serie_id"] == "delitos"]
    assert (rows["valor"] > 0).all()
    assert 2024 not in set(rows["anio"])
    partial = rows[rows["anio"] == 2025]
    assert set(zip(partial["inicio"].dt.month, partial["fin"].dt.month, strict=True)) == {(1, 11)}


def test_specialised_offices(casos):
    for anio, (ingresado, atendido, oficinas) in ESPECIALIZADAS.items():
        for componente, total in (("ingresado", ingresado), ("atendido", atendido)):
            found = counts(casos, "especializadas", anio=anio, componente=componente)
            assert (len(found), sum(found.values())) == (oficinas, total)
            assert by_year(casos, "especializadas", componente)[anio] == total


def test_lima_centro_2022_in_two_sources(casos):
    delitos = casos[(casos["serie_id"] == "delitos") & (casos["anio"] == 2022) & (casos["codigo"] == "lima-centro")]
    assert delitos["valor"].sum() == 19
    assert counts(casos, "especializadas", anio=2022, componente="ingresado")["lima-centro"] == 432


@pytest.mark.parametrize("who", PERFIL, ids="-".join)
def test_profile_of_the_plan(datos, who):
    perfil = datos["perfil"]
    poblacion, dimension = who
    rows = perfil.query("corte == 'plan_2009_2014' and poblacion == @poblacion and dimension == @dimension")
    assert dict(zip(rows["categoria_id"], rows["pct"], strict=True)) == PERFIL[who]
    anios = set(zip(rows["inicio"].dt.year, rows["fin"].dt.year, strict=True))
    assert anios == {(2014, 2014) if dimension == "sexo" else (2009, 2014)}


def test_profile_parts_sum_to_their_whole(datos):
    perfil = datos["perfil"].query("corte == 'plan_2009_2014'")
    keys = ["poblacion", "dimension"]
    for (poblacion, dimension, whole), parts in perfil.dropna(subset="parte_de").groupby([*keys, "parte_de"]):
        row = perfil[(perfil[keys] == [poblacion, dimension]).all(axis=1) & (perfil["categoria_id"] == whole)]
        assert parts["pct"].sum() == pytest.approx(row["pct"].item())


def test_other_profile_cuts(datos):
    perfil = datos["perfil"].set_index(["corte", "poblacion", "dimension", "categoria_id"])["pct"]
    abril = perfil["mp_a_abril_2014"]
    assert abril["victimas", "sexo"].to_dict() == {"mujeres": 79.6, "hombres": 16.1, "sin_dato": 4.3}
    assert abril["imputados", "sexo"].to_dict() == {"mujeres": 47.7, "hombres": 40.6, "sin_dato": 11.8}
    assert abril["victimas", "nacionalidad"].to_dict() == {"peruana": 84.7, "extranjera": 3.8, "sin_dato": 11.5}
    assert perfil["mp_2012", "victimas", "edad"].to_dict() == {"0_11": 6, "13_17": 57.3, "18_24": 22.7}


def test_population_by_year_department_sex_and_band(datos):
    poblacion = datos["poblacion"]
    country = poblacion[poblacion["ubigeo"] == "00"].groupby("anio")["habitantes"].sum()
    assert country.to_dict() == POBLACION
    parts = poblacion[poblacion["ubigeo"] != "00"].groupby("anio")["habitantes"].sum()
    assert parts.to_dict() == POBLACION
    assert poblacion.groupby(["ubigeo", "anio"]).size().unique().tolist() == [10]
    women = poblacion.query("ubigeo == '00' and anio == 2017 and sexo == 'mujeres'")
    bands = {"0-12": 3_545_574, "13-17": 1_301_675, "18-24": 1_867_940, "25-59": 7_020_696, "60+": 1_901_612}
    assert dict(zip(women["banda"], women["habitantes"], strict=True)) == bands


def test_places(datos):
    assert len(datos["departamentos"]) == 25
    distritos = datos["distritos_fiscales"]
    assert len(distritos) == 34
    assert not distritos.duplicated(["tesela_columna", "tesela_fila"]).any()
    assert set(distritos["ubigeo_denominador"].dropna()) <= set(datos["departamentos"]["ubigeo"])
    assert set(datos["alias"]["df_id"]) == set(distritos["df_id"])


def test_every_row_is_cited(datos):
    for name, frame in datos.tables.items():
        if "fuente_id" in frame and name != "fuentes":
            assert frame["fuente_id"].notna().all(), name
        if "cita" in frame:
            assert frame["cita"].fillna("").str.strip().ne("").all(), name
    cited = {"casos", "cifras", "perfil", "rutas", "eventos", "advertencias", "comparaciones", "composicion"}
    assert all({"fuente_id", "cita"} <= set(datos[name]) for name in cited)


def test_no_row_about_a_person(datos, raiz):
    forbidden = re.compile(r"\b(dni|apellidos?|nombres_y_apellidos|direccion|telefono|correo|fecha_nacimiento)\b")
    tables = {r["name"]: r["schema"]["fields"] for r in datos.resources.values() if "schema" in r}
    columns = [f"{name} {f['name']}" for name, fields in tables.items() for f in fields]
    assert [c for c in columns if forbidden.search(c)] == []
    for path in (raiz / "data").rglob("*.csv"):
        cells = (c for row in csv.reader(path.open(encoding="utf-8")) for c in row)
        assert not any(re.search(r"\bDNI\b.{0,12}\d{8}\b", c) for c in cells), path.name


def test_delitos_against_the_published_rows(originales, datos, casos):
    path = originales / "fuentes" / "mpfn_delitos_trata_y_explotacion_por_distrito_2019_2023_2025p.csv"
    source = pd.read_csv(path, dtype={"ubigeo_pjfs": str}).query("familia == 'trata'")
    agravada = source["des_articulo"].str.startswith("Formas agravadas")
    source = source.assign(componente=agravada.map({True: "agravada", False: "base"}))
    ids = datos["distritos_fiscales"].set_index("nombre_mpfn")["df_id"]
    expected = source.groupby([source["distrito_fiscal"].map(ids), "anio", "componente"])["cantidad"].sum()
    ours = casos[(casos["serie_id"] == "delitos") & (casos["ambito"] == "distrito_fiscal")]
    found = ours.set_index(["codigo", "anio", "componente"])["valor"].astype(int)
    assert found.to_dict() == expected.to_dict()


def test_specialised_offices_against_the_published_rows(originales, datos, casos):
    source = pd.read_csv(originales / "fuentes" / "mpfn_casos_fiscales_FISTRAP_2019_2023.csv")
    ids = datos["distritos_fiscales"].set_index("nombre_mpfn")["df_id"]
    expected = source.groupby([source["distrito_fiscal"].map(ids), "anio"])[["ingresado", "atendido"]].sum().stack()
    ours = casos[(casos["serie_id"] == "especializadas") & (casos["ambito"] == "distrito_fiscal")]
    found = ours.set_index(["codigo", "anio", "componente"])["valor"].astype(int)
    assert found.to_dict() == expected.to_dict()


def test_real_yearly_file_of_2019(originales, casos):
    """El archivo del Ministerio Público tal como se publicó, no la copia ordenada."""
    source = pd.read_csv(originales / "mpfn" / "delitos denunciados 2019.csv", dtype=str, encoding="utf-8-sig")
    names = ("Trata de personas", "Formas agravadas de la Trata de Personas")
    trata = source[source["des_articulo"].str.strip().isin(names)]
    assert trata["cantidad"].astype(int).sum() == TOTAL_DELITOS[2019]


def test_headline_figures_are_in_the_plan_text(originales):
    text = next((originales / "semilla").glob("*.txt")).read_text(encoding="utf-8")
    for figure in ("2,241", "3,911", "3,252", "889 casos", "1,144 casos", "4,274 casos", "Lima (22.8%)"):
        assert figure in text, figure
