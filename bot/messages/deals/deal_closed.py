"""What closing a deal settled: the steps that ended with it, each with a button to keep it (K1)."""

from collections.abc import Sequence

from bot.domain.log.next_steps import AgreedStep
from bot.messages.text.button_values import StepRef
from bot.messages.text.message import Button, Controls, Message, MessagePart, Paragraph
from bot.messages.text.parts import name_step_account, shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words

MOST_SHOWN = 5
NOTE_SHOWN = 60
# Of accounts in a sentence, and of the name of one in a label.
NAMES_SHOWN, NAME_SHOWN = 3, 30


def describe_ended_steps(words: Words, steps: Sequence[AgreedStep]) -> list[MessagePart]:
    """Return the steps that ended with a deal, and a button for each to keep it; empty without any."""
    if not steps:
        return []
    shown = steps[:MOST_SHOWN]
    lines = [
        Paragraph(words.render("deal_closed.step", day=each.due_on, note=shorten(each.note, NOTE_SHOWN)))
        for each in shown
    ]
    if len(steps) > len(shown):
        lines.append(Paragraph(words.render("deal_closed.more", count=len(steps) - len(shown))))
    return [Paragraph(words.render("deal_closed.ended", count=len(steps))), *lines, _offer_to_keep(words, shown)]


def build_closed_by_other(words: Words, *, by: str, name: str, is_won: bool, steps: Sequence[AgreedStep]) -> Message:
    """Tell in one line that a colleague closed a deal, and which of the reader's steps end with it, to be kept."""
    first = steps[0]
    values = {
        "who": by,
        "name": name,
        "is_won": is_won,
        "count": len(steps),
        "day": first.due_on,
        "note": shorten(first.note, NOTE_SHOWN),
    }
    text = words.render("deal_closed.by_other", **values)
    return Message(
        fallback=words.plain("deal_closed.by_other", **values),
        parts=(Paragraph(text), _offer_to_keep(words, steps[:MOST_SHOWN])),
    )


def build_closed_by_import(words: Words, *, by: str, steps: Sequence[AgreedStep]) -> Message:
    """Tell in one line that a file closed deals, and which of the reader's steps end with them, to be kept."""
    names = list(dict.fromkeys(name_step_account(words, each) for each in steps))
    told = [shorten(name, NOTE_SHOWN) for name in names[:NAMES_SHOWN]]
    values = {
        "who": by,
        "names": ", ".join(told),
        "more": len(names) - len(told),
        "count": len(steps),
        "day": steps[0].due_on,
    }
    buttons = (
        Button(
            label=words.plain("deal_closed.keep_at", account=shorten(name_step_account(words, each), NAME_SHOWN)),
            action="step_keep",
            value=write_value(StepRef(each.id)),
        )
        for each in steps[:MOST_SHOWN]
    )
    return Message(
        fallback=words.plain("deal_closed.by_import", **values),
        parts=(Paragraph(words.render("deal_closed.by_import", **values)), Controls(tuple(buttons))),
    )


def _offer_to_keep(words: Words, steps: Sequence[AgreedStep]) -> Controls:
    return Controls(
        tuple(
            Button(
                label=words.plain("deal_closed.keep", day=each.due_on, count=len(steps)),
                action="step_keep",
                value=write_value(StepRef(each.id)),
            )
            for each in steps
        )
    )


def build_step_kept(words: Words, step: AgreedStep) -> Message:
    """Confirm that a step stays in the plan in spite of its deal."""
    values = {"account": step.account_name or "", "day": step.due_on}
    text = words.render("deal_closed.kept", **values)
    return Message(fallback=words.plain("deal_closed.kept", **values), parts=(Paragraph(text),))
