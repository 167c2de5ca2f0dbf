"""Use cases for operators: checks, maintenance and demo data."""
