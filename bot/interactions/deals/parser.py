"""The parser of deal lines for one person."""

from bot.domain.deals.deal_line import DealParser
from bot.services.bot import Bot
from bot.services.people.person_cache import Person


async def make_parser(bot: Bot, person: Person) -> DealParser:
    """Return the line parser for this workspace and today's local day."""
    index = await bot.accounts.get_index(person.rep.workspace_id)
    return DealParser(
        stages=person.workspace.deal_stages,
        is_account=lambda typed: bool(index.find_exact(typed)),
        today=bot.now().astimezone(person.rep.zone).date(),
    )
