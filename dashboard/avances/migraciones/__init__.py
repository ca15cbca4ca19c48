"""Las migraciones del esquema, en orden. Alembic las lee de `versions/`."""
