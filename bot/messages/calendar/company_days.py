"""Messages about the days on which a company differs from its country (R4)."""

from collections.abc import Sequence

from bot.domain.calendar.company_words import CompanyDays
from bot.domain.calendar.workdays import CompanyDay
from bot.messages.text.button_values import CompanyDayRef
from bot.messages.text.line_form import LineKind, make_line_button, make_word_button
from bot.messages.text.message import Button, Controls, Heading, Message, MessagePart, Paragraph
from bot.messages.text.record_values import write_value
from bot.messages.text.text import to_plain
from bot.messages.text.words import Words

DAYS_SHOWN = 20


def build_company_days_set(words: Words, days: CompanyDays) -> Message:
    """Confirm on which days the company is closed, or works, with the list in which they can be taken back."""
    text = words.render(
        "company_days.worked" if days.is_worked else "company_days.closed",
        first_day=days.first_day,
        last_day=days.last_day,
        name=days.name,
    )
    listed = make_word_button(words.plain("company_days.show_button"), "bedrijf")
    return Message(fallback=to_plain(text), parts=(Paragraph(text), Controls((listed,))))


def build_company_days_list(words: Words, days: Sequence[CompanyDay], *, may_change: bool) -> Message:
    """List the upcoming company days, each with an undo button for users who may change them."""
    title = words.render("company_days.title" if days else "company_days.none")
    parts: list[MessagePart] = [Heading(title) if days else Paragraph(title)]
    for day in days[:DAYS_SHOWN]:
        key = "company_days.line_worked" if day.is_worked else "company_days.line"
        parts.append(Paragraph(words.render(key, day=day.day, name=day.name)))
        if may_change:
            button = Button(
                label=words.plain("controls.delete"), action="company_back", value=write_value(CompanyDayRef(day.id))
            )
            parts.append(Controls((button,)))
    if may_change:
        parts.append(Controls((make_line_button(words, LineKind.COMPANY_DAY),)))
    return Message(fallback=to_plain(title), parts=tuple(parts))
