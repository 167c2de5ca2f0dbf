"""Parser for log lines; the README of the test data refers to the rules by number."""

from bot.domain.log.log_line.parser import ChosenAccount, parse_log_line
from bot.domain.log.log_line.several.parse import MOST_ACTIVITIES, parse_log_lines

__all__ = ["MOST_ACTIVITIES", "ChosenAccount", "parse_log_line", "parse_log_lines"]
