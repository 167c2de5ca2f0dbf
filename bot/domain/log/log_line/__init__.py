"""Reading what a rep types after the log command; the README of the data calls the rules by number."""

from bot.domain.log.log_line.parser import ChosenAccount, parse_log_line

__all__ = ["ChosenAccount", "parse_log_line"]
