"""The after-sale schedule of a workspace (Z4)."""

from bot.domain.accounts.after_sale import AfterSale
from bot.messages.text.line_form import LineKind, make_line_button
from bot.messages.text.message import Controls, Heading, Message, MessagePart, Paragraph
from bot.messages.text.parts import shorten
from bot.messages.text.words import Words

NAME_SHOWN = 40


def build_after_sale(words: Words, moments: AfterSale, *, may_change: bool, is_new: bool = False) -> Message:
    """Show in which weeks after a sale a customer is suggested; ``is_new`` confirms a change."""
    parts: list[MessagePart] = [Heading(words.render("after_sale.title"))]
    if is_new:
        parts.append(Paragraph(words.render("after_sale.kept"), quiet=True))
    parts.append(Paragraph(words.render("after_sale.usual", weeks=_list(moments.usual))))
    parts += [
        Paragraph(words.render("after_sale.segment", name=shorten(segment, NAME_SHOWN), weeks=_list(weeks)))
        for segment, weeks in sorted(moments.by_segment.items())
    ]
    change = Controls((make_line_button(words, LineKind.AFTER_SALE),))
    parts.append(change if may_change else Paragraph(words.render("after_sale.hint"), quiet=True))
    return Message(fallback=words.plain("after_sale.title"), parts=tuple(parts))


def _list(weeks: tuple[int, ...]) -> str:
    return ", ".join(str(week) for week in weeks)
