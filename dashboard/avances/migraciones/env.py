"""Lo que Alembic ejecuta: aplica las migraciones sobre la conexión que le da `conexion.upgrade`."""

from alembic import context

from dashboard.avances.esquema import Tabla

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Tabla.metadata, render_as_batch=True
)
context.run_migrations()
