"""Messages about somebody who leaves: the form, what was handed over, and what each of those concerned hears (K3)."""

from collections.abc import Sequence
from datetime import date

from bot.domain.people.handover import MOST_RECEIVERS, HandoverCounts
from bot.domain.people.people import Rep
from bot.messages.accounts.account_card import make_card_button
from bot.messages.text.button_values import DealRef, HandoverRef, RepRef
from bot.messages.text.message import (
    Button,
    ChoiceField,
    Controls,
    Emphasis,
    Form,
    Message,
    MessagePart,
    Option,
    Paragraph,
)
from bot.messages.text.parts import shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words

HANDOVER_FORM = "handover"
RECEIVERS = tuple(f"to_{number + 1}" for number in range(MOST_RECEIVERS))
# A list of options on Slack holds a hundred.
COLLEAGUES_SHOWN, NAMES_SHOWN, NAME_SHOWN = 100, 8, 60
# What Slack leaves of a title besides "Werk van".
TITLE_SHOWN = 15


def build_handover_form(words: Words, leaver: Rep, counts: HandoverCounts, colleagues: Sequence[Rep]) -> Form:
    """Build the form for who takes over what somebody has; the counts are in the first label."""
    options = tuple(
        Option(value=str(rep.id), label=shorten(rep.name, NAME_SHOWN)) for rep in colleagues[:COLLEAGUES_SHOWN]
    )
    labels = [
        words.plain("handover.first_empty" if counts.is_empty else "handover.first", **_list_counts(words, counts))
    ]
    labels += [words.plain("handover.also")] * (MOST_RECEIVERS - 1)
    return Form(
        name=HANDOVER_FORM,
        title=words.plain("handover.form_title", leaver=shorten(leaver.name, TITLE_SHOWN)),
        submit=words.plain("handover.submit"),
        close=words.plain("handover.close"),
        fields=tuple(
            ChoiceField(name=name, label=label, options=options) for name, label in zip(RECEIVERS, labels, strict=True)
        ),
        subject=write_value(RepRef(leaver.id)),
    )


def build_handover_offer(words: Words, leaver: Rep, counts: HandoverCounts, *, block: str = "offer") -> Message:
    """Tell what stands in the name of somebody who leaves, with the button that opens the form."""
    values = {"leaver": leaver.name, **_list_counts(words, counts)}
    open_form = Button(
        label=words.plain("handover.open"),
        action="handover_open",
        value=write_value(RepRef(leaver.id)),
        emphasis=Emphasis.PRIMARY,
    )
    text = words.render(f"handover.{block}", **values)
    return Message(fallback=words.plain(f"handover.{block}", **values), parts=(Paragraph(text), Controls((open_form,))))


def build_nobody_to_receive(words: Words) -> Message:
    """Report that there is no colleague to hand over to."""
    return Message(fallback=words.plain("handover.nobody"), parts=(Paragraph(words.render("handover.nobody")),))


def build_handed_over(
    words: Words, leaver: Rep, shares: Sequence[tuple[str, HandoverCounts]], *, handover_id: int
) -> Message:
    """Report what each colleague received, with the button that takes it all back."""
    block = "handover.done" if shares else "handover.done_empty"
    parts: list[MessagePart] = [Paragraph(words.render(block, leaver=leaver.name))]
    parts += [
        Paragraph(words.render("handover.share", name=name, **_list_counts(words, counts))) for name, counts in shares
    ]
    if shares:
        parts.append(Paragraph(words.render("handover.told", leaver=leaver.name), quiet=True))
    undo = Button(
        label=words.plain("controls.undo"), action="handover_undo", value=write_value(HandoverRef(handover_id))
    )
    parts.append(Controls((undo,)))
    return Message(fallback=words.plain(block, leaver=leaver.name), parts=tuple(parts))


def build_handover_undone(words: Words, leaver: Rep, counts: HandoverCounts, *, is_repeated: bool) -> Message:
    """Report what returned to somebody who was said to leave; ``is_repeated``: it was undone before."""
    block = "handover.undone_empty" if counts.is_empty else "handover.undone"
    block = "handover.undone_before" if is_repeated else block
    values = {"leaver": leaver.name, **_list_counts(words, counts)}
    return Message(fallback=words.plain(block, **values), parts=(Paragraph(words.render(block, **values)),))


def build_received(words: Words, leaver: Rep, counts: HandoverCounts, names: Sequence[str]) -> Message:
    """Tell somebody what he or she takes over from a colleague who leaves, with the first names of the accounts."""
    values = {"leaver": leaver.name, **_list_counts(words, counts)}
    parts: list[MessagePart] = [Paragraph(words.render("handover.received", **values))]
    if names:
        shown = ", ".join(shorten(name, NAME_SHOWN) for name in names[:NAMES_SHOWN])
        more = max(0, len(names) - NAMES_SHOWN)
        parts.append(Paragraph(words.render("handover.received_names", names=shown, count=more), quiet=True))
    return Message(fallback=words.plain("handover.received", **values), parts=tuple(parts))


def build_given(words: Words, names: Sequence[str]) -> Message:
    """Tell who leaves that the work was handed over, and to whom."""
    values = {"names": ", ".join(shorten(name, NAME_SHOWN) for name in names)}
    return Message(
        fallback=words.plain("handover.given", **values), parts=(Paragraph(words.render("handover.given", **values)),)
    )


def build_deal_received(
    words: Words, *, deal_id: int, name: str, by: str, step_on: date | None, is_again: bool = False
) -> Message:
    """Tell somebody that a deal is his or hers now (``is_again``: had it before), with the step that came along."""
    return _tell_deal(words, "deal_received", deal_id, name=name, who=by, due_on=step_on, again=is_again)


def build_deal_given(
    words: Words, *, deal_id: int, name: str, by: str, receiver: str, is_again: bool = False
) -> Message:
    """Tell the former owner of a deal who has it now (``is_again``: had it before)."""
    return _tell_deal(words, "deal_given", deal_id, name=name, who=by, receiver=receiver, again=is_again)


def build_account_received(words: Words, *, account_id: int, name: str, by: str, came: HandoverCounts) -> Message:
    """Tell somebody that an account is his or hers now, with the open deals and steps that came along."""
    return _tell_account(words, "account_received", account_id, came, name=name, who=by)


def build_account_given(
    words: Words, *, account_id: int, name: str, by: str, receiver: str, went: HandoverCounts
) -> Message:
    """Tell the former owner of an account who has it now, and the open deals and steps that went along."""
    return _tell_account(words, "account_given", account_id, went, name=name, who=by, receiver=receiver)


def build_import_given(words: Words, *, by: str, received: HandoverCounts, given: HandoverCounts) -> Message | None:
    """Tell somebody in one line what an imported file brought and took away; None when that is nothing (any more).

    ``by`` is empty for a file that was imported from the command line.
    """
    said = [
        ("import_received", received, {"count": received.steps}),
        ("import_given", given, {}),
    ]
    told = [
        (f"handover.{block}", {"who": by, **more, **_list_counts(words, counts)})
        for block, counts, more in said
        if not counts.is_empty
    ]
    if not told:
        return None
    fallback = " ".join(words.plain(block, **values) for block, values in told)
    return Message(fallback=fallback, parts=tuple(Paragraph(words.render(block, **values)) for block, values in told))


def _tell_account(words: Words, block: str, account_id: int, moved: HandoverCounts, **values: object) -> Message:
    values |= {"deals": moved.deals, "count": moved.steps}
    text = words.render(f"handover.{block}", **values)
    parts = (Paragraph(text), Controls((make_card_button(words, account_id),)))
    return Message(fallback=words.plain(f"handover.{block}", **values), parts=parts)


def _tell_deal(words: Words, block: str, deal_id: int, **values: object) -> Message:
    show = Button(label=words.plain("stall_news.show"), action="deal_show", value=write_value(DealRef(deal_id)))
    text = words.render(f"handover.{block}", **values)
    return Message(fallback=words.plain(f"handover.{block}", **values), parts=(Paragraph(text), Controls((show,))))


def _list_counts(words: Words, counts: HandoverCounts) -> dict[str, object]:
    """Return what is handed over in words, without what there is none of: "2 accounts en 1 open deal"."""
    found = {"accounts": counts.accounts, "deals": counts.deals, "steps": counts.steps}
    named = [words.plain(f"handover.{block}", count=count) for block, count in found.items() if count]
    if not named:
        return {"what": words.plain("handover.nothing")}
    *others, last = named
    if not others:
        return {"what": last}
    return {"what": words.plain("handover.both", first=", ".join(others), second=last)}
