"""In the first weeks most names are new: none of them is lost, and none becomes an activity at another account."""

import pytest

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.log.errors import AccountUnknown
from bot.domain.log.log_line import parse_log_lines
from bot.domain.log.log_line.line import split_line
from bot.domain.log.log_line.several.listed_names import may_close_list
from tests.bot.domain.log.log_line.lines import WEDNESDAY as NOW

ACME = NamedAccount(1, "Acme")
KNOWN = AccountIndex([ACME])
# What was typed, and the new name in it that is asked about.
NEW = {
    "4 mails, gebeld met Van den Berg Staal": "Van den Berg Staal",
    "4 mails en een bezoek bij Van den Broeck": "Van den Broeck",
    "4 emails, called Van der Meer Techniek": "Van der Meer Techniek",
    "5 mails, gebeld met Acme en bezoek Bakkerij Zonnig, vrijdag offerte sturen": "Bakkerij Zonnig",
    "gebeld met Acme en bezoek Bakkerij Zonnig": "Bakkerij Zonnig",
    "bezoek Acme, bezoek Zonneveld": "Zonneveld",
    "call Acme, visit Zonneveld BV": "Zonneveld BV",
    "visit Acme and call Bloom Industries": "Bloom Industries",
    "3 calls, 1 visit Zonneveld, morgen terugbellen": "Zonneveld",
    "gebeld met Acme, Vermeer Grondverzet bezocht": "Vermeer Grondverzet",
    "acme gebeld, wilrijk warmtepompen ook gebeld": "wilrijk warmtepompen",
    "Acme en Aannemersbedrijf Roos gebeld": "Aannemersbedrijf Roos",
    "bezoek bij Acme en bij Broeckx Boomkwekerij": "Broeckx Boomkwekerij",
    "5 mails naar Acme en 2 naar Zorggroep Duinrand": "Zorggroep Duinrand",
    "2x gebeld met Acme, 1x met Vermeer Grondverzet": "Vermeer Grondverzet",
    "mail naar acme, mail naar contactlens vanassche": "contactlens vanassche",
    "Emails to Acme and Calloway Cranes": "Calloway Cranes",
    "Acme en apotheek pluimveld allebei gemaild": "apotheek pluimveld",
    "Acme en bouw wilrijk gebeld": "bouw wilrijk",
    "gebeld met Acme (wil korting) en met Roosendaal Glas (niet)": "Roosendaal Glas",
    "Acme gemaild en een bezoek aan locatie bij Lakens Linnenservice": "Lakens Linnenservice",
    "Acme 2 calls, Deurne Deuren one letter": "Deurne Deuren",
    "donderdag bij Acme langs geweest en vrijdag bij tilmans tankwagens": "tilmans tankwagens",
}
# One activity: a person, a region or a thing is no account.
ONE = (
    "gebeld met Acme, Els gesproken",
    "gebeld met Acme, Q3 terugkomen",
    "bezoek Acme, mail met prijslijst volgt",
    "Acme gebeld, de huisarts belt terug",
    "called Acme, he emails his boss tomorrow",
    "visited Acme, Jack wasn't in",
    "bezoek Acme, Reisbureau ruikt naar zonnebrand",
    "Acme gebeld: afdichting lekt",
)
# More at the account that is known: with somebody there, or at another place of it.
THERE = (
    "visited Acme, then emailed the GM thanks",
    "Acme bezocht, daarna Tim gemaild",
    "visited Acme, phoned Denise afterwards",
    "bezoek Acme, mevrouw Otten gebeld",
)


@pytest.mark.parametrize(("text", "name"), NEW.items())
def test_a_new_name_in_a_line_with_others_is_asked_about(text: str, name: str) -> None:
    with pytest.raises(AccountUnknown) as asked:
        parse_log_lines(text, accounts=KNOWN, now=NOW)
    assert asked.value.typed == name


@pytest.mark.parametrize("text", THERE)
def test_somebody_at_the_account_is_no_other_account(text: str) -> None:
    assert [line.account for line in parse_log_lines(text, accounts=KNOWN, now=NOW)] == [ACME, ACME]


@pytest.mark.parametrize("text", ONE)
def test_a_word_that_is_no_name_is_not_asked_about(text: str) -> None:
    assert [line.account for line in parse_log_lines(text, accounts=KNOWN, now=NOW)] == [ACME]


def test_only_a_line_that_joins_words_before_what_was_done_may_close_a_list() -> None:
    assert [may_close_list(split_line(text)) for text in ("Acme en bouw peters gebeld", "Acme and Bloom both")] == [
        True
    ] * 2
    assert [may_close_list(split_line(text)) for text in ("gebeld met Acme, prijs", "Acme gebeld en geluncht")] == [
        False
    ] * 2
