"""The seven certainties: feedback, introductions, contact persons, scorecard, patterns and goals."""
