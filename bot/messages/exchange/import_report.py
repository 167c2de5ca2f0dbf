"""The result of an import, as lines for a terminal."""

from bot.domain.exchange.report import BadRow, ImportReport
from bot.messages.text.words import Words

ROWS_SHOWN = 50


def describe_import(words: Words, report: ImportReport) -> list[str]:
    """Return the counts, each refused row with its line number and reason, and the unknown columns."""
    lines = [
        words.plain("import_report.row", line=bad.line, reason=_explain(words, bad)) for bad in report.bad[:ROWS_SHOWN]
    ]
    if len(report.bad) > ROWS_SHOWN:
        lines.append(words.plain("import_report.more", count=len(report.bad) - ROWS_SHOWN))
    if report.unknown_columns:
        lines.append(words.plain("import_report.unknown_columns", columns=", ".join(report.unknown_columns)))
    if not report.was_written:
        return [words.plain("import_report.not_written"), *lines]
    head = [words.plain("import_report.written", new=report.new, changed=report.changed, unchanged=report.unchanged)]
    if report.bad:
        head.append(words.plain("import_report.skipped", count=len(report.bad)))
    return [*head, *lines]


def _explain(words: Words, bad: BadRow) -> str:
    return words.plain(f"import_report.{bad.code}", value=bad.value)
