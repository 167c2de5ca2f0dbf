"""Say plainly that what is somebody else's is not shown, and what can be seen instead (K10)."""

from bot.domain.people.people import Rep
from bot.messages.text.line_form import make_word_button
from bot.messages.text.message import Controls, Message, Paragraph
from bot.messages.text.words import Words


def build_not_shown(words: Words, colleague: Rep, *, leads: bool) -> Message:
    """Say that the figures of a colleague are not shown to anybody else, a manager included."""
    values = {"name": colleague.name, "leads": leads}
    texts = (Paragraph(words.render(f"not_shown.{block}", **values)) for block in ("refused", "instead"))
    week = make_word_button(words.plain("menu.team_week"), "team", "week")
    stalled = (make_word_button(words.plain("menu.stalled"), "team", "vastgelopen"),) if leads else ()
    return Message(fallback=words.plain("not_shown.refused", **values), parts=(*texts, Controls((week, *stalled))))
