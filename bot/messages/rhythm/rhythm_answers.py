"""Answers to a rep who says when the bot may speak: later, stop, start, and what holds from now on."""

from datetime import datetime

from bot.domain.people.people import Rep
from bot.domain.rhythm.occasions import CATCH_UP, MORNING_NUDGE, PART_OF, WEEK_REVIEW, WRAP_UP
from bot.messages.text.message import Button, Controls, Emphasis, Message, Paragraph
from bot.messages.text.text import Text, to_plain
from bot.messages.text.words import Words


def build_snoozed(words: Words, rep: Rep, *, again_at: datetime | None) -> Message:
    """Say when a nudge comes again; None is tomorrow."""
    if again_at is None:
        return _say(words.render("rhythm.until_tomorrow"))
    return _say(words.render("rhythm.again_at", at=again_at.astimezone(rep.zone).time()))


def build_stopped(words: Words, *, ritme: str) -> Message:
    """Say that the bot is silent now, and the word that ends it."""
    return _say(words.render("rhythm.stopped", ritme=ritme))


def build_started(words: Words, rep: Rep) -> Message:
    """Say what holds from now on."""
    return _say(words.render("rhythm.started", moments=name_moments(words, rep)))


def build_settings_saved(words: Words, rep: Rep) -> Message:
    """Say in one sentence what holds from now on."""
    if rep.rhythm.is_paused:
        return _say(words.render("rhythm.saved_paused"))
    return _say(words.render("rhythm.saved", moments=name_moments(words, rep)))


def build_settings_button(words: Words) -> Message:
    """Offer the form, where only a button can open it."""
    text = words.render("rhythm.open_settings")
    button = Button(label=words.plain("controls.settings"), action="settings_open", emphasis=Emphasis.PRIMARY)
    return Message(fallback=to_plain(text), parts=(Paragraph(text), Controls((button,))))


def name_moments(words: Words, rep: Rep) -> str:
    """Return what comes when, such as "om 08:30 je plan, om 13:30 alleen iets als je achterloopt"."""
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
