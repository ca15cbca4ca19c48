"""El esquema inicial, con un libro que la base misma no deja reescribir."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ENTERO = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PROHIBIDO = "El libro solo se agrega: no se edita ni se borra."


def upgrade() -> None:
    for part in (_libro, _personas, _reportes, _pruebas, _decisiones, _seguimiento, _append_only):
        part()


def downgrade() -> None:
    raise NotImplementedError("El almacén no retrocede: restaure un respaldo.")


def _append_only() -> None:
    """Disparadores que rechazan UPDATE y DELETE sobre `eventos`."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER eventos_sin_{verb.lower()} BEFORE {verb} ON eventos "
                f"BEGIN SELECT RAISE(ABORT, '{PROHIBIDO}'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION eventos_solo_se_agrega() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{PROHIBIDO}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER eventos_solo_se_agrega BEFORE UPDATE OR DELETE OR TRUNCATE ON eventos "
        "FOR EACH STATEMENT EXECUTE FUNCTION eventos_solo_se_agrega()"
    )


def _libro() -> None:
    op.create_table(
        "eventos",
        sa.Column("secuencia", ENTERO, autoincrement=False, nullable=False),
        sa.Column("momento", sa.String(32), nullable=False),
        sa.Column("autor", sa.String(40), nullable=False),
        sa.Column("accion", sa.String(40), nullable=False),
        sa.Column("datos", sa.Text(), nullable=False),
        sa.Column("anterior", sa.String(64), nullable=False),
        sa.Column("huella", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("secuencia"),
        sa.UniqueConstraint("huella"),
    )
    op.create_table(
        "apertura",
        sa.Column("plan", sa.String(40), nullable=False),
        sa.Column("demostracion", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("plan"),
    )


def _personas() -> None:
    op.create_table(
        "instituciones",
        sa.Column("codigo", sa.String(40), nullable=False),
        sa.Column("nombre", sa.String(300), nullable=False),
        sa.Column("responsable", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("codigo"),
    )
    op.create_table(
        "usuarios",
        sa.Column("usuario", sa.String(40), nullable=False),
        sa.Column("nombre", sa.String(300), nullable=False),
        sa.Column("rol", sa.String(40), nullable=False),
        sa.Column("institucion", sa.String(40)),
        sa.Column("activo", sa.Boolean(), nullable=False),
        sa.Column("huella_clave", sa.String(64), nullable=False),
        sa.Column("clave", sa.String(300), nullable=False),
        sa.ForeignKeyConstraint(["institucion"], ["instituciones.codigo"]),
        sa.PrimaryKeyConstraint("usuario"),
    )


def _reportes() -> None:
    op.create_table(
        "reportes",
        sa.Column("reporte_id", ENTERO, autoincrement=False, nullable=False),
        sa.Column("institucion", sa.String(40), nullable=False),
        sa.Column("meta_id", sa.String(40), nullable=False),
        sa.Column("periodo", sa.String(40), nullable=False),
        sa.Column("version", ENTERO, nullable=False),
        sa.Column("estado", sa.String(40), nullable=False),
        sa.Column("comentario", sa.Text(), nullable=False),
        sa.Column("autor", sa.String(40), nullable=False),
        sa.Column("origen", sa.String(40), nullable=False),
        sa.Column("enviado_en", sa.String(32)),
        sa.Column("resuelto_en", sa.String(32)),
        sa.Column("resuelto_por", sa.String(40), nullable=False),
        sa.Column("guardado", ENTERO, nullable=False),
        sa.ForeignKeyConstraint(["institucion"], ["instituciones.codigo"]),
        sa.PrimaryKeyConstraint("reporte_id"),
        sa.UniqueConstraint("institucion", "meta_id", "version"),
    )
    op.create_index("ix_reportes_estado", "reportes", ["estado"])
    op.create_index("ix_reportes_meta_id", "reportes", ["meta_id"])
    op.create_index("ix_reportes_periodo", "reportes", ["periodo"])
    op.create_table(
        "valores",
        sa.Column("reporte_id", ENTERO, nullable=False),
        sa.Column("anio", ENTERO, nullable=False),
        sa.Column("numero", sa.Double()),
        sa.Column("denominador", sa.Double()),
        sa.Column("hito", sa.Text(), nullable=False),
        sa.Column("nota", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["reporte_id"], ["reportes.reporte_id"]),
        sa.PrimaryKeyConstraint("reporte_id", "anio"),
    )


def _pruebas() -> None:
    op.create_table(
        "evidencias",
        sa.Column("reporte_id", ENTERO, nullable=False),
        sa.Column("evidencia_id", ENTERO, nullable=False),
        sa.Column("clase", sa.String(40), nullable=False),
        sa.Column("titulo", sa.Text(), nullable=False),
        sa.Column("nivel", ENTERO, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("enlace", sa.Text(), nullable=False),
        sa.Column("tipo", sa.String(100), nullable=False),
        sa.ForeignKeyConstraint(["reporte_id"], ["reportes.reporte_id"]),
        sa.PrimaryKeyConstraint("reporte_id", "evidencia_id"),
    )
    op.create_index("ix_evidencias_sha256", "evidencias", ["sha256"])
    op.create_table(
        "observaciones",
        sa.Column("evento", ENTERO, nullable=False),
        sa.Column("reporte_id", ENTERO, nullable=False),
        sa.Column("texto", sa.Text(), nullable=False),
        sa.Column("autor", sa.String(40), nullable=False),
        sa.Column("fecha", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["evento"], ["eventos.secuencia"]),
        sa.ForeignKeyConstraint(["reporte_id"], ["reportes.reporte_id"]),
        sa.PrimaryKeyConstraint("evento"),
    )
    op.create_index("ix_observaciones_reporte_id", "observaciones", ["reporte_id"])
    op.create_table(
        "recepciones",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("nombre", sa.String(300), nullable=False),
        sa.Column("institucion", sa.String(40), nullable=False),
        sa.Column("autor", sa.String(40), nullable=False),
        sa.Column("fecha", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["institucion"], ["instituciones.codigo"]),
        sa.PrimaryKeyConstraint("sha256"),
    )


def _decisiones() -> None:
    op.create_table(
        "interpretaciones",
        sa.Column("evento", ENTERO, nullable=False),
        sa.Column("trayectoria", sa.String(40), nullable=False),
        sa.Column("lectura", sa.String(40)),
        sa.Column("conjunta", sa.String(40)),
        sa.Column("decidido_por", sa.String(300), nullable=False),
        sa.Column("fecha", sa.String(10), nullable=False),
        sa.Column("sustento", sa.Text(), nullable=False),
        sa.Column("universo", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["evento"], ["eventos.secuencia"]),
        sa.PrimaryKeyConstraint("evento"),
    )
    op.create_table(
        "lineas_base",
        sa.Column("evento", ENTERO, nullable=False),
        sa.Column("trayectoria", sa.String(40), nullable=False),
        sa.Column("valor", sa.Double(), nullable=False),
        sa.Column("fecha", sa.String(10), nullable=False),
        sa.Column("fuente", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["evento"], ["eventos.secuencia"]),
        sa.PrimaryKeyConstraint("evento"),
    )
    op.create_table(
        "periodos_cerrados",
        sa.Column("periodo", sa.String(40), nullable=False),
        sa.Column("autor", sa.String(40), nullable=False),
        sa.Column("fecha", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("periodo"),
    )


def _seguimiento() -> None:
    op.create_table(
        "acuerdos",
        sa.Column("evento", ENTERO, nullable=False),
        sa.Column("acuerdo_id", sa.String(300), nullable=False),
        sa.Column("texto", sa.Text(), nullable=False),
        sa.Column("responsable", sa.String(40), nullable=False),
        sa.Column("vence", sa.String(10)),
        sa.Column("meta_id", sa.String(40), nullable=False),
        sa.Column("sesion", sa.String(300), nullable=False),
        sa.Column("autor", sa.String(40), nullable=False),
        sa.Column("fecha", sa.String(32), nullable=False),
        sa.Column("estado", sa.String(40), nullable=False),
        sa.Column("seguimiento", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["evento"], ["eventos.secuencia"]),
        sa.PrimaryKeyConstraint("evento"),
    )
    op.create_table(
        "presupuestos",
        sa.Column("evento", ENTERO, nullable=False),
        sa.Column("institucion", sa.String(40), nullable=False),
        sa.Column("anio", ENTERO, nullable=False),
        sa.Column("asignado", sa.Double()),
        sa.Column("ejecutado", sa.Double()),
        sa.Column("fuente", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["evento"], ["eventos.secuencia"]),
        sa.ForeignKeyConstraint(["institucion"], ["instituciones.codigo"]),
        sa.PrimaryKeyConstraint("evento"),
    )
