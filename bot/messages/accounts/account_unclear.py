"""Ask which account is meant, with the typed line kept as a draft."""

from collections.abc import Sequence

from bot.domain.accounts.account_names import NamedAccount
from bot.messages.text.button_values import DraftAccount, DraftRef, write_value
from bot.messages.text.message import Button, Controls, Emphasis, Message, Paragraph
from bot.messages.text.parts import shorten
from bot.messages.text.words import Words

LINE_SHOWN = 300


def build_account_ambiguous(
    words: Words, *, draft_id: int, line: str, typed: str, candidates: Sequence[NamedAccount]
) -> Message:
    """Ask which of several accounts is meant."""
    return Message(
        fallback=words.plain("account_unclear.fallback_ambiguous", typed=typed),
        parts=(
            Paragraph(words.render("account_unclear.ambiguous", typed=typed)),
            _keep_line(words, line),
            Controls(
                (
                    *_make_choices(draft_id, candidates),
                    _make_create(words, draft_id, typed),
                    _make_cancel(words, draft_id),
                )
            ),
        ),
    )


def build_account_unknown(
    words: Words, *, draft_id: int, line: str, typed: str, candidates: Sequence[NamedAccount]
) -> Message:
    """Offer to create the account, or to choose one with a similar name."""
    question = "unknown" if candidates else "unknown_alone"
    create = _make_create(words, draft_id, typed, emphasis=Emphasis.PRIMARY)
    return Message(
        fallback=words.plain("account_unclear.fallback_unknown", typed=typed),
        parts=(
            Paragraph(words.render(f"account_unclear.{question}", typed=typed)),
            _keep_line(words, line),
            Controls((create, *_make_choices(draft_id, candidates), _make_cancel(words, draft_id))),
        ),
    )


def build_similar_account(
    words: Words, *, draft_id: int, line: str, typed: str, twins: Sequence[NamedAccount]
) -> Message:
    """Warn that an account with a similar name exists, before a duplicate is created."""
    create = Button(
        label=words.plain("controls.create_anyway", name=shorten(typed)),
        action="draft_create_anyway",
        value=write_value(DraftRef(draft_id)),
    )
    return Message(
        fallback=words.plain("account_unclear.fallback_twin", typed=typed),
        parts=(
            Paragraph(words.render("account_unclear.twin")),
            _keep_line(words, line),
            Controls((*_make_choices(draft_id, twins), create, _make_cancel(words, draft_id))),
        ),
    )


def build_draft_cancelled(words: Words, *, line: str) -> Message:
    """Confirm that nothing was logged, and return the typed line."""
    text = words.render("account_unclear.cancelled", line=shorten(line, LINE_SHOWN))
    return Message(fallback=words.plain("account_unclear.cancelled", line=shorten(line)), parts=(Paragraph(text),))


def _keep_line(words: Words, line: str) -> Paragraph:
    return Paragraph(words.render("account_unclear.line_kept", line=shorten(line, LINE_SHOWN)), quiet=True)


def _make_choices(draft_id: int, candidates: Sequence[NamedAccount]) -> list[Button]:
    return [
        Button(
            label=shorten(account.name), action="draft_choose", value=write_value(DraftAccount(draft_id, account.id))
        )
        for account in candidates
    ]


def _make_create(words: Words, draft_id: int, typed: str, emphasis: Emphasis = Emphasis.PLAIN) -> Button:
    label = words.plain("controls.create", name=shorten(typed))
    return Button(label=label, action="draft_create", value=write_value(DraftRef(draft_id)), emphasis=emphasis)


def _make_cancel(words: Words, draft_id: int) -> Button:
    return Button(label=words.plain("controls.cancel"), action="draft_cancel", value=write_value(DraftRef(draft_id)))
