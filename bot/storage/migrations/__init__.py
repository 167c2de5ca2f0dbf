"""Alembic revisions, run by `ritme migrate` and at every start."""
