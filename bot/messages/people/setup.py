"""Replies to setup commands: teams, channels, languages and roles."""

from collections.abc import Sequence

from bot.domain.people.people import Rep, Role, Team
from bot.messages.people.teams import TEAMS_SHOWN, make_join_button
from bot.messages.text.line_form import LineKind, make_line_button
from bot.messages.text.message import Controls, Emphasis, Message, Paragraph
from bot.messages.text.text import Text, to_plain
from bot.messages.text.words import Words


def build_team_list(words: Words, teams: Sequence[Team]) -> Message:
    """List the teams that a user can join, with a button for each and one for a new team."""
    names = ", ".join(team.name for team in teams)
    text = words.render("setup.teams_title" if teams else "setup.teams_none", names=names)
    joins = (make_join_button(words, team) for team in teams[:TEAMS_SHOWN])
    new = make_line_button(words, LineKind.TEAM, emphasis=Emphasis.PLAIN if teams else Emphasis.PRIMARY)
    return Message(fallback=to_plain(text), parts=(Paragraph(text), Controls((*joins, new))))


def build_channel_set(words: Words, team: Team, *, channel_name: str) -> Message:
    """Confirm where and when a team's summary is posted."""
    return _format_lines(words.render("setup.channel_set", team=team.name, at=team.summary_at, channel=channel_name))


def build_language_set(words: Words) -> Message:
    """Confirm the new language, in that language."""
    return _format_lines(words.render("setup.language_set"))


def build_currency(words: Words, currency: str, *, may_change: bool, is_new: bool = False) -> Message:
    """Show the currency of amounts that are typed without one, with a button to change it; ``is_new`` confirms that."""
    text = words.render("setup.currency_set" if is_new else "setup.currency", currency=currency)
    change = Controls((make_line_button(words, LineKind.CURRENCY),))
    rest = change if may_change else Paragraph(words.render("setup.currency_hint"), quiet=True)
    return Message(fallback=to_plain(text), parts=(Paragraph(text), rest))


def build_role_given(words: Words, rep: Rep, role: Role) -> Message:
    """Confirm a rep's new role."""
    return _format_lines(words.render("setup.role_given", name=rep.name, role=words.plain(f"setup.role_{role}")))


def _format_lines(*lines: Text) -> Message:
    return Message(fallback=to_plain(lines[0]), parts=tuple(Paragraph(line) for line in lines))


def build_sent_privately(words: Words) -> Message:
    """Report that the reply was sent as a direct message."""
    text = words.render("setup.sent_privately")
    return Message(fallback=to_plain(text), parts=(Paragraph(text),))


def build_calendar_sent(words: Words) -> Message:
    """Report where the calendar file was sent."""
    return _format_lines(words.render("setup.calendar_sent"))


def build_calendar_failed(words: Words) -> Message:
    """Report that the calendar file could not be created."""
    return _format_lines(words.render("setup.calendar_failed"))
