"""A rep's day: on request, in the morning, and on a page of one's own."""

from bot.domain.day import Day, Overview
from bot.domain.next_steps import AgreedStep
from bot.messages.entry_list import describe_entry
from bot.messages.message import Button, Controls, Divider, Emphasis, Heading, Message, Paragraph, Part
from bot.messages.parts import (
    describe_progress,
    make_step_button,
    make_suggestion_button,
    name_step_account,
    shorten,
)
from bot.messages.text import Text
from bot.messages.words import Words

NOTE_SHOWN = 80


def build_today(words: Words, day: Day) -> Message:
    """Show a rep's day so far."""
    return Message(
        fallback=words.plain("today.fallback", day=day.day),
        parts=(
            Heading(words.say("today.title", day=day.day)),
            *describe_progress(words, day.progress),
            *describe_steps(words, day),
            *describe_suggestions(words, day),
        ),
    )


def build_home(words: Words, overview: Overview) -> Message:
    """Show a rep's own page: the day, what comes, and the latest entries."""
    day = overview.day
    parts: list[Part] = [Heading(words.say("today.title", day=day.day))]
    if overview.team is not None:
        parts.append(Paragraph(words.say("home.team", team=overview.team.name), quiet=True))
    if day.progress.is_empty:
        parts.append(Paragraph(words.say("home.quiet_day"), quiet=True))
    parts += describe_progress(words, day.progress)
    open_log = Button(label=words.plain("controls.open_log"), action="log_open", emphasis=Emphasis.PRIMARY)
    parts.append(Controls((open_log,)))
    parts += describe_steps(words, day)
    parts += describe_suggestions(words, day)
    if overview.upcoming:
        parts += [Divider(), Heading(words.say("home.upcoming_title"))]
        parts += [Paragraph(_say_step(words, "step_later", step)) for step in overview.upcoming]
    if overview.entries:
        parts += [Divider(), Heading(words.say("home.entries_title"))]
        for entry in overview.entries:
            parts += describe_entry(words, entry)
    return Message(fallback=words.plain("home.fallback"), parts=tuple(parts))


def describe_steps(words: Words, day: Day) -> list[Part]:
    """Return the steps that are due today or overdue, each with a button to log it (V2)."""
    if not day.steps_due:
        return []
    parts: list[Part] = [Heading(words.say("today.steps_title"))]
    for step in day.steps_due:
        block = "step_today" if step.due_on == day.day else "step_overdue"
        parts += [Paragraph(_say_step(words, block, step)), Controls((make_step_button(words, step),))]
    return parts


def describe_suggestions(words: Words, day: Day) -> list[Part]:
    """Return whom to contact and why (R2), with a button for each."""
    if not day.suggestions:
        return []
    parts: list[Part] = [Heading(words.say("today.contacts_title"))]
    parts += [
        Paragraph(
            words.say(
                f"today.{suggestion.why}",
                account=suggestion.account_name,
                contacts=suggestion.contacts,
                days=suggestion.days,
            )
        )
        for suggestion in day.suggestions
    ]
    parts.append(Controls(tuple(make_suggestion_button(words, suggestion) for suggestion in day.suggestions)))
    return parts


def _say_step(words: Words, block: str, step: AgreedStep) -> Text:
    return words.say(
        f"today.{block}",
        account=name_step_account(words, step),
        note=shorten(step.note, NOTE_SHOWN),
        time=step.due_time,
        due_on=step.due_on,
    )
