"""The result of an import, or of what it would be, as lines."""

from bot.domain.exchange.report import BadRow, CutText, ImportReport
from bot.domain.exchange.undo_report import KeptRow, UndoReport
from bot.messages.exchange.import_preview import name_field
from bot.messages.text.words import Words

ROWS_SHOWN = 50


def describe_import(
    words: Words, report: ImportReport, *, skips_bad: bool = True, limit: int = ROWS_SHOWN
) -> list[str]:
    """Return the counts, each refused row with its line number and reason, what was cut, and the unknown columns.

    ``skips_bad`` says whether the good rows are taken when there are bad ones.
    """
    lines = [describe_bad(words, bad) for bad in report.bad[:limit]]
    lines += _count_rest(words, report.refused, limit)
    lines += [describe_cut(words, cut) for cut in report.cut[:limit]]
    lines += _count_rest(words, len(report.cut) + report.more_cut, limit)
    if report.unknown_columns:
        lines.append(words.plain("import_report.unknown_columns", columns=", ".join(report.unknown_columns)))
    if report.refused and not (skips_bad and report.good) and not report.was_written:
        return [words.plain("import_report.not_written"), *lines]
    return [count_rows(words, report), *_count_refused(words, report), *lines]


def count_rows(words: Words, report: ImportReport) -> str:
    """Return how many rows are new, changed and the same; with what will be or with what was."""
    block = "import_report.written" if report.was_written else "import_report.planned"
    return words.plain(block, new=report.new, changed=report.changed, unchanged=report.unchanged)


def describe_bad(words: Words, bad: BadRow) -> str:
    """Return which row is refused, and why."""
    reason = words.plain(f"import_report.{bad.code}", value=bad.value)
    return words.plain("import_report.row", line=bad.line, reason=reason)


def describe_cut(words: Words, cut: CutText) -> str:
    """Return which text is cut."""
    return words.plain("import_report.cut", line=cut.line, field=name_field(words, cut.field), limit=cut.limit)


def describe_undo(words: Words, report: UndoReport, *, limit: int = ROWS_SHOWN) -> list[str]:
    """Return how many rows were removed and put back, and which stay and why."""
    lines = [words.plain("import_report.undone", removed=report.removed, restored=report.restored)]
    if report.kept:
        lines.append(words.plain("import_report.kept", count=len(report.kept) + report.more_kept))
        lines += [_describe_kept(words, kept) for kept in report.kept[:limit]]
        lines += _count_rest(words, len(report.kept) + report.more_kept, limit)
    return lines


def _describe_kept(words: Words, kept: KeptRow) -> str:
    return words.plain(
        "import_report.kept_in_use" if kept.is_in_use else "import_report.kept_changed", label=kept.label
    )


def _count_refused(words: Words, report: ImportReport) -> list[str]:
    return [words.plain("import_report.skipped", count=report.refused)] if report.refused else []


def _count_rest(words: Words, total: int, limit: int) -> list[str]:
    return [words.plain("import_report.more", count=total - limit)] if total > limit else []
