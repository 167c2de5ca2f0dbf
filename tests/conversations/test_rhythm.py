"""A day by the clock: the morning nudge and the evening summary."""

from datetime import UTC, datetime
from functools import partial

import pytest

from sandbox.entities import PostedMessage
from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox


def lines(message: PostedMessage | None) -> list[str]:
    assert message is not None
    return message.plain.splitlines()


def from_bot(sandbox_user: SandboxUser, channel: str | None = None) -> list[PostedMessage]:
    return [
        message for message in sandbox_user.visible(channel) if message.user_id == "U05RITME" and not message.addressee
    ]


@pytest.mark.daily
async def test_the_next_morning_brings_the_nudge_with_what_was_agreed(sanne: SandboxUser, sandbox: Sandbox) -> None:
    await sanne.types_command("/log gebeld met Jansen Metaal, morgen offerte mailen")
    await sandbox.clock.move_to(datetime(2026, 3, 19, 7, 30, tzinfo=UTC))
    [nudge] = from_bot(sanne)
    assert lines(nudge) == [
        "Goedemorgen Sanne. Vandaag: 5 berichten, 2 telefoontjes, 1 bezoek.",
        "Op woensdag 18 maart: 0 berichten, 1 telefoontje, 0 bezoeken.",
        "Vandaag: Jansen Metaal · offerte mailen",
    ]
    assert nudge.buttons == ["Log", "Meer"]
    await sanne.clicks(nudge, "Log")
    assert sanne.modal is not None


def find_question(who: SandboxUser) -> PostedMessage | None:
    return next((message for message in from_bot(who) if "Team Noord is" in message.plain), None)


async def agree(*everybody: SandboxUser) -> None:
    """Have each of a small team say yes to the question that came privately (K10)."""
    for who in everybody:
        # Behind other news, since messages to one person are sent one after another.
        asked = await who.wait_for(partial(find_question, who), timeout=15)
        await who.clicks(asked, "Fine by me" if who.user.locale == "en-GB" else "Prima")


@pytest.mark.daily
async def test_five_o_clock_brings_totals_to_the_managers_channel_without_names(
    marieke: SandboxUser, sanne: SandboxUser, oliver: SandboxUser, sandbox: Sandbox
) -> None:
    for sandbox_user in (marieke, sanne, oliver):
        await sandbox_user.types_command("/ritme team Noord")
    await marieke.types_command("/ritme kanaal #sales")
    await sanne.types_command("/log bezoek Acme, volgende stap donderdag 10:00")
    await oliver.types_command("/log 5 emails")
    await sandbox.clock.move_to(datetime(2026, 3, 18, 16, 0, tzinfo=UTC))
    [summary] = from_bot(marieke, "sales")
    assert lines(summary) == [
        "Team Noord · woensdag 18 maart",
        "Voor donderdag 19 maart staan er afspraken gepland.",
    ]
    await sandbox.clock.move_to(datetime(2026, 3, 18, 16, 2, tzinfo=UTC))
    await agree(marieke, sanne, oliver)
    await sanne.types_command("/log bezoek Jansen Metaal, volgende stap vrijdag 10:00")
    await sandbox.clock.move_to(datetime(2026, 3, 19, 16, 0, tzinfo=UTC))
    [_, summary] = from_bot(marieke, "sales")
    assert lines(summary) == [
        "Team Noord · donderdag 19 maart",
        "Open",
        "1 afspraak voor vrijdag 20 maart · 1 van vandaag of eerder nog open",
    ]
    assert "Sanne" not in summary.plain


async def test_only_a_manager_sets_the_channel(sanne: SandboxUser) -> None:
    await sanne.types_command("/ritme team Noord")
    assert lines(await sanne.types_command("/ritme kanaal #sales"))[0] == (
        "Dat kan alleen een manager of beheerder: Marieke Bakker."
    )


async def test_a_channel_without_the_bot_is_refused_with_what_to_do(marieke: SandboxUser) -> None:
    await marieke.types_command("/ritme team Noord")
    assert lines(await marieke.types_command("/ritme kanaal #random"))[0].endswith(
        "zie ik niet. Nodig me daar eerst uit met /invite en probeer het dan opnieuw."
    )


async def test_an_administrator_makes_a_colleague_manager(marieke: SandboxUser, sanne: SandboxUser) -> None:
    await sanne.types_command("/ritme")
    assert lines(await marieke.types_command("/ritme rol @sanne manager")) == ["Sanne de Wit is nu manager."]
    await sanne.types_command("/ritme team Noord")
    assert lines(await sanne.types_command("/ritme kanaal #sales"))[0].startswith("De samenvatting van team Noord")


async def test_a_rep_who_flies_to_new_york_is_nudged_by_the_clock_there(sanne: SandboxUser, sandbox: Sandbox) -> None:
    await sanne.types_command("/ritme")
    await sanne.changes_zone("America/New_York")
    await sandbox.clock.move_to(datetime(2026, 3, 19, 8, 0, tzinfo=UTC))
    assert from_bot(sanne) == []
    await sandbox.clock.move_to(datetime(2026, 3, 19, 12, 30, tzinfo=UTC))
    assert len(from_bot(sanne)) == 1


async def test_the_language_can_be_chosen(sanne: SandboxUser) -> None:
    assert lines(await sanne.types_command("/ritme taal en")) == ["English from now on."]
    assert lines(await sanne.types_command("/log 5 mails"))[0] == "✓ 5 messages"


async def test_the_home_tab_shows_the_day_and_the_latest_entries(sanne: SandboxUser) -> None:
    await sanne.types_command("/log bezoek Acme, volgende stap vrijdag")
    home = await sanne.opens_home()
    assert home is not None
    assert home.plain.splitlines()[0] == "Vandaag, woensdag 18 maart"
    assert "vrijdag 20 maart\nAcme" in home.plain


@pytest.mark.daily
@pytest.mark.parametrize("fault", ["drop_responses", "server_errors"])
async def test_a_nudge_whose_sending_went_wrong_arrives_once(sanne: SandboxUser, sandbox: Sandbox, fault: str) -> None:
    await sanne.types_command("/ritme")
    sandbox.faults.only_methods = frozenset({"chat.postMessage"})
    # Both Sanne's nudge and the manager's.
    setattr(sandbox.faults, fault, 2)
    await sandbox.clock.move_to(datetime(2026, 3, 19, 7, 30, tzinfo=UTC))
    await sandbox.clock.move_to(datetime(2026, 3, 19, 7, 32, tzinfo=UTC))
    assert len(from_bot(sanne)) == 1


async def test_a_whole_team_gets_its_morning_within_slacks_rates(
    marieke: SandboxUser, sanne: SandboxUser, oliver: SandboxUser, sandbox: Sandbox
) -> None:
    for sandbox_user in (sanne, oliver):
        await sandbox_user.types_command("/ritme")
    sandbox.faults.rate_limits = True
    await sandbox.clock.move_to(datetime(2026, 3, 19, 8, 30, tzinfo=UTC))
    assert [len(from_bot(sandbox_user)) for sandbox_user in (marieke, sanne, oliver)] == [1, 1, 1]


async def test_the_teams_week_on_request_comes_privately_with_its_picture_and_its_table(
    marieke: SandboxUser, sandbox: Sandbox
) -> None:
    await marieke.types_command("/ritme team Noord")
    await marieke.types_command("/ritme team cijfers ja")
    await marieke.types_command("/log vorige week vrijdag bezoek Acme")
    answer = await marieke.types_command("/ritme team week")
    assert lines(answer) == ["Ik stuur het je in een privébericht, met het plaatje erbij."]
    sent = await marieke.wait_for(lambda: from_bot(marieke))
    assert [block["type"] for block in sent[-1].blocks if block["type"] in {"image", "table"}] == ["image", "table"]
    assert from_bot(sandbox.person("U05SANNE")) == []
