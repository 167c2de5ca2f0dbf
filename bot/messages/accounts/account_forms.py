"""The forms by which an account and the people there are put right (K12)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from bot.domain.accounts.account import AccountStage
from bot.domain.accounts.account_names import NamedAccount
from bot.domain.home.account_card import AccountDetails, PersonThere
from bot.domain.people.people import Rep
from bot.messages.accounts.contact_person import ask_person
from bot.messages.text.button_values import AccountRef, PersonRef
from bot.messages.text.message import AccountField, ChoiceField, Field, Form, Option, TextField
from bot.messages.text.parts import shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words

ACCOUNT_FORM = "account"
MERGE_FORM = "account_merge"
QUIET_FORM = "account_quiet"
PERSON_FORM = "person"
# The value of the option for no owner, and for an owner whom a file named and who is no rep yet.
NOBODY, AS_IS = "nobody", "as_is"
LONGEST_NAME, LONGEST_TEXT, LONGEST_TYPED, LABEL_SHOWN = 255, 120, 60, 70
# Slack shows at most 100 options.
MOST_OWNERS = 98


def build_account_form(words: Words, details: AccountDetails, *, reps: Sequence[Rep], today: date) -> Form:
    """Build the form for an account's fields, filled in as they are; ``reps`` are those who may own it."""
    stages = tuple(Option(value=each, label=words.plain(f"account_card.stage_{each}")) for each in AccountStage)
    return Form(
        name=ACCOUNT_FORM,
        title=words.plain("account_form.title"),
        submit=words.plain("account_form.submit"),
        close=words.plain("controls.cancel"),
        fields=(
            TextField(name="name", label=words.plain("account_form.name"), initial=details.name, limit=LONGEST_NAME),
            ChoiceField(name="stage", label=words.plain("account_form.stage"), options=stages, initial=details.stage),
            _ask_owner(words, details, reps),
            *_ask_texts(words, details, today=today),
        ),
        subject=write_value(AccountRef(details.id)),
    )


def build_merge_form(words: Words, account: NamedAccount) -> Form:
    """Build the form that asks with which other account this one is the same company."""
    label = words.plain("account_form.other", name=shorten(account.name, LONGEST_TEXT))
    return Form(
        name=MERGE_FORM,
        title=words.plain("account_form.merge_title"),
        submit=words.plain("account_form.merge_submit"),
        close=words.plain("controls.cancel"),
        fields=(AccountField(name="account", label=label, hint=words.plain("account_form.other_hint")),),
        subject=write_value(AccountRef(account.id)),
    )


def build_quiet_form(words: Words, details: AccountDetails) -> Form:
    """Build the form that asks until when a customer does not want to be contacted."""
    until = TextField(
        name="until",
        label=words.plain("account_form.until"),
        hint=words.plain("account_form.until_hint"),
        required=False,
        limit=LONGEST_TYPED,
    )
    return Form(
        name=QUIET_FORM,
        title=words.plain("account_form.quiet_title"),
        submit=words.plain("account_form.submit"),
        close=words.plain("controls.cancel"),
        fields=(until,),
        subject=write_value(AccountRef(details.id)),
    )


def build_person_form(words: Words, person: PersonThere, *, account: Option) -> Form:
    """Build the form for somebody at a customer, who can be moved to another account there."""
    return Form(
        name=PERSON_FORM,
        title=words.plain("account_form.person_title"),
        submit=words.plain("account_form.submit"),
        close=words.plain("controls.cancel"),
        fields=(
            *ask_person(words, name=person.name, role=person.role, level=person.level),
            AccountField(name="account", label=words.plain("account_form.at"), initial=account),
        ),
        subject=write_value(PersonRef(person.account_id, person.id)),
    )


def write_amount(amount: Decimal | None) -> str:
    """Return an amount as it is typed: "45000", with cents only if there are any."""
    if amount is None:
        return ""
    return f"{amount:.2f}" if amount % 1 else f"{amount:.0f}"


def _ask_owner(words: Words, details: AccountDetails, reps: Sequence[Rep]) -> Field:
    options = [Option(value=str(rep.id), label=shorten(rep.name, LABEL_SHOWN)) for rep in reps[:MOST_OWNERS]]
    initial = str(details.owner_id) if details.owner_id is not None else NOBODY
    if details.owner_id is None and details.owner_name:
        initial = AS_IS
        options.append(Option(value=AS_IS, label=shorten(details.owner_name, LABEL_SHOWN)))
    options.append(Option(value=NOBODY, label=words.plain("account_form.nobody")))
    if initial not in {each.value for each in options}:
        options.append(Option(value=initial, label=shorten(details.owner_name, LABEL_SHOWN)))
    return ChoiceField(name="owner", label=words.plain("account_form.owner"), options=tuple(options), initial=initial)


def _ask_texts(words: Words, details: AccountDetails, *, today: date) -> tuple[Field, ...]:
    contract_end = details.contract_end.isoformat() if details.contract_end else ""
    initials = {
        "segment": details.segment,
        "city": details.city,
        "value": write_amount(details.value),
        "contract_end": contract_end,
    }
    hints = {
        "value": words.plain("account_form.value_hint"),
        "contract_end": words.plain("account_form.contract_end_hint", year=str(today.year + 1)),
    }
    return tuple(
        TextField(
            name=name,
            label=words.plain(f"account_form.{name}"),
            initial=initial,
            hint=hints.get(name),
            required=False,
            limit=LONGEST_TEXT,
        )
        for name, initial in initials.items()
    )
