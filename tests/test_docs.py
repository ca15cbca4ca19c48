"""Los documentos dicen lo que hay: enlaces vivos, dependencias, gráficos y tablas al día, castellano del Perú."""

import re
import tomllib
from pathlib import Path

import pytest

from dashboard import data_package, docs
from dashboard.charts import registry
from dashboard.check import packages

ROOT = Path(__file__).resolve().parents[1]
PAGINAS = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGINAS, ids=name)
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#\s]+)", read(page)):
        assert target.startswith("https://") or (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGINAS, ids=name)
def test_peruvian_spanish(page):
    text = re.sub(r"```.*?```|`[^`\n]+`|«[^»\n]+»", "", read(page), flags=re.S)
    assert not re.search(r"septiembre|\bperíodos?\b|ranking|por ?ciento\b", text, re.I)
    assert not re.search(r"\d \d{3}\b|\d\.\d{3}\b(?!,)|\d,\d%|\d %", re.sub(r"\d{4}-\d{2}|0\.\d+", "", text))


@pytest.mark.parametrize("page", PAGINAS, ids=name)
def test_each_page_has_one_title(page):
    text = re.sub(r"```.*?```", "", read(page), flags=re.S)
    assert len(re.findall(r"^# ", text, re.M)) == 1


def test_generated_pages_are_up_to_date(capsys):
    assert docs.write_docs(solo_comprobar=True) == 0, capsys.readouterr().out


def test_stale_pages_are_noticed_and_rewritten(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(docs, "DOCS", tmp_path)
    monkeypatch.setattr(docs, "ROOT", tmp_path)
    monkeypatch.setattr(docs, "charts_page", lambda datos: "gráficos")
    monkeypatch.setattr(docs, "dictionary", lambda folder: "diccionario")
    assert docs.write_docs(solo_comprobar=True) == 1
    assert "graficos.md está atrasado" in capsys.readouterr().out
    assert docs.write_docs() == 0
    assert docs.write_docs(solo_comprobar=True) == 0
    (tmp_path / "diccionario.md").write_text("otra cosa", encoding="utf-8")
    assert docs.write_docs(solo_comprobar=True) == 1


def test_every_chart_and_every_table_is_listed():
    charts, dictionary = read(ROOT / "docs/graficos.md"), read(ROOT / "docs/diccionario.md")
    for chart in registry().values():
        assert f"## `{chart.id}`" in charts and chart.question in charts
    for package in packages(ROOT / "data"):
        for resource in data_package.read_descriptor(package)["resources"]:
            assert f"/{resource['path']}`" in dictionary
            for field in resource.get("schema", {"fields": []})["fields"]:
                assert f"| `{field['name']}` | " in dictionary


def test_every_direct_dependency_has_its_reason():
    reasons = read(ROOT / "docs/decisiones/0002-dependencias.md")
    project = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]
    names = [re.match(r"[A-Za-z0-9-]+", d)[0] for d in project["dependencies"]]
    assert [n for n in names if not re.search(rf"^\| {n}\b", reasons, re.M)] == []


def test_readme_shows_the_two_orders_and_windows():
    blocks = re.findall(r"```\n(.*?)```", read(ROOT / "README.md"), re.S)
    assert [b.strip() for b in blocks if b.startswith("make")] == ["make run", "make test"]
    assert next([b.splitlines()[0], b.count(".venv\\Scripts")] for b in blocks if "py -m" in b) == [
        "py -m venv .venv",
        2,
    ]


def test_readme_orders_exist():
    makefile, text = read(ROOT / "Makefile"), read(ROOT / "README.md")
    assert all(re.search(rf"^{verb}:", makefile, re.M) for verb in ("run", "test"))
    for folder in re.findall(r"^(\w+)/ ", text, re.M):
        assert (ROOT / folder).is_dir(), folder


def test_glossary_tells_the_six_absences_apart():
    text = read(ROOT / "docs/GLOSARIO.md")
    for word in ("sin dato", "en investigación", "no determinado", "no publicado", "sin reporte", "no corresponde"):
        assert f"| **{word}** |" in text
