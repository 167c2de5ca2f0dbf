"""The demo history contains its planted patterns, and the bot detects them (Z4, Z6, Z7, N2, O4)."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from sqlalchemy import select

from benchmarks.findings.planted import list_closed
from bot.domain.accounts.rebound import ReboundReason
from bot.domain.certainties.portfolio import find_certainties
from bot.domain.deals.deals import Deal, DealState
from bot.domain.deals.early_signs import find_like
from bot.domain.hints.hint_kinds import CertaintyHint, ReboundHint, RepeatHint
from bot.domain.hints.hints import MethodPart
from bot.domain.lessons.attitude_reader import load_attitude_reader
from bot.domain.lessons.attitudes import Attitude
from bot.domain.log.next_steps import StepState
from bot.domain.operations.demo_history import (
    BLAMER,
    GOOD_QUESTION,
    GOOD_SEGMENT,
    make_history,
)
from bot.domain.operations.demo_words import BLAME, FACT, OWNERSHIP, say_in
from bot.domain.operations.errors import DemoRefused
from bot.domain.statistics.patterns import Trait, find_patterns
from bot.messages.text.button_values import DealRef
from bot.services.bot import Bot
from bot.services.deals.load_deals import list_own_deals
from bot.services.deals.load_history import History, load_history
from bot.services.deals.load_likeness import find_likeness
from bot.services.hints.find_certainty_hints import load_portfolios
from bot.services.operations.fill_demo import fill_demo
from bot.services.people.person_cache import Person
from bot.storage.tables.deals import deals
from bot.storage.tables.log import activities, next_steps
from tests.bot.services.calendar.test_calendar_answers import NoDirectory
from tests.bot.services.delivery.mornings import look_at_morning
from tests.conftest import WEDNESDAY, Talk, open_team
from tests.databases import Fill
from tests.interactions import answer_deal, press

TODAY = date(2026, 3, 18)
make = partial(make_history, reps=9, months=24, today=TODAY)
SEEDS = range(40)


def test_the_same_seed_makes_the_same_history_and_another_seed_another() -> None:
    assert make(seed=7) == make(seed=7)
    assert make(seed=7) != make(seed=8)


@pytest.mark.statistics
def test_z7_the_segment_and_the_question_that_win_are_found_in_nine_of_ten_histories() -> None:
    found = [find_patterns(list_closed(make(seed=seed))) for seed in SEEDS]
    for planted in ((Trait.SEGMENT, GOOD_SEGMENT), (Trait.QUESTION, GOOD_QUESTION)):
        hits = [any((each.trait, each.value) == planted and each.inside.base > each.outside.base for each in one)
                for one in found]  # fmt: skip
        assert sum(hits) >= 0.9 * len(SEEDS)


@pytest.mark.statistics
def test_z7_on_shuffled_outcomes_nothing_is_claimed_in_at_least_95_of_100_histories() -> None:
    claims = [bool(find_patterns(list_closed(make(seed=seed, is_shuffled=True)))) for seed in range(100)]
    assert sum(claims) <= 5


async def fill(url: str) -> None:
    """Fill a workspace of one rep with a full demo history."""
    async with open_team(url) as (bot, [anna]):
        history = make_history(seed=7, reps=1, months=24, today=TODAY)
        await fill_demo(bot.database, workspace_id=anna.workspace.id, reps=[anna.rep], history=history, now=WEDNESDAY)


@pytest.fixture
def database_url(copy_filled: Callable[[str, Fill], str]) -> str:
    return copy_filled("demo", fill)


@pytest.fixture
def filled(anna: Person) -> Person:
    """A rep of a small team with a full demo history."""
    return anna


async def test_z4_a_customer_who_buys_every_26_weeks_is_brought_up_before_the_next_order(
    bot: Bot, filled: Person
) -> None:
    hints = await find_hints(bot, filled)
    [repeat] = [hint for hint in hints if hint.part is MethodPart.REPEATING and hint.account_name == "Huize Avondrust"]
    assert isinstance(repeat, RepeatHint)
    assert 0 <= (repeat.expected - TODAY).days <= 28


async def test_k1_a_closed_deal_leaves_no_step_behind_and_none_was_kept_after_it(bot: Bot, filled: Person) -> None:
    states = await list_steps_of_closed(bot, filled)
    assert {(state, due_on > closed_on) for state, due_on, closed_on in states} == {
        (StepState.KEPT, False),
        (StepState.ENDED, True),
    }


async def test_z6_who_left_is_brought_up_half_a_year_before_the_contract_ends(bot: Bot, filled: Person) -> None:
    hints = await find_hints(bot, filled)
    [back] = [
        hint for hint in hints if hint.part is MethodPart.REBOUND and hint.account_name == "Van Loon Installaties"
    ]
    assert isinstance(back, ReboundHint)
    assert back.why is ReboundReason.CONTRACT_SIX_MONTHS


async def test_o4_a_live_deal_is_compared_with_earlier_ones_by_their_first_contacts(bot: Bot, filled: Person) -> None:
    history = await read_past(bot, filled)
    signed = history.list_signed()
    like = find_like(signed[0].signs, signed)
    assert like is not None
    assert len(like.alike) >= 10
    assert like.won == sum(deal.is_won for deal in like.alike)
    assert find_like(signed[0].signs, signed[:49]) is None


async def open_deal(bot: Bot, person: Person) -> Deal:
    await answer_deal(bot, person=person, text="nieuw Acme Kassen 45k", directory=NoDirectory())
    known = await list_own_deals(bot.database, person=person, now=bot.now())
    return next(each.deal for each in known if each.deal.account_name == "Acme")


async def test_o4_the_card_says_what_became_of_deals_that_began_like_it(bot: Bot, filled: Person) -> None:
    deal = await open_deal(bot, filled)
    await Talk(bot, filled).says("gebeld met Acme, volgende stap vrijdag 10:00")
    like = await find_likeness(bot.database, deal=deal)
    assert like is not None
    lines = (await press(bot, "deal_show", DealRef(deal.id), person=filled)).lines
    counts = f"{like.won} van {len(like.alike)} deals die net zo begonnen werden gewonnen."
    assert [line for line in lines if "net zo begonnen" in line] == [
        f"{counts} Dat zegt nog weinig." if like.says_little else counts
    ]
    _title, *named, _caution = (await press(bot, "deal_alike", DealRef(deal.id), person=filled)).lines
    assert named == [f"{'✓' if each.is_won else '✗'} {each.name}" for each in like.alike]


@pytest.mark.parametrize(("margin", "says"), [(10, " (klein voor jullie)"), (90_000, "")])
async def test_z5_a_deal_that_is_small_here_says_so_on_its_card(
    bot: Bot, filled: Person, margin: int, says: str
) -> None:
    typed = f"nieuw Acme Kassen 95k marge {margin}"
    await answer_deal(bot, person=filled, text=typed, directory=NoDirectory())
    lines = (await answer_deal(bot, person=filled, text="Acme", directory=NoDirectory())).lines
    shown = f"{margin:,}".replace(",", ".")
    assert lines[1] == f"intake sinds kort · € 95.000 · marge € {shown}{says} · van Anna de Wit"


async def test_o4_a_deal_without_contacts_is_compared_with_nothing(bot: Bot, filled: Person) -> None:
    deal = await open_deal(bot, filled)
    lines = (await press(bot, "deal_show", DealRef(deal.id), person=filled)).lines
    assert not [line for line in lines if "net zo begonnen" in line]
    assert (await press(bot, "deal_alike", DealRef(deal.id), person=filled)).lines == [
        "Daarvoor zijn er nog te weinig gesloten deals die erop lijken."
    ]


async def test_a_workspace_with_deals_of_its_own_gets_no_invented_ones(bot: Bot, filled: Person) -> None:
    history = make_history(seed=8, reps=1, months=1, today=TODAY)
    with pytest.raises(DemoRefused):
        await fill_demo(
            bot.database, workspace_id=filled.workspace.id, reps=[filled.rep], history=history, now=WEDNESDAY
        )


def test_n2_the_rep_who_blames_is_told_apart_by_the_notes() -> None:
    reader = load_attitude_reader()
    losses = [deal for deal in make(seed=7).deals if deal.loss]
    blaming = {
        rep: [reader.read(deal.loss).attitude is Attitude.BLAME for deal in losses if deal.rep == rep]
        for rep in range(9)
    }
    shares = {rep: sum(found) / len(found) for rep, found in blaming.items()}
    assert max(shares, key=lambda rep: shares[rep]) == BLAMER
    assert shares[BLAMER] > 2 * max(share for rep, share in shares.items() if rep != BLAMER)


async def find_hints(bot: Bot, person: Person) -> list[CertaintyHint]:
    async with bot.database.reading() as connection:
        look = await look_at_morning(connection, person, now=bot.now())
        portfolio = (await load_portfolios(connection, [look]))[person.rep.id]
    return find_certainties(portfolio, today=TODAY)


async def list_steps_of_closed(bot: Bot, person: Person) -> list[tuple[str, date, date]]:
    """Return the state and the day of each step agreed in a closed deal, with the day of closing."""
    query = (
        select(next_steps.c.state, next_steps.c.due_on, deals.c.closed_on)
        .join(activities, activities.c.id == next_steps.c.activity_id)
        .join(deals, deals.c.id == activities.c.deal_id)
        .where(deals.c.workspace_id == person.workspace.id, deals.c.state != DealState.OPEN)
    )
    async with bot.database.reading() as connection:
        return [(row.state, row.due_on, row.closed_on) for row in (await connection.execute(query)).all()]


async def read_past(bot: Bot, person: Person) -> History:
    async with bot.database.reading() as connection:
        return await load_history(connection, workspace_id=person.workspace.id)


@pytest.mark.parametrize(
    ("texts", "attitude"),
    [(BLAME, Attitude.BLAME), (OWNERSHIP, Attitude.OWNERSHIP), (FACT, Attitude.FACT)],
    ids=["blame", "ownership", "fact"],
)
def test_n2_losses_in_english_are_read_as_they_are_meant(texts: tuple[str, ...], attitude: Attitude) -> None:
    reader = load_attitude_reader()
    assert {text: reader.read(say_in("en", text)).attitude for text in texts} == dict.fromkeys(texts, attitude)
