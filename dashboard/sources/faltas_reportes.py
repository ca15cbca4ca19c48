"""Faltas de un formulario de avances que vuelve sin internet: (código, título, mensaje, qué hacer)."""

_PIDA = "Pida a la Secretaría Técnica un formulario nuevo, o descárguelo en «Reportar», y copie en él lo que escribió."
_CORRIJA = "Corrija esas celdas en Excel o LibreOffice y envíelo otra vez. No se guardó nada de este archivo."

FALTAS_DE_REPORTES = (
    (
        "E-REPORTE-NO-ES",
        "No es un formulario de avances",
        "no es un formulario de avances de este tablero: {por_que}.",
        "Envíe el .xlsx que entregó la Secretaría Técnica, guardado como libro de Excel.",
    ),
    (
        "E-REPORTE-GRANDE",
        "Formulario demasiado grande",
        "pesa más de lo que puede pesar un formulario ({maximo} MB).",
        "Quite imágenes y hojas agregadas; las pruebas van como archivos aparte, dentro del .zip.",
    ),
    (
        "E-REPORTE-SELLO",
        "Formulario alterado o de otra instalación",
        "la hoja oculta que dice de quién es y qué versión corrige fue cambiada, o el archivo salió de otro tablero.",
        _PIDA,
    ),
    (
        "E-REPORTE-DEMOSTRACION",
        "Datos de demostración",
        "el formulario es {del_formulario} y este almacén es {del_almacen}; no se mezclan.",
        "Use un formulario descargado de este mismo almacén.",
    ),
    (
        "E-REPORTE-INSTITUCION",
        "Formulario de otra institución",
        "es el formulario de {del_formulario} y se quiso recibir como de {esperada}.",
        "Compruebe que envía el archivo de su institución.",
    ),
    (
        "E-REPORTE-PLAN",
        "Las metas cambiaron",
        "lo que el Plan pide a {institucion} en {periodo} ya no es lo que dice este formulario.",
        _PIDA,
    ),
    (
        "E-REPORTE-BLOQUEADA",
        "Celdas bloqueadas cambiadas",
        "cambió celdas que no se llenan:\n{detalle}",
        "Deshaga esos cambios. Si agregó o borró filas: " + _PIDA[0].lower() + _PIDA[1:],
    ),
    (
        "E-REPORTE-FUERA",
        "Texto fuera de las celdas amarillas",
        "hay texto donde el formulario no pide nada, y se perdería:\n{detalle}",
        "Páselo a «Comentario» o bórrelo, y envíe el archivo otra vez.",
    ),
    ("E-REPORTE-CELDAS", "Celdas que no se entienden", "hay celdas por corregir:\n{detalle}", _CORRIJA),
    (
        "E-REPORTE-PERSONAL",
        "Datos que identifican a una persona",
        "hay texto que parece identificar a una persona. No se guardó nada:\n{detalle}",
        "Borre ese dato de la celda. Si es una cantidad, escríbala con comas de miles: 12,345,678.",
    ),
    (
        "E-REPORTE-ANTIGUO",
        "Formulario que ya no es el último",
        "después de entregarse este formulario se informó otra versión de: {metas}.",
        _PIDA,
    ),
    (
        "E-REPORTE-CERRADO",
        "Periodo cerrado",
        "el periodo {periodo} está cerrado: lo informado ya no cambia.",
        "Si hay que corregir algo, escriba a la Secretaría Técnica.",
    ),
    (
        "E-REPORTE-PAQUETE",
        "Paquete sin un formulario",
        "debe traer un solo formulario .xlsx y trae {cuantos}.",
        "Ponga en el .zip o en la carpeta el formulario y los archivos de prueba que nombra, nada más.",
    ),
    (
        "E-REPORTE-FALTA-ARCHIVO",
        "Pruebas que no vinieron",
        "la hoja «Evidencias» nombra archivos que no vinieron:\n{detalle}",
        "Envíe juntos, en un .zip o en una carpeta, el formulario y esos archivos, con el mismo nombre.",
    ),
    (
        "E-REPORTE-ALMACEN",
        "El almacén no lo admitió",
        "{detalle}",
        "Siga lo que dice el mensaje y envíelo otra vez. No se guardó nada de este archivo.",
    ),
    (
        "A-REPORTE-VACIADA",
        "Meta que volvió vacía",
        "la meta {meta} tenía datos y volvió vacía: se conserva la versión {version}.",
        "Para decir que ya no corresponde lo informado, escriba el motivo en «Nota del año».",
    ),
    (
        "A-REPORTE-REPETIDO",
        "Archivo ya recibido",
        "este mismo archivo ya se recibió: no se guardó otra vez.",
        "No hace falta hacer nada.",
    ),
    (
        "A-REPORTE-SOBRA",
        "Archivos que nadie nombra",
        "vinieron archivos que la hoja «Evidencias» no nombra y no se guardaron: {archivos}.",
        "Si son pruebas, agregue su fila en «Evidencias» y envíe todo otra vez.",
    ),
)
