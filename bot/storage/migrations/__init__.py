"""How the database grew: Alembic revisions, run by `ritme migrate` and at every start."""
