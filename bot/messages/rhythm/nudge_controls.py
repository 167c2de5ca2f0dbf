"""The buttons of a nudge: later, tomorrow, or a free day (R3)."""

from bot.messages.text.message import Button, Controls
from bot.messages.text.words import Words

# Snooze time in minutes, by action.
SNOOZES = {"snooze_20": 20, "snooze_60": 60}
SNOOZE_TOMORROW = "snooze_tomorrow"
FREE_TODAY = "free_today"


def make_snooze_controls(words: Words, kind: str) -> Controls:
    """Return the buttons under a nudge of this kind."""
    actions = (*SNOOZES, SNOOZE_TOMORROW, FREE_TODAY)
    return Controls(
        tuple(Button(label=words.plain(f"controls.{action}"), action=action, value=kind) for action in actions)
    )
