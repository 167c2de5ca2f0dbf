"""Replies about notification settings: snooze, stop, start, and the current settings."""

from datetime import datetime

from bot.domain.people.people import Rep
from bot.domain.rhythm.occasions import CATCH_UP, MORNING_NUDGE, PART_OF, WEEK_REVIEW, WRAP_UP
from bot.messages.home.menu import make_settings_button
from bot.messages.rhythm.nudge_controls import FREE_TODAY
from bot.messages.text.line_form import make_word_button
from bot.messages.text.message import Button, Controls, Emphasis, Message, Paragraph
from bot.messages.text.text import Text, to_plain
from bot.messages.text.words import Words


def build_snoozed(words: Words, rep: Rep, *, again_at: datetime | None) -> Message:
    """Confirm when a nudge is sent again; None means tomorrow."""
    if again_at is None:
        return _say(words.render("rhythm.until_tomorrow"))
    return _say(words.render("rhythm.again_at", at=again_at.astimezone(rep.zone).time()))


def build_stopped(words: Words) -> Message:
    """Confirm that the bot is paused, with the button to resume."""
    text = words.render("rhythm.stopped")
    start = make_word_button(words.plain("rhythm.start_button"), "start")
    return Message(fallback=to_plain(text), parts=(Paragraph(text), Controls((start,))))


def build_quiet(words: Words) -> Message:
    """Offer to be quiet, today or until further notice, or to choose what is sent (R5)."""
    buttons = (
        Button(label=words.plain("controls.free_today"), action=FREE_TODAY),
        Button(label=words.plain("requests.silent"), action="help_silent"),
        make_settings_button(words),
    )
    text = Paragraph(words.render("requests.quiet"))
    return Message(fallback=words.plain("requests.quiet"), parts=(text, Controls(buttons)))


def build_started(words: Words, rep: Rep) -> Message:
    """Confirm that the bot has resumed, with the current settings."""
    return _say(words.render("rhythm.started", moments=name_moments(words, rep)))


def build_settings_saved(words: Words, rep: Rep) -> Message:
    """Confirm the saved settings in one sentence."""
    if rep.rhythm.is_paused:
        return _say(words.render("rhythm.saved_paused"))
    return _say(words.render("rhythm.saved", moments=name_moments(words, rep)))


def build_settings_button(words: Words) -> Message:
    """Offer a button for the form, where a command cannot open it."""
    text = words.render("rhythm.open_settings")
    button = Button(label=words.plain("controls.settings"), action="settings_open", emphasis=Emphasis.PRIMARY)
    return Message(fallback=to_plain(text), parts=(Paragraph(text), Controls((button,))))


def name_moments(words: Words, rep: Rep) -> str:
    """Format what is sent when: "om 08:30 je plan, om 13:30 alleen iets als je achterloopt"."""
    rhythm = rep.rhythm
    times = {
        MORNING_NUDGE.kind: rhythm.morning_at,
        CATCH_UP.kind: rhythm.catch_up_at,
        WRAP_UP.kind: rhythm.wrap_up_at,
        WEEK_REVIEW.kind: rhythm.wrap_up_at,
    }
    wanted = PART_OF[rhythm.intensity] - rhythm.switched_off
    named = [words.plain(f"rhythm.moment_{kind}", at=at) for kind, at in times.items() if kind in wanted]
    return ", ".join(named) or words.plain("rhythm.moment_none")


def _say(text: Text) -> Message:
    return Message(fallback=to_plain(text), parts=(Paragraph(text),))
