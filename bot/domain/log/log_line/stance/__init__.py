"""The stance of a line: whether it tells of a contact, or of one that did not, will not or must not take place."""

from bot.domain.log.log_line.stance.denied_note import cut_denial
from bot.domain.log.log_line.stance.find_stance import find_stance, refuse_no_contact
from bot.domain.log.log_line.stance.reminder import cut_reminder
from bot.domain.log.no_contact import NoContact, Stance

__all__ = ["NoContact", "Stance", "cut_denial", "cut_reminder", "find_stance", "refuse_no_contact"]
