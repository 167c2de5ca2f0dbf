"""The list of messages sent to a rep and of those suppressed."""

from collections.abc import Sequence
from itertools import groupby

from bot.domain.delivery.delivery_state import DeliveryState
from bot.domain.home.day import PastDelivery
from bot.domain.people.people import Rep
from bot.messages.text.message import Button, Controls, Heading, Message, MessagePart, Paragraph
from bot.messages.text.text import Text, to_plain
from bot.messages.text.words import Words

# Reasons with a sentence of their own; any other is shown as its code.
TOLD = frozenset(
    {
        "done", "not_behind", "nothing_left", "enough_today", "too_late", "paused", "switched_off", "silent_today",
        "quiet_hours", "off_at_this_hour", "week_review_instead", "not_in_intensity", "holiday", "absent", "weekend",
        "free_day", "nothing_to_read", "once_a_week", "said_lately",
    }
)  # fmt: skip


def build_delivery_log(words: Words, rep: Rep, past: Sequence[PastDelivery]) -> Message:
    """List the days, latest first, with each message that was sent or suppressed, and why."""
    title = words.render("delivery_log.title")
    parts: list[MessagePart] = [Heading(title)]
    for day, of_day in groupby(past, key=lambda each: each.day):
        parts.append(Paragraph(words.render("delivery_log.day", day=day)))
        parts += [Paragraph(_format_delivery(words, rep, each), quiet=True) for each in of_day]
    if not past:
        parts.append(Paragraph(words.render("delivery_log.empty")))
    parts.append(Controls((Button(label=words.plain("controls.settings"), action="settings_open"),)))
    return Message(fallback=to_plain(title), parts=tuple(parts))


def _format_delivery(words: Words, rep: Rep, past: PastDelivery) -> Text:
    kind = words.plain(f"delivery_log.kind_{past.kind}")
    at = (past.sent_at or past.due_at).astimezone(rep.zone).time()
    if past.state == DeliveryState.SKIPPED:
        return words.render("delivery_log.skipped", kind=kind, at=at, reason=_name_reason(words, past.reason))
    if past.state in {DeliveryState.FAILED, DeliveryState.IN_DOUBT}:
        return words.render(f"delivery_log.{past.state}", kind=kind, at=at, reason=past.reason)
    return words.render(
        "delivery_log.sent" if past.state == DeliveryState.SENT else "delivery_log.waiting", kind=kind, at=at
    )


def _name_reason(words: Words, reason: str) -> str:
    code, _, name = reason.partition(": ")
    return words.plain(f"delivery_log.reason_{code}", name=name) if code in TOLD else reason
