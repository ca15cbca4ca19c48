"""Faltas de una fila (E-…) y avisos de un archivo (A-…): (código, título, mensaje, qué hacer en Excel)."""

_CORRIJA = "Corrija la celda en Excel según la fuente y cargue el archivo de nuevo; lo demás ya quedó cargado."
_NADA = "No hace falta corregir nada: se deja constancia de lo que se entendió."

FALTAS_DE_FILAS = (
    (
        "E-CAMPOS",
        "Fila con más o menos celdas",
        "la fila tiene {hay} celdas y el encabezado {esperadas}.",
        "Suele faltar la comilla de un texto con comas. Descargue otra vez el archivo o corrija esa fila.",
    ),
    ("E-CELDA-VACIA", "Celda obligatoria vacía", "falta «{columna}».", _CORRIJA),
    ("E-CANTIDAD", "Cantidad ilegible", "«{valor}» no es un número entero de 0 en adelante.", _CORRIJA),
    ("E-ANIO", "Año ilegible", "«{valor}» no es un año entre 2000 y 2100.", _CORRIJA),
    ("E-PERIODO", "Periodo ilegible", "«{valor}» no nombra un mes ni dos meses en orden.", _CORRIJA),
    ("E-FECHA", "Fecha ilegible", "«{valor}» no es una fecha en el orden que usa el archivo.", _CORRIJA),
    (
        "E-LUGAR",
        "Lugar desconocido",
        "«{valor}» no es ninguno de los 34 distritos fiscales ni una grafía conocida.",
        "Corrija el nombre o, si es una grafía nueva, agréguela a alias.csv.",
    ),
    ("E-UBIGEO", "Ubigeo ilegible", "«{valor}» no tiene cinco o seis cifras.", _CORRIJA),
    ("E-LETRA", "Letra ilegible", "«{valor}» tiene letras que no se pudieron leer.", _CORRIJA),
    (
        "E-TRATA-DUDOSA",
        "Nombre de delito no previsto",
        "«{valor}» nombra la trata pero no es ninguno de los dos nombres que usa la fuente.",
        "Consulte a la fuente si es el tipo base o la forma agravada y corrija el nombre.",
    ),
    (
        "E-OTRO-REGISTRO",
        "Fila de otro registro",
        "«{columna}» dice «{valor}» y en este archivo siempre dice «{esperado}».",
        "Compruebe que la fila no viene de otro archivo pegado a este.",
    ),
    (
        "E-CORTE-DISTINTO",
        "Fila de otro corte",
        "el año {anio} ya se leyó con otro periodo o fecha de corte; sumar los dos contaría dos veces.",
        "Deje en un archivo un solo corte por año.",
    ),
    (
        "E-CORTES-MEZCLADOS",
        "Archivo con cortes mezclados",
        "un mismo año aparece con varios periodos o fechas de corte, que se repiten entre sí y no se pueden sumar.",
        "Filtre en Excel por fecha_corte y guarde solo el corte más reciente.",
    ),
    (
        "E-DEMASIADAS",
        "Demasiadas filas apartadas",
        "más de {maximo} filas no se pudieron leer; la primera, en la línea {linea}: {razon}",
        "Revise esa fila en Excel: suele ser un separador, una columna corrida o un orden de fechas distinto.",
    ),
    ("E-SIN-FILAS", "Archivo sin filas", "después del encabezado no hay ninguna fila.", "Descárguelo otra vez."),
    (
        "E-COLUMNA-REPETIDA",
        "Columna repetida",
        "la columna «{columna}» aparece dos veces.",
        "Borre en Excel la que sobra.",
    ),
    (
        "A-CAMPOS",
        "Texto con comas sin comillas",
        "filas recompuestas porque traían comas sin comillas: {filas}.",
        _NADA,
    ),
    ("A-CANTIDAD", "Cantidad con marcas", "cantidades leídas sin sus marcas de miles o su «.0»: {filas}.", _NADA),
    (
        "A-UBIGEO",
        "Ubigeo sin el cero inicial",
        "filas a las que se les repuso el cero inicial del ubigeo: {filas}.",
        _NADA,
    ),
    ("A-LUGAR", "Otra grafía del lugar", "filas que nombran el distrito fiscal con otra grafía: {filas}.", _NADA),
    (
        "A-FECHAS-MES-DIA",
        "Fechas con el mes primero",
        "«{columna}» trae el mes antes del día; se sabe por la fecha de corte y el periodo.",
        _NADA,
    ),
    (
        "A-FECHA-AMBIGUA",
        "Orden de fecha sin confirmar",
        "en «{columna}» no se puede saber si va primero el día o el mes; se leyó como día/mes/año.",
        "Compare con la fecha que indica la página de la fuente.",
    ),
    (
        "A-DESCARGA",
        "Descarga posterior al corte",
        "la fecha de descarga ({descarga}) es posterior a la de corte ({corte}).",
        "Compare las dos con la página de la fuente.",
    ),
    ("A-PARCIAL", "Año incompleto", "{anio} llega solo hasta {mes}: no se compara con años completos.", _NADA),
    (
        "A-SEDE",
        "Sede distinta",
        "{lugar} trae el ubigeo {ubigeo} y su sede conocida es {sede}.",
        "Compruebe si la sede cambió o si la columna se corrió.",
    ),
    (
        "A-COLUMNA-FALTA",
        "Columna que falta",
        "no trae «{columna}»: esa comprobación no se pudo hacer.",
        "Si la columna estaba en la descarga original, cargue ese archivo.",
    ),
    (
        "A-COLUMNA-NUEVA",
        "Columna desconocida",
        "la columna «{columna}» no se usa.",
        "Compruebe que no trae datos de personas.",
    ),
    (
        "A-CLAVE-REPARTIDA",
        "Clave en varias filas",
        "claves repartidas en varias filas, que se sumaron: {claves}.",
        _NADA,
    ),
    (
        "A-REPARACIONES",
        "Lista de reparaciones abreviada",
        "celdas reparadas: {total}; se listan las primeras {listadas}.",
        _NADA,
    ),
)
