"""Parsing deal lines as a rep in a hurry types them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.domain.deals.deal_line import DealLine, DealParser
from bot.domain.deals.deals import DealState, DealStatus
from bot.domain.deals.errors import (
    CloseDayPassed,
    DealAccountMissing,
    DealCurrencyMixed,
    DealDayUnclear,
    DealLineTooLong,
    DealWordUnknown,
)
from bot.domain.people.stages import Stages

KNOWN = {"acme", "studio 54", "offerte bv", "de vries & zn."}
READER = DealParser(stages=Stages(), is_account=lambda typed: typed.casefold() in KNOWN, today=date(2026, 3, 18))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Acme", DealLine(account="Acme")),
        (
            'nieuw Acme "Kassen 2027" 45k marge 12k',
            DealLine(
                account="Acme",
                is_new=True,
                name="Kassen 2027",
                value=Decimal(45_000),
                margin=Decimal(12_000),
                rest='45k marge 12k "Kassen 2027"',
            ),
        ),
        (
            "new Acme Greenhouses 12.500,50",
            DealLine(
                account="Acme",
                is_new=True,
                name="Greenhouses",
                value=Decimal("12500.50"),
                unread=("Greenhouses",),
                rest="Greenhouses 12.500,50",
            ),
        ),
        ("Acme offerte", DealLine(account="Acme", stage="offerte", rest="offerte")),
        ("acme naar fase onderh", DealLine(account="acme", stage="onderhandeling", rest="naar fase onderh")),
        ("Acme proposal", DealLine(account="Acme", stage="offerte", rest="proposal")),
        ("Acme gewonnen", DealLine(account="Acme", state=DealState.WON, rest="gewonnen")),
        ("gewonnen Acme", DealLine(account="Acme", state=DealState.WON, rest="gewonnen")),
        ("verloren Brandt", DealLine(account="Brandt", state=DealState.LOST, rest="verloren")),
        ("Acme is nu in offerte", DealLine(account="Acme", stage="offerte", rest="is nu in offerte")),
        (
            "nieuw Aveve silo 30000",
            DealLine(account="Aveve silo", is_new=True, value=Decimal(30_000), rest="30000"),
        ),
        ("nieuw Expo 2027", DealLine(account="Expo 2027", is_new=True)),
        ("nieuw Zaal 54", DealLine(account="Zaal 54", is_new=True)),
        ("Acme lost", DealLine(account="Acme", state=DealState.LOST, rest="lost")),
        ("Acme heropen", DealLine(account="Acme", state=DealState.OPEN, rest="heropen")),
        ("Acme sluit 30 juni", DealLine(account="Acme", close_on=date(2026, 6, 30), rest="sluit 30 juni")),
        ("Acme sluit vandaag", DealLine(account="Acme", close_on=date(2026, 3, 18), rest="sluit vandaag")),
        ("Acme marge -500", DealLine(account="Acme", margin=Decimal(-500), rest="marge -500")),
        ("Acme geschiedenis", DealLine(account="Acme", wants_history=True, rest="geschiedenis")),
        ("Studio 54 verloren", DealLine(account="Studio 54", state=DealState.LOST, rest="verloren")),
        ("Offerte BV offerte", DealLine(account="Offerte BV", stage="offerte", rest="offerte")),
        ("Jansen Metal offerte", DealLine(account="Jansen Metal", stage="offerte", rest="offerte")),
        ("#12/34 won", DealLine(account_id=12, deal_id=34, state=DealState.WON, rest="won")),
        (
            "#12/34@open:eerste%20contract won",
            DealLine(
                account_id=12,
                deal_id=34,
                status=DealStatus(DealState.OPEN, "eerste contract"),
                state=DealState.WON,
                rest="won",
            ),
        ),
        (
            'nieuw "De Vries & Zn." Dak 8k',
            DealLine(
                account="De Vries & Zn.",
                is_new=True,
                name="Dak",
                value=Decimal(8000),
                unread=("Dak",),
                rest="Dak 8k",
            ),
        ),
        (
            '"Jansen Metal" "Dak" gewonnen',
            DealLine(account="Jansen Metal", name="Dak", state=DealState.WON, rest='gewonnen "Dak"'),
        ),
        ('nieuw "Nieuwe Klant" 8k', DealLine(account="Nieuwe Klant", is_new=True, value=Decimal(8000), rest="8k")),
        (
            "Acme zonwering gewonnen",
            DealLine(account="Acme", state=DealState.WON, unread=("zonwering",), rest="zonwering gewonnen"),
        ),
    ],
)
def test_a_line_is_read(typed: str, meant: DealLine) -> None:
    assert READER.read(typed) == meant


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("nieuw", DealAccountMissing),
        ("gewonnen", DealAccountMissing),
        ("Acme marge veel", DealWordUnknown),
        ("Acme waarde -5", DealWordUnknown),
        ('Acme "Kas" flierefluit', DealWordUnknown),
        ("Acme sluit ooit", DealDayUnclear),
        ("50k", DealAccountMissing),
        ('nieuw "" 45k', DealAccountMissing),
        ('""', DealAccountMissing),
        ('Acme "Kassen" "Dak"', DealWordUnknown),
        ('Acme "Kassen" sluit gewonnen ooit 30 juni', DealWordUnknown),
        ("Acme " + "50k " * 600, DealLineTooLong),
        ("Acme sluit gisteren", CloseDayPassed),
        ("Acme sluit 17 maart 2026", CloseDayPassed),
        ("nieuw Acme 45k sluit 1 januari 2020", CloseDayPassed),
    ],
)
def test_what_cannot_be_meant_is_refused(typed: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        READER.read(typed)


@pytest.mark.parametrize("written", ["45k", "45 k", "€ 45.000,-", "45.000,-", "€45k", "45 mille", "45 duizend euro"])
def test_an_amount_is_read_wherever_it_may_stand(written: str) -> None:
    value = Decimal(45_000)
    assert READER.read(f"Acme {written}").value == value
    assert READER.read(f"Acme waarde {written}, gewonnen").value == value
    assert READER.read(f"Acme marge {written} offerte").margin == value
    line = READER.read(f"nieuw Bakkerij Zon {written} sluit 30 juni")
    assert (line.account, line.value, line.name, line.close_on) == ("Bakkerij Zon", value, None, date(2026, 6, 30))


def test_a_bare_year_is_a_part_of_a_name_and_no_amount() -> None:
    line = READER.read("nieuw Acme Kassen 2027 45k")
    assert (line.name, line.value) == ("Kassen 2027", Decimal(45_000))
    assert READER.read("Acme Robots 2027").changes is False
    assert READER.read("Acme waarde 2027").value == Decimal(2027)
    assert READER.read("Acme € 2027").value == Decimal(2027)
    assert READER.read("Acme 2.027").value == Decimal(2027)


@pytest.mark.parametrize(
    ("typed", "name", "rest"),
    [
        ("Acme Robots 3000", "Robots 3000", ""),
        ("Acme gewonnen robots 3000", "robots 3000", "gewonnen"),
        ("Acme deal 2 gewonnen", "deal 2", "gewonnen"),
        ("Acme Offerte software 20k", "Offerte software", "20k"),
        ("Acme Zaal 3000 stoelen 20k", "Zaal 3000 stoelen", "20k"),
        ("Acme Zaal 3000 20k", "Zaal 3000", "20k"),
    ],
)
def test_the_name_of_a_known_deal_is_read_before_anything_in_it(typed: str, name: str, rest: str) -> None:
    line = READER.read(typed, ["Robots 3000", "deal 2", "Offerte software", "Zaal 3000 stoelen rood"])
    assert (line.name, line.rest, line.stage) == (name, rest, None)


def test_a_word_with_a_meaning_of_its_own_stays_what_it_is_though_a_deal_is_called_so() -> None:
    line = READER.read("Acme offerte gewonnen", ["Offerte", "Gewonnen"])
    assert (line.name, line.stage, line.state) == (None, "offerte", DealState.WON)


def test_a_deal_that_a_button_chose_is_not_looked_for_by_name_again() -> None:
    assert READER.read("#1/2 deal 2", ["deal 2"]).value == Decimal(2)


def test_all_that_stands_behind_a_closing_day_is_read() -> None:
    meant = DealLine(
        account="Acme",
        close_on=date(2026, 6, 30),
        value=Decimal(60_000),
        margin=Decimal(15_000),
        state=DealState.WON,
    )
    for rest in (
        "sluit 30 juni 60k marge 15k gewonnen",
        "sluit uiterlijk op 30 juni, 60k, marge 15k, gewonnen",
        "sluit 30-6 60k marge 15k gewonnen",
        "gewonnen 60k sluit marge 15k 30 juni 2026",
        "60k · marge 15k · sluit 30 juni · gewonnen",
        "60k - marge 15k - sluit 30 juni – gewonnen",  # noqa: RUF001 - autocorrect makes the dash longer
    ):
        read = READER.read(f"Acme {rest}")
        assert replace(read, rest="") == meant


def test_closing_is_a_stage_where_no_day_follows() -> None:
    assert READER.read("Acme closing").stage == "onderhandeling"
    assert READER.read("Acme closing 45k").stage == "onderhandeling"
    line = READER.read("Acme closing vrijdag")
    assert (line.stage, line.close_on) == (None, date(2026, 3, 20))


def test_a_number_that_cannot_be_an_id_is_no_reference() -> None:
    assert READER.read("#999999999").account_id == 999_999_999
    assert READER.read("#9999999999").account == "#9999999999"
    assert READER.read("#1/9999999999").account_id is None


def test_a_name_of_a_deal_that_is_too_long_is_read_whole_and_left_to_who_stores_it() -> None:
    assert READER.read("nieuw Acme " + "heel lange naam " * 30).name == ("heel lange naam " * 30).strip()
    assert READER.read(f'nieuw Acme "{"x" * 300}"').name == "x" * 300


def test_an_amount_is_a_margin_when_the_word_stands_behind_it() -> None:
    expected = {
        "Acme 1,5 mln marge": (None, 1_500_000),
        "Acme 120 k": (120_000, None),
        "Acme 45k marge 12k": (45_000, 12_000),
        "Acme 50k waarde 12k marge": (50_000, 12_000),
        "Acme 45k 12k marge": (45_000, 12_000),
        "Acme marge 12k waarde 50k": (50_000, 12_000),
    }
    assert {typed: _read_amounts(typed) for typed in expected} == expected


def _read_amounts(typed: str) -> tuple[Decimal | None, Decimal | None]:
    line = READER.read(typed)
    return line.value, line.margin


def test_a_margin_may_be_a_percentage_before_or_behind_its_word() -> None:
    shares = [
        READER.read(typed).margin_share for typed in ("Acme $45k marge 30%", "Acme 12,5 procent marge", "Acme 45k")
    ]
    assert shares == [Decimal(30), Decimal("12.5"), None]


def test_all_amounts_of_a_line_are_in_one_currency() -> None:
    read = [READER.read(typed).currency for typed in ("Acme $45k", "Acme 45k marge $2k", "Acme valuta CHF", "Acme 45k")]
    assert read == ["USD", "USD", "CHF", None]
    for typed in ("Acme $45k marge €2k", "Acme £4k valuta USD"):
        with pytest.raises(DealCurrencyMixed):
            READER.read(typed)


def test_the_leads_of_a_closing_day_belong_to_it_when_the_deal_is_named_first() -> None:
    line = READER.read("Acme sluit Kassen op 30 juni", ["Kassen"])
    assert (line.name, line.close_on, line.unread) == ("Kassen", date(2026, 6, 30), ())


def test_an_amount_may_come_after_a_colon_or_a_small_word() -> None:
    expected = {
        "Acme waarde: $ 1.250.000,-": (1_250_000, None),
        "Acme marge = 12k": (None, 12_000),
        "Acme marge is nu 12k": (None, 12_000),
        "Acme waarde van 45k": (45_000, None),
    }
    assert {typed: _read_amounts(typed) for typed in expected} == expected


def test_a_percentage_behind_an_amount_that_does_not_say_of_what_is_refused() -> None:
    with pytest.raises(DealWordUnknown):
        READER.read("nieuw Acme Kassen 45k 30%")
    assert READER.read("nieuw Acme Actie 10%").name == "Actie 10%"
