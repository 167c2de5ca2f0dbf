"""Slack's date tokens (``<!date^unix^{date_short} {time}|fallback>``), formatted in the reader's time zone."""

import re
from datetime import UTC, datetime, tzinfo

_TOKEN = re.compile(r"\{(\w+)\}")
_FORMATS = {
    "date_num": "%Y-%m-%d",
    "date": "%-d %B %Y",
    "date_short": "%-d %b %Y",
    "date_long": "%A %-d %B %Y",
    "date_pretty": "%-d %B %Y",
    "date_short_pretty": "%-d %b %Y",
    "date_long_pretty": "%A %-d %B %Y",
    "time": "%H:%M",
    "time_secs": "%H:%M:%S",
}


def draw_date(target: str, *, fallback: str, zone: tzinfo = UTC) -> str:
    """Format the date of ``unix^format`` in ``zone``; ``fallback`` if it cannot be parsed."""
    stamp, _, rest = target.partition("^")
    if not stamp.isdigit():
        return fallback
    moment = datetime.fromtimestamp(int(stamp), tz=zone)
    return _TOKEN.sub(lambda match: _draw_token(match[1], moment, fallback), rest.partition("^")[0])


def _draw_token(name: str, moment: datetime, fallback: str) -> str:
    return moment.strftime(_FORMATS[name]) if name in _FORMATS else fallback
