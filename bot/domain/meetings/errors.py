"""Errors about the weekly meeting; each has a code and a sentence in the templates."""

from bot.errors import PersonError


class DecisionMissing(PersonError):
    """Nothing readable was written down."""

    code = "decision_missing"
    field = "lines"


class DecisionGone(PersonError):
    """The decision does not exist (any more), or is another team's."""

    code = "decision_gone"
