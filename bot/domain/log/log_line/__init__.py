"""Parser for log lines; the README of the test data refers to the rules by number."""

from bot.domain.log.log_line.appointment import AS_TYPED, DayChoice, LineChoice
from bot.domain.log.log_line.parser import ChosenAccount, parse_log_line
from bot.domain.log.log_line.several.parse import MOST_ACTIVITIES, parse_log_lines

__all__ = [
    "AS_TYPED",
    "MOST_ACTIVITIES",
    "ChosenAccount",
    "DayChoice",
    "LineChoice",
    "parse_log_line",
    "parse_log_lines",
]
