"""What is said of a deal without a command."""

import pytest

from bot.domain.deals.deals import DealState
from bot.domain.deals.said_deal import SaidDeal, find_new_deal, find_said_deal


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Acme heropenen", SaidDeal("Acme", DealState.OPEN)),
        ("heropen de deal van Acme", SaidDeal("Acme", DealState.OPEN)),
        ("toch niet verloren, heropen Acme", SaidDeal("Acme", DealState.OPEN)),
        ("not lost after all, reopen Acme", SaidDeal("Acme", DealState.OPEN)),
        ("Acme is toch niet verloren", SaidDeal("Acme", DealState.OPEN)),
        ("Acme is not lost after all", SaidDeal("Acme", DealState.OPEN)),
        ("geef Acme aan Oliver", SaidDeal("Acme", receiver="Oliver")),
        ("draag Acme over aan Oliver", SaidDeal("Acme", receiver="Oliver")),
        ("hand Acme over to Oliver", SaidDeal("Acme", receiver="Oliver")),
        ("give the deal at Acme to Oliver Hughes", SaidDeal("Acme", receiver="Oliver Hughes")),
        ("Acme gaat naar Oliver", SaidDeal("Acme", receiver="Oliver")),
        ("Acme gewonnen!", SaidDeal("Acme", DealState.WON)),
        ("Acme hal verloren aan Miele, te duur", SaidDeal("Acme hal", DealState.LOST, "aan Miele, te duur")),
        ("Acme verloren, te duur", SaidDeal("Acme", DealState.LOST, "te duur")),
        ("we lost Acme to Miele, too expensive", SaidDeal("Acme", DealState.LOST, "to Miele, too expensive")),
        ("Acme lost because of the price", SaidDeal("Acme", DealState.LOST, "because of the price")),
    ],
)
def test_what_became_of_a_deal_is_read(text: str, said: SaidDeal) -> None:
    assert said in find_said_deal(text)


@pytest.mark.parametrize("text", ["Acme verloren?", "gebeld met Acme", "5 mails", "", "Acme verloren " + "heel " * 60])
def test_other_messages_say_nothing_of_a_deal(text: str) -> None:
    assert find_said_deal(text) == []


def test_a_new_deal_is_read_with_its_line() -> None:
    said = ["nieuwe deal Acme hal 250k", "new deal with Acme hal 250k", "nieuwe kans: Acme hal 250k"]
    assert [find_new_deal(each) for each in said] == ["Acme hal 250k"] * 3
    assert [find_new_deal(each) for each in ("nieuwe klant Acme", "bezoek Acme, nieuwe deal")] == [None] * 2
