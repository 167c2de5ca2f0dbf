"""Parsing of Slack's requests."""

from bot.domain.text.bounds import LONGEST_LINE
from handlers.slack.incoming import read_command_text, read_text, read_user_id


def test_read_command_text_gives_the_three_characters_as_they_were_typed() -> None:
    assert (
        read_command_text({"text": "bezoek A&amp;B &lt;nieuw&gt; &amp;amp; &#49;"}) == "bezoek A&B <nieuw> &amp; &#49;"
    )


def test_read_text_gives_what_was_seen_not_what_slack_made_of_it() -> None:
    assert read_text("&amp;" * LONGEST_LINE) == "&" * LONGEST_LINE


def test_read_user_id_reads_a_mention_with_and_without_a_label() -> None:
    assert (read_user_id("<@U1>"), read_user_id("geef <@U2|sam>"), read_user_id("<@U3|" * 3)) == ("U1", "U2", None)
