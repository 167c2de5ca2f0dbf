"""The auditor reads messages, dates and calendars by itself, and says what is wrong with them."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.month.auditor.calendar import Days, public_holidays
from tests.month.auditor.case import Case, Claim
from tests.month.auditor.checks.asking import check_asking
from tests.month.auditor.checks.figures import check_percentages, check_years
from tests.month.auditor.checks.scores import Requests
from tests.month.auditor.dates import find_dates
from tests.month.auditor.ledger import Ledger
from tests.month.auditor.reading import blank, count_words, list_buttons, read_lines
from tests.month.auditor.rows import ACCOUNTS, SCORES, Rows
from tests.month.auditor.seen import Book, Json, Place, Seen

BUTTON: Json = {"type": "button", "text": {"type": "plain_text", "text": "Log het"}}
MENU: Json = {"type": "overflow", "options": [{"text": {"type": "plain_text", "text": each}} for each in "abc"]}
WEDNESDAY = date(2026, 3, 18)


def section(text: str, accessory: Json | None = None) -> Json:
    block: Json = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
    return {**block, "accessory": accessory} if accessory else block


def case_of(*lines: str) -> Case:
    """Return a message in a workspace where nothing is stored."""
    seen = Seen(datetime(2026, 3, 18, 9, tzinfo=UTC), Place.UNPROMPTED, "U1", [section(line) for line in lines])
    return Case(seen, Rows(lambda _statement: []), Book())


def test_a_message_is_read_without_its_markup() -> None:
    blocks = [
        section("*De Vries &amp; Zn.*: klant\n<https://x.nl|de kaart>"),
        {"type": "actions", "elements": [BUTTON]},
    ]
    assert read_lines(blocks) == ["De Vries & Zn.: klant", "de kaart"]
    assert count_words(read_lines(blocks)) == 6


def test_an_overflow_menu_counts_as_one_button() -> None:
    blocks = [section("Acme", BUTTON), section("Acme", MENU), {"type": "actions", "elements": [BUTTON, BUTTON]}]
    assert len(list_buttons(blocks)) == 4


def test_two_sentences_are_the_same_without_names_days_and_figures() -> None:
    first = blank("Acme: 3 van 5 op wo 18 mrt, “te duur”", ["Acme"])
    assert first == blank("Jansen Metaal: 4 van 5 op ma 3 apr, “goed”", ["Jansen Metaal"])


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Sinds ma 16 mrt: Acme", [date(2026, 3, 16)]),
        ("On Thursday 19 March: 2 calls", [date(2026, 3, 19)]),
        ("geopend op 30 december 2025", [date(2025, 12, 30)]),
        # 30 December was a Tuesday in 2025, and is a Wednesday in 2026.
        ("di 30 dec geopend", [date(2025, 12, 30)]),
        ("contact 3 van 5-7", []),
    ],
)
def test_dates_are_found_by_their_weekday(line: str, found: list[date]) -> None:
    assert list(find_dates(line, WEDNESDAY)) == found


def test_a_day_off_is_not_counted() -> None:
    days = Days(
        week="11110a0",
        public=public_holidays("NL", None),
        company={date(2026, 3, 19): False},
        away=((date(2026, 3, 17), date(2026, 3, 17), "morning"),),
        first=date(2026, 3, 17),
    )
    assert [days.share(date(2026, 3, day)) for day in range(16, 22)] == [0, 0.5, 1, 0, 0, 0.5]
    assert not days.works(date(2026, 4, 27))  # King's Day
    assert date(2026, 4, 3) not in public_holidays("NL", None)  # Good Friday
    assert days.before(date(2026, 3, 18)) == date(2026, 3, 17)


def test_a_percentage_of_other_counts_is_wrong() -> None:
    [right, wrong] = check_percentages(case_of("3 van 4 (75%)", "3 van 4 (57%)"))
    assert (right.is_right, wrong.is_right) == (True, False)


def test_a_date_of_another_year_without_its_year_is_wrong() -> None:
    [claim] = check_years(case_of("di 30 dec geopend", "di 30 dec 2025 geopend", "di 17 mrt geopend"))
    assert (claim.sentence, claim.is_right) == ("di 30 dec geopend", False)


def test_the_table_says_what_was_wrong() -> None:
    ledger = Ledger()
    ledger.add(
        case_of(), [Claim("K7", "3 van 4", is_right=True), Claim("K7", "5 van 4", is_right=False, rows="4")], seed=9
    )
    table = ledger.table().splitlines()
    assert table[CODE_OF_FIGURES] == "K7             1         2           1"
    assert table[-1] == "  K7 seed 9, Wed 18 Mar 09:00 unprompted, U1: 5 van 4 | 4"


# The line of K7 in the table, after the heading.
CODE_OF_FIGURES = 7


@pytest.mark.parametrize(
    ("lines", "right"),
    [
        (["Vandaag bellen?"], [False]),
        (["Vandaag bellen?", "Zeg “gebeld met Acme” als het klaar is."], [True]),
        (["Welke dagen ben je vrij?", "Bijvoorbeeld: /ritme vrij vrijdag"], [True]),
        (["Vraag eens: “wanneer wil jij het opgelost hebben?”"], []),
    ],
)
def test_what_asks_has_a_button_or_a_line(lines: list[str], right: list[bool]) -> None:
    assert [claim.is_right for claim in check_asking(case_of(*lines))] == right


def test_a_button_answers_what_is_asked() -> None:
    blocks = [section("Vandaag bellen?"), {"type": "actions", "elements": [BUTTON]}]
    case = replace(case_of(), seen=Seen(datetime(2026, 3, 18, 9, tzinfo=UTC), Place.CHANNEL, None, blocks))
    assert [claim.is_right for claim in check_asking(case)] == [True]


def asked_of_pelikaan(score: int | None, *, after: str = "/referral") -> Case:
    """Return what a list of requests says, with a score of that day."""
    scores: list[tuple[object, ...]] = [] if score is None else [(1, 1, score, WEDNESDAY.isoformat())]
    stored: dict[str, list[tuple[object, ...]]] = {
        ACCOUNTS: [(1, "Pelikaan", 1, "customer", False, None, None, None)],
        SCORES: scores,
    }
    made = case_of("Gevraagd aan Pelikaan (wo 18 mrt).")
    seen = replace(made.seen, place=Place.ANSWER, asked=after)
    return Case(seen, Rows(lambda statement: stored.get(statement, [])), Book())


def test_a_score_that_came_after_the_request_on_the_same_day_is_not_held_against_it() -> None:
    requests = Requests()
    held = [[claim.is_right for claim in requests.check(asked_of_pelikaan(score))] for score in (None, 5)]
    assert held == [[True], []]


@pytest.mark.parametrize(("after", "held"), [("/referral Pelikaan", [False]), ("[Toch noteren]", [])])
def test_a_request_after_a_poor_score_is_wrong_unless_it_was_warned_of(after: str, held: list[bool]) -> None:
    assert [claim.is_right for claim in Requests().check(asked_of_pelikaan(5, after=after))] == held
