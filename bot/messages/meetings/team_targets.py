"""Targets for everybody in a team from a day on: the form, and what each of them hears (R1)."""

from datetime import date

from bot.domain.log.activity import Kind
from bot.domain.people.people import Team
from bot.domain.people.team_targets import DayTargets
from bot.messages.people.target_fields import ask_targets
from bot.messages.text.button_values import TeamRef
from bot.messages.text.message import Button, Controls, DateField, Form, Message, Paragraph
from bot.messages.text.parts import name_count, shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words

TARGETS_FORM = "team_targets"
DAY_FIELD = "from_day"
TITLE_SHOWN = 30


def build_targets_form(words: Words, team: Team, targets: DayTargets, *, from_day: date) -> Form:
    """Build the form with the targets of a working day; ``from_day`` is proposed."""
    now = {Kind.MESSAGE: targets.message, Kind.CALL: targets.call, Kind.VISIT: targets.visit}
    label = words.plain("team_targets.from_day", team=shorten(team.name, TITLE_SHOWN))
    return Form(
        name=TARGETS_FORM,
        title=words.plain("team_targets.form_title"),
        submit=words.plain("team_targets.form_submit"),
        close=words.plain("handover.close"),
        fields=(*ask_targets(words, now.__getitem__), DateField(name=DAY_FIELD, label=label, initial=from_day)),
        subject=write_value(TeamRef(team.id)),
    )


def build_targets_set(words: Words, team: Team, targets: DayTargets, *, from_day: date, people: int) -> Message:
    """Confirm the targets of a team."""
    values = {**_name_targets(words, targets), "team": team.name, "day": from_day, "count": people}
    text = Paragraph(words.render("team_targets.set", **values))
    return Message(fallback=words.plain("team_targets.set", **values), parts=(text,))


def build_targets_told(words: Words, team: Team, targets: DayTargets, *, from_day: date, by: str) -> Message:
    """Tell a rep the targets of the team, with the way to others of one's own."""
    values = {**_name_targets(words, targets), "team": team.name, "day": from_day, "by": by}
    settings = Button(label=words.plain("controls.settings"), action="settings_open")
    text = Paragraph(words.render("team_targets.told", **values))
    return Message(fallback=words.plain("team_targets.told", **values), parts=(text, Controls((settings,))))


def _name_targets(words: Words, targets: DayTargets) -> dict[str, str]:
    return {
        "messages": name_count(words, Kind.MESSAGE, targets.message),
        "calls": name_count(words, Kind.CALL, targets.call),
        "visits": name_count(words, Kind.VISIT, targets.visit),
    }
