"""Post something of a team in its channel: the button, and that it was done."""

from bot.domain.people.people import Team
from bot.messages.people.channel import make_channel_button
from bot.messages.text.meeting_values import Shareable, TeamShare
from bot.messages.text.message import Button, Controls, Emphasis, Message, MessagePart, Paragraph
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


def build_no_channel(words: Words, team: Team, *, leads: bool) -> Message:
    """Say that the team has no channel yet, and who chooses one, with the button for who may."""
    values = {"team": team.name, "leads": leads}
    text = Paragraph(words.render("meeting.no_channel", **values))
    choose = (Controls((make_channel_button(words, team, emphasis=Emphasis.PRIMARY),)),) if leads else ()
    return Message(fallback=words.plain("meeting.no_channel", **values), parts=(text, *choose))


def offer_channel(words: Words, team: Team) -> list[MessagePart]:
    """Return why a team's week comes privately, and the button with which it goes to a channel from now on."""
    return [
        Paragraph(words.render("meeting.private", team=team.name), quiet=True),
        Controls((make_channel_button(words, team),)),
    ]
