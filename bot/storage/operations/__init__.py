"""Queries for operators: demo data."""
