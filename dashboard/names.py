"""Nombres de columnas y de tablas, escritos una sola vez. La unidad va en el nombre."""

# Lugar y tiempo
AMBITO, CODIGO, NOMBRE = "ambito", "codigo", "nombre"
DF_ID, UBIGEO = "df_id", "ubigeo"
ANIO, INICIO, FIN = "anio", "inicio", "fin"

# Medida
SERIE_ID, COMPONENTE, MEDIDA, VALOR = "serie_id", "componente", "medida", "valor"
ESTADO, DETALLE, POSICION = "estado", "detalle", "posicion"
PCT, CLASE = "pct", "clase"

# Cita
FUENTE_ID, CITA, NOTA, PROCEDENCIA = "fuente_id", "cita", "nota", "procedencia"

# Ámbitos
NACIONAL, DISTRITO_FISCAL, DEPARTAMENTO = "nacional", "distrito_fiscal", "departamento"
PAIS = "PE"
