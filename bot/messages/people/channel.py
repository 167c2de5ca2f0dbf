"""Choose the channel of a team: the button, and the form behind it."""

from bot.domain.people.people import Team
from bot.messages.text.button_values import TeamRef
from bot.messages.text.message import Button, ChannelField, Emphasis, Form
from bot.messages.text.parts import shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words

CHANNEL_FORM = "team_channel"
CHANNEL_FIELD = "channel"
CHOOSE_CHANNEL = "channel_choose"
TITLE_SHOWN = 40


def make_channel_button(words: Words, team: Team, *, emphasis: Emphasis = Emphasis.PLAIN) -> Button:
    """Return the button with which a manager chooses where a team's messages go."""
    value = write_value(TeamRef(team.id))
    return Button(label=words.plain("setup.channel_button"), action=CHOOSE_CHANNEL, value=value, emphasis=emphasis)


def build_channel_form(words: Words, team: Team) -> Form:
    """Build the form in which a channel is picked."""
    return Form(
        name=CHANNEL_FORM,
        title=words.plain("setup.channel_button"),
        submit=words.plain("line_form.submit"),
        close=words.plain("handover.close"),
        fields=(
            ChannelField(
                name=CHANNEL_FIELD,
                label=words.plain("setup.channel_label", team=shorten(team.name, TITLE_SHOWN)),
                hint=words.plain("set_up.channel_hint"),
            ),
        ),
        subject=write_value(TeamRef(team.id)),
    )
