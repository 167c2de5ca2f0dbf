"""Everybody who meets the bot is greeted once, and who does not begin is reminded once."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from sandbox.entities import PostedMessage
from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

HELLO = (
    "Hoi Sanne, ik ben Ritme. Jij zegt in één regel wat je deed; ik onthoud je afspraken en zeg elke ochtend wie er "
    "aan de beurt is."
)
SEEN = (
    "Leidt iemand je team, dan ziet die totalen en open afspraken van minstens vier mensen samen, en welke deals "
    "stilstaan. Nooit je dag, je notities of je lessen: die zijn van jou."
)
TRY = "Begin klein: wie sprak je het laatst?"
BUTTONS = ["Log je eerste", "Kies je uur", "Niet nu"]


def heard(user: SandboxUser, channel: str | None = None) -> list[PostedMessage]:
    """Return what the bot said by itself, not in answer to a command."""
    bot = user.stage.workspace.bot.id
    return [each for each in user.visible(channel) if each.user_id == bot and not each.addressee]


async def hears(user: SandboxUser, start: str, channel: str | None = None) -> PostedMessage:
    """Wait for a message of the bot that begins like this."""
    return await user.wait_for(
        lambda: next((each for each in heard(user, channel) if each.plain.startswith(start)), None), timeout=20
    )


async def read(user: SandboxUser, typed: str) -> list[str]:
    """Return the lines of the answer to a command."""
    answer = await user.types_command(typed)
    assert answer is not None
    return answer.plain.splitlines()


async def move(sandbox: Sandbox, day: int, hour: int, minute: int = 0) -> None:
    """Move the clock to a moment in March 2026, in UTC."""
    await sandbox.clock.move_to(datetime(2026, 3, day, hour, minute, tzinfo=UTC))


async def test_who_comes_first_is_greeted_as_administrator_and_the_next_as_colleague(
    marieke: SandboxUser, sanne: SandboxUser, oliver: SandboxUser
) -> None:
    await marieke.opens_messages()
    first = await hears(marieke, "Hoi Marieke, ik ben Ritme.")
    assert first.plain.splitlines()[1] == (
        "Je beheert deze werkruimte, dus ook mij: je bent mijn beheerder. Je zet collega's in een team en stelt in wat "
        "voor iedereen geldt. Doorgeven kan altijd: /ritme rol @naam beheerder"
    )
    await sanne.opens_home()
    second = await hears(sanne, "Hoi Sanne")
    assert second.plain.splitlines() == [HELLO, SEEN, TRY]
    assert second.buttons == BUTTONS
    await oliver.says("hi")
    third = await hears(oliver, "Hi Oliver, I'm Ritme.")
    assert third.buttons == ["Log your first", "Pick your hour", "Not now"]


@pytest.mark.parametrize("way", ["home", "messages", "command", "text"])
async def test_nobody_is_greeted_twice(sandbox: Sandbox, sanne: SandboxUser, way: str) -> None:
    ways: dict[str, Callable[[], Awaitable[object]]] = {
        "home": sanne.opens_home,
        "messages": sanne.opens_messages,
        "command": lambda: sanne.types_command("/ritme"),
        "text": lambda: sanne.says("hoi"),
    }
    await ways[way]()
    await hears(sanne, "Hoi Sanne, ik ben Ritme")
    for again in ways.values():
        await again()
    await move(sandbox, 18, 12)
    greetings = [each for each in heard(sanne) if "ik ben Ritme" in each.plain]
    assert len(greetings) == 1


async def test_who_says_hello_first_hears_one_hello(sanne: SandboxUser) -> None:
    await sanne.says("hoi")
    await hears(sanne, "Hoi Sanne")
    assert len(heard(sanne)) == 1


async def test_who_does_not_begin_hears_one_reminder_after_three_working_days_and_then_nothing(
    sandbox: Sandbox, sanne: SandboxUser
) -> None:
    await sanne.opens_home()
    greeting = await hears(sanne, "Hoi Sanne")
    await sanne.clicks(greeting, "Niet nu")
    assert sanne.visible()[-1].plain.splitlines() == [
        "Prima. Na drie werkdagen vraag ik het nog één keer; daarna hoor je me niet tot jij iets zegt."
    ]
    # Wednesday was the first day; the weekend does not count.
    for day in (19, 20, 21, 22):
        await move(sandbox, day, 16)
        assert len(heard(sanne)) == 1
    await move(sandbox, 23, 7, 30)
    reminder = await hears(sanne, "We hebben nog niets samen gedaan")
    assert reminder.buttons == ["Log je eerste", "Kies je uur", "Hoe werkt het?"]
    for day in range(24, 32):
        await move(sandbox, day, 16)
    assert len(heard(sanne)) == 2


async def test_who_begins_is_not_reminded_and_has_a_plan_the_next_morning(sandbox: Sandbox, sanne: SandboxUser) -> None:
    await sanne.opens_home()
    await hears(sanne, "Hoi Sanne")
    answer = await sanne.types_command("/log 5 mails")
    assert answer is not None
    assert "Dat was je eerste. Morgen om 08:30 kom ik met je plan." in answer.plain.splitlines()
    again = await sanne.types_command("/log 2 calls")
    assert again is not None
    assert "je eerste" not in again.plain
    await move(sandbox, 19, 7, 31)
    assert len(heard(sanne)) == 2
    await move(sandbox, 23, 12)
    assert not [each for each in heard(sanne) if "nog niets samen gedaan" in each.plain]


async def test_the_first_contact_on_a_friday_names_monday(sandbox: Sandbox, sanne: SandboxUser) -> None:
    await move(sandbox, 20, 12)
    answer = await sanne.types_command("/log 5 mails")
    assert answer is not None
    assert "Dat was je eerste. Maandag 23 maart om 08:30 kom ik met je plan." in answer.plain.splitlines()


@pytest.mark.daily
async def test_two_clicks_and_a_name_from_the_greeting_to_the_first_tick(sanne: SandboxUser) -> None:
    await sanne.opens_home()
    greeting = await hears(sanne, "Hoi Sanne")
    await sanne.clicks(greeting, "Log je eerste")
    form = sanne.modal
    assert form is not None
    assert form.fields == ["Bij wie was het?", "Hoe?", "Waar ging het over?", "Volgende stap"]
    assert await sanne.submits(form, {"who": "Jansen Metaal"}) is None
    shown = sanne.visible()[-1].plain.splitlines()
    assert shown[0] == "✓ Telefoontje · Jansen Metaal"
    assert "Dat was je eerste. Morgen om 08:30 kom ik met je plan." in shown


async def test_the_hour_of_the_plan_is_one_field(sanne: SandboxUser) -> None:
    await sanne.opens_home()
    greeting = await hears(sanne, "Hoi Sanne")
    await sanne.clicks(greeting, "Kies je uur")
    form = sanne.modal
    assert form is not None
    assert form.fields == ["Hoe laat wil je je plan?"]
    assert await sanne.submits(form, {"morning_at": "22:00"}) == {
        "morning_at": "Dit valt in je stille uren. Kies een ander moment, of maak de stilte korter."
    }
    assert await sanne.submits(form, {"morning_at": "14:00"}) is None
    assert sanne.visible()[-1].plain == "✓ Op werkdagen staat je plan om 14:00 klaar, vandaag voor het eerst."


async def test_a_channel_is_greeted_once_and_its_button_is_for_who_leads(
    sandbox: Sandbox, marieke: SandboxUser, sanne: SandboxUser
) -> None:
    await marieke.types_command("/ritme team Noord")
    await marieke.invites_bot("random")
    greeting = await hears(marieke, "Hoi, ik ben Ritme.", "random")
    assert greeting.plain.splitlines()[1] == "Hier zeg ik alleen totalen van minstens vier mensen. Nooit wie wat deed."
    assert greeting.buttons == ["Log je eerste", "Dagstand hier"]
    await sanne.clicks(greeting, "Dagstand hier")
    assert sanne.visible("random")[-1].plain == "Dat kan alleen een manager of beheerder: Marieke Bakker."
    await marieke.clicks(greeting, "Dagstand hier")
    assert marieke.visible("random")[-1].plain.startswith("De samenvatting van team Noord komt voortaan op werkdagen")
    sandbox.workspace.channel("C05RANDOM").members.remove("U05RITME")
    await marieke.invites_bot("random")
    await move(sandbox, 18, 11)
    assert len(heard(marieke, "random")) == 1


async def test_at_night_who_is_named_by_a_colleague_hears_nothing(
    sandbox: Sandbox, marieke: SandboxUser, sanne: SandboxUser
) -> None:
    await marieke.opens_messages()
    await move(sandbox, 18, 22)
    await marieke.types_command("/ritme rol @sanne manager")
    await move(sandbox, 19, 5)
    assert heard(sanne) == []
    await move(sandbox, 19, 7, 5)
    await hears(sanne, "Hoi Sanne")
    await hears(sanne, "Marieke Bakker maakte je manager")


async def test_a_first_contact_that_slack_cannot_tell_about_loses_nothing(sanne: SandboxUser, sandbox: Sandbox) -> None:
    sandbox.faults.only_methods = frozenset({"users.info"})
    sandbox.faults.server_errors = 1
    answer = await read(sanne, "/log 5 mails")
    assert answer[0].startswith("Er ging iets mis aan mijn kant; er is niets half bewaard.")
    assert answer[1] == "Je typte: “5 mails”"
    assert (await read(sanne, "/log 5 mails"))[0] == "✓ 5 berichten"
