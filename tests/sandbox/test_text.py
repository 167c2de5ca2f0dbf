"""Conversion of text to plain text and to HTML."""

from typing import Any

import pytest

from sandbox.blocks.plain import blocks_to_plain, text_to_plain
from sandbox.entities import PostedMessage
from sandbox.example import build_example
from sandbox.page.rich_text import RichTextRenderer
from tests.sandbox.tiny_bot import button, field, mrkdwn, option, plain, section

Json = dict[str, Any]
WORKSPACE = build_example()
INK = RichTextRenderer(workspace=WORKSPACE, viewer=WORKSPACE.people[0], words={})
LINE = {
    "type": "rich_text_section",
    "elements": [{"type": "text", "text": "Bel "}, {"type": "user", "user_id": "U05OLIVER"}],
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*vet* _schuin_ ~weg~ `code`", "vet schuin weg code"),
        ("3*4*5 en snake_case_naam", "3*4*5 en snake_case_naam"),
        ("*<https://acme.nl|Acme> &amp; Zn.*", "Acme & Zn."),
        ("<https://acme.nl>", "https://acme.nl"),
        ("<@U05OLIVER> in <#C05SALES|sales> <!channel>", "@Oliver Hughes in #sales @channel"),
        ("&lt;!channel&gt; &amp;amp;", "<!channel> &amp;"),
        (":tada: :onbekend:", "🎉 :onbekend:"),
        ("&gt; geciteerd\ngewoon", "geciteerd\ngewoon"),
        ("```een\ntwee```", "een\ntwee"),
        ("<!date^1773826200^{date_num} {time}|later>", "2026-03-18 09:30"),
        ("een * los * sterretje", "een * los * sterretje"),
    ],
)
def test_mrkdwn_reads_as_a_person_sees_it(text: str, expected: str) -> None:
    assert text_to_plain(text, directory=WORKSPACE) == expected


def test_blocks_read_a_line_for_each_in_order() -> None:
    blocks = [
        {"type": "header", "text": plain("Jouw dag")},
        section("*3* van 5", accessory=button("Meer", "more")),
        {"type": "section", "fields": [mrkdwn("links"), mrkdwn("rechts")]},
        {"type": "divider"},
        {"type": "context", "elements": [mrkdwn("klein"), mrkdwn("grut")]},
        {"type": "actions", "elements": [button("Ja", "yes")]},
        {"type": "image", "alt_text": "grafiek", "image_url": "https://x.nl/x.png"},
        {
            "type": "rich_text",
            "elements": [LINE, {"type": "rich_text_list", "style": "ordered", "elements": [LINE, LINE]}],
        },
        {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}, {"type": "rich_text", "elements": [LINE]}]]},
        field("Notitie", "note", {"type": "plain_text_input"}, hint=plain("Kort")),
    ]

    assert blocks_to_plain(blocks, directory=WORKSPACE).split("\n") == [
        "Jouw dag",
        "3 van 5",
        "links",
        "rechts",
        "klein grut",
        "grafiek",
        "Bel @Oliver Hughes",
        "1. Bel @Oliver Hughes",
        "2. Bel @Oliver Hughes",
        "a | Bel @Oliver Hughes",
        "Notitie",
        "Kort",
    ]


def test_message_without_blocks_reads_as_its_text() -> None:
    message = PostedMessage("1.000001", "C05SALES", "U05SANNE", "*hoi* &amp; dag", WORKSPACE)

    assert (message.plain, message.buttons) == ("hoi & dag", [])


def test_buttons_are_named_as_they_read() -> None:
    blocks = [{"type": "actions", "elements": [button("De Vries &amp; Zn.", "a")]}]
    message = PostedMessage("1.000001", "C05SALES", "U05SANNE", "x", WORKSPACE, blocks=blocks)

    assert message.buttons == ["De Vries & Zn."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("&lt;img src=x onerror=alert(1)&gt;", "&lt;img src=x onerror=alert(1)&gt;"),
        ("<javascript:alert(1)|klik>", "klik"),
        (
            '<https://x.nl/"onmouseover="alert(1)|klik>',
            '<a href="https://x.nl/&#34;onmouseover=&#34;alert(1)" target="_blank" rel="noopener noreferrer">klik</a>',
        ),
        ("*<b>*", "<strong>&lt;b&gt;</strong>"),
        ("`<i>`", "<code>&lt;i&gt;</code>"),
        ("<@U05SANNE>", '<span class="mention mine">@Sanne de Wit</span>'),
        ("&gt; een\n&gt; twee", "<blockquote>een<br>twee</blockquote>"),
    ],
)
def test_mrkdwn_is_drawn_without_letting_anything_through(text: str, expected: str) -> None:
    assert str(INK.mrkdwn(text)) == expected


def test_plain_text_is_drawn_as_it_stands() -> None:
    assert str(INK.text(plain("*a* &amp; <b>\nc"))) == "*a* &amp; &lt;b&gt;<br>c"


def test_rich_text_is_drawn_with_its_styles() -> None:
    styled = {"type": "text", "text": "<nu>", "style": {"bold": True, "italic": True}}
    block = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [styled]}]}

    assert str(INK.rich(block)) == "<p><em><strong>&lt;nu&gt;</strong></em></p>"


def test_option_label_reads_as_a_person_sees_it() -> None:
    assert INK.label(option("A &amp; B :tada:", "x")["text"]) == "A & B 🎉"
