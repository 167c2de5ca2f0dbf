"""Figures of Teams, against a connector that answers at once, in a process of its own."""
