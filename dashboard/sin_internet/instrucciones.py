"""Lo que dicen las hojas «Instrucciones» y «Ejemplo»."""

TEXTO = (
    "Abra la hoja «Avances» y llene solo las celdas amarillas. Las demás están bloqueadas: si las cambia, "
    "el archivo no se recibe.",
    "Cada meta tiene una fila por año. Lo que no sepa, déjelo vacío: se lee «sin reporte», nunca cero. "
    "Escriba 0 solo si el resultado fue cero.",
    "Una raya (—) quiere decir que la meta no pide esa columna.",
    "Si la meta ya se informó, el formulario trae lo último que envió. Corrija encima: se guardará como otra "
    "versión y la anterior se conserva.",
    "Una meta observada tiene el código en naranja y la observación al lado. Corríjala y explique en "
    "«Comentario» qué cambió.",
    "No escriba nombres, documentos de identidad, teléfonos ni direcciones de ninguna persona, tampoco en los "
    "comentarios ni en los títulos de las pruebas.",
    "No use fórmulas ni macros. Si calculó en otra hoja, copie y use «Pegado especial: Valores».",
    "Puede llenarlo en Excel o en LibreOffice. Guárdelo como .xlsx, con el nombre que quiera.",
)
COLUMNAS = (
    ("Valor", "La cifra del año, en la unidad de al lado, sin el signo %.", "24"),
    ("De un total de", "En un porcentaje: cuántos son en total. Con 24 de 60 mesas, escriba 60.", "60"),
    ("Estado", "En un hito: hasta dónde se llegó ese año. Elija de la lista.", "implementado"),
    ("Nota del año", "Lo que haga falta para entender la cifra de ese año.", "Falta el cuarto trimestre."),
    ("Comentario", "Lo que haga falta para entender la meta: qué la frenó, qué se corrigió.", "Se agregó Tumbes."),
)
PRUEBAS = (
    "En la hoja «Evidencias» escriba una fila por prueba: elija la meta, ponga un título y el enlace público o el "
    "nombre del archivo.",
    "Si nombra un archivo, envíe juntos el formulario y los archivos, en un .zip o en una carpeta.",
    "«1 · declarada»: la institución lo afirma. «2 · documento»: hay un documento que lo prueba. La Secretaría "
    "Técnica marca lo que verifica.",
    "No envíe documentos con datos de víctimas ni de personas investigadas.",
)
DEVOLVER = (
    "Devuélvalo a la Secretaría Técnica por correo o en una memoria USB, o súbalo en la página «Reportar».",
    "Si la Secretaría Técnica observa algo, recibirá un formulario nuevo con las observaciones: use siempre el último.",
)
