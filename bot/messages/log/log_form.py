"""The form with all fields of an activity, for logging and editing."""

from datetime import date

from bot.domain.log.activity import Entry, Kind
from bot.messages.text.button_values import EntryRef, write_value
from bot.messages.text.message import (
    AccountField,
    ChoiceField,
    DateField,
    Form,
    NumberField,
    Option,
    TextField,
    TimeField,
)
from bot.messages.text.parts import name_kind
from bot.messages.text.words import Words

LOG_FORM = "log_form"
MOST_AT_ONCE = 200


def build_log_form(words: Words, *, today: date, kind: Kind = Kind.VISIT, account: Option | None = None) -> Form:
    """Build the form for a new activity, with the account prefilled if known."""
    return _build(words, title="new_title", kind=kind, account=account, day=today)


def build_edit_form(words: Words, entry: Entry) -> Form:
    """Build the form for an entry, prefilled with its fields."""
    account = None
    if entry.account_id is not None and entry.account_name is not None:
        account = Option(value=str(entry.account_id), label=entry.account_name)
    return _build(words, title="edit_title", kind=entry.kind, account=account, day=entry.day, entry=entry)


def _build(
    words: Words, *, title: str, kind: Kind, account: Option | None, day: date, entry: Entry | None = None
) -> Form:
    step = entry.next_step if entry else None
    kinds = tuple(Option(value=option, label=name_kind(words, option)) for option in Kind)
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
                initial=entry.count if entry else 1,
                lowest=1,
                highest=MOST_AT_ONCE,
            ),
            DateField(name="day", label=words.plain("log_form.day"), initial=day),
            TextField(
                name="note",
                label=words.plain("log_form.note"),
                initial=entry.note if entry else "",
                required=False,
                lines=True,
            ),
            DateField(
                name="next_date",
                label=words.plain("log_form.next_date"),
                initial=step.date if step else None,
                required=False,
            ),
            TimeField(name="next_time", label=words.plain("log_form.next_time"), initial=step.time if step else None),
        ),
    )
