"""What is typed about a deal is read as a hurried rep means it."""

from datetime import date
from decimal import Decimal

import pytest

from bot.domain.deal_line import DealLine, DealReader
from bot.domain.deals import DealState, Standing
from bot.domain.stages import Stages
from bot.errors import AccountMissing, CloseDayPassed, DealWordUnknown, NoSuchDay

KNOWN = {"acme", "studio 54", "offerte bv", "de vries & zn."}
READER = DealReader(stages=Stages(), is_account=lambda typed: typed.casefold() in KNOWN, today=date(2026, 3, 18))


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
                standing=Standing(DealState.OPEN, "eerste contract"),
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
        ("nieuw", AccountMissing),
        ("gewonnen", AccountMissing),
        ("Acme marge veel", DealWordUnknown),
        ("Acme waarde -5", DealWordUnknown),
        ('Acme "Kas" flierefluit', DealWordUnknown),
        ("Acme sluit ooit", NoSuchDay),
        ("Acme sluit gisteren", CloseDayPassed),
        ("Acme sluit 17 maart 2026", CloseDayPassed),
        ("nieuw Acme 45k sluit 1 januari 2020", CloseDayPassed),
    ],
)
def test_what_cannot_be_meant_is_refused(typed: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        READER.read(typed)
