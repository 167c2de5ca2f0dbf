"""The form with all fields of an activity, for logging and editing."""

from collections.abc import Sequence
from datetime import date

from bot.domain.log.activity import RHYTHM_KINDS, Entry, Kind, NamedKind, NextStep
from bot.domain.log.message_guess import MessageGuess
from bot.domain.log.own_kinds import OwnKind
from bot.messages.text.button_values import EntryRef
from bot.messages.text.message import (
    AccountField,
    ChoiceField,
    DateField,
    Field,
    Form,
    NumberField,
    Option,
    TextField,
    TimeField,
)
from bot.messages.text.parts import name_kind, name_own_kind
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words

LOG_FORM = "log_form"
MOST_AT_ONCE = 200
# Before the id of an own kind, in the values of the field for the kind.
OWN_PREFIX = "own:"


def build_log_form(
    words: Words,
    *,
    today: date,
    kind: Kind = Kind.VISIT,
    account: Option | None = None,
    own_kinds: Sequence[OwnKind] = (),
) -> Form:
    """Build the form for a new activity, with the account prefilled if known."""
    return _build(words, title="new_title", kind=kind, kinds=_list_kinds(words, own_kinds), account=account, day=today)


def build_message_form(
    words: Words, guess: MessageGuess, *, note: str, account: Option | None, own_kinds: Sequence[OwnKind] = ()
) -> Form:
    """Build the form for a chat message, filled in with what it seems to tell of; its text is the note."""
    return _build(
        words,
        title="new_title",
        kind=str(guess.kind) if guess.own is None else f"{OWN_PREFIX}{guess.own.id}",
        kinds=_list_kinds(words, own_kinds),
        account=account,
        day=guess.day,
        count=guess.count,
        note=note,
    )


def build_edit_form(words: Words, entry: Entry, *, own_kinds: Sequence[OwnKind] = ()) -> Form:
    """Build the form for an entry, prefilled with its fields."""
    account = None
    if entry.account_id is not None and entry.account_name is not None:
        account = Option(value=str(entry.account_id), label=entry.account_name)
    kinds, chosen = _list_kinds(words, own_kinds), str(entry.kind)
    if entry.own is not None:
        # A kind that was archived since remains what this was.
        chosen = f"{OWN_PREFIX}{entry.own.id}"
        if chosen not in {option.value for option in kinds}:
            kinds = (*kinds, _make_own_option(words, entry.own))
    return _build(
        words,
        title="edit_title",
        kind=chosen,
        kinds=kinds,
        account=account,
        day=entry.day,
        count=entry.count,
        note=entry.note,
        entry=entry,
    )


def _list_kinds(words: Words, own_kinds: Sequence[OwnKind]) -> tuple[Option, ...]:
    rhythm = (Option(value=kind, label=name_kind(words, kind)) for kind in RHYTHM_KINDS)
    return (*rhythm, *(_make_own_option(words, kind.named) for kind in own_kinds if not kind.is_archived))


def _make_own_option(words: Words, own: NamedKind) -> Option:
    return Option(value=f"{OWN_PREFIX}{own.id}", label=name_own_kind(words, own))


def _build(
    words: Words,
    *,
    title: str,
    kind: str,
    kinds: tuple[Option, ...],
    account: Option | None,
    day: date,
    count: int = 1,
    note: str = "",
    entry: Entry | None = None,
) -> Form:
    return Form(
        name=LOG_FORM,
        title=words.plain(f"log_form.{title}"),
        submit=words.plain("log_form.submit"),
        close=words.plain("log_form.close"),
        subject=write_value(EntryRef(entry.id)) if entry else "",
        fields=(
            ChoiceField(name="kind", label=words.plain("log_form.kind"), options=kinds, initial=kind),
            AccountField(
                name="account",
                label=words.plain("log_form.account"),
                initial=account,
                hint=words.plain("log_form.account_hint"),
            ),
            NumberField(
                name="count",
                label=words.plain("log_form.count"),
                initial=min(count, MOST_AT_ONCE),
                lowest=1,
                highest=MOST_AT_ONCE,
            ),
            DateField(name="day", label=words.plain("log_form.day"), initial=day),
            TextField(name="note", label=words.plain("log_form.note"), initial=note, required=False, lines=True),
            *_ask_step(words, entry.next_step if entry else None),
        ),
    )


def _ask_step(words: Words, step: NextStep | None) -> tuple[Field, ...]:
    day, at = (step.date, step.time) if step else (None, None)
    return (
        DateField(name="next_date", label=words.plain("log_form.next_date"), initial=day, required=False),
        TimeField(name="next_time", label=words.plain("log_form.next_time"), initial=at),
    )
