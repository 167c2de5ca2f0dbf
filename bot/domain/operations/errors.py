"""Reasons to refuse an operation; each has a code and a sentence in the templates."""

from bot.errors import PersonError


class DemoRefused(PersonError):
    """The workspace has real deals, with which demo data must not be mixed."""

    code = "demo_refused"
