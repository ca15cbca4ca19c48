"""Faltas y avisos propios de una fuente: (código, título, mensaje, qué hacer en Excel)."""

_NADA = "No hace falta corregir nada: se deja constancia de lo que se entendió."
_DESCARGUE = "Compare con el archivo original de la fuente y descárguelo otra vez si difiere."
_CORRIJA = "Corrija la celda en Excel según la fuente y cargue el archivo de nuevo."

FALTAS_DE_FUENTES = (
    (
        "E-COLUMNAS",
        "Faltan columnas",
        "no trae «{columnas}».",
        "Devuelva a esos encabezados su nombre original o descargue otra vez el archivo.",
    ),
    # Casos fiscales
    (
        "E-ESPECIALIZADA-DUDOSA",
        "Fiscalía especializada no prevista",
        "«{valor}» nombra la trata pero no es el nombre que usa la fuente, «{esperado}».",
        "Consulte a la fuente si es la misma fiscalía y corrija el nombre.",
    ),
    (
        "A-SIN-ESPECIALIZADAS",
        "Sin fiscalías especializadas en trata",
        "ninguna fila es de una fiscalía especializada en trata: no hay nada que mostrar de este archivo.",
        _DESCARGUE,
    ),
    (
        "A-CATEGORIA-RENOMBRADA",
        "Categoría con nombre anterior",
        "filas con el nombre anterior de una especialidad, que se cambió por el vigente: {filas}.",
        _NADA,
    ),
    # Cuadro por distrito fiscal y año
    (
        "E-LUGAR-REPETIDO",
        "Lugar repetido",
        "«{valor}» ya tiene otra fila en este cuadro; sumarlas podría contar dos veces.",
        "Deje en Excel una sola fila por distrito fiscal.",
    ),
    (
        "A-TOTAL-DISTINTO",
        "El total no es la suma",
        "{que}: el archivo dice {total} y sus partes suman {suma}. Se muestran las partes.",
        _DESCARGUE,
    ),
    ("A-SIN-TOTAL", "Sin fila de total", "no trae la fila «{fila}»: la suma no se pudo comprobar.", _DESCARGUE),
    ("A-NOTAS", "Notas del archivo", "trae estas notas fuera de la tabla: {notas}", _NADA),
    (
        "A-CELDAS-SIN-DATO",
        "Celdas sin dato",
        "celdas sin número: {celdas}. Quedan sin dato, no en cero.",
        _NADA,
    ),
    # Denuncias policiales
    (
        "E-CODIGO",
        "Código desconocido",
        "«{valor}» no es uno de los 86 códigos de la base de trata.",
        _CORRIJA,
    ),
    (
        "E-DEPARTAMENTO",
        "Departamento que no calza",
        "el código «{ccdd}» y el nombre «{nombre}» no son del mismo departamento.",
        _CORRIJA,
    ),
    ("E-MES", "Mes ilegible", "«{valor}» no es un mes de 1 a 12.", _CORRIJA),
    (
        "A-FILAS-REPETIDAS",
        "Filas idénticas",
        "filas que repiten otra idéntica: {filas}. Se guardan dos lecturas: el archivo tal cual da {tal_cual} en "
        "F1_TOTAL; sin las repetidas, {sin_repetir}. No se sabe cuál es la correcta.",
        "Pregunte a la fuente si las repetidas son hechos distintos. No las borre antes de saberlo.",
    ),
    (
        "A-VALORES-DISTINTOS",
        "Misma celda con dos valores",
        "combinaciones de comisaría, mes y código con más de un valor: {claves}. Se suman en las dos lecturas.",
        _DESCARGUE,
    ),
    (
        "A-VALOR-VACIO",
        "Valores en blanco",
        "filas sin valor: {filas} ({bloques}). Quedan sin dato, no en cero.",
        _NADA,
    ),
    (
        "A-BLOQUE-NO-SUMA",
        "Un bloque no suma su total",
        "{bloque}: su total da {total} y sus partes, {suma} (combinaciones de departamento y año que difieren: "
        "{grupos}). Se guardan los dos y nunca se suman entre sí.",
        _DESCARGUE,
    ),
    (
        "A-BLOQUES-DISTINTOS",
        "Bloques que no suman lo mismo",
        "cada bloque da su propio total ({totales}): no se intercambian ni se suman.",
        _NADA,
    ),
    (
        "A-ULTIMO-MES",
        "Último año sin diciembre",
        "{anio} tiene filas solo hasta {mes}: puede estar incompleto.",
        "Compruebe en la página de la fuente hasta qué mes llega.",
    ),
    # Población
    (
        "E-INEI-SEXO",
        "Hoja sin sexo",
        "no se sabe si la hoja «{hoja}» es de hombres, de mujeres o del total.",
        "Escriba «Hombres», «Mujeres» o «Total» al final del nombre de la hoja.",
    ),
    (
        "E-INEI-DEPARTAMENTO",
        "Hoja sin departamento",
        "no se sabe de qué departamento es la hoja «{hoja}».",
        "Escriba el nombre del departamento sobre la tabla o conserve el nombre del archivo original (cap01.xlsx).",
    ),
    (
        "E-INEI-HOJAS",
        "Hojas que faltan o se repiten",
        "para {lugar} hacen falta una hoja de hombres y una de mujeres, y hay: {hay}.",
        "Descargue otra vez el libro completo.",
    ),
    (
        "E-INEI-ANIOS",
        "Años ilegibles o distintos",
        "la hoja «{hoja}» no trae años en su encabezado, los repite o no son los de las otras hojas.",
        "Descargue otra vez el libro completo.",
    ),
    (
        "E-INEI-EDADES",
        "Edades incompletas",
        "la hoja «{hoja}» no trae cada edad simple de 0 a 59 y las siguientes sin huecos: falta {edad}.",
        "Use el cuadro por edad simple; con grupos de cinco años no se arman las bandas de este tablero.",
    ),
    (
        "E-INEI-FILA",
        "Edad ilegible o repetida",
        "hoja «{hoja}», línea {linea}: «{valor}» no es una edad o ya apareció.",
        "Deje en cada hoja una sola tabla, con una fila por edad.",
    ),
    (
        "E-INEI-CELDA",
        "Población ilegible",
        "hoja «{hoja}», línea {linea}: «{valor}» no es un número de habitantes.",
        _CORRIJA,
    ),
    (
        "E-INEI-NO-CUADRA",
        "La población no cuadra",
        "{que}: el libro dice {total} y sus partes suman {suma}. Un denominador dudoso no se carga.",
        "Descargue otra vez el libro completo.",
    ),
    ("A-HOJA-SIN-TABLA", "Hoja sin tabla", "la hoja «{hoja}» no trae una tabla por edad y no se usa.", _NADA),
    # Registros sintéticos
    (
        "E-BANDERA",
        "Marca ilegible",
        "«{columna}» dice «{valor}» y solo admite 1 o vacío.",
        "Compruebe que es la edición sintética y que las columnas no se corrieron.",
    ),
    (
        "A-SINTETICO",
        "Registros sintéticos",
        "registros relacionados con el Perú: {filas}. Son sintéticos: imitan a los reales, no son casos y no se suman "
        "a ninguna serie.",
        _NADA,
    ),
    (
        "A-SIN-PERU",
        "Sin registros del Perú",
        "ninguna fila tiene ciudadanía peruana ni explotación en el Perú.",
        _DESCARGUE,
    ),
)
