"""Messages and the form about a workspace's own kinds of activity (R1, O2)."""

from collections.abc import Sequence
from enum import StrEnum

from bot.domain.log.activity import Kind
from bot.domain.log.own_kind_rules import LONGEST_KIND, LONGEST_WORDS, MOST_KINDS, MOST_TARGET
from bot.domain.log.own_kinds import OwnKind, Period
from bot.messages.text.button_values import OwnKindRef
from bot.messages.text.message import (
    Button,
    ChoiceField,
    Controls,
    Emphasis,
    Form,
    Heading,
    Message,
    MessagePart,
    NumberField,
    Option,
    Paragraph,
    TextField,
)
from bot.messages.text.parts import name_own_kind, shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.text import Text, to_plain
from bot.messages.text.words import Words

OWN_KIND_FORM = "own_kind"
# Of a kind's words; Slack refuses a message with more characters than all words of twenty kinds can have.
WORDS_SHOWN = 200
# The archived kinds that can be put back from the list: a message has room for fifty parts.
ARCHIVED_SHOWN, LABEL_SHOWN = 5, 25


class CountsAs(StrEnum):
    """What a kind counts for, as the form asks it."""

    MESSAGE = "message"
    CALL = "call"
    VISIT = "visit"
    OWN_DAY = "own_day"
    OWN_WEEK = "own_week"

    @property
    def kind(self) -> Kind | None:
        """Whose target it counts for, None for one of its own."""
        return None if self in {CountsAs.OWN_DAY, CountsAs.OWN_WEEK} else Kind(self.value)

    @property
    def period(self) -> Period:
        """The span of time of a target of its own."""
        return Period.WEEK if self is CountsAs.OWN_WEEK else Period.DAY


def build_kind_list(words: Words, kinds: Sequence[OwnKind], *, may_change: bool) -> Message:
    """List the kinds of a workspace, with buttons for who may change them."""
    used = [kind for kind in kinds if not kind.is_archived]
    parts: list[MessagePart] = [
        Heading(words.render("own_kinds.title")),
        Paragraph(words.render("own_kinds.intro" if used else "own_kinds.none"), quiet=True),
    ]
    for kind in used:
        parts.append(Paragraph(_describe_kind(words, kind)))
        if may_change:
            parts.append(_make_controls(words, kind))
    if may_change:
        parts += [*_describe_archived(words, kinds), *_offer_new(words, used)]
    else:
        parts.append(Paragraph(words.render("own_kinds.ask_manager"), quiet=True))
    return Message(fallback=words.plain("own_kinds.title"), parts=tuple(parts))


def build_kind_saved(words: Words, kind: OwnKind, *, command: str) -> Message:
    """Confirm what a kind is now, and how it is typed."""
    name = name_own_kind(words, kind.named)
    text = words.render("own_kinds.saved", name=name, counts=_name_counting(words, kind))
    example = words.render("own_kinds.example", command=command, word=name.lower())
    return Message(
        fallback=to_plain(text),
        parts=(Paragraph(text), Paragraph(example, quiet=True), Controls((_make_list_button(words),))),
    )


def build_kind_archived(words: Words, kind: OwnKind) -> Message:
    """Confirm that a kind is out of use, with the way back."""
    text = words.render("own_kinds.archived", name=name_own_kind(words, kind.named))
    back = Button(label=words.plain("own_kinds.restore"), action="own_kind_restore", value=_refer_to(kind))
    return Message(fallback=to_plain(text), parts=(Paragraph(text), Controls((back, _make_list_button(words)))))


def build_kind_form(words: Words, kind: OwnKind | None = None) -> Form:
    """Build the form for a new kind, or prefilled for an existing one."""
    content = kind.content if kind else None
    options = tuple(Option(value=each, label=words.plain(f"own_kinds.as_{each}")) for each in CountsAs)
    return Form(
        name=OWN_KIND_FORM,
        title=words.plain("own_kinds.edit_title" if kind else "own_kinds.new_title"),
        submit=words.plain("log_form.submit"),
        close=words.plain("log_form.close"),
        subject=_refer_to(kind) if kind else "",
        fields=(
            TextField(
                name="name",
                label=words.plain("own_kinds.name"),
                initial=name_own_kind(words, kind.named) if kind else "",
                limit=LONGEST_KIND,
            ),
            TextField(
                name="words",
                label=words.plain("own_kinds.words"),
                initial=", ".join(content.words) if content else "",
                hint=words.plain("own_kinds.words_hint"),
                required=False,
                limit=LONGEST_WORDS,
            ),
            ChoiceField(
                name="counts", label=words.plain("own_kinds.counts"), options=options, initial=_find_counting(kind)
            ),
            NumberField(
                name="target",
                label=words.plain("own_kinds.target"),
                initial=content.target if content else 0,
                lowest=0,
                highest=MOST_TARGET,
            ),
        ),
    )


def _find_counting(kind: OwnKind | None) -> CountsAs:
    if kind is None:
        return CountsAs.VISIT
    if kind.content.counts_for is not None:
        return CountsAs(kind.content.counts_for.value)
    return CountsAs.OWN_WEEK if kind.content.period is Period.WEEK else CountsAs.OWN_DAY


def _describe_kind(words: Words, kind: OwnKind) -> Text:
    return words.render(
        "own_kinds.line",
        name=name_own_kind(words, kind.named),
        counts=_name_counting(words, kind),
        words=shorten(", ".join(kind.content.words), WORDS_SHOWN),
    )


def _name_counting(words: Words, kind: OwnKind) -> str:
    content = kind.content
    if content.counts_for is not None:
        return words.plain(f"own_kinds.counts_{content.counts_for}")
    block = f"counts_{content.period}" if content.target else "counts_only"
    return words.plain(f"own_kinds.{block}", target=content.target)


def _make_controls(words: Words, kind: OwnKind) -> Controls:
    edit = Button(label=words.plain("controls.edit"), action="own_kind_edit", value=_refer_to(kind))
    archive = Button(label=words.plain("own_kinds.archive"), action="own_kind_archive", value=_refer_to(kind))
    return Controls((edit, archive))


def _describe_archived(words: Words, kinds: Sequence[OwnKind]) -> list[MessagePart]:
    archived = [kind for kind in kinds if kind.is_archived]
    if not archived:
        return []
    names = ", ".join(name_own_kind(words, kind.named) for kind in archived)
    buttons = tuple(
        Button(
            label=words.plain("own_kinds.restore_named", name=shorten(name_own_kind(words, kind.named), LABEL_SHOWN)),
            action="own_kind_restore",
            value=_refer_to(kind),
        )
        for kind in archived[-ARCHIVED_SHOWN:]
    )
    return [Paragraph(words.render("own_kinds.archived_list", names=shorten(names, WORDS_SHOWN))), Controls(buttons)]


def _offer_new(words: Words, used: Sequence[OwnKind]) -> list[MessagePart]:
    if len(used) >= MOST_KINDS:
        return [Paragraph(words.render("own_kinds.full", count=MOST_KINDS), quiet=True)]
    new = Button(label=words.plain("own_kinds.new"), action="own_kind_new", emphasis=Emphasis.PRIMARY)
    return [Controls((new,))]


def _make_list_button(words: Words) -> Button:
    return Button(label=words.plain("own_kinds.all"), action="own_kind_list")


def _refer_to(kind: OwnKind) -> str:
    return write_value(OwnKindRef(kind.id))
