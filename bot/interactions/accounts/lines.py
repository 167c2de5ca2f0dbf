"""Typed lines about an account: show its card, or put one thing right (K12)."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial

from bot.domain.exchange.cells import parse_stage
from bot.domain.home.account_line import AccountLine, AccountVerb, parse_account_line
from bot.domain.log.errors import AccountAmbiguous, AccountUnknown
from bot.domain.log.stored_text import check_name
from bot.interactions.accounts.cards import change_account, show_card
from bot.interactions.accounts.changes import (
    ARCHIVE,
    BRING_BACK,
    END_QUIET,
    LONGEST_TEXT,
    find_day,
    parse_value,
    save_edit,
)
from bot.interactions.accounts.merging import preview
from bot.interactions.accounts.people import show_people
from bot.interactions.interaction import Handlers, Interaction, Reply
from bot.messages.accounts.account_card import build_account_name_missing, build_account_question, build_line_problem
from bot.messages.text.button_values import AccountPair
from bot.services.accounts.change_account import AccountEdit, read_details, set_quiet
from bot.services.accounts.find_named import find_named_account
from bot.services.accounts.load_account_card import load_editable
from bot.services.bot import Bot


async def answer_line(bot: Bot, interaction: Interaction) -> Reply:
    """Show the card of the account in a line, or do what the line asks for; when several names fit, ask which one."""
    person, words = interaction.person, bot.speak(interaction.person.rep)
    if not interaction.text.strip():
        return Reply(message=build_account_name_missing(words, ritme=bot.commands.ritme))
    index = await bot.accounts.get_index(person.rep.workspace_id)
    line = parse_account_line(interaction.text, lambda typed: bool(index.find_exact(typed)))
    try:
        account = await find_named_account(bot.accounts, rep=person.rep, typed=line.name)
        if line.verb is None:
            return Reply(message=await show_card(bot, person, account.id))
        return await DOERS[line.verb](bot, interaction, account.id, line)
    except (AccountAmbiguous, AccountUnknown) as unclear:
        return Reply(message=build_account_question(words, typed=unclear.typed, candidates=unclear.candidates))


async def _set_value(bot: Bot, interaction: Interaction, account_id: int, line: AccountLine) -> Reply:
    value = parse_value(line.rest)
    if value is None:
        return _refuse(bot, interaction, "value_unclear")
    return await _edit(bot, interaction, account_id, lambda edit: replace(edit, value=value))


async def _set_contract_end(bot: Bot, interaction: Interaction, account_id: int, line: AccountLine) -> Reply:
    day = find_day(line.rest, bot.now().astimezone(interaction.person.rep.zone).date())
    if day is None:
        return _refuse(bot, interaction, "day_unclear")
    return await _edit(bot, interaction, account_id, lambda edit: replace(edit, contract_end=day))


async def _set_stage(bot: Bot, interaction: Interaction, account_id: int, line: AccountLine) -> Reply:
    try:
        stage = parse_stage(line.rest)
    except ValueError:
        return _refuse(bot, interaction, "stage_unclear")
    return await _edit(bot, interaction, account_id, lambda edit: replace(edit, stage=stage))


async def _set_segment(bot: Bot, interaction: Interaction, account_id: int, line: AccountLine) -> Reply:
    segment = check_name(line.rest, LONGEST_TEXT)
    return await _edit(bot, interaction, account_id, lambda edit: replace(edit, segment=segment))


async def _rename(bot: Bot, interaction: Interaction, account_id: int, line: AccountLine) -> Reply:
    return await _edit(bot, interaction, account_id, lambda edit: edit.under(line.rest))


async def _merge(bot: Bot, interaction: Interaction, account_id: int, line: AccountLine) -> Reply:
    other = await find_named_account(bot.accounts, rep=interaction.person.rep, typed=line.rest)
    return await preview(bot, interaction, AccountPair(other.id, account_id))


async def _set_quiet(bot: Bot, interaction: Interaction, account_id: int, line: AccountLine) -> Reply:
    today = bot.now().astimezone(interaction.person.rep.zone).date()
    until = find_day(line.rest, today) if line.rest else None
    if line.rest and (until is None or until <= today):
        return _refuse(bot, interaction, "day_unclear" if until is None else "day_passed")
    change = partial(set_quiet, is_quiet=True, until=until)
    return await change_account(bot, interaction, account_id, change, notice="quiet_now")


async def _end_quiet(bot: Bot, interaction: Interaction, account_id: int, _: AccountLine) -> Reply:
    return await change_account(bot, interaction, account_id, END_QUIET, notice="contact_again")


async def _archive(bot: Bot, interaction: Interaction, account_id: int, _: AccountLine) -> Reply:
    return await change_account(bot, interaction, account_id, ARCHIVE, notice="archived_now")


async def _bring_back(bot: Bot, interaction: Interaction, account_id: int, _: AccountLine) -> Reply:
    return await change_account(bot, interaction, account_id, BRING_BACK, notice="back_now")


async def _list_people(bot: Bot, interaction: Interaction, account_id: int, _: AccountLine) -> Reply:
    return Reply(message=await show_people(bot, interaction.person, account_id))


async def _edit(
    bot: Bot, interaction: Interaction, account_id: int, change: Callable[[AccountEdit], AccountEdit]
) -> Reply:
    details = await load_editable(bot.database, rep=interaction.person.rep, account_id=account_id)
    return await save_edit(bot, interaction, details, change(read_details(details)))


def _refuse(bot: Bot, interaction: Interaction, block: str) -> Reply:
    return Reply(message=build_line_problem(bot.speak(interaction.person.rep), block, line=interaction.text))


DOERS: Mapping[AccountVerb, Callable[[Bot, Interaction, int, AccountLine], Awaitable[Reply]]] = {
    AccountVerb.VALUE: _set_value,
    AccountVerb.CONTRACT_END: _set_contract_end,
    AccountVerb.STAGE: _set_stage,
    AccountVerb.SEGMENT: _set_segment,
    AccountVerb.NAME: _rename,
    AccountVerb.MERGE: _merge,
    AccountVerb.QUIET: _set_quiet,
    AccountVerb.QUIET_OFF: _end_quiet,
    AccountVerb.ARCHIVE: _archive,
    AccountVerb.BRING_BACK: _bring_back,
    AccountVerb.PEOPLE: _list_people,
}
WORDS: Handlers = dict.fromkeys(("account", "klant", "klantkaart", "customer"), answer_line)
