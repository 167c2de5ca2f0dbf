"""What the bot says about a file that was sent in chat: its preview, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.exchange.report import ImportReport
from bot.domain.exchange.subject import FileSubject
from bot.domain.exchange.undo_report import UndoReport
from bot.errors import RitmeError
from bot.messages.exchange.import_preview import ShownRow, describe_subject, tabulate_rows
from bot.messages.exchange.import_report import count_rows, describe_bad, describe_cut, describe_undo
from bot.messages.text.button_values import ImportRef, ImportSubject
from bot.messages.text.message import Button, Controls, Emphasis, Message, MessagePart, Paragraph
from bot.messages.text.parts import shorten
from bot.messages.text.problem import explain_error
from bot.messages.text.record_values import write_value
from bot.messages.text.text import Span, Text
from bot.messages.text.words import Words

# Of the rows with a problem so many are told in chat.
ROWS_TOLD = 5
NAME_SHOWN = 60
COLUMNS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file with what it is taken for, its fields, and its first rows."""

    name: str
    subject: FileSubject
    fields: Sequence[str]
    rows: Sequence[ShownRow]


def build_upload_preview(words: Words, import_id: int, file: ShownFile, report: ImportReport) -> Message:
    """Ask whether to import a file: what it is taken for, its first rows, the counts, and what is left out and why."""
    head = describe_subject(words, shorten(file.name, NAME_SHOWN), file.subject, file.fields)
    parts: list[MessagePart] = [
        Paragraph(_literal(head)),
        tabulate_rows(words, file.fields, file.rows),
        Paragraph(_literal(count_rows(words, report))),
        *_describe_problems(words, report),
    ]
    if report.new or report.changed:
        parts.append(_offer(words, import_id, report))
    else:
        block = "uploads.nothing_to_do" if report.unchanged else "uploads.nothing_good"
        parts.append(Paragraph(words.render(block)))
    return Message(fallback=head, parts=tuple(parts))


def build_subject_question(
    words: Words, import_id: int, name: str, error: RitmeError, subjects: Sequence[FileSubject]
) -> Message:
    """Ask what a file holds, of which the columns do not tell it surely."""
    sentence = words.plain("uploads.named", name=shorten(name, NAME_SHOWN), what=explain_error(words, error))
    buttons = tuple(
        Button(
            label=words.plain("uploads.take_for", subject=subject.value),
            action="import_take",
            value=write_value(ImportSubject(import_id, subject)),
        )
        for subject in subjects
    )
    controls = Controls((*buttons, _decline(words, import_id)))
    return Message(fallback=sentence, parts=(Paragraph(_literal(sentence)), controls))


def build_upload_refused(words: Words, name: str, error: RitmeError) -> Message:
    """Say why a file is not imported."""
    sentence = words.plain("uploads.named", name=shorten(name, NAME_SHOWN), what=explain_error(words, error))
    return Message(fallback=sentence, parts=(Paragraph(_literal(sentence)),))


def build_upload_state(words: Words, block: str, name: str) -> Message:
    """Say that a file is being imported, will not be, was imported already, or is being undone."""
    text = words.render(f"uploads.{block}", name=shorten(name, NAME_SHOWN))
    return Message(fallback=words.plain(f"uploads.{block}", name=shorten(name, NAME_SHOWN)), parts=(Paragraph(text),))


def build_upload_written(words: Words, import_id: int, name: str, report: ImportReport) -> Message:
    """Say what was imported, with a button that undoes it."""
    head = words.plain("uploads.written", name=shorten(name, NAME_SHOWN), what=count_rows(words, report))
    parts: list[MessagePart] = [Paragraph(_literal(head))]
    if report.refused:
        parts.append(Paragraph(words.render("uploads.left_out", count=report.refused), quiet=True))
    if report.import_id is not None:
        undo = Button(
            label=words.plain("uploads.undo"),
            action="import_undo",
            value=write_value(ImportRef(import_id)),
            confirm=words.plain("uploads.undo_confirm"),
        )
        parts += [Paragraph(words.render("uploads.undo_hint"), quiet=True), Controls((undo,))]
    return Message(fallback=head, parts=tuple(parts))


def build_upload_undone(words: Words, report: UndoReport) -> Message:
    """Say what was undone, and what stays and why."""
    lines = describe_undo(words, report, limit=ROWS_TOLD)
    name = shorten(report.name, NAME_SHOWN)
    head = words.plain("uploads.undone", name=name, removed=report.removed, restored=report.restored)
    return Message(
        fallback=head,
        parts=(Paragraph(_literal(head)), *(Paragraph(_literal(line), quiet=True) for line in lines[1:])),
    )


def _describe_problems(words: Words, report: ImportReport) -> list[MessagePart]:
    lines = [describe_bad(words, bad) for bad in report.bad[:ROWS_TOLD]]
    lines += [describe_cut(words, cut) for cut in report.cut[:ROWS_TOLD]]
    rest = report.refused + len(report.cut) + report.more_cut - len(lines)
    if rest:
        lines.append(words.plain("import_report.more", count=rest))
    if report.unknown_columns:
        shown = ", ".join(shorten(name) for name in report.unknown_columns[:COLUMNS_SHOWN])
        lines.append(words.plain("import_report.unknown_columns", columns=shown))
    head = [Paragraph(words.render("import_report.skipped", count=report.refused))] if report.refused else []
    return [*head, *(Paragraph(_literal(line), quiet=True) for line in lines)]


def _offer(words: Words, import_id: int, report: ImportReport) -> Controls:
    block = "uploads.accept_good" if report.refused else "uploads.accept"
    value = write_value(ImportRef(import_id))
    accept = Button(label=words.plain(block), action="import_accept", value=value, emphasis=Emphasis.PRIMARY)
    return Controls((accept, _decline(words, import_id)))


def _decline(words: Words, import_id: int) -> Button:
    value = write_value(ImportRef(import_id))
    return Button(label=words.plain("uploads.decline"), action="import_decline", value=value)


def _literal(text: str) -> Text:
    return (Span(text),)
