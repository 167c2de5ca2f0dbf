"""The rules of selling: frozen dataclasses and pure functions."""
