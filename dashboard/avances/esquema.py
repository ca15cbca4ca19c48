"""Las tablas del almacén. `eventos` es el libro; las demás son lo que resulta de leerlo en orden."""

from sqlalchemy import BigInteger, Boolean, Double, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

CODIGO, NOMBRE, HUELLA, MOMENTO, DIA = String(40), String(300), String(64), String(32), String(10)
SECUENCIA = BigInteger().with_variant(Integer, "sqlite")


class Tabla(DeclarativeBase):
    """Base de todas las tablas. Los momentos son texto ISO en UTC: así el libro y las tablas dicen lo mismo."""

    type_annotation_map = {str: Text, float: Double, int: SECUENCIA, bool: Boolean}


class Eventos(Tabla):
    """El libro: cada cambio con su autor, su momento y la huella del anterior. Solo se agrega."""

    __tablename__ = "eventos"
    secuencia: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    momento: Mapped[str] = mapped_column(MOMENTO)
    autor: Mapped[str] = mapped_column(CODIGO)
    accion: Mapped[str] = mapped_column(CODIGO)
    datos: Mapped[str]
    anterior: Mapped[str] = mapped_column(HUELLA)
    huella: Mapped[str] = mapped_column(HUELLA, unique=True)


class Apertura(Tabla):
    """Una fila: de qué plan es el almacén y si todo lo que guarda es de demostración."""

    __tablename__ = "apertura"
    plan: Mapped[str] = mapped_column(CODIGO, primary_key=True)
    demostracion: Mapped[bool]


class Instituciones(Tabla):
    """Las que alguna vez informaron o tuvieron usuario."""

    __tablename__ = "instituciones"
    codigo: Mapped[str] = mapped_column(CODIGO, primary_key=True)
    nombre: Mapped[str] = mapped_column(NOMBRE)
    responsable: Mapped[str] = mapped_column(CODIGO)


class Usuarios(Tabla):
    """Quién entra. La clave (argon2) no va al libro: va su huella, que la delata si alguien la cambia."""

    __tablename__ = "usuarios"
    usuario: Mapped[str] = mapped_column(CODIGO, primary_key=True)
    nombre: Mapped[str] = mapped_column(NOMBRE)
    rol: Mapped[str] = mapped_column(CODIGO)
    institucion: Mapped[str | None] = mapped_column(CODIGO, ForeignKey("instituciones.codigo"))
    activo: Mapped[bool]
    huella_clave: Mapped[str] = mapped_column(HUELLA)
    clave: Mapped[str] = mapped_column(NOMBRE, default="")


class Reportes(Tabla):
    """Una versión de lo que una institución informa sobre una meta."""

    __tablename__ = "reportes"
    __table_args__ = (UniqueConstraint("institucion", "meta_id", "version"),)
    reporte_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    institucion: Mapped[str] = mapped_column(CODIGO, ForeignKey("instituciones.codigo"))
    meta_id: Mapped[str] = mapped_column(CODIGO, index=True)
    periodo: Mapped[str] = mapped_column(CODIGO, index=True)
    version: Mapped[int]
    estado: Mapped[str] = mapped_column(CODIGO, index=True)
    comentario: Mapped[str]
    autor: Mapped[str] = mapped_column(CODIGO)
    origen: Mapped[str] = mapped_column(CODIGO)
    enviado_en: Mapped[str | None] = mapped_column(MOMENTO)
    resuelto_en: Mapped[str | None] = mapped_column(MOMENTO)
    resuelto_por: Mapped[str] = mapped_column(CODIGO)
    guardado: Mapped[int]


class Valores(Tabla):
    """Lo informado de un año."""

    __tablename__ = "valores"
    reporte_id: Mapped[int] = mapped_column(ForeignKey("reportes.reporte_id"), primary_key=True)
    anio: Mapped[int] = mapped_column(primary_key=True)
    numero: Mapped[float | None]
    denominador: Mapped[float | None]
    hito: Mapped[str]
    nota: Mapped[str]


class Evidencias(Tabla):
    """La prueba de un reporte: un archivo guardado por su SHA-256, o un enlace."""

    __tablename__ = "evidencias"
    reporte_id: Mapped[int] = mapped_column(ForeignKey("reportes.reporte_id"), primary_key=True)
    evidencia_id: Mapped[int] = mapped_column(primary_key=True)
    clase: Mapped[str] = mapped_column(CODIGO)
    titulo: Mapped[str]
    nivel: Mapped[int]
    sha256: Mapped[str] = mapped_column(HUELLA, index=True)
    enlace: Mapped[str]
    tipo: Mapped[str] = mapped_column(String(100))


class Observaciones(Tabla):
    """Lo que la Secretaría Técnica pidió aclarar."""

    __tablename__ = "observaciones"
    evento: Mapped[int] = mapped_column(ForeignKey("eventos.secuencia"), primary_key=True)
    reporte_id: Mapped[int] = mapped_column(ForeignKey("reportes.reporte_id"), index=True)
    texto: Mapped[str]
    autor: Mapped[str] = mapped_column(CODIGO)
    fecha: Mapped[str] = mapped_column(MOMENTO)


class Interpretaciones(Tabla):
    """Cómo decidió la comisión que se lea una trayectoria. La última fila de cada una es la vigente."""

    __tablename__ = "interpretaciones"
    evento: Mapped[int] = mapped_column(ForeignKey("eventos.secuencia"), primary_key=True)
    trayectoria: Mapped[str] = mapped_column(CODIGO)
    lectura: Mapped[str | None] = mapped_column(CODIGO)
    conjunta: Mapped[str | None] = mapped_column(CODIGO)
    decidido_por: Mapped[str] = mapped_column(NOMBRE)
    fecha: Mapped[str] = mapped_column(DIA)
    sustento: Mapped[str]
    universo: Mapped[str]


class LineasBase(Tabla):
    """De dónde parte una trayectoria. La última fila de cada una es la vigente."""

    __tablename__ = "lineas_base"
    evento: Mapped[int] = mapped_column(ForeignKey("eventos.secuencia"), primary_key=True)
    trayectoria: Mapped[str] = mapped_column(CODIGO)
    valor: Mapped[float]
    fecha: Mapped[str] = mapped_column(DIA)
    fuente: Mapped[str]


class Acuerdos(Tabla):
    """Acuerdos y recomendaciones. La última fila de cada `acuerdo_id` es la vigente."""

    __tablename__ = "acuerdos"
    evento: Mapped[int] = mapped_column(ForeignKey("eventos.secuencia"), primary_key=True)
    acuerdo_id: Mapped[str] = mapped_column(NOMBRE)
    texto: Mapped[str]
    responsable: Mapped[str] = mapped_column(CODIGO)
    vence: Mapped[str | None] = mapped_column(DIA)
    meta_id: Mapped[str] = mapped_column(CODIGO)
    sesion: Mapped[str] = mapped_column(NOMBRE)
    autor: Mapped[str] = mapped_column(CODIGO)
    fecha: Mapped[str] = mapped_column(MOMENTO)
    estado: Mapped[str] = mapped_column(CODIGO)
    seguimiento: Mapped[str]


class Presupuestos(Tabla):
    """Soles de una institución en un año. La última fila de cada par es la vigente."""

    __tablename__ = "presupuestos"
    evento: Mapped[int] = mapped_column(ForeignKey("eventos.secuencia"), primary_key=True)
    institucion: Mapped[str] = mapped_column(CODIGO, ForeignKey("instituciones.codigo"))
    anio: Mapped[int]
    asignado: Mapped[float | None]
    ejecutado: Mapped[float | None]
    fuente: Mapped[str]


class PeriodosCerrados(Tabla):
    """Los que la Secretaría Técnica cerró: lo que contienen ya no cambia."""

    __tablename__ = "periodos_cerrados"
    periodo: Mapped[str] = mapped_column(CODIGO, primary_key=True)
    autor: Mapped[str] = mapped_column(CODIGO)
    fecha: Mapped[str] = mapped_column(MOMENTO)


class Recepciones(Tabla):
    """Cada archivo recibido sin internet, por la huella de su contenido: el mismo no entra dos veces."""

    __tablename__ = "recepciones"
    sha256: Mapped[str] = mapped_column(HUELLA, primary_key=True)
    nombre: Mapped[str] = mapped_column(NOMBRE)
    institucion: Mapped[str] = mapped_column(CODIGO, ForeignKey("instituciones.codigo"))
    autor: Mapped[str] = mapped_column(CODIGO)
    fecha: Mapped[str] = mapped_column(MOMENTO)
