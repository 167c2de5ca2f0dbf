"""What share of the accounts was seen: of a rep's own, and for who leads of the team's (R7)."""

from bot.domain.accounts.coverage import measure_coverage
from bot.domain.people.errors import ManagersOnly, TeamMissing
from bot.domain.people.people import Rep
from bot.messages.accounts.coverage import build_coverage
from bot.messages.text.message import Message
from bot.ports import Directory
from bot.services.bot import Bot
from bot.services.people.people_book import Person
from bot.storage.accounts.contacts import list_accounts_of
from bot.storage.people.people import list_reps


async def _answer_coverage(bot: Bot, person: Person, rest: str, _directory: Directory) -> Message:
    of_team = rest.strip().casefold() == "team"
    today = bot.now().astimezone(person.rep.zone).date()
    rep_ids = await _find_team(bot, person.rep) if of_team else [person.rep.id]
    async with bot.database.reading() as connection:
        accounts = await list_accounts_of(connection, workspace_id=person.workspace.id, rep_ids=rep_ids)
    return build_coverage(bot.speak(person.rep), measure_coverage(accounts, today=today), of_team=of_team)


async def _find_team(bot: Bot, rep: Rep) -> list[int]:
    if not rep.role.leads:
        raise ManagersOnly
    if rep.team_id is None:
        raise TeamMissing
    async with bot.database.reading() as connection:
        reps = await list_reps(connection, workspace_id=rep.workspace_id, team_id=rep.team_id)
    return [each.id for each in reps]


COVERAGE_ANSWERS = dict.fromkeys(("dekking", "coverage"), _answer_coverage)
