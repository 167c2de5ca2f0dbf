"""A manager's Mondays: the agenda, the list behind a figure, what was decided, and who hears what (R8, K3, K10)."""

import pytest

from bot.services.bot import Bot
from bot.services.deals.scan_stalls import scan_all
from tests.bot.services.meetings.team_of_five import TeamOfFive, find_button, make_team
from tests.conftest import StillClock

ACCOUNTS = {"USANNE": "Acme", "UOLIVER": "Jansen Metaal", "UTIM": "Van Dam Logistiek", "UBEA": "De Vries & Zn."}
OPEN, CHOOSE = "Bekijk wat open staat", "Verzet of schrap er een paar"
NOTE, TARGET = "Noteer wat jullie besluiten", "Doel bijstellen"


@pytest.fixture
async def team(bot: Bot, accounts: dict[str, int], clock: StillClock) -> TeamOfFive:  # noqa: ARG001 - for their names
    """Four people who each agreed on a step for Thursday and let it slip; it is Monday now."""
    played = await make_team(bot, clock)
    for who, account in ACCOUNTS.items():
        await played.says(who, "log", f"gebeld met {account}, geheim, morgen terugbellen")
        await played.says(who, "deal", f'nieuw "{account}" "Hal" 45k')
        await played.says(who, "log", "14 mails")
    clock.move(days=5)
    return played


async def test_monday_brings_an_agenda_instead_of_a_second_list(team: TeamOfFive) -> None:
    lines = (await team.reads_monday()).lines
    assert lines[lines.index("2 punten voor jullie overleg") :] == [
        "2 punten voor jullie overleg",
        "1. 4 afspraken bleven liggen: nabellen, verzetten of schrappen?",
        "2. Telefoontjes: 4, minder dan de helft van het doel. Doel bijstellen, of tijd vrijmaken?",
        "Wat jullie besluiten, komt volgende maandag terug: gedaan of niet.",
    ]


async def test_a_monday_on_which_nothing_asks_for_a_decision_still_takes_what_is_decided(
    bot: Bot, clock: StillClock
) -> None:
    quiet = await make_team(bot, clock)
    for who in ACCOUNTS:
        await quiet.says(who, "log", "15 mails")
        await quiet.says(who, "log", "6 calls")
        await quiet.says(who, "log", "3 bezoeken")
    clock.move(days=5)
    monday = await quiet.reads_monday()
    assert monday.lines[-1] == "Er valt deze week niets te beslissen. Fijne week."
    assert [each.label for each in monday.controls] == [NOTE]


async def test_every_point_of_the_agenda_that_asks_has_a_button(team: TeamOfFive) -> None:
    labels = [each.label for each in (await team.reads_monday()).controls]
    assert labels == [OPEN, TARGET, NOTE]


async def test_the_manager_sees_which_steps_are_open_and_never_whose(team: TeamOfFive) -> None:
    shown = await team.shows("UMARIEKE", find_button(await team.reads_monday(), OPEN))
    assert shown.lines == [
        "4 afspraken van het team staan nog open",
        *(f"{account} · was voor do 19 mrt" for account in ACCOUNTS.values()),
        "Van wie ze zijn en wat erbij staat, blijft bij wie ze maakte.",
    ]


async def test_a_rep_who_presses_the_same_button_sees_the_own_steps_only(team: TeamOfFive) -> None:
    shown = await team.shows("USANNE", find_button(await team.reads_monday(), OPEN))
    assert shown.lines == ["1 afspraak van jou staat nog open", "Acme · was voor do 19 mrt"]


async def test_k10_steps_of_fewer_than_four_people_are_not_listed(team: TeamOfFive) -> None:
    monday = await team.reads_monday()
    await team.says("USANNE", "log", "gebeld met Acme")
    shown = await team.shows("UMARIEKE", find_button(monday, OPEN))
    assert shown.lines == [
        (
            "Wat er in het team nog open staat, is van minder dan vier mensen. Dat blijft van hen; zij zien het in hun "
            "eigen ochtend."
        )
    ]


async def test_k3_several_steps_are_moved_at_once_and_each_colleague_hears_it(team: TeamOfFive) -> None:
    shown = await team.shows("UMARIEKE", find_button(await team.reads_monday(), OPEN))
    form = await team.presses("UMARIEKE", find_button(shown, CHOOSE))
    done = await team.fills("UMARIEKE", form, checks=team.list_options(form, 2), act="move", day="2026-03-26")
    assert done.lines == ["✓ Acme, Jansen Metaal: verzet naar do 26 mrt. Wie ze maakte, hoort het van me."]
    told = "Marieke Vos verzette een afspraak van je naar do 26 mrt: Acme. Komt dat niet uit, dan kies je die ochtend "
    assert await team.reads_told("USANNE") == [f"{told}zelf een andere dag."]
    assert await team.reads_told("UTIM") == []


async def test_a_step_that_the_manager_drops_is_not_counted_as_missed(team: TeamOfFive) -> None:
    shown = await team.shows("UMARIEKE", find_button(await team.reads_monday(), OPEN))
    form = await team.presses("UMARIEKE", find_button(shown, CHOOSE))
    done = await team.fills("UMARIEKE", form, checks=team.list_options(form, 4), act="drop")
    assert done.lines[0].startswith("✓ Acme, Jansen Metaal, Van Dam Logistiek, De Vries & Zn.: geschrapt.")
    # Nothing is left open, and nobody's week has a step that was missed.
    week = await team.says("USANNE", "ritme", "week")
    assert [line for line in week.lines if "gemist" in line] == []
    assert [line for line in (await team.reads_monday()).lines if "bleven liggen" in line] == []


async def test_k12_steps_that_were_moved_or_dropped_are_put_back_and_their_owners_hear_it(team: TeamOfFive) -> None:
    shown = await team.shows("UMARIEKE", find_button(await team.reads_monday(), OPEN))
    form = await team.presses("UMARIEKE", find_button(shown, CHOOSE))
    done = await team.fills("UMARIEKE", form, checks=team.list_options(form, 2), act="drop")
    back = await team.shows("UMARIEKE", find_button(done, "Ongedaan maken"))
    assert back.lines == ["Teruggezet op de dag die het was: Acme, Jansen Metaal."]
    assert (await team.reads_told("USANNE"))[1:] == ["Marieke Vos zette terug op de dag die het was: Acme."]
    again = await team.shows("UMARIEKE", find_button(await team.reads_monday(), OPEN))
    assert again.lines[0] == "4 afspraken van het team staan nog open"


async def test_what_was_decided_comes_back_on_monday_until_it_is_done(team: TeamOfFive) -> None:
    form = await team.presses("UMARIEKE", find_button(await team.reads_monday(), NOTE))
    noted = await team.fills("UMARIEKE", form, lines="Oliver belt Jansen\n- Tim vraagt de directeur")
    assert noted.lines[0] == "✓ 2 besluiten genoteerd voor team Noord. Maandag vraag ik of het gelukt is."
    team.clock.move(days=7)
    monday = await team.reads_monday()
    start = monday.lines.index("Besloten, en gedaan?")
    assert monday.lines[start : start + 3] == [
        "Besloten, en gedaan?",
        "ma 23 mrt: Oliver belt Jansen",
        "ma 23 mrt: Tim vraagt de directeur",
    ]
    done = await team.shows("UTIM", find_button(monday, "✓ Gedaan"))
    assert done.lines == ["✓ Gedaan: Oliver belt Jansen"]
    assert [line for line in (await team.reads_monday()).lines if "Oliver" in line] == []
    back = await team.shows("UTIM", find_button(done, "Ongedaan maken"))
    assert back.lines == ["Hij staat er weer: Oliver belt Jansen"]


async def test_what_a_rep_brings_up_is_on_mondays_agenda(team: TeamOfFive) -> None:
    team.clock.move(days=2)
    await team.says("USANNE", "ritme", "overleg de prijzen van volgend jaar")
    team.clock.move(days=5)
    lines = (await team.reads_monday()).lines
    assert [line for line in lines if line.startswith("1. ")] == ["1. de prijzen van volgend jaar"]


async def test_a_stalled_deal_has_a_question_to_pass_on_with_words_of_ones_own(team: TeamOfFive) -> None:
    team.clock.move(days=21)
    await scan_all(team.bot.database, now=team.clock.now())
    stalled = await team.says("UMARIEKE", "ritme", "team vastgelopen")
    form = await team.presses("UMARIEKE", find_button(stalled, "Geef deze vraag mee aan Oliver"))
    sent = await team.fills("UMARIEKE", form, words="Ze wachten op ons.")
    assert sent.lines == ["✓ Oliver Hart krijgt de vraag voor Jansen Metaal · Hal van je."]
    told = await team.reads_told("UOLIVER")
    assert len(told) == 1
    assert told[0].startswith("Marieke Vos geeft je een vraag mee voor Jansen Metaal · Hal, omdat die deal stilstaat: ")
    added = await team.shows("UMARIEKE", find_button(stalled, "Bespreken"))
    assert added.lines == ["✓ Acme · Hal staat op de agenda van het overleg van team Noord."]


async def test_k10_a_channel_names_no_stalled_deal_of_fewer_than_four_people(team: TeamOfFive) -> None:
    team.clock.move(days=21)
    for who in ("UOLIVER", "UTIM", "UBEA"):
        await team.says(who, "deal", f"{ACCOUNTS[who]} verloren")
    await scan_all(team.bot.database, now=team.clock.now())
    assert [line for line in (await team.reads_monday()).lines if "Hal" in line] == []
    private = (await team.says("UMARIEKE", "ritme", "overleg")).lines
    assert [line.partition(" staat stil")[0] for line in private if "Hal" in line] == ["1. Acme · Hal (€ 45.000)"]


async def test_k5_a_channel_names_a_stalled_deal_on_three_mondays_at_most(team: TeamOfFive) -> None:
    team.clock.move(days=21)
    named = []
    for _ in range(4):
        await scan_all(team.bot.database, now=team.clock.now())
        named.append(sum("Acme · Hal" in line for line in (await team.reads_monday()).lines))
        team.clock.move(days=7)
    assert named == [1, 1, 1, 0]
    # Who puts it on the agenda has it there again.
    stalled = await team.says("UMARIEKE", "ritme", "team vastgelopen")
    await team.shows("UMARIEKE", find_button(stalled, "Bespreken"))
    assert [line for line in (await team.reads_monday()).lines if "Acme · Hal" in line] != []


async def test_new_targets_hold_for_everybody_from_their_day_and_not_for_the_week_before(team: TeamOfFive) -> None:
    form = await team.presses("UMARIEKE", find_button(await team.reads_monday(), TARGET))
    done = await team.fills(
        "UMARIEKE", form, target_message="6", target_call="1", target_visit="1", from_day="2026-03-30"
    )
    assert done.lines == [
        (
            "✓ Vanaf ma 30 mrt is het doel in team Noord: 6 berichten, 1 telefoontje en 1 bezoek per werkdag. De 4 "
            "collega's die het aangaat, horen het van me."
        )
    ]
    assert (await team.reads_told("UBEA"))[0].startswith(
        "Marieke Vos stelde het doel van team Noord bij: vanaf ma 30 mrt 6 berichten, 1 telefoontje en 1 bezoek"
    )
    assert await team.reads_targets("UBEA") == (5, 2, 1)
    team.clock.move(days=7)
    await team.lets_a_day_begin()
    assert await team.reads_targets("UBEA") == (6, 1, 1)
    # The week before is measured by what held then; nobody logged a visit, so that line is not there.
    await team.says("UBEA", "log", "6 mails")
    team.clock.move(days=-7)
    assert next(line for line in (await team.reads_monday()).lines if "telefoontjes" in line) == (
        "▰▱▱▱▱▱▱▱▱▱  4 van 24 telefoontjes"
    )


async def test_targets_from_today_can_be_set_again_today(team: TeamOfFive) -> None:
    for calls in ("3", "4"):
        form = await team.presses("UMARIEKE", find_button(await team.reads_monday(), TARGET))
        today = team.clock.now().date().isoformat()
        await team.fills("UMARIEKE", form, target_message="6", target_call=calls, target_visit="1", from_day=today)
    assert await team.reads_targets("UBEA") == (6, 4, 1)


async def test_only_who_leads_the_team_changes_its_targets(team: TeamOfFive) -> None:
    refused = await team.shows("USANNE", find_button(await team.reads_monday(), TARGET))
    assert refused.lines == ["Dat kan alleen een manager of beheerder: Marieke Vos, Anna de Wit."]


async def test_the_week_of_a_team_without_a_channel_comes_to_its_manager_who_chooses_one(team: TeamOfFive) -> None:
    [week] = await team.reads_private_weeks()
    assert week.lines[-1] == (
        "Team Noord heeft nog geen kanaal, dus dit krijg jij alleen. Kies er een, dan komt het voortaan daar."
    )
    opened = await team.presses("UMARIEKE", find_button(week, "Kies een kanaal"))
    said = await team.fills("UMARIEKE", opened, channel="C05SALES")
    assert said.lines[0].startswith("De samenvatting van team Noord komt voortaan op werkdagen om 17:00 in ")
    assert await team.reads_private_weeks() == []


async def test_only_who_leads_a_team_chooses_its_channel(team: TeamOfFive) -> None:
    [week] = await team.reads_private_weeks()
    refused = await team.presses("USANNE", find_button(week, "Kies een kanaal"))
    assert refused.message is not None
    assert refused.message.lines[0].startswith("Dat kan alleen een manager of beheerder")
