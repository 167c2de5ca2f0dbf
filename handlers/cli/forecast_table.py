"""Render forecast nudges as JSON or as a table for a terminal."""

from collections.abc import Sequence

from bot.services.rhythm.forecast_nudges import NudgeForecast

COLUMNS = ("local", "zone", "utc", "to", "kind", "due", "reason", "workspace")
NOTHING = "Nobody has a moment in this time: there are no reps or teams whose hour falls in it."


def describe_forecast(item: NudgeForecast) -> dict[str, object]:
    """Return one forecast message as a JSON object; ``local`` is in the recipient's time zone."""
    due_at = item.verdict.due_at
    return {
        "workspace": item.workspace,
        "to": item.to,
        "kind": item.kind,
        "due": item.is_due,
        "reason": item.reason,
        "utc": due_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "local": due_at.astimezone(item.subject.zone).isoformat(timespec="minutes"),
        "zone": item.subject.zone.key,
        "local_day": item.verdict.day.isoformat(),
        "expires": item.verdict.expires_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def draw_table(rows: Sequence[dict[str, object]]) -> str:
    """Return the rows as an aligned table, or a sentence when there are none."""
    if not rows:
        return NOTHING
    cells = [COLUMNS, *(tuple(_show(row[column]) for column in COLUMNS) for row in rows)]
    widths = [max(len(line[number]) for line in cells) for number in range(len(COLUMNS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells
    )


def _show(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
