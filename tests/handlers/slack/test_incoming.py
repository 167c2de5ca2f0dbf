"""Parsing of Slack's requests."""

from typing import Any

import pytest

from bot.domain.text.bounds import LONGEST_LINE
from bot.ports import UploadedFile
from handlers.slack.incoming import is_said, read_files, read_text, read_user_id
from handlers.slack.request_shapes import is_well_formed


def test_read_text_gives_the_three_characters_as_they_were_typed() -> None:
    assert read_text("bezoek A&amp;B &lt;nieuw&gt; &amp;amp; &#49;") == "bezoek A&B <nieuw> &amp; &#49;"


def test_read_text_gives_what_was_seen_not_what_slack_made_of_it() -> None:
    assert read_text("&amp;" * LONGEST_LINE) == "&" * LONGEST_LINE


def test_read_user_id_reads_a_mention_with_and_without_a_label() -> None:
    assert (read_user_id("<@U1>"), read_user_id("geef <@U2|sam>"), read_user_id("<@U3|" * 3)) == ("U1", "U2", None)


FILE = {"id": "F1", "name": "klanten.csv", "size": 12, "url_private": "https://files.slack.com/files-pri/T1-F1/k.csv"}


def write_message(**fields: Any) -> dict[str, Any]:
    event = {"type": "message", "user": "U1", "channel": "D1", "channel_type": "im", "text": "", **fields}
    return {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": event}


def test_read_files_gives_name_size_and_address_and_none_for_a_file_of_another_company() -> None:
    found = read_files({"files": [FILE, {"id": "F2", "file_access": "check_file_info"}]})
    assert found == (UploadedFile("klanten.csv", 12, FILE["url_private"]), UploadedFile("", 0, ""))  # type: ignore[arg-type] # an address
    assert read_files({}) == ()


def test_only_what_a_user_says_or_sends_is_answered() -> None:
    subtypes = (None, "file_share", "message_changed", "message_deleted", "bot_message")
    assert [subtype for subtype in subtypes if is_said({"subtype": subtype})] == [None, "file_share"]
    assert not is_said({"subtype": "file_share", "bot_id": "B1"})


def test_a_message_with_a_file_is_well_formed() -> None:
    assert is_well_formed(write_message(subtype="file_share", files=[FILE]))


@pytest.mark.parametrize("files", [7, "F1", [7], [["F1"]], [{**FILE, "name": 7}], [{**FILE, "size": "groot"}]])
def test_a_message_with_a_file_that_cannot_be_is_malformed(files: Any) -> None:
    assert not is_well_formed(write_message(subtype="file_share", files=files))
