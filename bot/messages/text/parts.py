"""Message parts shared by several messages: kinds with counts, progress, steps and suggestions."""

from collections.abc import Iterable

from bot.domain.accounts.contact_plan import Suggestion
from bot.domain.home.progress import OwnProgress, Progress
from bot.domain.log.activity import RHYTHM_KINDS, Counts, Kind, NamedKind
from bot.domain.log.next_steps import AgreedStep
from bot.domain.log.own_kinds import OwnKind
from bot.messages.text.button_values import AccountRef, StepRef
from bot.messages.text.message import Button, MessagePart, Paragraph
from bot.messages.text.record_values import write_value
from bot.messages.text.text import Text
from bot.messages.text.words import Words

# The visible part of a name in a button; Slack allows 75 characters including the text around it.
LABEL_LIMIT = 40


def name_count(words: Words, kind: Kind, count: int) -> str:
    """Format a count: "2 telefoontjes", "1 visit"."""
    return words.plain(f"kinds.{kind}", count=count)


def name_kind(words: Words, kind: Kind) -> str:
    """Format a kind: "Telefoontje", "Visit"."""
    return words.plain(f"kinds.{kind}_name")


def name_activity(words: Words, kind: Kind, count: int, own: NamedKind | None) -> str:
    """Format an activity: "Bezoek" for one, "3 bezoeken" for more; by its own kind if it has one."""
    if own is not None:
        return name_own_kind(words, own) if count == 1 else name_own_count(words, own, count)
    return name_kind(words, kind) if count == 1 else name_count(words, kind, count)


def name_own_kind(words: Words, own: NamedKind) -> str:
    """Return the name of a workspace's own kind, as somebody typed it or in the reader's language."""
    return own.name or words.plain(f"kinds.{own.code}_name")


def name_own_count(words: Words, own: NamedKind, count: int) -> str:
    """Format a count of an own kind, as in "three times Demo"."""
    return words.plain("kinds.own_count", count=count, name=name_own_kind(words, own))


def shorten(text: str, limit: int = LABEL_LIMIT) -> str:
    """Return at most ``limit`` characters, with an ellipsis if cut."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def describe_progress(words: Words, progress: Progress) -> list[MessagePart]:
    """Return one line with a bar for each target; what nothing is asked of is shown when it was done (K4)."""
    lines: list[MessagePart] = [
        Paragraph(_format_progress(words, progress, kind))
        for kind in RHYTHM_KINDS
        if progress.targets.of(kind) or progress.done_of(kind)
    ]
    return lines + [Paragraph(_format_own(words, own)) for own in progress.own]


def describe_team_progress(words: Words, progress: Progress) -> list[MessagePart]:
    """Return one line with a bar for each kind whose total may be shown (K10)."""
    lines = [_format_progress(words, progress, kind) for kind in RHYTHM_KINDS if kind in progress.done]
    own = [_format_own(words, own) for own in progress.own if own.kind.id in progress.done]
    return [Paragraph(line) for line in (*lines, *own)]


def _format_progress(words: Words, progress: Progress, kind: Kind) -> Text:
    return words.render(
        "progress.line",
        done=progress.done_of(kind),
        target=progress.targets.of(kind),
        goal=name_count(words, kind, progress.targets.of(kind)),
        what=name_count(words, kind, progress.done_of(kind)),
    )


def describe_progress_shortly(words: Words, progress: Progress) -> Text:
    """Return all targets on one line; on a day without any, what was done (K4)."""
    if not progress.has_targets:
        return words.render("progress.short_free", **name_progress(words, progress))
    usual = [
        (words.plain(f"progress.short_{kind}"), progress.done_of(kind), progress.targets.of(kind))
        for kind in RHYTHM_KINDS
        if progress.targets.of(kind) or progress.done_of(kind)
    ]
    own = [(name_own_kind(words, each.kind.named), each.done, each.target) for each in progress.own]
    return words.render("progress.short", kinds_done=(*usual, *own))


def _format_own(words: Words, own: OwnProgress) -> Text:
    return words.render(
        "progress.own_line", name=name_own_kind(words, own.kind.named), done=own.done, target=own.target
    )


def name_counts(words: Words, counts: Counts, own_kinds: Iterable[OwnKind] = ()) -> dict[str, str]:
    """Return the three kinds with their counts, as template values; the own kinds that were done follow the visits."""
    own = [name_own_count(words, kind.named, counts[kind.id]) for kind in own_kinds if counts.get(kind.id)]
    named = {f"{kind}s": name_count(words, kind, counts.get(kind, 0)) for kind in RHYTHM_KINDS}
    return named | {"visits": ", ".join((named["visits"], *own))}


def list_counts(words: Words, counts: Counts, own_kinds: Iterable[OwnKind] = ()) -> list[str]:
    """Return each kind that is counted with its number, such as "3 bezoeken"."""
    named = [name_count(words, kind, counts[kind]) for kind in RHYTHM_KINDS if kind in counts]
    return named + [name_own_count(words, kind.named, counts[kind.id]) for kind in own_kinds if kind.id in counts]


def name_progress(words: Words, progress: Progress) -> dict[str, str]:
    """Return what was done of each kind, as template values."""
    return name_counts(words, progress.done, (each.kind for each in progress.own))


def list_targets(words: Words, progress: Progress) -> tuple[str, ...]:
    """Return what is asked of a day, such as "2 telefoontjes"; a kind without a target is not named (K4)."""
    usual = [(kind, progress.targets.of(kind)) for kind in RHYTHM_KINDS]
    own = [name_own_count(words, each.kind.named, each.target) for each in progress.own if each.target]
    return (*(name_count(words, kind, target) for kind, target in usual if target), *own)


def name_step_account(words: Words, step: AgreedStep) -> str:
    """Return the name of the account of a step."""
    return step.account_name or words.plain("today.no_account")


def make_step_button(words: Words, step: AgreedStep) -> Button:
    """Return the button that logs an agreed step, for a line that names it."""
    return Button(label=words.plain("controls.log_it"), action="step_log", value=write_value(StepRef(step.id)))


def make_suggestion_button(words: Words, suggestion: Suggestion) -> Button:
    """Return the button that logs a contact with a suggested account, for a line that names it."""
    value = write_value(AccountRef(suggestion.account_id))
    return Button(label=words.plain("controls.log_it"), action="account_log", value=value)
