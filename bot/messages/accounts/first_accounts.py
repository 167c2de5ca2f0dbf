"""The first days, without accounts: name three prospects, log the first contact, choose the hour (K11)."""

from collections.abc import Sequence

from bot.domain.home.day import RepDay
from bot.domain.text.bounds import LONGEST_NAME
from bot.messages.text.button_values import AccountRef
from bot.messages.text.message import (
    Button,
    Controls,
    Emphasis,
    Form,
    Message,
    MessagePart,
    Paragraph,
    TextField,
)
from bot.messages.text.parts import shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words

PROSPECTS_FORM = "prospects"
PROSPECTS = tuple(f"name_{number}" for number in (1, 2, 3))
# What each of the proposals offers besides naming prospects.
_PROPOSALS = (
    ("start_names", None),
    ("start_log", ("controls.open_log", "log_open")),
    ("start_hour", ("controls.settings", "settings_open")),
)


def describe_start(words: Words, day: RepDay) -> tuple[MessagePart, ...]:
    """Return one useful thing to begin with, another one each day; a rep who has a few accounts is to name more."""
    block, other = _PROPOSALS[0 if day.has_accounts else day.day.toordinal() % len(_PROPOSALS)]
    buttons = [make_prospects_button(words)]
    if other is not None:
        label, action = other
        buttons.append(Button(label=words.plain(label), action=action))
    text = words.render(f"first_accounts.{block}", at=day.rep.rhythm.morning_at)
    return (Paragraph(text), Controls(tuple(buttons)))


def make_prospects_button(words: Words) -> Button:
    """Return the button that opens the form for three prospects."""
    label = words.plain("first_accounts.open")
    return Button(label=label, action="prospects_open", emphasis=Emphasis.PRIMARY)


def build_prospects_form(words: Words) -> Form:
    """Build the form in which a rep names up to three companies."""
    fields = tuple(
        TextField(
            name=name, label=words.plain(f"first_accounts.{name}"), required=name == PROSPECTS[0], limit=LONGEST_NAME
        )
        for name in PROSPECTS
    )
    return Form(
        name=PROSPECTS_FORM,
        title=words.plain("first_accounts.form_title"),
        submit=words.plain("first_accounts.submit"),
        close=words.plain("controls.cancel"),
        fields=fields,
    )


def build_prospects_added(words: Words, own: Sequence[tuple[int, str]], others: Sequence[str]) -> Message:
    """Confirm the accounts, with a button to log for each; ``others`` are in the name of a colleague."""
    block = "added" if own else "none_added"
    names = tuple(name for _, name in own)
    parts: list[MessagePart] = [Paragraph(words.render(f"first_accounts.{block}", names=names))]
    if others:
        parts.append(Paragraph(words.render("first_accounts.of_others", names=", ".join(others)), quiet=True))
    buttons = tuple(
        Button(
            label=words.plain("controls.log_account", account=shorten(name)),
            action="account_log",
            value=write_value(AccountRef(account_id)),
        )
        for account_id, name in own
    )
    parts += [Controls(buttons)] if buttons else []
    return Message(fallback=words.plain(f"first_accounts.{block}", names=names), parts=tuple(parts))
