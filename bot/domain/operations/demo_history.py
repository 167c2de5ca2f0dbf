"""Generate a sales team's history with known patterns planted in it; deterministic for a seed.

The patterns: one segment wins twice as often; one question raises the win rate; one rep's notes put every loss on
others; some customers buy again every 26 weeks; and the contracts of some lost accounts end in half a year.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from bot.domain.calendar.workdays import list_holidays
from bot.domain.certainties.feedback import GOOD
from bot.domain.deals.deals import Level
from bot.domain.log.activity import Kind
from bot.domain.log.situations import Situation
from bot.domain.operations import demo_words as words
from bot.domain.people.stages import USUAL

GOOD_SEGMENT, GOOD_QUESTION, BLAMER = "Tuinbouw", "vague-step", 2
OTHER_QUESTIONS = ("price-content", "others-who", "budget-when", "unread-together")
REPEAT_DAYS = 182
MONTH = 30
# Days before today on which a deal that goes on and on had a contact.
GOING_ON = (
    (37, Situation.PROPOSAL_UNREAD),
    (30, Situation.NO_COMMITMENT),
    (26, Situation.UNREACHABLE),
    (21, Situation.NEEDS_OTHERS),
    (17, Situation.UNREACHABLE),
    (12, Situation.NO_COMMITMENT),
)
# Mean days between new deals of a rep, and the share of accounts in the winning segment.
DAYS_A_DEAL, GOOD_SHARE = 13, 0.45
WINS_GOOD, WINS_OTHERS, HELPS = 0.52, 0.24, 0.3
WEEKEND = 5


@dataclass(frozen=True, slots=True)
class DemoContact:
    """A contact of a deal."""

    day: date
    kind: Kind
    is_advance: bool
    situation: Situation | None
    note: str
    step_on: date | None = None


@dataclass(frozen=True, slots=True)
class DemoDeal:
    """A deal with its contacts; open while ``closed_on`` is None. ``question`` was asked at its second contact."""

    account: int
    rep: int
    name: str
    value: int
    margin: int
    opened_on: date
    contacts: tuple[DemoContact, ...]
    stage: str
    is_won: bool = False
    closed_on: date | None = None
    source: str | None = None
    level: Level | None = None
    question: str = ""
    loss: str = ""


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account; ``contract_ends`` is set for lost accounts that are with another supplier."""

    name: str
    segment: str  # empty when not recorded
    city: str
    rep: int
    contract_ends: date | None = None


@dataclass(frozen=True, slots=True)
class DemoScore:
    """A customer's feedback."""

    account: int
    rep: int
    day: date
    score: int
    words: str


@dataclass(slots=True)
class DemoHistory:
    """A generated history; accounts and reps are numbered from 0."""

    today: date
    reps: int
    accounts: list[DemoAccount] = field(default_factory=list)
    deals: list[DemoDeal] = field(default_factory=list)
    scores: list[DemoScore] = field(default_factory=list)


def make_history(*, seed: int, reps: int, months: int, today: date, is_shuffled: bool = False) -> DemoHistory:
    """Return a history up to a local day.

    ``is_shuffled`` permutes the outcomes, so that no pattern is true: a control group.
    """
    maker = _Maker(random.Random(seed), DemoHistory(today=today, reps=reps))  # noqa: S311 - an example, no secret
    maker.make_accounts(reps * 22)
    maker.make_deals(today - timedelta(days=MONTH * months))
    maker.make_repeat_buyers(reps)
    maker.make_leavers(reps)
    maker.make_scores()
    return _shuffle(maker.history, maker.chance) if is_shuffled else maker.history


def add_stalled_deals(history: DemoHistory) -> None:
    """Give each rep one deal with contact after contact and nothing agreed: the difference between V1's two kinds."""
    for rep in range(history.reps):
        history.accounts.append(DemoAccount(_name(words.GOING_ON, rep), "Tuinbouw", words.CITIES[0], rep))
        contacts = tuple(
            DemoContact(
                day=_to_workday_before(history.today, back),
                kind=Kind.CALL,
                is_advance=False,
                situation=situation,
                note=words.NOTES[situation][0],
            )
            for back, situation in GOING_ON
        )
        history.deals.append(
            DemoDeal(
                account=len(history.accounts) - 1,
                rep=rep,
                name=f"{words.DEALS[0]} {history.today.year}",
                value=45_000,
                margin=12_000,
                opened_on=contacts[0].day,
                contacts=contacts,
                stage=USUAL[0],
            )
        )


@dataclass(slots=True)
class _Maker:
    chance: random.Random
    history: DemoHistory

    def make_accounts(self, count: int) -> None:
        seen: set[str] = set()
        while len(self.history.accounts) < count:
            is_good = self.chance.random() < GOOD_SHARE
            segment = GOOD_SEGMENT if is_good else self.chance.choice(words.SEGMENTS[1:])
            name = f"{self.chance.choice(words.FIRST)} {self.chance.choice(words.SECOND[segment])}"
            name = name if name not in seen else f"{name} {self.chance.choice(words.CITIES)}"
            if name not in seen:
                seen.add(name)
                rep = len(seen) % self.history.reps
                self.history.accounts.append(DemoAccount(name, segment, self.chance.choice(words.CITIES), rep))

    def make_deals(self, first: date) -> None:
        for rep in range(self.history.reps):
            own = [number for number, account in enumerate(self.history.accounts) if account.rep == rep]
            day = first + timedelta(days=self.chance.randint(0, DAYS_A_DEAL))
            # A day in the weekend before today becomes a day that is still to come: no deal was opened on it.
            while (opened_on := _to_workday(day)) < self.history.today:
                self.history.deals.append(self.make_deal(self.chance.choice(own), rep, opened_on))
                day += timedelta(days=self.chance.randint(DAYS_A_DEAL // 2, DAYS_A_DEAL * 3 // 2))

    def make_deal(self, account: int, rep: int, opened_on: date) -> DemoDeal:
        chance = self.chance
        question = chance.choice((GOOD_QUESTION, GOOD_QUESTION, *OTHER_QUESTIONS, ""))
        is_good = self.history.accounts[account].segment == GOOD_SEGMENT
        wins = (WINS_GOOD if is_good else WINS_OTHERS) + (HELPS if question == GOOD_QUESTION else 0)
        is_won = chance.random() < wins
        contacts = tuple(self._make_contacts(opened_on, is_won=is_won))
        closed_on = _to_workday(contacts[-1].day + timedelta(days=chance.randint(1, 12)))
        value = chance.choice((4, 8, 12, 18, 25, 40, 60, 90)) * 1000
        return DemoDeal(
            account=account,
            rep=rep,
            name=f"{chance.choice(words.DEALS)} {opened_on.year}-{len(self.history.deals) + 1}",
            value=value,
            margin=value * chance.randint(12, 34) // 100,
            opened_on=opened_on,
            contacts=contacts if closed_on < self.history.today else tuple(_until(contacts, self.history.today)),
            stage=USUAL[-1] if is_won else chance.choice(USUAL),
            is_won=is_won,
            closed_on=closed_on if closed_on < self.history.today else None,
            source=chance.choice(("referral", "cold", "inbound", None)),
            level=chance.choice((Level.EXECUTIVE, Level.MANAGER, Level.USER, None)),
            question=question,
            loss="" if is_won else self._write_loss(rep),
        )

    def make_repeat_buyers(self, count: int) -> None:
        """Add customers who buy every 26 weeks, the next time in about three weeks."""
        for number in range(count):
            day = self.history.today - timedelta(days=REPEAT_DAYS - 21 + self.chance.randint(-3, 3))
            account = DemoAccount(
                _name(words.REPEAT_BUYERS, number), "Zorg", self.chance.choice(words.CITIES), number % self.history.reps
            )
            self.history.accounts.append(account)
            place = len(self.history.accounts) - 1
            for back in range(3):
                sold_on = _to_workday(day - timedelta(days=REPEAT_DAYS * back))
                self._sell(place, account.rep, sold_on)

    def make_leavers(self, count: int) -> None:
        """Add lost accounts whose contract with another supplier ends in half a year."""
        for number in range(count):
            ends = self.history.today + timedelta(days=180)
            account = DemoAccount(
                _name(words.LEAVERS, number), "", self.chance.choice(words.CITIES), number % self.history.reps, ends
            )
            self.history.accounts.append(account)
            opened_on = _to_workday(self.history.today - timedelta(days=400 + number))
            contacts = tuple(self._make_contacts(opened_on, is_won=False))
            self.history.deals.append(
                DemoDeal(
                    account=len(self.history.accounts) - 1,
                    rep=account.rep,
                    name=f"{words.YEAR_CONTRACT} {opened_on.year}",
                    value=20_000,
                    margin=4_000,
                    opened_on=opened_on,
                    contacts=contacts,
                    stage=USUAL[2],
                    closed_on=_to_workday(contacts[-1].day + timedelta(days=5)),
                    loss=self._write_loss(account.rep),
                )
            )

    def make_scores(self) -> None:
        for deal in self.history.deals:
            if deal.is_won and deal.closed_on is not None and self.chance.random() < 0.4:  # noqa: PLR2004 - two in five
                day = _to_workday(deal.closed_on + timedelta(days=21))
                if day < self.history.today:
                    score = self.chance.choice((5, 6, 7, 8, 8, 9, 9, 10))
                    if self._bought_after(deal.account, day):
                        score = max(score, GOOD)
                    said = self.chance.choice(words.PRAISE if score >= GOOD else words.COMPLAINT)
                    self.history.scores.append(DemoScore(deal.account, deal.rep, day, score, said))

    def _bought_after(self, account: int, day: date) -> bool:
        """Return whether an account bought again after a day: who does is content."""
        return any(
            each.account == account and each.is_won and each.closed_on is not None and each.closed_on > day
            for each in self.history.deals
        )

    def _sell(self, account: int, rep: int, sold_on: date) -> None:
        opened_on = _to_workday(sold_on - timedelta(days=40))
        contacts = tuple(each for each in self._make_contacts(opened_on, is_won=True) if each.day <= sold_on)
        self.history.deals.append(
            DemoDeal(
                account=account,
                rep=rep,
                name=f"{words.CONSUMABLES} {sold_on:%Y-%m}",
                value=9_000,
                margin=2_500,
                opened_on=opened_on,
                contacts=contacts,
                stage=USUAL[-1],
                is_won=True,
                closed_on=sold_on,
            )
        )

    def _make_contacts(self, opened_on: date, *, is_won: bool) -> Iterator[DemoContact]:
        day = opened_on
        for number in range(self.chance.randint(3, 7)):
            day = _to_workday(day + timedelta(days=self.chance.randint(1, 11) if number else 1))
            yield self._make_contact(day, is_advance=self.chance.random() < (0.55 if is_won else 0.3))

    def _make_contact(self, day: date, *, is_advance: bool) -> DemoContact:
        kind = self.chance.choice((Kind.CALL, Kind.CALL, Kind.VISIT, Kind.MESSAGE))
        if is_advance:
            step_on = _to_workday(day + timedelta(days=self.chance.randint(3, 10)))
            note = self.chance.choice(words.ADVANCE_NOTES)
            return DemoContact(day, Kind.VISIT if kind is Kind.MESSAGE else kind, True, None, note, step_on)  # noqa: FBT003 - a field
        situation = self.chance.choice([*words.NOTES, None])
        note = self.chance.choice(words.NOTES[situation]) if situation else words.CAUGHT_UP
        return DemoContact(day, kind, is_advance=False, situation=situation, note=note)

    def _write_loss(self, rep: int) -> str:
        if rep == BLAMER:
            return self.chance.choice(words.BLAME)
        return self.chance.choice((*words.OWNERSHIP, *words.FACT))


def _shuffle(history: DemoHistory, chance: random.Random) -> DemoHistory:
    outcomes = [deal.is_won for deal in history.deals if deal.closed_on is not None]
    chance.shuffle(outcomes)
    dealt = iter(outcomes)
    history.deals = [replace(deal, is_won=next(dealt)) if deal.closed_on else deal for deal in history.deals]
    return history


def _until(contacts: tuple[DemoContact, ...], today: date) -> Iterator[DemoContact]:
    return (contact for contact in contacts if contact.day < today)


def _name(names: tuple[str, ...], number: int) -> str:
    """Return a name, with a city once all names were given."""
    turn, place = divmod(number, len(names))
    return names[place] if not turn else f"{names[place]} {words.CITIES[(turn - 1) % len(words.CITIES)]}"


def _to_workday(day: date) -> date:
    """Return the day, or the next one that is neither in a weekend nor a public holiday."""
    while day.weekday() >= WEEKEND or day in list_holidays("NL", day.year):
        day += timedelta(days=1)
    return day


def _to_workday_before(today: date, back: int) -> date:
    """Return the working day so many days back, or the last one before it."""
    day = today - timedelta(days=back)
    while day.weekday() >= WEEKEND or day in list_holidays("NL", day.year):
        day -= timedelta(days=1)
    return day
