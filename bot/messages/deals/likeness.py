"""Evidence from earlier deals about an open one (O4)."""

from bot.domain.deals.early_signs import Likeness
from bot.messages.text.button_values import DealRef
from bot.messages.text.message import Button, Controls, Heading, Message, MessagePart, Paragraph
from bot.messages.text.parts import shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words

NAME_SHOWN = 100


def describe_likeness(words: Words, like: Likeness, *, deal_id: int) -> list[MessagePart]:
    """Return how many earlier deals began like this one and how many of them were won, with a button to list them."""
    figures = {"count": len(like.alike), "made": like.won, "says_little": like.says_little}
    button = Button(label=words.plain("likeness.which"), action="deal_alike", value=write_value(DealRef(deal_id)))
    return [Paragraph(words.render("likeness.line", **figures)), Controls((button,))]


def build_alike(words: Words, like: Likeness | None) -> Message:
    """Name the similar earlier deals, most similar first, or report that there are too few."""
    if like is None:
        return Message(fallback=words.plain("likeness.too_few"), parts=(Paragraph(words.render("likeness.too_few")),))
    parts: list[MessagePart] = [Heading(words.render("likeness.title", count=len(like.alike)))]
    parts += [
        Paragraph(words.render("likeness.won" if each.is_won else "likeness.lost", name=shorten(each.name, NAME_SHOWN)))
        for each in like.alike
    ]
    parts.append(Paragraph(words.render("likeness.caution"), quiet=True))
    return Message(fallback=words.plain("likeness.title", count=len(like.alike)), parts=tuple(parts))
