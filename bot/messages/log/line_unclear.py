"""Ask what a line tells of, with the typed line kept: its kind, an appointment, a score or an introduction."""

from collections.abc import Mapping

from bot.domain.certainties.referrals import ReferralLine
from bot.domain.certainties.told_in_log import ToldScore
from bot.domain.log.activity import Kind, NextStep
from bot.domain.log.errors import ActivityInFuture, KindMissing, KindUnknown
from bot.domain.log.next_steps import AgreedStep
from bot.domain.log.own_kinds import OwnKind
from bot.messages.accounts.account_unclear import keep_line, make_cancel
from bot.messages.text.button_values import DraftKind, DraftRef, StepRef
from bot.messages.text.message import Button, Controls, DatePick, Emphasis, Message, MessagePart, Paragraph
from bot.messages.text.parts import name_kind, name_own_kind, name_step_account, shorten
from bot.messages.text.record_values import ButtonRecord, write_value
from bot.messages.text.words import Words

NAME_SHOWN, NOTE_SHOWN = 80, 300
OWN_KINDS_OFFERED, OWN_KIND_SHOWN = 3, 25


def build_kind_unclear(
    words: Words,
    reason: KindMissing | KindUnknown | ActivityInFuture,
    *,
    draft_id: int,
    line: str,
    account: str,
    kinds: tuple[Kind, ...],
    own_kinds: tuple[OwnKind, ...] = (),
    step: NextStep | None,
) -> Message:
    """Ask which kind of contact it was, the likeliest first; a line with a day to come may be an appointment.

    The workspace's own kinds follow the usual ones (R1), those with a target first.
    """
    word = shorten(reason.word) if isinstance(reason, KindUnknown) else ""
    offers_step = step is not None and isinstance(reason, KindMissing)
    values = {"word": word, "account": shorten(account, NAME_SHOWN), "day": step.date if step and offers_step else None}
    used = sorted((own for own in own_kinds if not own.is_archived), key=lambda own: not own.content.target)
    buttons = [_make(words, kind, draft_id) for kind in kinds]
    buttons += [_make_own(words, own, draft_id) for own in used[:OWN_KINDS_OFFERED]]
    plan = [_make_draft(words, "plan", draft_id, emphasis=Emphasis.PRIMARY)] if offers_step else []
    return _ask(words, "kind", values, line=line, buttons=[*plan, *buttons], draft_id=draft_id)


def build_day_unclear(words: Words, reason: ActivityInFuture, *, draft_id: int, line: str, can_plan: bool) -> Message:
    """Ask whether a day still to come is that of an appointment, or whether it was done today."""
    plan = [_make_draft(words, "plan", draft_id, emphasis=Emphasis.PRIMARY)] if can_plan else []
    today = _make_draft(words, "today", draft_id)
    return _ask(words, "future", {"day": reason.day}, line=line, buttons=[*plan, today], draft_id=draft_id)


def build_score_told(words: Words, told: ToldScore, *, draft_id: int, line: str, account: str) -> Message:
    """Offer to keep a customer's score as feedback instead of as a contact (Z2)."""
    values = {"account": shorten(account, NAME_SHOWN), "score": told.score}
    keep = _make_draft(words, "feedback", draft_id, emphasis=Emphasis.PRIMARY, score=told.score)
    return _ask(
        words, "score", values, line=line, buttons=[keep, _make_draft(words, "contact", draft_id)], draft_id=draft_id
    )


def build_referral_told(words: Words, told: ReferralLine, *, draft_id: int, line: str) -> Message:
    """Offer to keep an introduction as a referral instead of as a contact (Z3)."""
    keep = _make_draft(words, "referral", draft_id, emphasis=Emphasis.PRIMARY)
    values = {"account": shorten(told.giver, NAME_SHOWN)}
    return _ask(
        words, "referral", values, line=line, buttons=[keep, _make_draft(words, "contact", draft_id)], draft_id=draft_id
    )


def build_appointment_set(words: Words, step: AgreedStep) -> Message:
    """Confirm a next step that was set without a contact, with buttons to move it and to take it back."""
    values = {
        "account": shorten(name_step_account(words, step), NAME_SHOWN),
        "day": step.due_on,
        "time": step.due_time,
    }
    value = write_value(StepRef(step.id))
    note = (Paragraph(words.render("line_unclear.note", note=shorten(step.note, NOTE_SHOWN))),) if step.note else ()
    return Message(
        fallback=words.plain("line_unclear.planned", **values),
        parts=(
            Paragraph(words.render("line_unclear.planned", **values)),
            *note,
            Paragraph(words.render("line_unclear.planned_hint"), quiet=True),
            Controls(
                (
                    DatePick(label=words.plain("controls.step_move"), action="step_move", value=value),
                    Button(label=words.plain("controls.undo"), action="step_undo", value=value),
                )
            ),
        ),
    )


def build_appointment_cancelled(words: Words, step: AgreedStep) -> Message:
    """Confirm that a next step set without a contact was taken back."""
    values = {"account": shorten(name_step_account(words, step), NAME_SHOWN), "day": step.due_on}
    text = words.render("line_unclear.unplanned", **values)
    return Message(fallback=words.plain("line_unclear.unplanned", **values), parts=(Paragraph(text),))


def _ask(
    words: Words, block: str, values: Mapping[str, object], *, line: str, buttons: list[Button], draft_id: int
) -> Message:
    parts: tuple[MessagePart, ...] = (
        Paragraph(words.render(f"line_unclear.{block}", **values)),
        keep_line(words, line),
        Controls((*buttons, make_cancel(words, draft_id))),
    )
    return Message(fallback=words.plain(f"line_unclear.{block}", **values), parts=parts)


def _make(words: Words, kind: Kind, draft_id: int) -> Button:
    return Button(label=name_kind(words, kind), action="draft_kind", value=write_value(DraftKind(draft_id, kind)))


def _make_own(words: Words, own: OwnKind, draft_id: int) -> Button:
    label = shorten(name_own_kind(words, own.named), OWN_KIND_SHOWN)
    return Button(label=label, action="draft_kind", value=write_value(DraftKind(draft_id, own.kind, own.id)))


def _make_draft(
    words: Words, what: str, draft_id: int, *, emphasis: Emphasis = Emphasis.PLAIN, **values: object
) -> Button:
    record: ButtonRecord = DraftRef(draft_id)
    label = words.plain(f"line_unclear.{what}_button", **values)
    return Button(label=label, action=f"draft_{what}", value=write_value(record), emphasis=emphasis)
