"""Parser for log lines; the README of the test data refers to the rules by number."""

from bot.domain.log.log_line.parser import ChosenAccount, parse_log_line

__all__ = ["ChosenAccount", "parse_log_line"]
