"""El castellano del Perú para Plotly: su propio paquete escribe «septiembre»."""

from dashboard.formatting import MESES

DIAS = ["domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"]
LOCALE = {
    "dictionary": {"Autoscale": "Escala automática", "Reset axes": "Restablecer ejes", "Loading": "Cargando"},
    "format": {
        "days": [d.capitalize() for d in DIAS],
        "shortDays": [d[:3] for d in DIAS],
        "months": [m.capitalize() for m in MESES],
        "shortMonths": ["set" if m == "setiembre" else m[:3] for m in MESES],
        "date": "%d/%m/%Y",
        "decimal": ".",
        "thousands": ",",
    },
}
