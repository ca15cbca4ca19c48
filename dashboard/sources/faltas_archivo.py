"""Faltas que se ven al abrir un archivo y al elegir su fuente: (código, título, mensaje, qué hacer en Excel)."""

_DESCARGUE = "Descárguelo otra vez de la página de la fuente y compruebe que se abre en Excel."
_GUARDE_CSV = "Ábralo en Excel y guárdelo como «CSV UTF-8 (delimitado por comas)» o como libro .xlsx."

FALTAS_DE_ARCHIVO = (
    ("E-VACIO", "Archivo vacío", "el archivo no tiene contenido.", "Descárguelo otra vez: la descarga pudo cortarse."),
    ("E-NO-EXISTE", "Archivo que no está", "no se encontró el archivo.", "Compruebe el nombre y la carpeta."),
    ("E-NO-ES-ARCHIVO", "No es un archivo", "es una carpeta u otra cosa.", "Indique un archivo CSV o XLSX."),
    (
        "E-NO-SE-ABRE",
        "Archivo que no se deja abrir",
        "el sistema no permite leerlo.",
        "Ciérrelo en Excel y compruebe que tiene permiso para leerlo.",
    ),
    (
        "E-MUY-GRANDE",
        "Archivo demasiado grande",
        "pesa {tamano} GB y se admiten menos de 2.",
        "Divídalo en Excel, un archivo por año.",
    ),
    ("E-BINARIO", "No es una tabla", "contiene bytes que no son texto.", _DESCARGUE),
    ("E-PDF", "Es un PDF", "es un PDF, no una tabla.", "Busque en la página de la fuente la versión en CSV o Excel."),
    (
        "E-PAGINA-WEB",
        "Es una página web",
        "es una página web o un XML, aunque su nombre diga otra cosa: el portal no entregó el archivo.",
        _DESCARGUE,
    ),
    (
        "E-COMPRIMIDO",
        "Archivo comprimido",
        "es un archivo comprimido.",
        "Extraiga la tabla que contiene y cargue esa tabla.",
    ),
    ("E-WORD", "Es un documento de Word", "es un documento de Word, no una tabla.", _DESCARGUE),
    ("E-XLS-ANTIGUO", "Excel antiguo o con clave", "es un .xls antiguo o un libro con contraseña.", _GUARDE_CSV),
    ("E-CLAVE", "Libro con contraseña", "está protegido con contraseña.", "Quite la contraseña y guárdelo otra vez."),
    (
        "E-MACROS",
        "Libro con macros",
        "trae macros, que aquí no se ejecutan.",
        "Guárdelo en Excel como «Libro de Excel (.xlsx)», sin macros.",
    ),
    (
        "E-FORMULAS",
        "Libro con fórmulas",
        "tiene celdas con fórmulas, cuyo resultado no se puede comprobar.",
        "Seleccione todo, copie y use «Pegado especial: Valores»; luego guarde.",
    ),
    (
        "E-BOMBA",
        "Libro que crece demasiado",
        "al descomprimirse pasaría del tamaño admitido.",
        "Copie solo la hoja que interesa a un libro nuevo y guárdelo.",
    ),
    ("E-LIBRO-CORTADO", "Libro incompleto", "el libro está cortado o dañado.", _DESCARGUE),
    ("E-LIBRO-DANADO", "Libro dañado", "el libro no respeta el formato de Excel.", _GUARDE_CSV),
    (
        "E-RENGLON-LARGO",
        "Renglón interminable",
        "tiene un renglón de más de 16 MB: no es una tabla separada por comas.",
        _GUARDE_CSV,
    ),
    (
        "E-CORTADO",
        "Archivo incompleto",
        "termina a media fila («{fin}»): la descarga se cortó y los totales saldrían mal.",
        _DESCARGUE,
    ),
    (
        "E-FUENTE",
        "Fuente desconocida",
        "no existe la fuente «{fuente}». Las que hay son: {fuentes}.",
        "Escriba en --como uno de esos nombres, o quítelo para que se reconozca sola.",
    ),
    (
        "E-NO-RECONOCIDO",
        "Encabezado no reconocido",
        "ninguna fila del comienzo se parece a un encabezado conocido. Se buscó: {busca}.",
        "Compruebe que los encabezados están entre las 40 primeras filas, con sus nombres originales.",
    ),
    (
        "E-FUENTE-DUDOSA",
        "Más de una fuente posible",
        "el encabezado calza igual con varias fuentes: {fuentes}.",
        "Indique cuál es con --como.",
    ),
    (
        "E-INTERNO",
        "Archivo que no se supo leer",
        "el archivo tiene una forma no prevista ({detalle}). No se cargó nada.",
        "Guárdelo en Excel como CSV UTF-8 y vuelva a intentarlo. Si se repite, avise a quien mantiene el tablero.",
    ),
    (
        "E-MEMORIA",
        "Archivo que no cabe en memoria",
        "leerlo pide más memoria de la que hay. No se cargó nada.",
        "Divídalo en Excel, un archivo por año, y vuelva a intentarlo.",
    ),
)
