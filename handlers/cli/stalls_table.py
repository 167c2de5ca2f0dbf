"""Render reviewed deals for a terminal."""

from typing import Any


def draw_stalls(rows: list[dict[str, Any]]) -> str:
    """Return one line per reviewed deal, the stalled ones first."""
    if not rows:
        return "There are no open deals."
    ordered = sorted(rows, key=lambda row: not row["stalled"])
    return "\n".join(_draw_row(row) for row in ordered)


def _draw_row(row: dict[str, Any]) -> str:
    reasons = ", ".join(f"{each['reason']} {each['figure']} (norm {each['norm']})" for each in row["reasons"])
    mark = "✗" if row["stalled"] else "✓"
    return f"{mark} {row['account']} · {row['deal']} · {row['stage']} · {row['value'] or '-'} {reasons}".rstrip()
