"""A rep's latest entries, each with edit and delete buttons."""

from collections.abc import Sequence

from bot.domain.log.activity import Entry
from bot.messages.text.button_values import EntryRef
from bot.messages.text.message import Button, Controls, Emphasis, Heading, Message, MessagePart, Paragraph
from bot.messages.text.parts import name_activity, shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words

NOTE_SHOWN = 80


def build_entry_list(words: Words, entries: Sequence[Entry], *, command: str) -> Message:
    """List entries, newest first."""
    if not entries:
        log = Button(label=words.plain("controls.open_log"), action="log_open", emphasis=Emphasis.PRIMARY)
        text = words.render("entry_list.empty", command=command)
        return Message(fallback=words.plain("entry_list.fallback"), parts=(Paragraph(text), Controls((log,))))
    parts: list[MessagePart] = [Heading(words.render("entry_list.title"))]
    for entry in entries:
        parts += describe_entry(words, entry)
    return Message(fallback=words.plain("entry_list.fallback"), parts=tuple(parts))


def describe_entry(words: Words, entry: Entry) -> list[MessagePart]:
    """Return one entry with its buttons."""
    line = words.render(
        "entry_list.entry",
        day=entry.day,
        what=name_activity(words, entry.kind, entry.count, entry.own),
        account=entry.account_name,
        note=shorten(entry.note, NOTE_SHOWN),
        next_step=entry.next_step.date if entry.next_step else None,
        is_missed=entry.has_missed_step,
    )
    value = write_value(EntryRef(entry.id))
    edit = Button(label=words.plain("controls.edit"), action="entry_edit", value=value)
    delete = Button(
        label=words.plain("controls.delete"),
        action="entry_delete",
        value=value,
        emphasis=Emphasis.DANGER,
        confirm=words.plain("controls.confirm_delete"),
    )
    return [Paragraph(line), Controls((edit, delete))]
