"""El total del país de lo importado: se suma aquí, y su procedencia lo dice."""

import pandas as pd

from dashboard import names as N

CLAVE = [N.SERIE_ID, N.ANIO, N.INICIO, N.FIN, N.COMPONENTE, N.MEDIDA, N.FUENTE_ID]
LUGARES = {N.DISTRITO_FISCAL: "distritos fiscales", N.DEPARTAMENTO: "departamentos"}


def with_national(casos: pd.DataFrame, sumables: set[str]) -> pd.DataFrame:
    """`casos` con una fila nacional por clave de las series `sumables` que no traigan la suya."""
    places = casos[casos[N.AMBITO].isin(LUGARES) & casos[N.SERIE_ID].isin(sumables) & (casos[N.MEDIDA] == "conteo")]
    own = casos[casos[N.AMBITO] == N.NACIONAL].set_index(CLAVE).index
    totals = [_total(key, rows) for key, rows in places.groupby(CLAVE, dropna=False) if key not in own]
    if not totals:
        return casos
    national = pd.DataFrame(totals, columns=casos.columns).astype(casos.dtypes.to_dict())
    return pd.concat([casos, national], ignore_index=True)


def _total(key: tuple, rows: pd.DataFrame) -> dict:
    unidad = LUGARES[rows[N.AMBITO].iloc[0]]
    return dict(zip(CLAVE, key, strict=True)) | {
        N.AMBITO: N.NACIONAL,
        N.CODIGO: N.PAIS,
        "nombre_en_fuente": "Perú",
        N.VALOR: rows[N.VALOR].sum(),
        N.PROCEDENCIA: "calculado",
        N.CITA: f"suma de {rows[N.CODIGO].nunique()} {unidad} con fila en el archivo importado",
    }


def summable(series: pd.DataFrame, casos: pd.DataFrame) -> set[str]:
    """Series cuyo total tiene sentido: una fila ausente vale cero, o la serie ya venía con total del país."""
    zero = series[series["ausencia"] == "cero"][N.SERIE_ID]
    return {*zero, *casos[casos[N.AMBITO] == N.NACIONAL][N.SERIE_ID]}
