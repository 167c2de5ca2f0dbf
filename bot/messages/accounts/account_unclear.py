"""Ask which account is meant, with the typed line kept as a draft."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.accounts.account_names import NamedAccount
from bot.messages.text.button_values import DraftAccount, DraftRef
from bot.messages.text.message import Button, Controls, Emphasis, Message, Paragraph
from bot.messages.text.parts import shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words

LINE_SHOWN = 300


@dataclass(frozen=True, slots=True)
class UnclearName:
    """A name in a draft line that waits for its account.

    ``is_first``: nothing else in the line was settled before it; ``has_rest``: the line has other activities.
    """

    draft_id: int
    line: str
    typed: str
    is_first: bool = True
    has_rest: bool = False

    @property
    def subject(self) -> DraftRef:
        """What its buttons are about."""
        return DraftRef(self.draft_id, "" if self.is_first else self.typed)


def build_account_ambiguous(words: Words, unclear: UnclearName, *, candidates: Sequence[NamedAccount]) -> Message:
    """Ask which of several accounts is meant."""
    controls = (*_make_choices(unclear, candidates), _make_create(words, unclear), make_cancel(words, unclear.draft_id))
    return Message(
        fallback=words.plain("account_unclear.fallback_ambiguous", typed=unclear.typed),
        parts=(
            Paragraph(words.render("account_unclear.ambiguous", typed=unclear.typed)),
            *_keep_line(words, unclear),
            Controls(controls),
        ),
    )


def build_account_unknown(words: Words, unclear: UnclearName, *, candidates: Sequence[NamedAccount]) -> Message:
    """Offer to create the account, or to choose one with a similar name."""
    question = "unknown" if candidates else "unknown_alone"
    create = _make_create(words, unclear, emphasis=Emphasis.PRIMARY)
    return Message(
        fallback=words.plain("account_unclear.fallback_unknown", typed=unclear.typed),
        parts=(
            Paragraph(words.render(f"account_unclear.{question}", typed=unclear.typed)),
            *_keep_line(words, unclear),
            Controls((create, *_make_choices(unclear, candidates), make_cancel(words, unclear.draft_id))),
        ),
    )


def build_similar_account(words: Words, unclear: UnclearName, *, twins: Sequence[NamedAccount]) -> Message:
    """Warn that an account with a similar name exists, before a duplicate is created."""
    create = Button(
        label=words.plain("controls.create_anyway", name=shorten(unclear.typed)),
        action="draft_create_anyway",
        value=write_value(unclear.subject),
    )
    return Message(
        fallback=words.plain("account_unclear.fallback_twin", typed=unclear.typed),
        parts=(
            Paragraph(words.render("account_unclear.twin")),
            *_keep_line(words, unclear),
            Controls((*_make_choices(unclear, twins), create, make_cancel(words, unclear.draft_id))),
        ),
    )


def build_draft_cancelled(words: Words, *, line: str) -> Message:
    """Confirm that nothing was logged, and return the typed line."""
    text = words.render("account_unclear.cancelled", line=shorten(line, LINE_SHOWN))
    return Message(fallback=words.plain("account_unclear.cancelled", line=shorten(line)), parts=(Paragraph(text),))


def keep_line(words: Words, line: str) -> Paragraph:
    """Say that the typed line is kept, and show it."""
    return Paragraph(words.render("account_unclear.line_kept", line=shorten(line, LINE_SHOWN)), quiet=True)


def _keep_line(words: Words, unclear: UnclearName) -> list[Paragraph]:
    rest = [Paragraph(words.render("account_unclear.rest_ready"), quiet=True)] if unclear.has_rest else []
    return [keep_line(words, unclear.line), *rest]


def _make_choices(unclear: UnclearName, candidates: Sequence[NamedAccount]) -> list[Button]:
    subject = unclear.subject
    return [
        Button(
            label=shorten(account.name),
            action="draft_choose",
            value=write_value(DraftAccount(subject.draft_id, account.id, subject.typed)),
        )
        for account in candidates
    ]


def _make_create(words: Words, unclear: UnclearName, emphasis: Emphasis = Emphasis.PLAIN) -> Button:
    label = words.plain("controls.create", name=shorten(unclear.typed))
    return Button(label=label, action="draft_create", value=write_value(unclear.subject), emphasis=emphasis)


def make_cancel(words: Words, draft_id: int) -> Button:
    """Return the button that forgets a kept line."""
    return Button(label=words.plain("controls.cancel"), action="draft_cancel", value=write_value(DraftRef(draft_id)))
