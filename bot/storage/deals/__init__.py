"""Queries about deals, their stages and stalls."""
