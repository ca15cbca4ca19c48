"""Las metas que el lector está mirando: filtros, selección y descarga."""
