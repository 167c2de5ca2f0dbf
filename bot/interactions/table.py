"""The routing table: every command, button and form by name."""

from collections.abc import Mapping

from bot.interactions import conversation, menu, requests, small_talk, typed_lines
from bot.interactions.accounts import cards as account_cards
from bot.interactions.accounts import changes as account_changes
from bot.interactions.accounts import first_accounts, merging
from bot.interactions.accounts import people as account_people
from bot.interactions.calendar import company_days, free_days, place
from bot.interactions.certainties import contact_persons, feedback, method, referrals
from bot.interactions.deals import cards, fixes, old_buttons, wins
from bot.interactions.deals import lines as deal_lines
from bot.interactions.exchange import uploads
from bot.interactions.interaction import Handlers, Suggester
from bot.interactions.lessons import lessons
from bot.interactions.linking import linking
from bot.interactions.log import choices, corrections, entries, first_log, form, lines, no_contact, own_kinds, talking
from bot.interactions.meetings import give_question, lists, meeting, share, targets
from bot.interactions.people import channel, handover, selling, team_totals, teams
from bot.interactions.questions import ask, playbook, wording
from bot.interactions.rhythm import hints, nudges, plan, settings
from bot.interactions.welcome import channels, first_steps, set_up, team_start

COMMANDS: Handlers = conversation.COMMANDS
BUTTONS: Handlers = {
    **lines.BUTTONS,
    **choices.BUTTONS,
    **talking.BUTTONS,
    **form.BUTTONS,
    **entries.BUTTONS,
    **corrections.BUTTONS,
    **own_kinds.BUTTONS,
    **cards.BUTTONS,
    **deal_lines.BUTTONS,
    **fixes.BUTTONS,
    **old_buttons.BUTTONS,
    **wins.BUTTONS,
    **ask.BUTTONS,
    **wording.BUTTONS,
    **lessons.BUTTONS,
    **feedback.BUTTONS,
    **referrals.BUTTONS,
    **method.BUTTONS,
    **contact_persons.BUTTONS,
    **account_cards.BUTTONS,
    **account_changes.BUTTONS,
    **merging.BUTTONS,
    **account_people.BUTTONS,
    **first_accounts.BUTTONS,
    **hints.BUTTONS,
    **plan.BUTTONS,
    **nudges.BUTTONS,
    **settings.BUTTONS,
    **small_talk.BUTTONS,
    **menu.BUTTONS,
    **requests.BUTTONS,
    **typed_lines.BUTTONS,
    **free_days.BUTTONS,
    **place.BUTTONS,
    **company_days.BUTTONS,
    **handover.BUTTONS,
    **team_totals.BUTTONS,
    **teams.BUTTONS,
    **channel.BUTTONS,
    **selling.BUTTONS,
    **lists.BUTTONS,
    **meeting.BUTTONS,
    **give_question.BUTTONS,
    **targets.BUTTONS,
    **share.BUTTONS,
    **uploads.BUTTONS,
    **first_steps.BUTTONS,
    **first_log.BUTTONS,
    **no_contact.BUTTONS,
    **channels.BUTTONS,
    **set_up.BUTTONS,
    **team_start.BUTTONS,
    **linking.BUTTONS,
}
FORMS: Handlers = {
    **form.FORMS,
    **own_kinds.FORMS,
    **fixes.FORMS,
    **wins.FORMS,
    **settings.FORMS,
    **playbook.FORMS,
    **wording.FORMS,
    **lessons.FORMS,
    **feedback.FORMS,
    **contact_persons.FORMS,
    **account_changes.FORMS,
    **merging.FORMS,
    **account_people.FORMS,
    **first_accounts.FORMS,
    **handover.FORMS,
    **channel.FORMS,
    **first_log.FORMS,
    **place.FORMS,
    **first_steps.FORMS,
    **lists.FORMS,
    **meeting.FORMS,
    **give_question.FORMS,
    **targets.FORMS,
    **set_up.FORMS,
    **typed_lines.FORMS,
}
SHORTCUTS: Handlers = form.SHORTCUTS
SUGGESTERS: Mapping[str, Suggester] = {
    **form.SUGGESTERS,
}
