"""Handlers for the seven certainties: feedback, introductions, contact persons, scorecard, patterns and goals (Z)."""
