"""Persistence: tables, engines, the writer, queries and migrations."""
