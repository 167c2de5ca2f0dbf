"""Which lines correct an entry, and what they change; which lines do not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.log.correcting import Correction, parse_correction
from bot.domain.log.correcting.correction import Values
from bot.domain.text.bounds import LONGEST_LINE
from bot.domain.text.day import DayMention
from tests.bot.domain.log.correcting.lines import CORRECTIONS, OTHER_LINES

WEDNESDAY = date(2026, 3, 18)
NAMES = (
    "Acme",
    "Acme Nederland",
    "De Vries & Zn.",
    "Jansen Metaal",
    "Van Dam Logistiek",
    "Koninklijke Van Dam",
    "Bakkerij Noord",
    "Peeters NV",
)
ACCOUNTS = AccountIndex(NamedAccount(number, name) for number, name in enumerate(NAMES, start=1))


def parse(text: str) -> Correction | None:
    return parse_correction(text, accounts=ACCOUNTS, today=WEDNESDAY)


def tell(correction: Correction) -> str:
    """Return a correction on one line."""
    told = tell_values(correction.new)
    if correction.old.parts:
        told += f" <- {tell_values(correction.old)}"
    if correction.note is not None:
        told += f"{' +note' if correction.adds_note else ' note'}:{correction.note}"
    return (told + ("" if correction.is_sure else " (unsure)")).strip()


def tell_values(values: Values) -> str:
    told = [
        values.account.name if values.account else None,
        f"?{values.name}({len(values.candidates)})" if values.name else None,
        values.kind,
        values.count,
        tell_day(values.day),
        values.at.isoformat("minutes") if values.at else None,
        f"@{values.place}" if values.place else None,
        "drop" if values.drops_step else None,
    ]
    return " ".join(str(each) for each in told if each is not None)


def tell_day(day: DayMention | None) -> str | None:
    if day is None:
        return None
    return str(day.past) if day.past == day.future else f"{day.past or ''}/{day.future or ''}"


def test_every_correction_says_what_was_meant() -> None:
    read = {text: parse(text) for text in CORRECTIONS}
    assert {text: tell(found) if found else None for text, found in read.items()} == CORRECTIONS


def test_other_lines_correct_nothing() -> None:
    assert {text: tell(found) for text in OTHER_LINES if (found := parse(text)) is not None} == {}


@pytest.mark.parametrize("text", ["nee, gebeld met Jansen Metaal", "nee, 3 mails", "sorry, bezoek Acme"])
def test_a_correction_that_can_be_a_line_is_unsure_and_gives_the_line(text: str) -> None:
    found = parse(text)
    assert found is not None
    assert (found.is_sure, found.line) == (False, text.partition(", ")[2])


@given(st.text(alphabet="nee,o sory iwpv3ACme.maart\n-!?\u00e9\u20ac", max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "nee, " * 800,
        "niet " * 800,
        "3 ipv " * 700,
        ", " * 2000,
        "sorry" + " " * 3900,
        "a ipv " + "b " * 1900,
        "." * 3999 + "b",
        "nee" + ".," * 1990 + "b",
    ],
)
def test_a_long_line_is_no_correction(text: str) -> None:
    assert parse(text[:LONGEST_LINE]) is None
