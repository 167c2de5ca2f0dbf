"""What Teams does in another way than Slack: the list of docs/teams.md, and the test that holds each line of it."""

from pathlib import Path

import pytest

from tests.handlers.teams.chat import TeamsUser, read_lines
from tests.handlers.teams.teams import Teams

HERE = Path(__file__).parent
LIST = (HERE.parents[2] / "docs" / "teams.md").read_text(encoding="utf-8")
MOST = 8
# By how a line of the list begins.
HELD_BY = {
    "`/log`, `/ritme`, … are commands": "test_turns.py: test_a_command_works_with_its_slash_and_alone_without",
    "a form opens at once": "test_differences.py: test_a_form_comes_as_a_card_after_a_line_and_as_a_dialog_by_a_button",
    "a mistake in a form is shown at its field": "test_forms.py: "
    "test_a_refused_form_is_shown_again_with_its_sentences_and_what_was_typed",
    "picking a day is one tap": "test_cards.py: test_two_date_fields_have_names_of_their_own_and_send_their_own_day",
    "the Home tab shows your day": "test_differences.py: test_the_day_is_sent_as_a_card",
    "an answer in a channel is visible to you only": "test_channels.py: "
    "test_what_is_private_comes_in_the_chat_and_the_thread_says_so",
    "files: imports in chat, exports and calendar files": "test_differences.py: "
    "test_a_file_is_answered_with_how_it_is_done_here",
    "`@name` gives a role or a deal, a channel is picked from a list": "test_turns.py: "
    "test_a_channel_is_chosen_in_the_channel_itself",
}


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def list_differences() -> list[list[str]]:
    """Return the cells of the list."""
    table = LIST.partition("## What is different, and why")[2].partition("\n## ")[0]
    rows = [line.strip("|").split("|") for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def test_the_list_has_at_most_eight_lines_each_with_a_reason() -> None:
    rows = list_differences()
    assert 0 < len(rows) <= MOST
    assert [row for row in rows if len(row) != 3 or not all(row)] == []


def test_each_line_of_the_list_is_held_by_a_test() -> None:
    assert [in_slack for in_slack, _, _ in list_differences()] == list(HELD_BY)
    held = [found.split(": ") for found in HELD_BY.values()]
    assert [name for file, name in held if f"def {name}(" not in (HERE / file).read_text(encoding="utf-8")] == []


async def test_a_form_comes_as_a_card_after_a_line_and_as_a_dialog_by_a_button(teams: Teams, sanne: TeamsUser) -> None:
    await sanne.writes("log")
    await teams.deliver()
    assert (sanne.dialog, read_lines(sanne.messages[-1].card)[0]) == (None, "Activiteit loggen")
    await sanne.writes("bezoek Acme")
    await teams.deliver()
    await sanne.presses("Wijzigen")
    assert sanne.dialog is not None
    assert sanne.dialog["title"] == "Activiteit wijzigen"


async def test_the_day_is_sent_as_a_card(teams: Teams, sanne: TeamsUser) -> None:
    await sanne.writes("vandaag")
    await teams.deliver()
    assert read_lines(sanne.messages[-1].card)[0] == "Vandaag, woensdag 18 maart"


async def test_a_file_is_answered_with_how_it_is_done_here(teams: Teams, manager: TeamsUser) -> None:
    kind = "application/vnd.microsoft.teams.file.download.info"
    await manager.send("message", text="", attachments=[{"contentType": kind, "name": "klanten.csv", "content": {}}])
    await teams.deliver()
    assert read_lines(manager.messages[-1].card) == [
        (
            "Bij dit bestand kan ik hier niet; sla het op en stuur het zelf, of laat het inlezen met "
            "\u201critme import\u201d."
        )
    ]
