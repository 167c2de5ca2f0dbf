"""The reply to undo: what was taken out of the log, and what was put back."""

from collections.abc import Sequence

from bot.domain.home.day import RemovedEntries, RestoredEntries
from bot.domain.log.activity import Entry
from bot.messages.text.button_values import EntryRef, RevisionRef
from bot.messages.text.message import Button, Controls, Emphasis, Message, MessagePart, Paragraph
from bot.messages.text.parts import describe_progress_shortly, name_activity
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words


def build_activity_removed(words: Words, removed: RemovedEntries) -> Message:
    """Confirm what was removed from the log, with a way back, and the day's progress without it."""
    return Message(
        fallback=_name_first(words, "removed_fallback", removed.entries),
        parts=(
            *describe_removed(words, removed),
            Paragraph(describe_progress_shortly(words, removed.progress), quiet=True),
        ),
    )


def describe_removed(words: Words, removed: RemovedEntries) -> list[MessagePart]:
    """Return what was removed, an entry a line, with the button that puts it back."""
    told = [Paragraph(words.render("activity_removed.removed", **_name(words, entry))) for entry in removed.entries]
    return [*told, Controls((make_restore_button(words, removed.revision_id),))]


def build_entries_restored(words: Words, restored: RestoredEntries) -> Message:
    """Confirm that several entries are in the log again, each with its own buttons."""
    parts: list[MessagePart] = []
    for entry in restored.entries:
        value = write_value(EntryRef(entry.id))
        parts.append(Paragraph(words.render("activity_removed.restored", **_name(words, entry))))
        parts.append(
            Controls(
                (
                    Button(label=words.plain("controls.edit"), action="entry_edit", value=value),
                    Button(label=words.plain("controls.undo"), action="entry_undo", value=value),
                )
            )
        )
    parts.append(Paragraph(describe_progress_shortly(words, restored.progress), quiet=True))
    return Message(fallback=_name_first(words, "restored_fallback", restored.entries), parts=tuple(parts))


def tell_restored(words: Words, entry: Entry, *, below: tuple[MessagePart, ...]) -> Message:
    """Tell that an entry is in the log again, above the rest of the answer to it or to its line."""
    told = Paragraph(words.render("activity_removed.restored", **_name(words, entry)))
    return Message(fallback=_name_first(words, "restored_fallback", [entry]), parts=(told, *below))


def build_nothing_typed(words: Words, latest: Entry) -> Message:
    """Say that nothing was typed lately, name the latest entry, and offer to delete that one after all."""
    delete = Button(
        label=words.plain("activity_removed.delete_older"),
        action="entry_undo",
        value=write_value(EntryRef(latest.id)),
        emphasis=Emphasis.DANGER,
        confirm=words.plain("controls.confirm_delete"),
    )
    return Message(
        fallback=words.plain("activity_removed.older_fallback"),
        parts=(Paragraph(words.render("activity_removed.older", **_name(words, latest))), Controls((delete,))),
    )


def make_restore_button(words: Words, revision_id: int) -> Button:
    """Return the button that puts back what a request changed or removed."""
    return Button(
        label=words.plain("controls.restore"), action="entry_restore", value=write_value(RevisionRef(revision_id))
    )


def _name(words: Words, entry: Entry) -> dict[str, object]:
    return {
        "what": name_activity(words, entry.kind, entry.count, entry.own),
        "account": entry.account_name,
        "day": entry.day,
    }


def _name_first(words: Words, block: str, entries: Sequence[Entry]) -> str:
    return words.plain(f"activity_removed.{block}", **_name(words, entries[0]))
