"""One person on two platforms has one log and one morning, and both sides have to act for it."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.people.people import Role
from bot.messages.linking.linking_values import LinkedTo
from bot.ports import Address, Profile
from bot.services.delivery.outbox import save_reply
from bot.services.operations.purge_expired import purge_expired
from bot.services.reviews.summarise_team import load_team_day
from bot.services.rhythm.snooze import snooze_nudge
from bot.settings import SLACK, TEAMS
from bot.storage.database import Database
from bot.storage.people import people as people_rows
from tests.bot.interactions.world import dump
from tests.bot.services.linking.platforms import Platforms, Someone, link
from tests.conftest import StillClock, add_example_accounts

THURSDAY_MORNING = datetime(2026, 3, 19, 7, 31, tzinfo=UTC)
FRIDAY_MORNING = THURSDAY_MORNING + timedelta(days=1)
MORNING = "Goedemorgen Sanne. Vandaag: 5 berichten, 2 telefoontjes, 1 bezoek."
WRONG = "Die code klopt niet, of hij is verlopen. Vraag een nieuwe waar je log staat: /ritme koppel"
NOT_LINKED = "Je bent niet gekoppeld. Wil je dat wel? /ritme koppel"
HEARD_IN_TEAMS = "Wat ik uit mezelf zeg, je ochtend voorop, komt in Teams."


@pytest.fixture
async def both(database: Database, clock: StillClock) -> Platforms:
    """The bot on both platforms, with somebody who leads on each."""
    platforms = Platforms(database, clock)
    await platforms.meet(TEAMS, "guid-piet", "Piet Vos")
    marieke = await platforms.meet(SLACK, "UMARIEKE", "Marieke Bos")
    await add_example_accounts(database, workspace_id=(await marieke.find()).workspace.id, now=clock.now())
    return platforms


async def test_a_code_said_on_one_platform_and_typed_on_the_other_makes_one_log(slack: Someone, teams: Someone) -> None:
    await slack.says("log", "bezoek Acme")
    assert (await slack.links())[:2] == [
        "Koppel Slack en Teams",
        f"Typ dit binnen tien minuten in Teams, in je chat met mij:\n/ritme koppel {slack.read_code()}",
    ]
    assert await teams.links(slack.read_code()) == [
        "Gekoppeld! In Slack en Teams ben je voor mij nu één.",
        "Wat je typt, hier of daar, komt in je log van Slack (1 keer gelogd). Je cijfers zijn overal dezelfde.",
        "Wat ik uit mezelf zeg, je ochtend voorop, komt in Slack.",
    ]
    await teams.says("log", "5 mails")
    assert await teams.says("ritme", "") == await slack.says("ritme", "")
    assert [line for line in await slack.says("ritme", "") if "5 van 5" in line or "1 van 1" in line] == [
        "▰▰▰▰▰▰▰▰▰▰  5 van 5 berichten ✓",
        "▰▰▰▰▰▰▰▰▰▰  1 van 1 bezoek ✓",
    ]


async def test_who_gave_the_code_is_told_who_used_it(both: Platforms, slack: Someone, teams: Someone) -> None:
    await link(slack, teams)
    await both.deliver()
    assert "\n".join(slack.take()) == (
        "Je code is net gebruikt: in Teams door Sanne. Slack en Teams horen nu bij elkaar. "
        "Was jij dat niet? Maak het dan meteen los."
    )
    assert teams.take() == []  # the answer is the platform's to show


async def test_a_linked_person_hears_once_where_he_or_she_chose(
    both: Platforms, slack: Someone, teams: Someone
) -> None:
    await link(slack, teams)
    await both.deliver()
    slack.take()
    await both.wait_until(THURSDAY_MORNING)
    assert (slack.take(), teams.take()) == ([MORNING], [])

    assert (await teams.presses("Liever in Teams"))[-1] == HEARD_IN_TEAMS
    await both.wait_until(FRIDAY_MORNING)
    assert (slack.take(), teams.take()) == ([], [MORNING])

    await slack.links()
    await slack.presses("Liever in Slack")
    await both.wait_until(FRIDAY_MORNING + timedelta(days=3))
    assert (slack.take(), teams.take()) == ([MORNING], [])


async def test_what_waits_goes_along_to_the_chosen_platform(both: Platforms, slack: Someone, teams: Someone) -> None:
    await link(slack, teams)
    await both.deliver()
    slack.take()
    person = await slack.find()
    await snooze_nudge(
        both.database, rep=person.rep, kind="morning", minutes=20, message_key="m1", now=both.clock.now()
    )
    await teams.presses("Liever in Teams")
    await both.wait_until(both.clock.now() + timedelta(minutes=21))
    assert (slack.take(), len(teams.take())) == ([], 1)


async def test_an_answer_goes_where_it_was_asked(both: Platforms, slack: Someone, teams: Someone) -> None:
    await link(slack, teams)
    await both.deliver()
    slack.take()
    for someone in (slack, teams):
        person = await someone.find()
        here = Address(person.here.workspace, person.here.address)
        message = someone.answer
        await save_reply(
            both.database, person=person, address=here, message=message, request_key=someone.user, now=both.clock.now()
        )
    await both.deliver()
    assert (len(slack.take()), len(teams.take())) == (1, 1)


async def test_the_side_that_rests_counts_nowhere(both: Platforms, slack: Someone, teams: Someone) -> None:
    """K4: who logs elsewhere is not idle here, and counts again, from that day on, once unlinked."""
    await teams.says("ritme", "team Zuid")
    team_id = (await teams.find()).rep.team_id
    workspace = (await teams.find()).workspace

    async def count_members() -> tuple[int, int]:
        async with both.database.reading() as connection:
            team = await people_rows.find_team(connection, workspace_id=workspace.id, team_id=team_id or 0)
            assert team is not None
            day = await load_team_day(connection, team=team, workspace=workspace, now=both.clock.now())
        return day.members, day.people

    assert await count_members() == (1, 1)
    await slack.says("log", "bezoek Acme")
    await link(slack, teams)
    assert "In team Zuid (Teams) doe je zolang niet mee." in teams.answer.lines
    assert await count_members() == (0, 0)
    both.clock.move(days=1)
    assert await count_members() == (0, 0)
    await slack.says("ritme", "ontkoppel")
    assert await count_members() == (1, 1)


async def test_what_the_resting_side_logged_stays_there(slack: Someone, teams: Someone) -> None:
    for line in ("bezoek Acme", "5 mails"):
        await slack.says("log", line)
    await teams.says("log", "3 mails")
    await link(teams, slack)
    assert "Wat je in Teams logde (1 keer) blijft daar bewaard en telt nu niet mee." in slack.answer.lines
    assert any("5 van 5 berichten" in line for line in await teams.says("ritme", ""))
    assert "\n".join(await slack.says("ritme", "ontkoppel")) == (
        "Los. Slack en Teams zijn weer twee, elk met een eigen log en een eigen ochtend."
        " Wat je in die tijd logde, staat in Slack."
    )
    assert any("3 van 5 berichten" in line for line in await teams.says("ritme", ""))


async def test_the_other_log_can_be_the_one_that_counts(both: Platforms, slack: Someone, teams: Someone) -> None:
    for line in ("bezoek Acme", "5 mails"):
        await slack.says("log", line)
    await teams.says("log", "3 mails")
    await link(slack, teams)
    await teams.presses("Mijn log van Teams gebruiken")
    assert await teams.says("ritme", "") == await slack.says("ritme", "")
    assert any("3 van 5 berichten" in line for line in await slack.says("ritme", ""))
    await both.deliver()
    slack.take()
    await both.wait_until(THURSDAY_MORNING)  # still where it came
    assert ([line[:18] for line in slack.take()], teams.take()) == (["Goedemorgen Sanne."], [])


async def test_after_unlinking_each_side_has_its_own_morning(both: Platforms, slack: Someone, teams: Someone) -> None:
    await link(slack, teams)
    await teams.presses("Liever in Teams")
    await teams.presses("Losmaken")
    await both.deliver()
    slack.take()
    await both.wait_until(THURSDAY_MORNING)
    assert (slack.take(), teams.take()) == ([MORNING], [MORNING])


@pytest.mark.parametrize("typed", ["", "ABCD-EFGH", "abcd", "2" * 300, "\u0130BCD-EFGH", "'; drop table reps"])
async def test_what_is_no_code_links_nobody(slack: Someone, teams: Someone, typed: str) -> None:
    await slack.links()
    assert (await teams.links(typed or "x"))[0] == WRONG
    assert (await teams.says("ritme", "ontkoppel"))[0] == NOT_LINKED


async def test_a_code_is_read_as_people_type_it(slack: Someone, teams: Someone) -> None:
    await slack.links()
    await teams.links(slack.read_code().lower().replace("-", " "))
    assert teams.answer.lines[0] == "Gekoppeld! In Slack en Teams ben je voor mij nu één."


async def test_a_code_serves_ten_minutes(slack: Someone, teams: Someone, clock: StillClock) -> None:
    await slack.links()
    clock.move(minutes=10)
    assert (await teams.links(slack.read_code()))[0] == WRONG


async def test_a_code_serves_once(both: Platforms, slack: Someone, teams: Someone) -> None:
    other = await both.meet(TEAMS, "guid-bram", "Bram")
    await link(slack, teams)
    code = slack.read_code()
    assert (await other.links(code))[0] == WRONG
    await slack.says("ritme", "ontkoppel")
    assert (await teams.links(code))[0] == WRONG


async def test_a_new_code_replaces_the_one_before_and_one_can_be_called_off(slack: Someone, teams: Someone) -> None:
    await slack.links()
    first = slack.read_code()
    await slack.links()
    second = slack.read_code()
    assert first != second
    assert (await teams.links(first))[0] == WRONG
    assert await slack.presses("Laat maar") == ["Goed, die code geldt niet meer."]
    assert (await teams.links(second))[0] == WRONG


async def test_ones_own_code_typed_in_the_same_place_says_where_it_belongs(slack: Someone) -> None:
    await slack.links()
    assert (await slack.links(slack.read_code()))[0] == "Dat is je eigen code. Typ hem in Teams, in je chat met mij."


async def test_a_code_of_a_colleague_on_the_same_platform_links_nobody(both: Platforms, slack: Someone) -> None:
    bram = await both.meet(SLACK, "UBRAM", "Bram")
    await slack.links()
    code = slack.read_code()
    assert (await bram.links(code))[0] == WRONG
    assert (await bram.says("ritme", "ontkoppel"))[0] == NOT_LINKED


async def test_who_guesses_is_stopped_and_may_try_again_after_an_hour(
    slack: Someone, teams: Someone, clock: StillClock
) -> None:
    await slack.links()
    for _ in range(5):
        assert (await teams.links("2222-2222"))[0] == WRONG
    stopped = "Dat waren te veel verkeerde codes. Over een uur kun je het weer proberen."
    assert (await teams.links(slack.read_code()))[0] == stopped
    clock.move(hours=1)
    await link(slack, teams)


async def test_a_request_that_comes_again_gives_no_other_code(slack: Someone, teams: Someone) -> None:
    await slack.links(key="one")
    code = slack.read_code()
    assert await slack.links(key="one") == [
        "Je code staat in mijn vorige bericht. Een nieuwe vraag je met /ritme koppel"
    ]
    assert (await teams.links(code))[0] == "Gekoppeld! In Slack en Teams ben je voor mij nu één."


async def test_only_a_hash_of_the_code_is_kept(both: Platforms, slack: Someone, teams: Someone) -> None:
    await slack.links()
    code = slack.read_code().replace("-", "")
    assert teams.name
    assert code not in str(await dump(both.database))


async def test_who_is_linked_is_not_linked_a_second_time(both: Platforms, slack: Someone, teams: Someone) -> None:
    bram = await both.meet(SLACK, "UBRAM", "Bram")
    await bram.links()
    code = bram.read_code()
    await link(slack, teams)
    refused = "Je bent al gekoppeld met Slack. Maak dat eerst los: /ritme ontkoppel"
    assert (await teams.links(code))[0] == refused
    assert (await slack.links())[0] == "In Slack en Teams ben je voor mij één."


async def test_a_code_of_who_got_linked_since_links_nobody(both: Platforms, slack: Someone, teams: Someone) -> None:
    bram = await both.meet(TEAMS, "guid-bram", "Bram")
    await slack.links()
    code = slack.read_code()
    await teams.links()
    await slack.links(teams.read_code())
    assert (await bram.links(code))[0] == WRONG


async def test_the_log_is_that_of_the_side_that_leads(slack: Someone, teams: Someone) -> None:
    await teams.says("log", "3 mails")
    await _give_role(slack, Role.MANAGER)
    await link(slack, teams)
    assert any("log van Slack" in line for line in teams.answer.lines)


async def test_who_leads_on_both_platforms_gives_one_of_them_away_first(slack: Someone, teams: Someone) -> None:
    await _give_role(slack, Role.MANAGER)
    await _give_role(teams, Role.MANAGER)
    await slack.links()
    code = slack.read_code()
    refused = "Je leidt ook mensen in Teams. Geef die rol daar eerst aan een collega, dan koppel ik."
    assert (await teams.links(code))[0] == refused
    await _give_role(teams, Role.REP)
    assert (await teams.links(code))[0] == "Gekoppeld! In Slack en Teams ben je voor mij nu één."


@pytest.mark.parametrize("gone", [SLACK, TEAMS])
async def test_who_is_deactivated_on_one_side_is_linked_no_more(
    slack: Someone, teams: Someone, clock: StillClock, gone: str
) -> None:
    await slack.says("log", "bezoek Acme")
    await link(slack, teams)
    leaving, staying = (slack, teams) if gone == SLACK else (teams, slack)
    workspace = (await leaving.find()).here.workspace
    profile = Profile(leaving.user, leaving.name, "Europe/Amsterdam", "nl-NL", workspace, is_deactivated=True)
    await leaving.bot.people.follow_profile(profile, now=clock.now())
    assert (await staying.find()).rep.external_id == staying.user
    assert (await staying.says("ritme", "ontkoppel"))[0] == NOT_LINKED


async def test_a_changed_profile_on_the_resting_side_changes_nothing(
    slack: Someone, teams: Someone, clock: StillClock
) -> None:
    await link(slack, teams)
    profile = Profile(teams.user, "Sanne W.", "Asia/Tokyo", "en-GB", "tenant-1")
    await teams.bot.people.follow_profile(profile, now=clock.now())
    rep = (await slack.find()).rep
    assert (rep.name, rep.timezone, rep.language) == ("Sanne de Wit", "Europe/Amsterdam", "nl")


async def test_who_removes_the_bot_from_a_platform_hears_on_the_other(
    both: Platforms, slack: Someone, teams: Someone
) -> None:
    await link(slack, teams)
    assert (await teams.presses("Liever in Teams"))[-1] == HEARD_IN_TEAMS
    await both.addresses.forget(await teams.find(), address=teams.user)
    assert (await slack.links())[-1] == "Wat ik uit mezelf zeg, je ochtend voorop, komt in Slack."
    assert (await slack.presses("Liever in Teams"))[0] == (
        "In Teams kan ik je nog niet bereiken. Zeg daar eerst iets in je chat met mij."
    )


async def test_a_change_on_one_platform_holds_at_once_on_the_other(slack: Someone, teams: Someone) -> None:
    await link(slack, teams)
    assert (await slack.find()).rep.language == (await teams.find()).rep.language == "nl"
    for someone, language in ((teams, "en"), (slack, "nl"), (teams, "en"), (teams, "nl"), (slack, "en")):
        await someone.says("ritme", f"taal {language}")
        assert [(await each.find()).rep.language for each in (slack, teams)] == [language, language]


@pytest.mark.parametrize("platform", ["", "slack", "elsewhere", "x" * 200])
async def test_old_buttons_of_who_is_not_linked_say_so(slack: Someone, platform: str) -> None:
    for action in ("link_hear", "link_log"):
        assert (await slack.presses_old(action, LinkedTo(platform)))[0] == NOT_LINKED


async def _give_role(someone: Someone, role: Role) -> None:
    rep = (await someone.find()).rep
    await someone.bot.database.write(
        lambda connection: people_rows.change_rep(
            connection, workspace_id=rep.workspace_id, rep_id=rep.id, role=role, stands_in=False
        )
    )
    someone.bot.people.forget_reps(rep.id)


async def test_codes_are_forgotten_once_they_serve_no_more(both: Platforms, slack: Someone, teams: Someone) -> None:
    await slack.links()
    await teams.links("2222-2222")
    for ago, kept in ((timedelta(), 2), (timedelta(minutes=-9), 1), (timedelta(days=-1), 0)):
        before = both.clock.now() - ago
        await purge_expired(both.database, drafts_before=before, deliveries_before=before)
        assert len((await dump(both.database))["link_codes"]) == kept
