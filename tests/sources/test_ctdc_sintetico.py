"""Registros sintéticos del CTDC: contados con su denominador, marcados en cada renglón y fuera de toda serie."""

from pathlib import Path

import pytest

from dashboard import sources
from dashboard.sources.ctdc_campos import NOMBRES

COLUMNAS = list(NOMBRES)


def record(**campos) -> str:
    values = {"yearOfRegistration": 2019, "gender": "Woman"} | campos
    return ",".join(str(values.get(c, "")) for c in COLUMNAS)


@pytest.fixture
def read(tmp_path: Path):
    def go(*rows: str, columnas=COLUMNAS):
        path = tmp_path / "ctdc.csv"
        path.write_text("\n".join([",".join(columnas), *rows]) + "\n", encoding="utf-8")
        return sources.read(path)

    return go


def table(lectura):
    return lectura.tablas["registros_sinteticos"].set_index(["dimension", "categoria"])


def test_the_edition_has_27_columns():
    assert len(COLUMNAS) == 27


def test_it_never_becomes_a_peruvian_case(read):
    lectura = read(record(citizenship="PER", isSexualExploit=1))
    assert lectura.casos.empty
    assert lectura.series.empty
    own = lectura.tablas["registros_sinteticos"]
    assert own["sintetico"].all()
    assert own["serie"].str.contains("sintéticos").all()
    assert "A-SINTETICO" in {a.codigo for a in lectura.avisos}


def test_only_records_related_to_peru_are_counted(read):
    lectura = read(
        record(citizenship="PER", CountryOfExploitation="PER"),
        record(citizenship="PER", CountryOfExploitation="ARG"),
        record(citizenship="VEN", CountryOfExploitation="PER"),
        record(citizenship="COL", CountryOfExploitation="COL"),
        record(citizenship="COL", CountryOfExploitation="ECU"),
    )
    assert table(lectura).loc[("sexo", "Mujer"), "registros"].tolist() == [1, 1, 1]
    assert lectura.tablas["registros_sinteticos"]["relacion"].nunique() == 3
    assert (lectura.leidas, lectura.cargadas, lectura.sumadas) == (5, 4, 1)


def test_the_denominator_is_the_rows_with_any_flag_of_the_group(read):
    peru = {"citizenship": "PER", "CountryOfExploitation": "PER"}
    lectura = read(
        record(**peru, isSexualExploit=1),
        record(**peru, isSexualExploit=1, isForcedLabour=1),
        record(**peru, isForcedLabour=1),
        record(**peru, meansThreats=1),
    )
    found = table(lectura)
    assert found.loc[("explotacion", "Explotación sexual"), ["registros", "denominador"]].tolist() == [2, 3]
    assert found.loc[("medio", "Amenazas"), ["registros", "denominador"]].tolist() == [1, 1]


@pytest.mark.parametrize("texto", ["09--17", "9--17"])
def test_both_spellings_of_an_age_band_are_one(read, texto):
    assert ("edad", "9–17") in table(read(record(citizenship="PER", ageBroad=texto))).index


def test_the_codebook_name_of_a_column_is_accepted(read):
    columnas = [c.replace("meansWithholdDocs", "meansWithholdDocuments") for c in COLUMNAS]
    lectura = read(record(citizenship="PER", meansWithholdDocs=1), columnas=columnas)
    assert ("medio", "Retención de documentos") in table(lectura).index


def test_a_zero_flag_is_set_aside(read):
    lectura = read(record(citizenship="PER", isForcedLabour=1), record(citizenship="PER", isForcedLabour=0))
    assert [a.codigo for a in lectura.apartadas] == ["E-BANDERA"]
    assert table(lectura).loc[("explotacion", "Trabajo forzoso"), "denominador"] == 1


def test_the_k_anonymised_edition_is_another_file(read):
    columnas = [*COLUMNAS, *(f"otra{n}" for n in range(36))]
    with pytest.raises(sources.ArchivoRechazado, match="E-NO-RECONOCIDO"):
        read(record(citizenship="PER"), columnas=columnas)
