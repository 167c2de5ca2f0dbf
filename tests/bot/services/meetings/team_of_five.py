"""A manager who only leads, and four people who sell, in team Noord; with what each of them lets slip."""

from dataclasses import dataclass

from sqlalchemy import select

from bot.domain.people.people import Role, Team
from bot.domain.rhythm.occasions import TEAM_WEEK
from bot.interactions.front import handle_button, handle_command, handle_form
from bot.interactions.interaction import Filled, Interaction, Reply
from bot.messages.text.message import Button, ChecksField, Message
from bot.services.bot import Bot
from bot.services.delivery.compose_delivery import TEAM_COMPOSERS, TeamMessage, compose_deliveries
from bot.services.delivery.delivery_batch import OutgoingMessage
from bot.services.delivery.private_week import PRIVATE_WEEK
from bot.services.meetings.load_meeting import save_named
from bot.services.meetings.team_targets import apply_team_targets
from bot.services.people.person_cache import Person
from bot.services.people.roles import give_role
from bot.services.people.set_up_people import join_team
from bot.services.rhythm.plan_nudges import plan_nudges
from bot.storage.delivery.deliveries import DELIVERY_COLUMNS, Delivery
from bot.storage.people import people as people_rows
from bot.storage.tables.delivery import deliveries
from tests.bot.interactions.world import Directory
from tests.conftest import StillClock, identify
from tests.interactions import interact

NAMES = {"USANNE": "Sanne Bos", "UOLIVER": "Oliver Hart", "UTIM": "Tim Kok", "UBEA": "Bea Mol"}


@dataclass
class TeamOfFive:
    """Plays the manager and the four, each by the platform's id; ``anna`` is the administrator, in no team."""

    bot: Bot
    clock: StillClock
    people: dict[str, Person]
    team: Team
    count: int = 0

    async def says(self, who: str, command: str, text: str) -> Message:
        """Send a command."""
        done = self._interact(who, text=text, addressed=text)
        return _take(await handle_command(self.bot, command, done))

    async def presses(self, who: str, button: Button) -> Reply:
        """Press a button."""
        return await handle_button(self.bot, button.action, self._interact(who, value=button.value))

    async def shows(self, who: str, button: Button) -> Message:
        """Press a button that answers with a message."""
        return _take(await self.presses(who, button))

    async def fills(self, who: str, opened: Reply, *, checks: frozenset[str] = frozenset(), **values: str) -> Message:
        """Submit the form that was opened."""
        assert opened.form is not None, opened
        filled = Filled(values=dict(values), checks={"steps": checks})
        done = self._interact(who, value=opened.form.subject, filled=filled)
        return _take(await handle_form(self.bot, opened.form.name, done))

    async def reads_monday(self) -> Message:
        """Return what the channel gets on the first working day of the week."""
        async with self.bot.database.long_reading() as connection:
            compose = TEAM_COMPOSERS[TEAM_WEEK.kind]
            workspace = self.people["UMARIEKE"].workspace
            said = await compose(connection, self.team, workspace, self.bot.now())
        assert isinstance(said, TeamMessage), said
        await save_named(self.bot.database, [said.meeting] if said.meeting is not None else [])
        return said.message

    async def reads_private_weeks(self) -> list[Message]:
        """Return what who leads the team hears of its week while it has no channel."""
        await plan_nudges(self.bot.database, now=self.bot.now())
        query = select(*DELIVERY_COLUMNS).where(deliveries.c.kind == PRIVATE_WEEK)
        async with self.bot.database.reading() as connection:
            found = [Delivery(*row) for row in await connection.execute(query)]
        assert {each.rep_id for each in found} == {self.people["UMARIEKE"].rep.id}
        composed = await compose_deliveries(self.bot.database, found, now=self.bot.now())
        return [each.message for each in composed.values() if isinstance(each, OutgoingMessage)]

    async def reads_told(self, who: str) -> list[str]:
        """Return what was sent to somebody of a colleague's accord."""
        query = select(deliveries.c.payload).where(
            deliveries.c.rep_id == self.people[who].rep.id, deliveries.c.payload.is_not(None)
        )
        async with self.bot.database.reading() as connection:
            found = (await connection.execute(query.order_by(deliveries.c.id))).scalars().all()
        return [payload["message"]["fallback"] for payload in found]

    async def reads_posted(self, channel: str) -> list[str]:
        """Return what was posted in a channel."""
        query = select(deliveries.c.payload).where(deliveries.c.channel == channel)
        async with self.bot.database.reading() as connection:
            found = (await connection.execute(query.order_by(deliveries.c.id))).scalars().all()
        return [payload["message"]["fallback"] for payload in found]

    def list_options(self, opened: Reply, count: int) -> frozenset[str]:
        """Return the values of the first boxes of the form."""
        assert opened.form is not None, opened
        [boxes] = [field for field in opened.form.fields if isinstance(field, ChecksField)]
        return frozenset(option.value for option in boxes.options[:count])

    async def reads_targets(self, who: str) -> tuple[int, int, int]:
        """Return the targets that hold for somebody now: messages, calls and visits."""
        rep = self.people[who].rep
        async with self.bot.database.reading() as connection:
            found = await people_rows.get_rep(connection, workspace_id=rep.workspace_id, rep_id=rep.id)
        assert found is not None
        return found.targets.message, found.targets.call, found.targets.visit

    async def lets_a_day_begin(self) -> None:
        """Do what the clock does before it plans the day."""
        await apply_team_targets(self.bot.database, now=self.bot.now())
        self.bot.people.forget_all()

    def _interact(self, who: str, **fields: object) -> Interaction:
        self.count += 1
        return interact(self.people[who], request_key=f"played:{self.count}", directory=Directory(), **fields)


async def make_team(bot: Bot, clock: StillClock, *, sellers: int = 4) -> TeamOfFive:
    """Return the team on Wednesday 18 March 2026."""
    anna = await identify(bot.people, clock, "UANNA", "Anna de Wit")
    names = {"UMARIEKE": "Marieke Vos", **dict(list(NAMES.items())[:sellers])}
    people = {key: await identify(bot.people, clock, key, name) for key, name in names.items()}
    for person in people.values():
        await join_team(bot.database, rep=person.rep, name="Noord", now=bot.now())
    await give_role(bot.database, rep=anna.rep, somebody=people["UMARIEKE"].rep, role=Role.MANAGER, now=bot.now())
    bot.people.forget_all()
    met = {key: await bot.people.find("T1", key, now=bot.now()) for key in people}
    found = {key: person for key, person in met.items() if person is not None}
    async with bot.database.reading() as connection:
        [team] = await people_rows.list_teams(connection, workspace_id=anna.workspace.id)
    played = TeamOfFive(bot, clock, found, team)
    await played.says("UMARIEKE", "ritme", "ik verkoop niet")
    bot.people.forget_all()
    marieke = await bot.people.find("T1", "UMARIEKE", now=bot.now())
    assert marieke is not None
    played.people["UMARIEKE"] = marieke
    return played


def find_button(message: Message, label: str) -> Button:
    """Return the first button with a label."""
    found = [each for each in message.controls if isinstance(each, Button) and each.label == label]
    assert found, (label, [each.label for each in message.controls])
    return found[0]


def _take(reply: Reply) -> Message:
    message = reply.private or reply.message
    assert message is not None, reply
    return message
