"""La orden `check`: revisa la carpeta de datos y sus planes, y guarda el sello de lo revisado."""

import csv
from pathlib import Path

from dashboard import data_package
from dashboard.data_package import DatosInvalidos, changed_files, read_descriptor
from dashboard.formatting import number
from dashboard.plan.load import load_plan
from dashboard.validation import validate
from dashboard.versiones import archive


def check(folder: Path, sellar: bool = False) -> int:
    """Imprime el resultado de la revisión; devuelve 0 si no hay faltas. Con `sellar`, guarda los sellos."""
    faltas = review(folder)
    if faltas:
        total = "Hay una falta" if len(faltas) == 1 else f"Hay {number(len(faltas))} faltas"
        print(f"{total} en los datos:", *faltas, sep="\n  · ")
        return 1
    for package in packages(folder):
        _seal(package, sellar)
    if sellar:
        archive(data_package.load(folder))
    print(_summary(folder))
    return 0


def review(folder: Path) -> list[str]:
    """Todas las faltas de la carpeta y de cada plan que contiene."""
    planes = [(plan, falta) for plan in plan_folders(folder) for falta in _review_plan(plan)]
    return _review_data(folder) + [f"{plan.relative_to(folder).as_posix()}/{falta}" for plan, falta in planes]


def _review_data(folder: Path) -> list[str]:
    """Las faltas de las tablas y, si no tienen ninguna, las de las correcciones que ya no se pueden aplicar."""
    if faltas := validate(folder):
        return faltas
    try:
        data_package.load(folder, importados=False)
    except DatosInvalidos as error:
        return error.faltas
    return []


def plan_folders(folder: Path) -> list[Path]:
    """Las carpetas de `folder`/planes, en orden."""
    return sorted(p for p in (folder / "planes").glob("*") if p.is_dir())


def packages(folder: Path) -> list[Path]:
    """La carpeta de datos y las de sus planes: cada una con su datapackage.json."""
    return [folder, *plan_folders(folder)]


def _review_plan(plan: Path) -> list[str]:
    """Las faltas de celdas y, en las que no tengan ninguna, las de coherencia del plan."""
    try:
        faltas = validate(plan)
    except DatosInvalidos as error:
        return error.faltas
    seen = {_where(f) for f in faltas}
    return faltas + [f for f in _incoherences(plan) if _where(f) not in seen]


def _incoherences(plan: Path) -> list[str]:
    try:
        load_plan(plan)
    except DatosInvalidos as error:
        return error.faltas
    return []


def _where(falta: str) -> str:
    return falta.partition(":")[0]


def _seal(package: Path, sellar: bool) -> None:
    if sellar:
        data_package.reseal(package)
    elif changed := changed_files(package, read_descriptor(package)):
        print(f"Cambios desde el último sello: {', '.join(changed)}.")
        print("Para sellar lo revisado: python -m dashboard check --sellar")


def _summary(folder: Path) -> str:
    paths = [p / r["path"] for p in packages(folder) for r in read_descriptor(p)["resources"] if "schema" in r]
    rows = sum(_count_rows(path) for path in paths)
    version = data_package.load(folder).version
    return f"Los datos están bien: {len(paths)} tablas, {number(rows)} filas, versión {version}."


def _count_rows(path: Path) -> int:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1
