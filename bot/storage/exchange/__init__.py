"""Queries for imports and exports of tables."""
