"""La receta de un archivo nuevo, orden por orden, tal como está escrita, sobre archivos chicos con su forma real."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.sources.delitos_reglas import COLUMNAS
from tests.importer.conftest import DATOS

ROOT = DATOS.parent
RECETA = ROOT / "docs" / "recetas" / "nuevo-archivo.md"
DELITO = (
    "ENERO - DICIEMBRE,2024,08/01/2025,{df},PENAL,DENUNCIA,CONTRA LA DIGNIDAD HUMANA,TRATA DE PERSONAS,129-A,"
    "Trata de personas,{n},{ubigeo},{dpto},{prov},{dist},24/01/2025"
)
LUGARES = (("CAÑETE", 4, "150501", "LIMA", "CAÑETE", "SAN VICENTE"), ("PUNO", 7, "210101", "PUNO", "PUNO", "PUNO"))
CASOS = (
    "periodo,anio,fecha_descarga,distrito_fiscal,tipo_fiscalia,materia,especialidad,tipo_caso,especializada,"
    "ingresado,atendido,ubigeo_pjfs,dpto_pjfs,prov_pjfs,dist_pjfs,fecha_corte\n"
    "ENERO - DICIEMBRE,2024,05/01/2025,PUNO,PROVINCIAL,PENAL,PENAL,DENUNCIA,DELITOS DE TRATA DE PERSONAS,10,8,210101,"
    "PUNO,PUNO,PUNO,15/01/2025\n"
)


def written() -> list[list[str]]:
    """Las órdenes de los bloques de la receta, en su orden."""
    blocks = re.findall(r"^ *```\n(.*?)^ *```", RECETA.read_text(encoding="utf-8"), re.S | re.M)
    return [shlex.split(line) for block in blocks for line in block.splitlines() if line.strip()]


@pytest.fixture
def escritorio(tmp_path: Path) -> Path:
    """Una carpeta con los archivos que la receta nombra."""
    rows = [
        DELITO.format(df=df, n=n, ubigeo=ubigeo, dpto=dpto, prov=prov, dist=dist)
        for df, n, ubigeo, dpto, prov, dist in LUGARES
    ]
    text = "\n".join([",".join(COLUMNAS), *rows]) + "\n"
    (tmp_path / "delitos denunciados 2024.csv").write_text(text, encoding="utf-8")
    (tmp_path / "BD-casos-fiscales-2024.csv").write_text(CASOS, encoding="utf-8")
    return tmp_path


def obey(words: list[str], folder: Path, datos: Path) -> subprocess.CompletedProcess:
    assert words[:3] == ["python", "-m", "dashboard"], words
    env = {**os.environ, "MIRADOR_DATOS": str(datos), "PYTHONPATH": str(ROOT)}
    order, told = [sys.executable, *words[1:]], {"capture_output": True, "text": True, "encoding": "utf-8"}
    return subprocess.run(order, cwd=folder, env=env, check=False, timeout=120, **told)


def test_the_recipe_does_what_it_says(escritorio, carpeta):
    simulate, load, template = written()
    tried = obey(simulate, escritorio, carpeta)
    assert tried.returncode in (0, 1), tried.stderr
    assert not (carpeta / "importados").exists(), "el ensayo no escribe nada"
    loaded = obey(load, escritorio, carpeta)
    assert loaded.returncode in (0, 1), loaded.stderr
    reports = [json.loads(p.read_text("utf-8")) for p in (carpeta / "importados").glob("*/informe.json")]
    assert sorted(r["archivo"] for r in reports) == ["BD-casos-fiscales-2024.csv", "delitos denunciados 2024.csv"]
    for rows in (r["filas"] for r in reports):
        assert rows["leidas"] == rows["cargadas"] + rows["sumadas"] + rows["apartadas"] > 0
    folders = [f for f in (carpeta / "importados").iterdir() if f.is_dir()]
    for folder in folders:
        assert {"informe.html", "informe.json", "casos.csv", "series.csv", "fuentes.csv"} <= set(os.listdir(folder))
    assert obey(template, escritorio, carpeta).returncode == 0
    assert (escritorio / "victimas-2024.xlsx").stat().st_size > 1000
