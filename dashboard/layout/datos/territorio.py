"""Los límites de los distritos fiscales y la población que les corresponde."""

from dataclasses import asdict

from dash import html

from dashboard import formatting as fmt
from dashboard.cedula.inventario import DISTRITOS
from dashboard.data_package import Datos
from dashboard.idioma import N_, _
from dashboard.layout.datos.piezas import cited, fold, table
from dashboard.queries import inventario as inv

GRADOS = {
    "A": N_("texto oficial: una norma o un portal institucional enumera las provincias o distritos."),
    "B": N_("fuente secundaria, o norma del distrito judicial del mismo nombre, que puede no coincidir con el fiscal."),
    "C": N_("sin verificar: se toma el departamento completo mientras no se halle una excepción."),
}


def limits(datos: Datos) -> list:
    """De dónde sale la composición de cada distrito fiscal y con qué evidencia."""
    grades = html.Dl(
        [part for g, t in GRADOS.items() for part in (html.Dt(_("Grado {grado}", grado=g)), html.Dd(_(t)))]
    )
    heads = (_("Distrito fiscal"), _("Sede"), _("Grado"), _("Provincias y distritos"), _("Población para una tasa"))
    rows = [
        (d.nombre, d.sede, d.grado, cited(datos, DISTRITOS, asdict(d), "unidades"), d.denominador)
        for d in inv.districts(datos)
    ]
    return [
        html.P(
            _(
                "No se halló una capa oficial que se pueda distribuir. Los límites del mapa son una aproximación "
                "propia, armada provincia por provincia; el recuadro de Lima y Callao es un croquis. Un distrito "
                "fiscal no es un departamento: varios cruzan sus límites."
            )
        ),
        html.H3(_("Grado de la evidencia")),
        html.P(_("Cada distrito fiscal lleva el peor grado de las unidades que lo componen.")),
        grades,
        fold(_("Grado, sede y población de cada uno"), table(_("Los 34 distritos fiscales"), heads, rows)),
        html.H3(_("Licencia de los trazos")),
        html.Ul([html.Li(t) for t in inv.geometries(datos)]),
        html.H3(_("Sin asignar")),
        html.P(_("Las fuentes faltan o se contradicen; en el mapa quedan con trama y fuera de todo distrito fiscal.")),
        html.Ul([html.Li(t) for t in inv.unassigned(datos)]),
    ]


def population(datos: Datos) -> list:
    """Entre quiénes se divide una tasa, y en qué distritos fiscales se puede."""
    yes = [d.nombre for d in inv.districts(datos) if d.con_tasa]
    return [
        html.P(
            _(
                "La población es la proyección del INEI por departamento, sexo y edad, "
                "{anios}. Una tasa divide lo registrado entre los habitantes del mismo "
                "territorio en los mismos años y se expresa por 100,000 habitantes y año; en varios años, "
                "se divide entre la suma de las poblaciones de cada año.",
                anios=inv.population_years(datos),
            )
        ),
        html.P(
            _(
                "Solo {n} de los 34 distritos fiscales tienen un denominador que corresponde: {lugares}. En "
                "los demás no se calcula, porque la población de un departamento no es la de un distrito "
                "fiscal que lo comparte con otro.",
                n=len(yes),
                lugares=fmt.listing(yes),
            )
        ),
    ]
