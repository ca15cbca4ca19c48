"""La plantilla: lo que se escribe se lee, las filas no se guardan y lo que identifica se rechaza sin repetirlo."""

from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import sources
from dashboard.sources import plantilla, plantilla_campos, plantilla_escribir
from dashboard.sources.faltas_importador import FALTAS_DE_IMPORTADOR
from dashboard.sources.identificadores import is_name
from dashboard.sources.lectura import ArchivoRechazado, Lectura

DATOS = Path(__file__).resolve().parents[2] / "data"
FALTAS = Path(__file__).parent / "faltas"
DE_PLANTILLA = sorted(
    f[0] for f in FALTAS_DE_IMPORTADOR if "PLANTILLA" in f[0] or "PERSONAL" in f[0] if f[0] != "A-PLANTILLA-HOJAS"
)
TITULOS = [c.titulo for c in plantilla_campos.CAMPOS]
FILA = [
    "Presuntas víctimas",
    "PUNO",
    "2024",
    "Mujer",
    "13 a 17",
    "Peruana",
    "Otra",
    "Sexual",
    "Puno",
    "Bolivia",
    "4",
    "",
]


def save(path: Path, *filas: list[str], columnas: list[str] = TITULOS) -> Path:
    path.write_text("".join(";".join(f) + "\n" for f in [columnas, *filas]), encoding="utf-8")
    return path


def changed(**celdas: str) -> list[str]:
    ids = [c.id for c in plantilla_campos.CAMPOS]
    return [celdas.get(i, texto) for i, texto in zip(ids, FILA, strict=True)]


def cube(lectura: Lectura) -> pd.DataFrame:
    return lectura.tablas[plantilla.CUBO]


def refusal(path: Path) -> ArchivoRechazado:
    with pytest.raises(ArchivoRechazado) as refused:
        sources.read(path)
    return refused.value


def everything(lectura: Lectura) -> str:
    """Todo lo que sale de la lectura, como texto."""
    return repr(lectura) + cube(lectura).to_csv()


@pytest.mark.parametrize("codigo", DE_PLANTILLA)
def test_each_fault_has_its_file(codigo):
    try:
        lectura = sources.read(FALTAS / f"{codigo}.csv")
    except ArchivoRechazado as refused:
        assert refused.codigo == codigo
    else:
        assert codigo in {x.codigo for x in (*lectura.apartadas, *lectura.avisos)}


def test_rows_become_counts(tmp_path):
    lectura = sources.read(save(tmp_path / "v.csv", FILA, changed(cantidad="3"), changed(sexo="Hombre")))
    assert (lectura.fuente, lectura.leidas, lectura.cargadas, lectura.sumadas) == ("plantilla_victimas", 3, 2, 1)
    assert dict(zip(cube(lectura)["sexo"], cube(lectura)["personas"], strict=True)) == {"hombres": 4, "mujeres": 7}
    assert set(cube(lectura)["origen"]) == {"21"} and set(cube(lectura)["destino"]) == {"BO"}
    assert lectura.casos.empty and lectura.series.empty


def test_without_amount_each_row_is_a_person(tmp_path):
    columnas = [t for t in TITULOS if t != "Cantidad"]
    fila = [c for t, c in zip(TITULOS, FILA, strict=True) if t != "Cantidad"]
    assert cube(sources.read(save(tmp_path / "v.csv", fila, fila, columnas=columnas)))["personas"].tolist() == [2]


def test_empty_cells_are_missing_never_zero(tmp_path):
    lectura = sources.read(save(tmp_path / "v.csv", changed(sexo="", edad="", origen="")))
    assert cube(lectura)[["sexo", "edad", "origen"]].iloc[0].tolist() == ["sin_dato"] * 3


@pytest.mark.parametrize(
    ("edad", "banda"),
    [
        ("0", "0_12"),
        ("12", "0_12"),
        ("13", "13_17"),
        ("17", "13_17"),
        ("18", "18_24"),
        ("65", "65_mas"),
        ("99", "65_mas"),
    ],
)
def test_exact_ages_go_to_their_band_and_are_not_kept(tmp_path, edad, banda):
    lectura = sources.read(save(tmp_path / "v.csv", changed(edad=edad)))
    assert cube(lectura)["edad"].tolist() == [banda]
    assert not any(r.antes == edad for r in lectura.reparaciones)


def test_the_cut_off_is_the_last_one(tmp_path):
    filas = [changed(fecha_corte=f) for f in ("30/11/2024", "2024-12-31")]
    assert sources.read(save(tmp_path / "v.csv", *filas)).fecha_corte == date(2024, 12, 31)


def test_sex_m_is_not_guessed(tmp_path):
    lectura = sources.read(save(tmp_path / "v.csv", FILA, changed(sexo="M")))
    assert [a.codigo for a in lectura.apartadas] == ["E-PLANTILLA-VALOR"]


@pytest.mark.parametrize("campo", ["poblacion", "distrito_fiscal", "anio", "sexo", "origen", "cantidad", "fecha_corte"])
def test_nothing_of_an_unreadable_row_is_kept(tmp_path, campo):
    lectura = sources.read(save(tmp_path / "v.csv", FILA, changed(**{campo: "Zoraida Huamaní"}, explotacion="Laboral")))
    assert len(lectura.apartadas) == 1 and lectura.apartadas[0].linea == 3
    assert "Zoraida" not in everything(lectura) and "laboral" not in set(cube(lectura)["explotacion"])


@pytest.mark.parametrize(
    "encabezado",
    ["DNI", "N.° de documento", "Nombres", "APELLIDOS Y NOMBRES", "Teléfono", "Correo electrónico", "Dirección"]
    + ["Fecha de nacimiento", "Carpeta fiscal", "expediente_nro", "Alias"],
)
def test_identifying_headings_are_refused(tmp_path, encabezado):
    error = refusal(save(tmp_path / "v.csv", [*FILA, "x"], columnas=[*TITULOS, encabezado]))
    assert error.codigo == "E-PERSONAL-COLUMNA" and f"«{encabezado}»" in str(error)


@pytest.mark.parametrize(
    "celda",
    ["45678912", "DNI 45678912", "45.678.912", "987654321", "+51 987 654 321", "ana@correo.pe", "20456789123"],
)
@pytest.mark.parametrize("columna", ["Observaciones", "Sexo"])
def test_identifying_shapes_are_refused_and_not_repeated(tmp_path, celda, columna):
    extra = columna not in TITULOS
    fila = [*FILA, celda] if extra else changed(sexo=celda)
    error = refusal(
        save(tmp_path / "v.csv", [*FILA, ""] if extra else FILA, fila, columnas=TITULOS + [columna] * extra)
    )
    assert error.codigo == "E-PERSONAL-FORMA"
    assert f"«{columna}»" in str(error) and "línea 3" in str(error) and celda not in str(error)


def test_columns_of_names_are_refused(tmp_path):
    error = refusal(save(tmp_path / "v.csv", [*FILA, "Rosa Quispe Mamani"], [*FILA, ""], columnas=[*TITULOS, "Quién"]))
    assert error.codigo == "E-PERSONAL-FORMA" and "Quispe" not in str(error)


@pytest.mark.parametrize(
    ("texto", "es"),
    [
        ("Rosa Quispe", True),
        ("DE LA CRUZ, ANA", True),
        ("José Ñahui Poma", True),
        ("Puno", False),
        ("caso cerrado", False),
    ]
    + [("Lote 14 B", False), ("", False)],
)
def test_shape_of_a_name(texto, es):
    assert is_name(texto) is es


def test_unknown_headings_are_shown_and_not_used(tmp_path):
    lectura = sources.read(save(tmp_path / "v.csv", [*FILA, "urgente"], columnas=[*TITULOS, "Prioridad"]))
    assert lectura.columnas_desconocidas == ("Prioridad",) and "urgente" not in everything(lectura)


def test_the_book_is_written_and_read_back(tmp_path):
    path = tmp_path / "plantilla.xlsx"
    plantilla_escribir.write(path, DATOS)
    book = openpyxl.load_workbook(path)
    assert tuple(book.sheetnames) == plantilla_campos.HOJAS
    rules = {str(v.sqref).split("2:")[0]: v for v in book["Datos"].data_validations.dataValidation}
    assert {"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K"} == set(rules)
    for fila in plantilla_escribir.MUESTRA:
        book["Datos"].append(fila)
    book.save(path)
    lectura = sources.read(path)
    assert (lectura.leidas, lectura.apartadas, lectura.reparaciones) == (3, (), ())
    assert cube(lectura)["personas"].sum() == sum(fila[10] for fila in plantilla_escribir.MUESTRA)


def test_every_listed_value_is_read_as_itself():
    for campo in plantilla_campos.CAMPOS:
        listed = plantilla_campos.options(campo, DATOS)
        known = plantilla_campos.reader(campo, DATOS)
        assert {known[plantilla_campos.place_key(texto)] for texto in listed.values()} == set(listed)


def test_the_empty_template_has_no_rows(tmp_path):
    for name in ("vacia.csv", "vacia.xlsx"):
        plantilla_escribir.write(tmp_path / name, DATOS)
        assert refusal(tmp_path / name).codigo == "E-SIN-FILAS"


def test_other_sheets_are_announced(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(TITULOS)
    book.active.append(FILA)
    book.create_sheet("Lima").append(TITULOS)
    book.save(tmp_path / "v.xlsx")
    avisos = {a.codigo: a.mensaje for a in sources.read(tmp_path / "v.xlsx").avisos}
    assert "Lima" in avisos["A-PLANTILLA-HOJAS"]


def test_formulas_and_macros_are_refused(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(TITULOS)
    book.active.append([*FILA[:10], "=2+2", ""])
    book.save(tmp_path / "v.xlsx")
    assert refusal(tmp_path / "v.xlsx").codigo == "E-FORMULAS"


CELDAS = {c.id: sorted(plantilla_campos.reader(c, DATOS)) for c in plantilla_campos.CAMPOS if c.opciones}


@given(
    st.lists(
        st.tuples(
            *(st.sampled_from(CELDAS[i]) for i in ("sexo", "edad", "captacion", "explotacion")), st.integers(0, 500)
        ),
        min_size=1,
        max_size=30,
    )
)
def test_every_person_is_counted_once(tmp_path_factory, filas):
    path = tmp_path_factory.mktemp("plantilla") / "v.csv"
    nombres = ("sexo", "edad", "captacion", "explotacion")
    rows = [changed(**dict(zip(nombres, f, strict=False)), cantidad=str(f[4])) for f in filas]
    lectura = sources.read(save(path, *rows))
    assert cube(lectura)["personas"].sum() == sum(f[4] for f in filas)
    assert lectura.leidas == lectura.cargadas + lectura.sumadas == len(filas)
