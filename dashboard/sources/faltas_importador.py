"""Faltas de la plantilla propia y de la puerta del importador: (código, título, mensaje, qué hacer en Excel)."""

_NADA = "No hace falta corregir nada: se deja constancia de lo que se entendió."
_QUITE = "Abra el archivo en Excel, borre esa columna entera (clic derecho en su letra, «Eliminar») y guárdelo."

FALTAS_DE_IMPORTADOR = (
    # Plantilla: protección de las personas
    (
        "E-PERSONAL-COLUMNA",
        "Columna con datos que identifican",
        "la columna «{columna}» anuncia datos que identifican a una persona o a su caso. No se leyó ni se guardó nada.",
        _QUITE,
    ),
    (
        "E-PERSONAL-FORMA",
        "Celdas con datos que identifican",
        "la columna «{columna}» trae lo que parece {que} (línea {linea}). No se guardó nada.",
        _QUITE + " Si la columna es de la plantilla, corrija la celda.",
    ),
    # Plantilla: contenido
    (
        "E-PLANTILLA-VALOR",
        "Valor fuera de la lista",
        "«{columna}» no trae {esperado}.{parecido}",
        "Elija en Excel un valor de la lista desplegable. La celda no se copia aquí para no guardar datos de personas.",
    ),
    (
        "E-PLANTILLA-MEZCLA",
        "Dos poblaciones en un archivo",
        "trae presuntas víctimas y presuntos/as imputados/as en el mismo archivo.",
        "Filtre en Excel por «Población» y guarde un archivo para cada una.",
    ),
    (
        "A-PLANTILLA-COLUMNA",
        "Columna de la plantilla que falta",
        "no trae «{columna}»: en ella todas las personas quedan «sin dato».",
        "Si tiene el dato, agregue la columna con ese encabezado.",
    ),
    (
        "A-PLANTILLA-FORMA",
        "Otra forma de escribir el valor",
        "celdas que dicen un valor de la lista con otras palabras: {filas}.",
        _NADA,
    ),
    (
        "A-PLANTILLA-EDAD",
        "Edades exactas",
        "edades exactas que se llevaron a su banda: {filas}. La edad exacta no se guarda.",
        _NADA,
    ),
    (
        "A-PLANTILLA-CORTES",
        "Varias fechas de corte",
        "trae {cortes} fechas de corte distintas; vale la última.",
        "Escriba la misma fecha de corte en todas las filas.",
    ),
    (
        "A-PLANTILLA-HOJAS",
        "Hojas sin leer",
        "solo se leyó la hoja «{hoja}»; quedaron sin leer: {otras}.",
        "Si alguna trae filas, cópielas debajo de las de esa hoja.",
    ),
    # Plantilla: lo que se puede mostrar
    (
        "E-YA-PUBLICADO",
        "Lo ya mostrado impide proteger lo nuevo",
        "una cifra que ya se mostró permitiría deducir otra que ahora debe reservarse. No se cambió nada.",
        "Compruebe que el archivo no quita años ni corrige a la baja lo ya cargado. Si lo anterior nunca se mostró a "
        "nadie, borre su carpeta dentro de «protegidas» y cargue otra vez; si se mostró, la comisión debe decidir.",
    ),
    (
        "E-SIN-PROTECCION",
        "No se halló cómo proteger el archivo",
        "no se halló qué reservar para que nadie quede al descubierto ({detalle}) No se cambió nada.",
        "Suele pasar con muy pocas personas. Cargue varios años en un solo archivo, o espere a tener más.",
    ),
    (
        "E-PROTEGIDA-DANADA",
        "Lo que ya se publicó no se puede leer",
        "la carpeta «{carpeta}» falta en parte o cambió, y sin ella no se sabe qué se mostró antes.",
        "Recupere esa carpeta de la última copia. Si lo anterior nunca se mostró a nadie, bórrela y cargue otra vez.",
    ),
    # Puerta: guardar y reemplazar
    (
        "E-CORTE-ANTERIOR",
        "Corte anterior al cargado",
        "{que}: el archivo llega al {nuevo} y ya está cargado hasta el {cargado}. No se cambió nada.",
        "Use el archivo más reciente. Para volver al anterior, borre antes la carpeta importados/{carpeta}, si existe.",
    ),
    (
        "E-OCUPADO",
        "Otra importación en curso",
        "otra importación está escribiendo en la misma carpeta de datos.",
        "Espere a que termine y repita la orden. Si no hay ninguna, cierre las ventanas donde se lanzó.",
    ),
    (
        "E-NO-SE-ESCRIBE",
        "No se pudo guardar",
        "no se pudo escribir en la carpeta de datos ({detalle}). Lo cargado antes sigue igual.",
        "Compruebe que hay espacio en el disco y permiso para escribir, y cierre en Excel los archivos de importados.",
    ),
    (
        "E-NADA-CARGADO",
        "Ninguna fila cargada",
        "ninguna de las {filas} filas se pudo usar. La primera, en la línea {linea}: {razon} [{falta}]",
        "Corrija primero esa fila en Excel: lo más probable es que las demás tengan la misma falta.",
    ),
    (
        "E-INCOHERENTE",
        "Lectura que no calza con los datos",
        "lo leído no calza con la carpeta de datos: {detalle}. No se cargó nada.",
        "Avise a quien mantiene el tablero y envíele este código con el nombre del archivo.",
    ),
    (
        "A-MENOS-LUGARES",
        "Lugares que dejan de figurar",
        "{serie}, {periodo}: {lugares} tenían cifra y ahora no traen fila.",
        "Compruebe que el archivo es el de todo el país y no el de una región.",
    ),
)
