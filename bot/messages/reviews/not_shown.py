"""Say plainly that what is somebody else's is not shown, and what can be seen instead (K10)."""

from bot.domain.people.people import Rep
from bot.messages.text.message import Message, Paragraph
from bot.messages.text.words import Words


def build_not_shown(words: Words, colleague: Rep, *, ritme: str, leads: bool) -> Message:
    """Say that the figures of a colleague are not shown to anybody else, a manager included."""
    values = {"name": colleague.name, "ritme": ritme, "leads": leads}
    parts = tuple(Paragraph(words.render(f"not_shown.{block}", **values)) for block in ("refused", "instead"))
    return Message(fallback=words.plain("not_shown.refused", **values), parts=parts)
