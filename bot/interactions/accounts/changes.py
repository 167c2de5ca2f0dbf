"""Put an account right from its card: its fields, rest, the archive, deleting, and taking any of it back (K12)."""

import re
from datetime import date
from decimal import Decimal
from functools import partial

from bot.domain.accounts.account import AccountStage
from bot.domain.accounts.account_changes import ChangeKind
from bot.domain.accounts.errors import OwnerGone
from bot.domain.home.account_card import AccountDetails
from bot.domain.log.stored_text import LONGEST_NAME, check_name
from bot.domain.text.amounts import parse_amount
from bot.domain.text.typed_day import parse_typed_day
from bot.errors import FIRST_YEAR, LAST_YEAR, RitmeError
from bot.interactions.accounts.cards import Change, change_account, make_request, show_card, show_made
from bot.interactions.accounts.people import show_people
from bot.interactions.interaction import Filled, Handler, Handlers, Interaction, Reply
from bot.messages.accounts.account_answers import build_account_deleted, build_merge_preview
from bot.messages.accounts.account_forms import (
    ACCOUNT_FORM,
    AS_IS,
    NOBODY,
    QUIET_FORM,
    build_account_form,
    build_quiet_form,
)
from bot.messages.text.button_values import AccountChangeRef, AccountRef
from bot.messages.text.problem import explain_error
from bot.messages.text.record_values import GREATEST_ID
from bot.messages.text.words import Words
from bot.services.accounts.change_account import (
    AccountEdit,
    delete_account,
    edit_account,
    find_name_taken,
    set_archived,
    set_quiet,
)
from bot.services.accounts.change_journal import AccountRequest, undo_change
from bot.services.accounts.load_account_card import load_editable, load_owners
from bot.services.accounts.merge_accounts import find_alias_made, preview_merge
from bot.services.bot import Bot

LONGEST_TEXT = 120
_A_YEAR = re.compile(r"\s*(?:(?:per|a) |p?/ ?|p\.?)?(?:jaar|year|j\.?|yr)$", re.IGNORECASE)
LONGEST_VALUE = 60


async def open_edit(bot: Bot, interaction: Interaction) -> Reply:
    """Open the form with an account's fields."""
    person, account_id = interaction.person, interaction.read(AccountRef).account_id
    details = await load_editable(bot.database, rep=person.rep, account_id=account_id)
    reps = await load_owners(bot.database, rep=person.rep, details=details)
    today = bot.now().astimezone(person.rep.zone).date()
    return Reply(form=build_account_form(bot.speak(person.rep), details, reps=reps, today=today))


async def submit_edit(bot: Bot, interaction: Interaction) -> Reply:
    """Save the fields; a name that another account has is not taken over, but offers to merge the two."""
    person, account_id = interaction.person, interaction.read(AccountRef).account_id
    details = await load_editable(bot.database, rep=person.rep, account_id=account_id)
    today = bot.now().astimezone(person.rep.zone).date()
    edit, problems = read_edit(interaction.filled, bot.speak(person.rep), details, today=today)
    if edit is None:
        return Reply(problems=problems)
    return await save_edit(bot, interaction, details, edit)


async def save_edit(bot: Bot, interaction: Interaction, details: AccountDetails, edit: AccountEdit) -> Reply:
    """Save what an account is to be, and show its card; with a name that is taken, show what a merge would do."""
    person, request = interaction.person, make_request(bot, interaction, details.id)
    taken = await find_name_taken(bot.database, rep=person.rep, account_id=details.id, name=edit.name)
    if taken is not None:
        return await _offer_merge(bot, interaction, request, edit.under(details.name), other_id=taken.id)
    made = await edit_account(bot.database, bot.accounts, request, edit)
    return await show_made(bot, interaction, made, notice="changed")


async def open_quiet(bot: Bot, interaction: Interaction) -> Reply:
    """Open the form that asks until when a customer does not want to be contacted."""
    rep = interaction.person.rep
    details = await load_editable(bot.database, rep=rep, account_id=interaction.read(AccountRef).account_id)
    return Reply(form=build_quiet_form(bot.speak(rep), details))


async def submit_quiet(bot: Bot, interaction: Interaction) -> Reply:
    """Save until when a customer does not want to be contacted; without a day, for good."""
    rep, typed = interaction.person.rep, interaction.filled.text("until")
    words, today = bot.speak(rep), bot.now().astimezone(rep.zone).date()
    until = find_day(typed, today) if typed else None
    if typed and until is None:
        return Reply(problems={"until": words.plain("account_form.day_unclear")})
    if until is not None and until <= today:
        return Reply(problems={"until": words.plain("account_form.day_passed")})
    change = partial(set_quiet, is_quiet=True, until=until)
    account_id = interaction.read(AccountRef).account_id
    return await change_account(bot, interaction, account_id, change, notice="quiet_now")


def _change_with(change: Change, *, notice: str) -> Handler:
    """Return the handler of a button that makes this change of an account."""

    async def handle(bot: Bot, interaction: Interaction) -> Reply:
        return await change_account(bot, interaction, interaction.read(AccountRef).account_id, change, notice=notice)

    return handle


END_QUIET: Change = partial(set_quiet, is_quiet=False)
ARCHIVE: Change = partial(set_archived, is_archived=True)
BRING_BACK: Change = partial(set_archived, is_archived=False)


async def delete(bot: Bot, interaction: Interaction) -> Reply:
    """Delete an account on which nothing hangs."""
    request = make_request(bot, interaction, interaction.read(AccountRef).account_id)
    made, name = await delete_account(bot.database, bot.accounts, request)
    words = bot.speak(interaction.person.rep)
    return Reply(message=build_account_deleted(words, name=name, change_id=made.change_id or 0))


async def undo(bot: Bot, interaction: Interaction) -> Reply:
    """Take a change of an account or of the people there back, and show what that gives."""
    rep, change_id = interaction.person.rep, interaction.read(AccountChangeRef).change_id
    change = await undo_change(bot.database, bot.accounts, rep=rep, change_id=change_id, now=bot.now())
    notice = "undone_before" if change.is_undone else "undone"
    if change.kind is ChangeKind.PERSON:
        return Reply(message=await show_people(bot, interaction.person, change.account_id, notice=notice))
    if change.kind is ChangeKind.DELETE and not change.is_undone:
        notice = "restored"
    if change.kind is ChangeKind.MERGE and not change.is_undone:
        notice = "split"
    card = await show_card(
        bot, interaction.person, change.account_id, notice=notice, other=find_alias_made(change.rows)
    )
    return Reply(message=card)


def read_edit(
    filled: Filled, words: Words, details: AccountDetails, *, today: date
) -> tuple[AccountEdit | None, dict[str, str]]:
    """Parse the submitted form, with a sentence for each field that cannot be read."""
    problems: dict[str, str] = {}
    texts = {}
    for field, limit in {"name": LONGEST_NAME, "segment": LONGEST_TEXT, "city": LONGEST_TEXT}.items():
        typed = filled.text(field)
        try:
            texts[field] = check_name(typed, limit) if typed or field == "name" else ""
        except RitmeError as error:
            problems[field] = explain_error(words, error)
    value, contract_end = parse_value(filled.text("value")), find_day(filled.text("contract_end"), today)
    if value is None and filled.text("value"):
        problems["value"] = words.plain("account_form.value_unclear")
    if contract_end is None and filled.text("contract_end"):
        problems["contract_end"] = words.plain("account_form.day_unclear")
    if problems:
        return None, problems
    edit = AccountEdit(
        **texts,
        stage=filled.option("stage", AccountStage, default=details.stage),
        owner_id=_read_owner(filled.choice("owner"), details),
        keeps_owner=filled.choice("owner") in {None, AS_IS},
        value=value,
        contract_end=contract_end,
    )
    return edit, {}


def parse_value(typed: str) -> Decimal | None:
    """Return an amount a year as it is typed, None for anything else and for less than nothing."""
    if len(typed) > LONGEST_VALUE:
        return None
    try:
        amount = parse_amount(_A_YEAR.sub("", typed))
    except ValueError:
        return None
    return amount if amount >= 0 else None


def find_day(typed: str, today: date) -> date | None:
    """Return a local day as it is typed, None for anything else."""
    day = parse_typed_day(typed, today)
    return day if day is not None and FIRST_YEAR <= day.year <= LAST_YEAR else None


def _read_owner(chosen: str | None, details: AccountDetails) -> int | None:
    if chosen in {None, AS_IS}:
        return details.owner_id
    if chosen == NOBODY:
        return None
    if not (chosen.isascii() and chosen.isdecimal() and int(chosen) <= GREATEST_ID):
        raise OwnerGone
    return int(chosen)


async def _offer_merge(
    bot: Bot, interaction: Interaction, request: AccountRequest, edit: AccountEdit, *, other_id: int
) -> Reply:
    """Save all but the name, and show what a merge with the account that has the name would do."""
    rep = interaction.person.rep
    await edit_account(bot.database, bot.accounts, request, edit)
    preview = await preview_merge(bot.database, rep=rep, kept_id=other_id, merged_id=request.account_id)
    return Reply(message=build_merge_preview(bot.speak(rep), preview, notice="name_taken"))


BUTTONS: Handlers = {
    "account_edit": open_edit,
    "account_quiet_on": open_quiet,
    "account_quiet_off": _change_with(END_QUIET, notice="contact_again"),
    "account_archive_on": _change_with(ARCHIVE, notice="archived_now"),
    "account_archive_off": _change_with(BRING_BACK, notice="back_now"),
    "account_delete": delete,
    "account_undo": undo,
}
FORMS: Handlers = {ACCOUNT_FORM: submit_edit, QUIET_FORM: submit_quiet}
