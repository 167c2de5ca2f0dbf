"""Rendering a message as Block Kit: literal text, within Slack's limits."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block as SdkBlock

from bot.messages.text.message import Button, Controls, DatePick, Emphasis, Heading, Message, Paragraph, Table
from bot.messages.text.text import Span
from handlers.slack.blocks import draw_blocks, draw_reply, escape_text


def test_a_paragraph_is_rich_text_with_its_style() -> None:
    text = (Span("dag "), Span("Anna", bold=True))
    assert draw_blocks(Message(fallback="dag", parts=(Paragraph(text),))) == [
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [
                        {"type": "text", "text": "dag "},
                        {"type": "text", "text": "Anna", "style": {"bold": True}},
                    ],
                }
            ],
        }
    ]


def test_the_notification_text_cannot_mention_or_link() -> None:
    assert escape_text("<!channel> & <@U1>") == "&lt;!channel&gt; &amp; @…"


def test_a_reply_is_for_the_asker_only() -> None:
    assert draw_reply(Message(fallback="x"))["response_type"] == "ephemeral"


def test_two_buttons_for_the_same_action_have_ids_of_their_own() -> None:
    row = Controls((Button(label="a", action="choose", value="1"), Button(label="b", action="choose", value="2")))
    [block] = draw_blocks(Message(fallback="x", parts=(row,)))
    assert [element["action_id"] for element in block["elements"]] == ["choose:0", "choose:1"]


def test_a_date_pick_carries_its_subject_in_its_id() -> None:
    row = Controls((DatePick(label="dag", action="step_pick", value="7", initial=date(2026, 3, 20)),))
    [block] = draw_blocks(Message(fallback="x", parts=(row,)))
    assert (block["elements"][0]["action_id"], block["elements"][0]["initial_date"]) == ("step_pick:7", "2026-03-20")


def test_a_table_is_drawn_as_one_with_figures_on_the_right() -> None:
    table = Table(rows=(("week", "calls"), ("9-3", "12"), ("16-3", "")))
    assert draw_blocks(Message(fallback="x", parts=(table,))) == [
        {
            "type": "table",
            "rows": [
                [{"type": "raw_text", "text": "week"}, {"type": "raw_text", "text": "calls"}],
                [{"type": "raw_text", "text": "9-3"}, {"type": "raw_text", "text": "12"}],
                [{"type": "raw_text", "text": "16-3"}, {"type": "raw_text", "text": "\u2013"}],
            ],
            "column_settings": [{"align": "left"}, {"align": "right"}],
        }
    ]


texts = st.text(min_size=1, max_size=40).map(lambda text: (Span(text * 100),))
buttons = st.builds(
    Button,
    label=st.text(min_size=1, max_size=200),
    action=st.just("act"),
    value=st.just("1"),
    emphasis=st.sampled_from(Emphasis),
    confirm=st.none() | st.text(min_size=1, max_size=400),
)
parts = st.one_of(
    st.builds(Heading, texts),
    st.builds(Paragraph, texts, quiet=st.booleans()),
    st.builds(Controls, st.tuples(buttons, buttons)),
)


@given(st.lists(parts, min_size=1, max_size=80))
def test_whatever_is_said_fits_what_slack_takes(said: list[Heading | Paragraph | Controls]) -> None:
    blocks = draw_blocks(Message(fallback="x", parts=tuple(said)))
    assert 1 <= len(blocks) <= 50
    for block in blocks:
        parsed = SdkBlock.parse(block)
        assert parsed is not None
        parsed.validate_json()
    assert sum(count_characters(block) for block in blocks) <= 13_200


def count_characters(value: object) -> int:
    """Count all visible characters."""
    if isinstance(value, dict):
        shown = value.get("text")
        own = len(shown) if isinstance(shown, str) else 0
        return own + sum(count_characters(inner) for inner in value.values())
    return sum(count_characters(inner) for inner in value) if isinstance(value, list) else 0


def test_the_columns_of_a_table_of_text_are_aligned_like_text() -> None:
    rows = (("naam", "plaats"), ("Acme", "Gent"))
    drawn = [draw_blocks(Message(fallback="x", parts=(Table(rows, is_text=is_text),)))[0] for is_text in (True, False)]
    aligned = [[column["align"] for column in block["column_settings"]] for block in drawn]
    assert aligned == [["left", "left"], ["left", "right"]]
