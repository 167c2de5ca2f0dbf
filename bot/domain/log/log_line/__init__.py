"""Reading what a rep types after the log command; the README of the data calls the rules by number."""

from bot.domain.log.log_line.reading import ChosenAccount, read_log_line

__all__ = ["ChosenAccount", "read_log_line"]
