"""Why an operation is refused; each has a code, and a sentence in the templates."""

from bot.errors import PersonError


class DemoRefused(PersonError):
    """The workspace has deals of its own, which no invented history may be mixed with."""

    code = "demo_refused"
