"""Operator tasks: checks, maintenance and demo data."""
