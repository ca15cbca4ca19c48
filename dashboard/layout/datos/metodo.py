"""Cómo se calculan los intervalos y qué quiere decir cada uno, en palabras corrientes y con sus referencias."""

from dash import html

from dashboard import formatting as fmt
from dashboard.estadistica import poisson_interval, ratio_interval, wilson_interval

REFERENCIAS = (
    "Garwood, F. (1936). Fiducial limits for the Poisson distribution. Biometrika, 28(3/4), 437–442.",
    "Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. "
    "Journal of the American Statistical Association, 22(158), 209–212.",
    "Clopper, C. J., y Pearson, E. S. (1934). The use of confidence or fiducial limits illustrated in the case "
    "of the binomial. Biometrika, 26(4), 404–413.",
    "Jenks, G. F. (1967). The data model concept in statistical mapping. International Yearbook of Cartography, 7, "
    "186–190.",
)


def method() -> list:
    """Subtítulos y párrafos de la sección de método; los ejemplos se calculan con las mismas funciones."""
    return [
        html.P(
            "Un registro pequeño sube y baja sin que nada haya cambiado. Por eso los conteos se leen con un margen al "
            "95%: los valores con los que el registro observado es compatible. El margen recoge el azar, no los "
            "errores de registro ni lo que nunca se denunció."
        ),
        html.H3("Un conteo: límites de Garwood"),
        html.P(_count_example(20)),
        html.H3("Un porcentaje: límites de Wilson"),
        html.P(_share_example(18, 60)),
        html.H3("Un cambio entre dos años: Clopper y Pearson"),
        html.P(_ratio_example(50, 65)),
        html.H3("Lo que nunca se hace"),
        html.Ul(
            [
                html.Li("No se unen en una línea ni se suman dos series: cada una cuenta otra cosa."),
                html.Li(
                    "No se reescala a 100% una distribución incompleta: lo que falta se muestra como no publicado."
                ),
                html.Li("No se rellenan años ni lugares: sin dato se queda sin dato."),
                html.Li("No se calcula una tasa sin una población que corresponda al mismo territorio y al mismo año."),
            ]
        ),
        html.H3("Las clases del mapa"),
        html.P(
            "El mapa usa hasta cinco clases por el método de Jenks, que agrupa los valores parecidos. Los cortes son "
            "los mismos para todos los años de una serie: un color significa lo mismo al pasar de un año a otro."
        ),
        html.H3("Referencias"),
        html.Ul([html.Li(r) for r in REFERENCIAS]),
    ]


def _count_example(n: int) -> str:
    low, high = poisson_interval(n)
    return (
        f"Si un distrito registra {n} en un año, el registro es compatible con un valor esperado de entre "
        f"{fmt.number(low, 1)} y {fmt.number(high, 1)}. Son límites exactos de la distribución de Poisson. Dos lugares "
        "cuyos conteos no se separan más que el azar no tienen un orden entre sí: se dice «no se distingue»."
    )


def _share_example(part: int, whole: int) -> str:
    low, high = (100 * limit for limit in wilson_interval(part, whole))
    return (
        f"{part} de {whole} es {fmt.percent(100 * part / whole)}, con límites de {fmt.percent(low)} a "
        f"{fmt.percent(high)}. El método de Wilson no da límites imposibles cuando el grupo es chico. Solo corresponde "
        "cuando la fuente publica el total sobre el que calculó."
    )


def _ratio_example(before: int, after: int) -> str:
    ratio, low, high = ratio_interval(before, after)
    return (
        f"De {before} a {after} la razón es ×{fmt.number(ratio, 2)}, con límites exactos de {fmt.number(low, 2)} a "
        f"{fmt.number(high, 2)}. Como el intervalo incluye el 1, el cambio no se distingue del azar. Se obtiene de los "
        "límites de Clopper y Pearson para la parte que el segundo año representa en los dos juntos."
    )
