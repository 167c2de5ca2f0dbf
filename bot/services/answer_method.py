"""What the bot answers about scorecard, patterns, the own goal, and where the contacts go (Z5-Z8, O1, O3)."""

from datetime import timedelta

from bot.domain.accounts.after_sale import RhythmUnclear, read_moments
from bot.domain.accounts.errors import AfterSaleUnclear
from bot.domain.certainties.goal_line import read_goal as read_goal_line
from bot.domain.people.errors import ManagersOnly
from bot.messages.accounts.after_sale import build_after_sale
from bot.messages.certainties.method_views import build_attention, build_goal, build_patterns, build_scorecard
from bot.messages.certainties.network import build_network
from bot.messages.text.message import Message
from bot.ports import Directory
from bot.services.bot import Bot
from bot.services.calendar.calendars import read_calendar
from bot.services.certainties.read_attention import read_attention
from bot.services.certainties.read_goal import read_goal
from bot.services.certainties.read_scorecard import read_scorecard
from bot.services.deals.read_history import read_history
from bot.services.people.people_book import Person
from bot.services.questions.playbooks import read_playbook
from bot.storage.certainties import goals as goal_rows
from bot.storage.certainties import referrals as referral_rows
from bot.storage.people import people as people_rows

BACK = timedelta(days=366)
# What a workspace's row has room for.
LONGEST_CODE = 500


async def _answer_scorecard(bot: Bot, person: Person, _rest: str, _directory: Directory) -> Message:
    """Show the rep's own scorecard; nobody else sees it."""
    rep, today = person.rep, bot.now().astimezone(person.rep.zone).date()
    async with bot.database.reading() as connection:
        card = await read_scorecard(
            connection, workspace_id=rep.workspace_id, rep_ids=[rep.id], month=today.replace(day=1), until=today
        )
    return build_scorecard(bot.speak(rep), card)


async def _answer_patterns(bot: Bot, person: Person, _rest: str, _directory: Directory) -> Message:
    async with bot.database.reading() as connection:
        history = await read_history(connection, workspace_id=person.rep.workspace_id)
        playbook = await read_playbook(connection, workspace_id=person.rep.workspace_id, language=person.rep.language)
    return build_patterns(
        bot.speak(person.rep),
        history.find_patterns(),
        closed=len(history.deals),
        asks={question.id: question.ask for question in playbook.questions},
    )


async def _answer_goal(bot: Bot, person: Person, typed: str, _directory: Directory) -> Message:
    """Show, set or take away a goal of one's own; it is private.

    Raises:
        GoalUnclear: it has no amount, or its day has passed.
    """
    rep, today = person.rep, bot.now().astimezone(person.rep.zone).date()
    notice = ""
    if typed:
        line = read_goal_line(typed, today=today)
        goal = line.goal
        if goal is None:
            await bot.database.write(lambda connection: goal_rows.remove_goal(connection, rep_id=rep.id))
        else:
            await bot.database.write(
                lambda connection: goal_rows.write_goal(
                    connection, workspace_id=rep.workspace_id, rep_id=rep.id, goal=goal
                )
            )
        notice = "gone" if goal is None else "kept"
    async with bot.database.reading() as connection:
        calendar = await read_calendar(connection, person=person, since=today - BACK)
        picture = await read_goal(connection, person=person, calendar=calendar, today=today)
    return build_goal(bot.speak(rep), picture, ritme=bot.commands.ritme, notice=notice)


async def _answer_attention(bot: Bot, person: Person, _rest: str, _directory: Directory) -> Message:
    today = bot.now().astimezone(person.rep.zone).date()
    async with bot.database.reading() as connection:
        picture = await read_attention(connection, person=person, today=today)
    return build_attention(bot.speak(person.rep), picture)


async def _answer_network(bot: Bot, person: Person, _rest: str, _directory: Directory) -> Message:
    async with bot.database.reading() as connection:
        found = await referral_rows.list_referrals(connection, rep_ids=[person.rep.id])
    return build_network(bot.speak(person.rep), found, command=bot.commands.referral)


async def _answer_after_sale(bot: Bot, person: Person, typed: str, _directory: Directory) -> Message:
    """Show in which weeks after a sale customers are called, or set them for everybody.

    Raises:
        ManagersOnly: the rep does not lead.
        AfterSaleUnclear: they cannot be read, or cannot be.
    """
    words, moments = bot.speak(person.rep), person.workspace.after_sale_moments
    if not typed:
        return build_after_sale(words, moments, ritme=bot.commands.ritme)
    if not person.rep.role.leads:
        raise ManagersOnly
    try:
        changed = moments.change(*read_moments(typed))
    except RhythmUnclear as error:
        raise AfterSaleUnclear from error
    if len(changed.code) > LONGEST_CODE:
        raise AfterSaleUnclear
    await bot.database.write(
        lambda connection: people_rows.change_workspace(
            connection, workspace_id=person.workspace.id, after_sale=changed.code
        )
    )
    bot.people.forget(person)
    return build_after_sale(words, changed, ritme=bot.commands.ritme, is_new=True)


METHOD_ANSWERS = {
    **dict.fromkeys(("scorekaart", "scorecard", "zekerheden"), _answer_scorecard),
    **dict.fromkeys(("patronen", "patterns"), _answer_patterns),
    **dict.fromkeys(("doel", "goal"), _answer_goal),
    **dict.fromkeys(("hoofdzaken", "focus"), _answer_attention),
    **dict.fromkeys(("netwerk", "network"), _answer_network),
    **dict.fromkeys(("naverkoop", "aftersale"), _answer_after_sale),
}
