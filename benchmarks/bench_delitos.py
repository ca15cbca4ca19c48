"""Cinco millones de filas de «delitos denunciados», con todas las comprobaciones, hasta el cubo agrupado.

`python benchmarks/bench_delitos.py` inventa el archivo en una carpeta temporal y lo lee, por turnos y en procesos
separados, con el tablero y con pandas.read_csv + pandera, que hace las mismas comprobaciones y la misma suma. Compara
la mediana del tiempo y del pico de memoria. También lee seis archivos anuales. Sale con 1 si no se llega a la meta.
"""

import argparse
import csv
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
FILAS, FILAS_ANUALES = 5_000_000, 9_000
TIEMPO, MEMORIA, SEGUNDOS_ANUALES = 0.9, 0.4, 3.0
ENCABEZADO = (
    "periodo_denuncia,anio_denuncia,fecha_descarga,distrito_fiscal,especialidad,tipo_caso,generico,subgenerico,"
    "articulo,des_articulo,cantidad,ubigeo_pjfs,dpto_pjfs,prov_pjfs,dist_pjfs,fecha_corte\n"
)


def write_file(path: Path, filas: int, anio: int) -> None:
    """Un archivo inventado con los 34 distritos, unos 280 delitos y las manías de los publicados."""
    rnd = random.Random(anio)
    base = "".join(_row(rnd, anio) for _ in range(min(filas, 100_000)))
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("\ufeff" + ENCABEZADO)
        for _ in range(max(1, filas // 100_000)):
            file.write(base)


def _row(rnd: random.Random, anio: int) -> str:
    df, sede = rnd.choice(_places())
    generico, sub, articulo, delito = rnd.choice(_offences())
    head = f"ENERO - DICIEMBRE,{anio},13/01/{anio + 1},{df},PENAL,DENUNCIA,{generico},{sub},{articulo},{delito}"
    return f"{head},{rnd.randint(1, 90)},{sede},DEPARTAMENTO,PROVINCIA,DISTRITO,24/01/{anio + 1}\n"


@cache
def _places() -> list[tuple[str, str]]:
    with (ROOT / "data" / "distritos_fiscales.csv").open(encoding="utf-8") as file:
        return [(r["nombre_mpfn"], r["ubigeo_sede"].removeprefix("0")) for r in csv.DictReader(file)]


@cache
def _offences() -> list[tuple[str, str, str, str]]:
    trata = ("CONTRA LA DIGNIDAD HUMANA", "TRATA DE PERSONAS")
    named = [(*trata, "129-A", "Trata de personas"), (*trata, "129-B", "Formas agravadas de la Trata de Personas")]
    group = '"GRUPO {}, OTROS Y AFINES"'
    return named + [
        (f"CONTRA EL BIEN {n % 17}", group.format(n % 60), str(100 + n), f"Delito {n} ") for n in range(280)
    ]


def with_mirador(path: Path) -> dict:
    """El lector del tablero."""
    from dashboard.sources import read

    start = time.perf_counter()
    lectura = read(path, "mpfn_delitos")
    assert lectura.leidas == lectura.cargadas + lectura.sumadas and not lectura.apartadas
    return _measured(start, lectura.cargadas, lectura.leidas, int(lectura.tablas["familias"]["valor"].sum()))


def with_pandas(path: Path) -> dict:
    """La misma lectura con pandas y pandera: textos como categorías, que es su modo más rápido y más liviano."""
    import hashlib

    import pandas as pd
    import pandera.pandas as pa

    start = time.perf_counter()
    with path.open("rb") as file:
        hashlib.file_digest(file, "sha256").hexdigest()
    text = [c for c in ENCABEZADO.strip().split(",") if c not in ("cantidad", "anio_denuncia", "ubigeo_pjfs")]
    frame = pd.read_csv(path, encoding="utf-8-sig", keep_default_na=False, dtype=dict.fromkeys(text, "category"))
    frame = _schema(pa).validate(frame, lazy=True)
    keys = ["distrito_fiscal", "anio_denuncia", "articulo", "des_articulo"]
    cube = frame.groupby(keys, observed=True)["cantidad"].agg(["size", "sum"])
    return _measured(start, len(cube), int(cube["size"].sum()), int(cube["sum"].sum()))


def _schema(pa):
    fecha, known = r"\d{1,2}/\d{1,2}/\d{4}", [df for df, _ in _places()]

    def text(*checks):
        return pa.Column("category", list(checks))

    after = pa.Check(lambda f: _dates(f["fecha_descarga"]) <= _dates(f["fecha_corte"]))
    one_cut = pa.Check(lambda f: f.groupby("anio_denuncia", observed=True)["fecha_corte"].nunique().eq(1).all())
    columns = {
        "periodo_denuncia": text(pa.Check.str_matches(r"[A-Z]+( - [A-Z]+)?$")),
        "anio_denuncia": pa.Column(int, pa.Check.in_range(2000, 2100)),
        "fecha_descarga": text(pa.Check.str_matches(fecha)),
        "fecha_corte": text(pa.Check.str_matches(fecha)),
        "distrito_fiscal": text(pa.Check.isin(known)),
        "especialidad": text(pa.Check.isin(["PENAL"])),
        "tipo_caso": text(pa.Check.isin(["DENUNCIA"])),
        "articulo": text(pa.Check.str_length(min_value=1)),
        "des_articulo": text(pa.Check.str_length(min_value=1)),
        "cantidad": pa.Column(int, pa.Check.ge(0)),
        "ubigeo_pjfs": pa.Column(int, pa.Check.in_range(10_000, 259_999)),
    }
    return pa.DataFrameSchema(columns, checks=[after, one_cut])


def _dates(column):
    import pandas as pd

    return pd.to_datetime(column.astype(str).map({t: t for t in column.cat.categories}), format="%d/%m/%Y", cache=True)


def _measured(start: float, claves: int, filas: int, valor: int) -> dict:
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"segundos": seconds, "mb": peak, "claves": claves, "filas": filas, "valor": valor}


def _in_process(modo: str, *paths: Path, **opciones: int) -> dict:
    extra = [f"--{k}={v}" for k, v in opciones.items()]
    command = [sys.executable, __file__, "--modo", modo, *extra, *map(str, paths)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout or "{}")


def compare(folder: Path, filas: int, vueltas: int) -> bool:
    """Mide por turnos y dice si se llega a la meta."""
    path = folder / "delitos.csv"
    _in_process("escribir", path, filas=filas, anio=2023)
    runs = {"mirador": [], "pandas": []}
    for _ in range(vueltas):
        for modo, found in runs.items():
            found.append(_in_process(modo, path))
    same = {(r["claves"], r["filas"], r["valor"]) for found in runs.values() for r in found}
    assert len(same) == 1, f"los dos lectores no dan lo mismo: {same}"
    mid = {m: {k: statistics.median(r[k] for r in found) for k in ("segundos", "mb")} for m, found in runs.items()}
    for modo, value in mid.items():
        print(f"{modo:8} {value['segundos']:6.2f} s  {value['mb']:7.0f} MB")
    tiempo, memoria = (mid["mirador"][k] / mid["pandas"][k] for k in ("segundos", "mb"))
    print(f"razón    {tiempo:6.2f} (meta ≤ {TIEMPO})  {memoria:.2f} (meta ≤ {MEMORIA})")
    return tiempo <= TIEMPO and memoria <= MEMORIA


def yearly(folder: Path, vueltas: int) -> bool:
    """Seis archivos anuales, uno tras otro, en un proceso nuevo."""
    paths = [folder / f"delitos {anio}.csv" for anio in range(2019, 2025)]
    for path in paths:
        _in_process("escribir", path, filas=FILAS_ANUALES, anio=int(path.stem[-4:]))
    seconds = statistics.median(_in_process("anuales", *paths)["segundos"] for _ in range(vueltas))
    print(f"seis archivos anuales: {seconds:.2f} s (meta < {SEGUNDOS_ANUALES:.0f})")
    return seconds < SEGUNDOS_ANUALES


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--filas", type=int, default=FILAS)
    parser.add_argument("--vueltas", type=int, default=3)
    parser.add_argument("--modo", help=argparse.SUPPRESS)
    parser.add_argument("--anio", type=int, help=argparse.SUPPRESS)
    parser.add_argument("rutas", nargs="*", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.modo == "escribir":
        write_file(args.rutas[0], args.filas, args.anio)
    elif args.modo == "anuales":
        print(json.dumps({"segundos": sum(with_mirador(p)["segundos"] for p in args.rutas)}))
    elif args.modo:
        print(json.dumps({"mirador": with_mirador, "pandas": with_pandas}[args.modo](args.rutas[0])))
    else:
        with tempfile.TemporaryDirectory() as folder:
            reached = [compare(Path(folder), args.filas, args.vueltas), yearly(Path(folder), args.vueltas)]
        return 0 if all(reached) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
