"""Post something of a team in its channel: the button, and that it was done."""

from bot.domain.people.people import Team
from bot.messages.text.meeting_values import Shareable, TeamShare
from bot.messages.text.message import Button, Message, Paragraph
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words


def make_share_button(words: Words, *, team_id: int, what: Shareable) -> Button:
    """Return the button that posts something in the team's channel."""
    value = write_value(TeamShare(team_id, what))
    return Button(label=words.plain("meeting.share"), action="team_share", value=value)


def build_shared(words: Words, team: Team) -> Message:
    """Confirm that it is in the channel."""
    text = Paragraph(words.render("meeting.shared", team=team.name))
    return Message(fallback=words.plain("meeting.shared", team=team.name), parts=(text,))


def build_no_channel(words: Words, team: Team, *, ritme: str, leads: bool) -> Message:
    """Say that the team has no channel yet, and who chooses one."""
    values = {"team": team.name, "ritme": ritme, "leads": leads}
    text = Paragraph(words.render("meeting.no_channel", **values))
    return Message(fallback=words.plain("meeting.no_channel", **values), parts=(text,))
