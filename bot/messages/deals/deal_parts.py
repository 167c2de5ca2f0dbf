"""Shared parts of messages about deals: name, stall reasons, and situation."""

from collections.abc import Iterable, Sequence

from bot.domain.deals.deals import Deal
from bot.domain.deals.stalls import Stall, StallReason
from bot.domain.log.errors import AccountAmbiguous, AccountUnknown
from bot.domain.log.situations import Situation
from bot.messages.text.message import Button, Controls, Message, MessagePart, Paragraph
from bot.messages.text.parts import shorten
from bot.messages.text.words import Words

NAME_SHOWN = 60


def name_deal(deal: Deal) -> str:
    """Format a deal: "Acme · Kassen 2027"."""
    return f"{shorten(deal.account_name, NAME_SHOWN)} · {shorten(deal.name, NAME_SHOWN)}"


def name_situation(words: Words, situation: Situation) -> str:
    """Format a situation: "price", "geen haast"."""
    return words.plain(f"situations.{situation}")


def name_stalls(words: Words, deal: Deal, stalls: Iterable[Stall]) -> list[str]:
    """Return a short clause with its figures for each stall reason, in order of weight."""
    return [
        words.plain(
            f"stalls.{stall.reason}",
            figure=stall.figure,
            norm=stall.norm,
            stage=deal.stage,
            due_on=deal.activity_rollup.step_on,
            situation=_name_subject(words, deal, stall),
        )
        for stall in stalls
    ]


def build_account_question(
    words: Words, error: AccountUnknown | AccountAmbiguous, buttons: Sequence[Button]
) -> Message:
    """Report that an account is unclear, with a button for each candidate."""
    text = words.render(f"errors.{error.code}", typed=error.typed)
    parts: tuple[MessagePart, ...] = (Paragraph(text), *((Controls(tuple(buttons)),) if buttons else ()))
    return Message(fallback=words.plain(f"errors.{error.code}", typed=error.typed), parts=parts)


def _name_subject(words: Words, deal: Deal, stall: Stall) -> str:
    if stall.reason is not StallReason.SAME_SITUATION or deal.activity_rollup.situation is None:
        return ""
    return name_situation(words, deal.activity_rollup.situation)
