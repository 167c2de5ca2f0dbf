"""The Home page: its sections, its empty states, and Slack's size limits."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.accounts.contact_plan import SUGGESTIONS, Suggestion, SuggestionReason
from bot.domain.accounts.snoozed_accounts import SnoozedAccount
from bot.domain.calendar.workdays import WorkWeek
from bot.domain.home.day import Agenda, DeadLetter, DeadLetters, Overview, RepDay, TeamDay, Week
from bot.domain.home.progress import Progress
from bot.domain.log.activity import Entry, Kind, NextStep
from bot.domain.log.next_steps import AgreedStep
from bot.domain.people.people import Rep, Role, Targets, Team
from bot.domain.people.rhythm import Intensity, Rhythm
from bot.domain.rhythm.occasions import CATCH_UP, MORNING_NUDGE, WEEK_REVIEW
from bot.messages.home.home import build_home
from bot.messages.text.message import Button, Message, Row
from bot.messages.text.words import load_words
from bot.services.home.load_home import (
    DEAD_LETTERS_SHOWN,
    ENTRIES_SHOWN,
    LATER_SHOWN,
    OVERDUE_SHOWN,
    RESTING_SHOWN,
    TODAY_SHOWN,
)
from handlers.slack.blocks import draw_home

WEDNESDAY = date(2026, 3, 18)
NOON = datetime(2026, 3, 18, 11, 30, tzinfo=UTC)
DUTCH = load_words("nl", today=NOON.date())
REP = Rep(
    id=1,
    workspace_id=1,
    external_id="UANNA",
    name="Anna de Wit",
    timezone="Europe/Amsterdam",
    language="nl",
    role=Role.REP,
    team_id=None,
    targets=Targets(),
    address="UANNA",
)
NOTHING_DONE = Progress(done={}, targets=Targets())
TEAM = Team(id=1, workspace_id=1, name="Noord", timezone="Europe/Amsterdam", channel="C1", summary_at=time(17))
NOTHING_OPEN = (
    "Er staat niets open. Vraag aan het eind van elk gesprek wanneer jullie elkaar weer spreken, en zet het erbij: "
    "/log bezoek Acme, volgende stap vrijdag"
)
LONG = "Wij zijn de langste naam van het hele adressenboek " * 5


def make_day(rep: Rep = REP, *, progress: Progress = NOTHING_DONE, suggestions: tuple[Suggestion, ...] = ()) -> RepDay:
    return RepDay(
        rep=rep,
        day=WEDNESDAY,
        progress=progress,
        before=NOTHING_DONE,
        before_day=WEDNESDAY - timedelta(days=1),
        steps_due=(),
        suggestions=suggestions,
    )


EMPTY = Overview(
    day=replace(make_day(), has_accounts=False, is_starting=True),
    week=Week(days=3, progress=NOTHING_DONE),
    agenda=Agenda(),
    entries=(),
)


def make_step(
    number: int, due_on: date, *, account: str = "Acme", note: str = "", at: time | None = None
) -> AgreedStep:
    return AgreedStep(
        id=number,
        rep_id=1,
        account_id=number,
        account_name=account,
        activity_id=number,
        due_on=due_on,
        due_time=at,
        note=note,
        made_on=WEDNESDAY - timedelta(days=9),
    )


def make_entry(number: int) -> Entry:
    return Entry(
        id=number,
        rep_id=1,
        account_id=number,
        account_name=LONG[:255],
        kind=Kind.VISIT,
        count=1,
        day=WEDNESDAY,
        note=LONG,
        next_step=NextStep(WEDNESDAY),
    )


def make_team_day() -> TeamDay:
    return TeamDay(
        team=TEAM,
        day=WEDNESDAY,
        next_day=WEDNESDAY + timedelta(days=1),
        people=6,
        active=5,
        progress=Progress(done={Kind.CALL: 4}, targets=Targets(message=15, call=6, visit=3)),
        steps_made=1,
        steps_kept=1,
        due_next=2,
        overdue=1,
    )


def make_everything() -> Overview:
    rep = replace(REP, role=Role.ADMINISTRATOR, team_id=1)
    suggestions = tuple(
        Suggestion(account_id=number, account_name=LONG[:255], why=SuggestionReason.UNTOUCHED, contacts=0, days=None)
        for number in range(SUGGESTIONS)
    )
    dead_letter = DeadLetter(kind="morning_nudge", is_in_doubt=False, reason=LONG[:120], due_at=NOON)
    return Overview(
        day=make_day(rep, suggestions=suggestions),
        week=Week(days=2.5, progress=NOTHING_DONE),
        agenda=Agenda(
            overdue=tuple(
                make_step(number, WEDNESDAY - timedelta(days=2), account=LONG[:255], note=LONG)
                for number in range(OVERDUE_SHOWN)
            ),
            today=tuple(make_step(number, WEDNESDAY, account=LONG[:255], note=LONG) for number in range(TODAY_SHOWN)),
            later=tuple(
                make_step(number, WEDNESDAY + timedelta(days=1 + number), account=LONG[:255], note=LONG)
                for number in range(LATER_SHOWN)
            ),
            has_more=True,
        ),
        entries=tuple(make_entry(number) for number in range(ENTRIES_SHOWN)),
        resting=tuple(
            SnoozedAccount(account_id=number, account_name=LONG[:255], until=WEDNESDAY)
            for number in range(RESTING_SHOWN)
        ),
        team=TEAM,
        team_day=make_team_day(),
        dead_letters=DeadLetters(count=12, latest=(dead_letter,) * DEAD_LETTERS_SHOWN),
    )


def list_actions(message: Message) -> list[tuple[str, str]]:
    return [(item.action, item.value) for item in message.controls if isinstance(item, Button)]


def test_an_empty_page_says_in_every_part_what_to_do_first() -> None:
    message = build_home(DUTCH, EMPTY)
    assert message.lines == [
        "Vandaag, woensdag 18 maart",
        "Nog niets gelogd vandaag. Eén bericht is genoeg om te beginnen.",
        "▱▱▱▱▱▱▱▱▱▱  0 van 5 berichten",
        "▱▱▱▱▱▱▱▱▱▱  0 van 2 telefoontjes",
        "▱▱▱▱▱▱▱▱▱▱  0 van 1 bezoek",
        "Er staan nog geen bedrijven op je naam. Noem er drie, of log je eerste contact.",
        "Deze week",
        "Na 3 werkdagen, vandaag meegeteld",
        "▱▱▱▱▱▱▱▱▱▱  0 van 5 berichten",
        "▱▱▱▱▱▱▱▱▱▱  0 van 2 telefoontjes",
        "▱▱▱▱▱▱▱▱▱▱  0 van 1 bezoek",
        "Volgende stappen",
        NOTHING_OPEN,
        "Mijn instellingen",
        "Standaard: je dagplan om 08:30 · om 13:30 een duwtje als het nodig is · vrijdag je week",
        "Je werkt ma t/m vr · stil van 19:00 tot 07:00",
        "Laatst gelogd",
        "Je log is nog leeg. De eerste is de moeilijkste: /log bezoek Acme",
    ]
    assert list_actions(message) == [
        ("log_open", ""),
        ("prospects_open", ""),
        ("settings_open", ""),
        ("free_today", ""),
    ]


def test_a_page_with_everything_on_it_fits_and_nothing_is_left_out() -> None:
    message = build_home(DUTCH, make_everything())
    blocks = draw_home(message)["blocks"]
    assert len(blocks) == len(message.parts)
    assert len(blocks) <= 100


def test_next_steps_come_by_day_with_the_overdue_ones_first() -> None:
    agenda = Agenda(
        overdue=(make_step(1, date(2026, 3, 16), account="De Vries"),),
        later=(
            make_step(2, date(2026, 3, 20), account="Acme", at=time(14), note="offerte"),
            make_step(3, date(2026, 3, 20), account="Jansen"),
            make_step(4, date(2026, 3, 23), account="Van Dam"),
        ),
        has_more=True,
    )
    lines = build_home(DUTCH, replace(EMPTY, agenda=agenda)).lines
    start = lines.index("Volgende stappen")
    assert lines[start : start + 6] == [
        "Volgende stappen",
        "Eerst even dit",
        "De afspraak van ma 16 mrt staat nog open: De Vries",
        "vrijdag 20 maart\n14:00 Acme · offerte\nJansen",
        "maandag 23 maart\nVan Dam",
        "… en er is meer; het komt hier vanzelf boven.",
    ]


def test_each_name_of_the_plan_is_one_row_with_a_menu() -> None:
    acme = Suggestion(account_id=7, account_name="Acme", why=SuggestionReason.UNTOUCHED, contacts=0, days=None)
    message = build_home(DUTCH, replace(EMPTY, day=make_day(suggestions=(acme,))))
    [row] = [part for part in message.parts if isinstance(part, Row)]
    assert [(each.action, each.value) for each in row.buttons] == [
        ("account_log", "7"),
        ("plan_other", "7"),
        ("plan_rest", "7"),
        ("account_show", "7"),
    ]


def test_what_was_put_aside_can_be_taken_back() -> None:
    resting = SnoozedAccount(account_id=7, account_name="Acme", until=date(2026, 4, 18))
    message = build_home(DUTCH, replace(EMPTY, resting=(resting,)))
    assert "Acme laat ik liggen tot zaterdag 18 april." in message.lines
    assert ("plan_back", "7") in list_actions(message)


def test_the_team_is_told_in_totals_with_nobody_named() -> None:
    message = build_home(DUTCH, replace(EMPTY, team=TEAM, team_day=make_team_day()))
    start = message.lines.index("Team Noord · woensdag 18 maart")
    assert message.lines[start + 1 :] == [
        "▰▰▰▰▰▰▱▱▱▱  4 van 6 telefoontjes",
        "Vooruitgang",
        "Volgende stappen afgesproken: 1 · nagekomen: 1",
        "Open",
        "2 afspraken voor donderdag 19 maart · 1 van vandaag of eerder nog open",
    ]
    assert [line for line in message.lines if "Anna" in line] == []


def test_who_only_leads_sees_the_team_first_and_of_his_or_her_own_only_what_there_is() -> None:
    leader = replace(REP, role=Role.MANAGER, leads_since=WEDNESDAY)
    day = replace(make_day(leader, progress=Progress(done={}, targets=Targets(0, 0, 0))), has_accounts=False)
    empty = replace(EMPTY, day=day, team=TEAM, team_day=make_team_day())
    lines = build_home(DUTCH, empty).lines
    assert lines[:4] == [
        "Vandaag, woensdag 18 maart",
        "Team Noord",
        "Je verkoopt zelf niet, dus vraag ik je niets.",
        "Team Noord · woensdag 18 maart",
    ]
    missing = {"Deze week", "Volgende stappen", "Laatst gelogd"}
    assert missing & set(lines) == set()
    assert lines[-2:] == ["Mijn instellingen", "Je werkt ma t/m vr · stil van 19:00 tot 07:00"]
    agreed = replace(empty, agenda=Agenda(today=(make_step(1, WEDNESDAY),)), entries=(make_entry(1),))
    assert missing & set(build_home(DUTCH, agreed).lines) == {"Volgende stappen", "Laatst gelogd"}


def test_administrators_see_what_did_not_arrive_on_their_own_clock() -> None:
    dead_letters = (
        DeadLetter(kind="morning_nudge", is_in_doubt=False, reason="user_disabled", due_at=NOON),
        DeadLetter(kind="team_summary", is_in_doubt=True, reason="", due_at=NOON - timedelta(days=1)),
    )
    lines = build_home(DUTCH, replace(EMPTY, dead_letters=DeadLetters(count=7, latest=dead_letters))).lines
    assert lines[-4:] == [
        "Niet bezorgd",
        "7 berichten zijn niet aangekomen, of dat is niet zeker.",
        "wo 18 mrt 12:30 · morning_nudge · mislukt · user_disabled",
        "di 17 mrt 12:30 · team_summary · onzeker",
    ]
    calm = build_home(DUTCH, replace(EMPTY, dead_letters=DeadLetters(count=0, latest=()))).lines
    assert calm[-2:] == ["Niet bezorgd", "Alles is aangekomen."]


def test_a_free_day_asks_for_nothing() -> None:
    lines = build_home(DUTCH, replace(EMPTY, is_worked=False, day=replace(EMPTY.day, is_free=True))).lines
    assert lines[1] == "Vandaag is vrij. Alles hieronder kan wachten."
    assert [line for line in lines if line.startswith("Er staan nog geen")] == []


def test_a_week_without_a_working_day_counts_what_was_done_all_the_same() -> None:
    done = Progress(done={Kind.CALL: 1}, targets=Targets(message=0, call=0, visit=0))
    lines = build_home(DUTCH, replace(EMPTY, week=Week(days=0, progress=done))).lines
    start = lines.index("Deze week")
    assert lines[start + 1 : start + 3] == [
        "Deze week nog geen werkdag gehad. Geniet ervan.",
        "Toch al gedaan: 0 berichten, 1 telefoontje, 0 bezoeken. Netjes.",
    ]


@pytest.mark.parametrize(
    ("days", "line"),
    [(1, "Na 1 werkdag, vandaag meegeteld"), (2.5, "Na 2,5 werkdagen, vandaag meegeteld")],
)
def test_half_days_count_half(days: float, line: str) -> None:
    assert line in build_home(DUTCH, replace(EMPTY, week=Week(days=days, progress=NOTHING_DONE))).lines


@pytest.mark.parametrize(
    ("rhythm", "week", "lines"),
    [
        (
            Rhythm(intensity=Intensity.ACTIVE, switched_off=frozenset({WEEK_REVIEW.kind})),
            "1101000",
            [
                "Actief: je dagplan om 08:30 · om 13:30 een duwtje als het nodig is · de dag afronden om 16:45",
                "Je werkt ma, di, do · stil van 19:00 tot 07:00",
            ],
        ),
        (
            Rhythm(intensity=Intensity.QUIET, morning_at=time(9, 15), quiet_from=time(0), quiet_until=time(0)),
            "11110a0",
            ["Rustig: je dagplan om 09:15", "Je werkt ma t/m do, za ochtend"],
        ),
        (
            Rhythm(switched_off=frozenset({MORNING_NUDGE.kind, CATCH_UP.kind, WEEK_REVIEW.kind})),
            "p000000",
            [
                "Standaard, maar alles staat uit: ik zeg niets uit mezelf",
                "Je werkt ma middag · stil van 19:00 tot 07:00",
            ],
        ),
        (
            Rhythm(paused_at=NOON),
            "0000000",
            [
                "Je hebt me stilgezet; ik zeg niets uit mezelf.",
                "Je werkt op geen enkele vaste dag · stil van 19:00 tot 07:00",
            ],
        ),
    ],
)
def test_the_settings_stand_in_two_lines(rhythm: Rhythm, week: str, lines: list[str]) -> None:
    rep = replace(REP, rhythm=rhythm, week=WorkWeek(week))
    shown = build_home(DUTCH, replace(EMPTY, day=make_day(rep))).lines
    start = shown.index("Mijn instellingen")
    assert shown[start + 1 : start + 3] == lines
