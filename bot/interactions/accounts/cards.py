"""The card of an account: after its name, a button or a change (K12)."""

from collections.abc import Awaitable, Callable

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.accounts.errors import AccountGone
from bot.domain.log.asked_account import find_asked_account
from bot.domain.log.errors import AccountAmbiguous, AccountUnknown
from bot.interactions.interaction import Handlers, Interaction, Reply, added
from bot.messages.accounts.account_card import build_account_card, build_account_question
from bot.messages.text.button_values import AccountRef
from bot.messages.text.message import Message
from bot.services.accounts.account_index_cache import AccountIndexCache
from bot.services.accounts.change_journal import AccountRequest, ChangeMade
from bot.services.accounts.find_named import find_named_account
from bot.services.accounts.load_account_card import load_account_card
from bot.services.bot import Bot
from bot.services.people.person_cache import Person
from bot.storage.database import Database

Change = Callable[[Database, AccountIndexCache, AccountRequest], Awaitable[ChangeMade]]


async def show_card(
    bot: Bot, person: Person, account_id: int, *, notice: str = "", undo: int | None = None, other: str = ""
) -> Message:
    """Build an account's card; ``notice`` is the template block shown first, ``undo`` the change to take back."""
    card = await load_account_card(bot.database, rep=person.rep, account_id=account_id, now=bot.now())
    return build_account_card(bot.speak(person.rep), card, notice=notice, undo=undo, other=other)


async def show(bot: Bot, interaction: Interaction) -> Reply:
    """Show an account's card below a message."""
    return added(await show_card(bot, interaction.person, interaction.read(AccountRef).account_id))


async def find_card(bot: Bot, interaction: Interaction) -> Reply | None:
    """Return the card, or the question which account is meant, when a message is an account's name; else None."""
    typed = interaction.text.strip()
    try:
        account = await find_named_account(bot.accounts, rep=interaction.person.rep, typed=typed)
        return Reply(message=await show_card(bot, interaction.person, account.id))
    except AccountAmbiguous as unclear:
        words = bot.speak(interaction.person.rep)
        return Reply(message=build_account_question(words, typed=typed, candidates=unclear.candidates))
    except (AccountUnknown, AccountGone):
        return None


async def find_named_in(bot: Bot, interaction: Interaction) -> NamedAccount | None:
    """Return the one account that a message names, if any."""
    index = await bot.accounts.get_index(interaction.person.rep.workspace_id)
    return find_asked_account(interaction.text, index)


async def find_asked_card(bot: Bot, interaction: Interaction) -> Reply | None:
    """Return the card of the account that a question is about, None without one."""
    account = await find_named_in(bot, interaction)
    return None if account is None else Reply(message=await show_card(bot, interaction.person, account.id))


async def show_made(bot: Bot, interaction: Interaction, made: ChangeMade, *, notice: str, other: str = "") -> Reply:
    """Show the card after a change, with the way back."""
    notice = notice if made.change_id is not None else "unchanged"
    card = await show_card(bot, interaction.person, made.account_id, notice=notice, undo=made.change_id, other=other)
    return Reply(message=card)


async def change_account(bot: Bot, interaction: Interaction, account_id: int, change: Change, *, notice: str) -> Reply:
    """Make a change of an account, and show its card with the way back."""
    made = await change(bot.database, bot.accounts, make_request(bot, interaction, account_id))
    return await show_made(bot, interaction, made, notice=notice)


def make_request(bot: Bot, interaction: Interaction, account_id: int) -> AccountRequest:
    """Return the request of an interaction to put an account right."""
    return AccountRequest(
        rep=interaction.person.rep, account_id=account_id, request_key=interaction.request_key, now=bot.now()
    )


BUTTONS: Handlers = {"account_show": show}
