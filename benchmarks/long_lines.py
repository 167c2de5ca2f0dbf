"""Worst-case input for the parsers (ReDoS), at the maximum length that is parsed: python -m benchmarks.long_lines."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from benchmarks.reading.log_lines import make_names
from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.accounts.after_sale import RhythmUnclear, parse_moments
from bot.domain.calendar import free_words
from bot.domain.calendar.company_words import parse_company_days
from bot.domain.calendar.free_words import parse_free_days, parse_work_week
from bot.domain.certainties import referrals
from bot.domain.certainties.feedback_line import parse_feedback
from bot.domain.certainties.goal_line import parse_goal
from bot.domain.deals import deal_words
from bot.domain.deals.deal_line import DealParser
from bot.domain.log.errors import ActivityInFuture, KindMissing, KindUnknown
from bot.domain.log.log_line import (
    ChosenAccount,
    LineChoice,
    counts,
    parse_log_lines,
    role_words,
    stop_words,
)
from bot.domain.log.log_line.kind_words import KIND_PHRASES, KIND_WORDS
from bot.domain.log.unclear_line import LineContext
from bot.domain.people.stages import Stages, StagesInvalid, parse_stages
from bot.domain.text import calendar_words
from bot.domain.text.amounts import parse_amount
from bot.domain.text.bounds import LONGEST_LINE, check_line, cut_line
from bot.domain.text.name_form import LEGAL_FORMS
from bot.domain.text.numbers import NUMBER_WORDS
from bot.domain.text.small_talk import find_small_talk, strip_greeting
from bot.errors import RitmeError
from bot.services.accounts.find_named import pick_named_account
from bot.services.log.pending_line import find_options

NOW = datetime(2026, 3, 18, 10, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
ACCOUNTS = 5_000
DEALS = (
    "Kassen 2027",
    "1 1 1 1 1 1",
    "a a a a a a a a b",
    "nieuw dak",
    "De BV",
    *(f"deal {n} x y z" for n in range(40)),
)
# Punctuation, letters that casefold to several or none, long digits, and patterns that make regexes backtrack.
MARKS = (
    *" \n\t.,;:!?-/'\"()[]<>=&+@#%€|•…→–—“”„«»‘’_*\\",  # noqa: RUF001 - they are typed
    *"ﷺ㎏½ﬃ①Ⅷ한ß\u0301\u0323\u200b\u202e\u00a0🙂\ud800",
    *("1", "12", "1,", "1.", "1-", "1:", "1k", "-1", "26-3", "10:00", "9.30u", "1/10", "x1", "1x", "2026-01-01", "€1"),
    *("a", "é", "A", "ge", "begegevend", "a.", "a-", "a'", "t/m", "w/", "d", "n", "<#A|", "<@U|", "&amp;", "&#1", "->"),
)


@dataclass(frozen=True, slots=True)
class Parser:
    """A named parser of typed text; ``lead`` is a prefix that makes it parse the rest ("vrij", "Acme")."""

    name: str
    read: Callable[[str], object]
    leads: tuple[str, ...] = ("",)


def list_words() -> list[str]:
    """Return every keyword of the parsers, and the punctuation."""
    known = {*KIND_WORDS, *KIND_PHRASES, *NUMBER_WORDS, *LEGAL_FORMS}
    for module in (role_words, stop_words, calendar_words, counts, deal_words, free_words, referrals):
        for value in vars(module).values():
            if isinstance(value, frozenset | dict):
                known |= {word for word in value if isinstance(word, str) and word}
    return [*MARKS, *sorted(known), "Acme", "Bouw", "Groep", "techniekbouw", "zwrqplmn"]


def make_index(number: int = ACCOUNTS) -> AccountIndex:
    """Return an index of accounts, including names that look like other input."""
    hard = ("Acme", "Acme Bouw", "Over Morgen Verf BV", "1 1 1", "De Bouw Groep Noord", "a b c d e f g h i j k", "x")
    return AccountIndex(NamedAccount(at, name) for at, name in enumerate((*hard, *make_names(number)), start=1))


def list_parsers(index: AccountIndex) -> list[Parser]:
    """Return all parsers of typed text."""
    today = NOW.date()
    is_account = lambda typed: bool(index.find_exact(typed))  # noqa: E731 - as in the services
    deal = DealParser(stages=Stages(), is_account=is_account, today=today)
    chosen = ChosenAccount("Acme", NamedAccount(1, "Acme"))
    return [
        Parser(
            "log line",
            lambda text: parse_log_lines(text, accounts=index, now=NOW),
            ("", "gebeld met Acme ", "5 mails ", "bezoek ", "bezoek Acme, Acme Bouw en "),
        ),
        Parser(
            "chosen line",
            lambda text: parse_log_lines(text, accounts=index, now=NOW, chosen=[chosen]),
            ("bezoek Acme ",),
        ),
        Parser(
            "unclear line",
            lambda text: read_or_weigh(text, LineContext(index, NOW)),
            ("", "koffie met Acme ", "Acme gaf een ", "bezoek Acme morgen ", "introductie gevraagd aan Acme "),
        ),
        Parser("small talk", lambda text: find_small_talk(text) or strip_greeting(text), ("", "hoi ")),
        Parser(
            "deal line", lambda text: deal.read(text, DEALS), ("", "bezoek ", "Acme ", "nieuw Acme ", "Acme sluit ")
        ),
        Parser("feedback", lambda text: parse_feedback(text, is_account=is_account), ("", "5 mails ", "Acme 8 ")),
        Parser("name", lambda text: pick_named_account(index, text), ("", "Acme ")),
        Parser("near twins", index.find_similar_accounts),
        Parser("goal", lambda text: parse_goal(text, today=today), ("", "120k ")),
        Parser("free days", lambda text: parse_free_days(text, today=today), ("", "vrij ")),
        Parser("work week", parse_work_week),
        Parser("company days", lambda text: parse_company_days(text, today=today), ("vrij ", "vrij morgen ")),
        Parser("referral", referrals.parse_referral, ("", "Acme -> ")),
        Parser("after sale", parse_moments),
        Parser("stages", parse_stages),
        Parser("amount", parse_amount, ("", "1")),
        Parser("bound", check_line),
    ]


def read_or_weigh(text: str, context: LineContext) -> object:
    """Parse a line, or find what it may have been."""
    try:
        return context.read(text, LineChoice())
    except (KindMissing, KindUnknown, ActivityInFuture) as unclear:
        return find_options(text, unclear, context)


def repeat(unit: str, length: int = LONGEST_LINE, *, lead: str = "", end: str = "") -> str:
    """Repeat a unit up to the given length, at most the length that is parsed."""
    room = length - len(lead) - len(end)
    return lead + cut_line(unit * (room // len(unit) + 1))[0][:room] + end


def parse_or_refuse(parser: Parser, text: str) -> None:
    """Parse a text; a refusal counts as a result."""
    with suppress(RitmeError, ValueError, StagesInvalid, RhythmUnclear):
        parser.read(text)


def list_units(chance: random.Random, *, single: int = 250, mixed: int = 250) -> Iterator[str]:
    """Yield single tokens, pairs with and without a space, and then random sequences of them."""
    words = list_words()
    for word in (*MARKS, *chance.sample(words[len(MARKS) :], k=single)):
        yield word
        yield f"{word} "
    for _ in range(mixed):
        yield chance.choice(("", " ", ", ")).join(chance.choices(words, k=chance.randint(2, 5))) + " "
    # No word twice, so that a cache per word does not help.
    yield " ".join(chance.sample(words, k=700))
    yield " ".join(make_names(700))
    yield " ".join(f"met {name}" for name in make_names(400))
    yield " ".join(f"met q{name}" for name in make_names(400))


def main() -> None:
    """Print the slowest lines of each parser, in milliseconds."""
    index = make_index()
    units = list(list_units(random.Random(7)))
    for parser in list_parsers(index):
        times: list[tuple[float, str]] = []
        for unit in units:
            for lead in parser.leads:
                text = repeat(unit, lead=lead)
                start = time.process_time()
                parse_or_refuse(parser, text)
                times.append((time.process_time() - start, lead + unit))
        slowest = sorted(times, reverse=True)[:3]
        print(f"{parser.name}: " + ", ".join(f"{took * 1e3:.1f} ms {unit[:40]!r}" for took, unit in slowest))


if __name__ == "__main__":
    main()
