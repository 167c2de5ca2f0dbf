"""`ritme parse`: one activity is printed as it is, several in a list."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.messages.text.words import load_words
from bot.services.log.dry_run import make_index, parse_line
from tests.several import read_several

NOW = datetime(2026, 3, 18, 10, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
VISIT = {
    "kind": "visit",
    "account": "Acme",
    "count": 1,
    "date": "2026-03-18",
    "next": {"date": "2026-03-20", "time": "14:00"},
    "note": "offerte besproken",
}
MESSAGES = {"kind": "message", "account": None, "count": 5, "date": "2026-03-18", "next": None, "note": ""}


@pytest.fixture(autouse=True)
def _several(monkeypatch: pytest.MonkeyPatch) -> None:
    read_several(monkeypatch)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bezoek Acme, offerte besproken, volgende stap vrijdag 14:00", VISIT),
        (
            "bezoek Acme, offerte besproken, volgende stap vrijdag 14:00; 5 mails",
            {"activities": [VISIT, MESSAGES]},
        ),
        (
            "5 mails; bezoek Acme 45 maart",
            {"error": "no_such_day", "message": "“45 maart” staat niet op de kalender.", "candidates": []},
        ),
        (
            "5 mails; bezoek Bakkerij Zonnig",
            {"error": "account_unknown", "message": "“Bakkerij Zonnig” ken ik niet.", "candidates": []},
        ),
    ],
)
def test_a_line_is_printed_with_all_its_activities_or_its_error(text: str, expected: dict[str, object]) -> None:
    found = parse_line(json.dumps({"text": text}), accounts=make_index(["Acme"]), now=NOW, words=load_words("nl"))
    assert found == expected
