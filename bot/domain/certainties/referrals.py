"""Referrals: whom the rep asked, their progress, and their win rate against cold deals (Z3, O5)."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.log.errors import AccountMissing
from bot.domain.statistics.patterns import WinRate
from bot.domain.text.bounds import check_line
from bot.domain.text.cleaning import clean_text
from bot.domain.text.words import fold_word, word_set

NO_DEALS = WinRate(won=0, deals=0)


class ReferralState(StrEnum):
    """The progress of a referral."""

    ASKED = "asked"
    PROMISED = "promised"
    INTRODUCED = "introduced"
    MET = "met"
    WON = "won"
    DECLINED = "declined"

    @property
    def is_open(self) -> bool:
        """Whether there is a next step."""
        return self not in {ReferralState.WON, ReferralState.DECLINED}

    @property
    def following(self) -> "ReferralState | None":
        """The next state when all goes well, None at the end."""
        order = [each for each in ReferralState if each is not ReferralState.DECLINED]
        return order[order.index(self) + 1] if self in order[:-1] else None


@dataclass(frozen=True, slots=True)
class Referral:
    """A referral by a customer or, when ``is_given``, one that the rep gave to a customer.

    ``name`` is the person or company referred to, empty while unknown; ``since`` is the local day of its current state.
    """

    id: int
    rep_id: int
    giver_id: int
    giver_name: str
    name: str
    account_id: int | None
    is_given: bool
    state: ReferralState
    since: date


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """A parsed referral line: the giver, the name, and the new state; empty or None when not given."""

    giver: str
    name: str = ""
    state: ReferralState | None = None
    is_given: bool = False

    @property
    def is_request(self) -> bool:
        """Whether it tells that a customer was, or is to be, asked, rather than what the customer did."""
        asked = self.state is ReferralState.ASKED or (self.state is None and not self.name)
        return asked and not self.is_given


_STATES = {
    **dict.fromkeys(word_set("gevraagd vraag asked ask"), ReferralState.ASKED),
    **dict.fromkeys(word_set("beloofd belooft toegezegd promised promises"), ReferralState.PROMISED),
    **dict.fromkeys(word_set("voorgesteld geintroduceerd introductie introduced intro"), ReferralState.INTRODUCED),
    **dict.fromkeys(word_set("ontmoet gesproken gezien met spoken"), ReferralState.MET),
    **dict.fromkeys(word_set("gewonnen klant won"), ReferralState.WON),
    **dict.fromkeys(word_set("afgewezen nee declined no"), ReferralState.DECLINED),
}
_GIVEN = word_set("gaf gegeven geef gave given give")
_ARROW = re.compile(r"->|=>|-->|→|>")
_QUOTES = "\"'\u201c\u201d\u201e ,;"


def parse_referral(text: str) -> ReferralLine:
    """Parse `Acme -> Bakkerij Zuid beloofd` or `gaf Acme -> Bakkerij Zuid`.

    Raises:
        AccountMissing: it names no giver.
        LineTooLong: the line exceeds the length limit.
    """
    words = clean_text(check_line(text)).split()
    is_given = bool(words) and fold_word(words[0]) in _GIVEN
    words = words[1:] if is_given else words
    state = _STATES.get(fold_word(words[-1])) if len(words) > 1 else None
    words = words[:-1] if state is not None else words
    giver, *rest = _ARROW.split(" ".join(words), maxsplit=1)
    if not giver.strip(_QUOTES):
        raise AccountMissing
    name = rest[0].strip(_QUOTES) if rest else ""
    return ReferralLine(giver=giver.strip(_QUOTES), name=name, state=state, is_given=is_given)


@dataclass(frozen=True, slots=True)
class Conversion:
    """The closed deals of a workspace by their origin: a referral, cold, and all others or unknown (Z3)."""

    referred: WinRate = NO_DEALS
    cold: WinRate = NO_DEALS
    others: WinRate = NO_DEALS

    @property
    def says_little(self) -> bool:
        """Whether the referred deals are too few to go by."""
        rates = (self.referred, self.cold, self.others)
        every = WinRate(won=sum(each.won for each in rates), deals=sum(each.deals for each in rates))
        return self.referred.says_little(every.base)
