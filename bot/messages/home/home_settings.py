"""A rep's settings in two lines on the Home page."""

from datetime import date, time, timedelta
from itertools import groupby

from bot.domain.calendar.workdays import PART_SIGNS, DayPart
from bot.domain.people.people import Rep
from bot.domain.people.rhythm import Rhythm
from bot.domain.rhythm.occasions import CATCH_UP, MORNING_NUDGE, PART_OF, WEEK_REVIEW, WRAP_UP
from bot.messages.text.line_form import make_word_button
from bot.messages.text.message import Button, Controls, Divider, Heading, MessagePart, Paragraph
from bot.messages.text.text import Text
from bot.messages.text.words import Words

# Any Monday: only the names of its week's days are used.
A_MONDAY = date(2026, 1, 5)
# From this many consecutive whole days on, a range is named by its first and last day.
LONG_RUN = 3


def describe_settings(words: Words, rep: Rep, *, leads_only: bool = False) -> list[MessagePart]:
    """Return when the bot sends messages and which days are worked, with buttons to change these.

    Who only leads gets no plan, so no hour of it is told.
    """
    return [
        Divider(),
        Heading(words.render("home.settings_title")),
        *(() if leads_only else (Paragraph(_format_times(words, rep.rhythm)),)),
        Paragraph(
            words.render(
                "home.settings_week",
                week=name_week(words, rep.week.code),
                silent_from=rep.rhythm.quiet_from,
                silent_until=rep.rhythm.quiet_until,
            )
        ),
        Controls(
            (
                *((make_word_button(words.plain("rhythm.start_button"), "start"),) if rep.rhythm.is_paused else ()),
                Button(label=words.plain("controls.settings"), action="settings_open"),
                Button(label=words.plain("controls.free_today"), action="free_today"),
            )
        ),
    ]


def _format_times(words: Words, rhythm: Rhythm) -> Text:
    if rhythm.is_paused:
        return words.render("home.settings_paused")
    intensity = words.plain(f"home.intensity_{rhythm.intensity}")
    wanted = PART_OF[rhythm.intensity] - rhythm.switched_off
    moments = [words.plain(f"home.moment_{kind}", **values) for kind, values in _list_times(rhythm) if kind in wanted]
    if not moments:
        return words.render("home.settings_silent", intensity=intensity)
    return words.render("home.settings_times", intensity=intensity, moments=" · ".join(moments))


def _list_times(rhythm: Rhythm) -> list[tuple[str, dict[str, time]]]:
    return [
        (MORNING_NUDGE.kind, {"at": rhythm.morning_at}),
        (CATCH_UP.kind, {"at": rhythm.catch_up_at}),
        (WRAP_UP.kind, {"at": rhythm.wrap_up_at}),
        (WEEK_REVIEW.kind, {}),
    ]


def name_week(words: Words, code: str) -> str:
    """Format a working week: "ma t/m do, vr ochtend"."""
    names: list[str] = []
    number = 0
    for sign, same in groupby(code):
        length = len(list(same))
        names += _name_run(words, sign, first=A_MONDAY + timedelta(days=number), length=length)
        number += length
    return ", ".join(names) or words.plain("home.no_week")


def _name_run(words: Words, sign: str, *, first: date, length: int) -> list[str]:
    part = PART_SIGNS[sign]
    if part is None:
        return []
    if part is DayPart.WHOLE and length >= LONG_RUN:
        return [words.plain("home.week_span", date=first, until=first + timedelta(days=length - 1))]
    days = (first + timedelta(days=number) for number in range(length))
    return [words.plain("home.week_day", date=day, part=str(part)) for day in days]
