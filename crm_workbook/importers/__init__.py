"""Importers: foreign files to a plan, without guessing and without touching anything."""
