"""Mirador contra la trata: incidencia registrada y metas del Plan Nacional 2017-2021."""

__version__ = "0.1.0"
