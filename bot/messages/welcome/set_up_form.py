"""The form that puts a whole team in place, and what is said once it is there."""

from collections.abc import Sequence
from datetime import date, datetime, time

from bot.domain.calendar.countries import COUNTRIES, find_country
from bot.domain.people.people import Rep, Team, Workspace
from bot.messages.calendar.place import ask_country
from bot.messages.people.settings_form import LEADS, SELLS
from bot.messages.people.target_fields import ask_targets
from bot.messages.text.message import (
    Button,
    ChannelField,
    ChecksField,
    ChoiceField,
    Controls,
    Emphasis,
    Field,
    Form,
    Message,
    MessagePart,
    Option,
    Paragraph,
    PeopleField,
    TextField,
    TimeField,
)
from bot.messages.text.text import Text
from bot.messages.text.words import LANGUAGES, Words
from bot.messages.welcome.greeting import make_set_up_button
from bot.messages.welcome.hour import DAY, name_day

SET_UP_FORM = "set_up"
TEAM_NAME_LIMIT, TARGETS_LIMIT = 80, 2000
# Of those who have not added the bot, in one sentence.
NAMES_SHOWN = 10
# Any Monday: only the names of the days of its week are used.
A_MONDAY = date(2026, 1, 5)
WEEKDAYS = tuple(str(number) for number in range(7))
USUAL_MORNING = time(8, 30)
# Those whose public holidays people ask for most; each is one that the calendar knows.


def build_set_up_form(words: Words, rep: Rep, workspace: Workspace, *, team: str) -> Form:
    """Build the form, filled in as far as can be: for most teams people, a name and a channel are all to add.

    For a first ``team`` ("") the language and the country are those of who fills it in.
    """

    def say(block: str) -> str:
        return words.plain(f"set_up.{block}")

    return Form(
        name=SET_UP_FORM,
        title=say("title"),
        submit=say("submit"),
        close=words.plain("controls.cancel"),
        fields=(
            PeopleField(name="people", label=say("people")),
            TextField(name="team", label=say("team"), initial=team, limit=TEAM_NAME_LIMIT),
            PeopleField(name="leaders", label=say("leaders"), initial=(rep.external_id,), required=False),
            _choose_selling(words),
            ChannelField(name="channel", label=say("channel"), hint=say("channel_hint")),
            *ask_targets(words, rep.targets.of),
            TextField(
                name="person_targets",
                label=say("person_targets"),
                hint=say("person_targets_hint"),
                required=False,
                lines=True,
                limit=TARGETS_LIMIT,
            ),
            _ask_days(words),
            TimeField(name="morning_at", label=say("morning_at"), initial=USUAL_MORNING),
            ask_country(
                words,
                label=words.plain("set_up.country"),
                country=workspace.country if team else _find_country(rep, workspace),
                own=workspace.country,
            ),
            _ask_language(words, proposed=workspace.language if team else rep.language),
        ),
    )


def _choose_selling(words: Words) -> Field:
    options = tuple(Option(value=each, label=words.plain(f"set_up.leaders_{each}")) for each in (SELLS, LEADS))
    return ChoiceField(name="selling", label=words.plain("set_up.selling"), options=options, initial=SELLS)


def _ask_days(words: Words) -> Field:
    options = tuple(
        Option(value=each, label=words.plain("set_up.weekday", day=A_MONDAY + int(each) * DAY)) for each in WEEKDAYS
    )
    return ChecksField(
        name="days", label=words.plain("set_up.days"), options=options, initial=WEEKDAYS[:5], required=True
    )


def _find_country(rep: Rep, workspace: Workspace) -> str:
    """Return the country of a rep's time zone, if it is one that the form offers."""
    country = find_country(rep.timezone)
    return country if country in COUNTRIES else workspace.country


def _ask_language(words: Words, *, proposed: str) -> Field:
    options = tuple(Option(value=code, label=words.plain(f"settings_form.language_{code}")) for code in LANGUAGES)
    return ChoiceField(name="language", label=words.plain("set_up.language"), options=options, initial=proposed)


def build_set_up_offer(words: Words) -> Message:
    """Offer a button for the form, where a command cannot open it."""
    return Message(
        fallback=words.plain("set_up.offer"),
        parts=(Paragraph(words.render("set_up.offer")), Controls((make_set_up_button(words, Emphasis.PRIMARY),))),
    )


def build_team_placed(
    words: Words,
    team: Team,
    *,
    others: int,
    channel: str | None,
    told: tuple[datetime, datetime],
    not_here: Sequence[str],
    rep: Rep,
    now: datetime,
) -> Message:
    """Confirm a team, when its people hear of it (the first and the last of them), and where files go.

    ``not_here`` are the names of those who cannot be told, because they have not added the bot.
    """
    values: dict[str, object] = {"team": team.name, "others": others}
    parts: list[MessagePart] = [Paragraph(words.render("set_up.placed", **values))]
    if others:
        parts.append(Paragraph(_say_told(words, told, rep, now)))
    if not_here:
        named = {"names": ", ".join(not_here[:NAMES_SHOWN]), "more": max(0, len(not_here) - NAMES_SHOWN)}
        parts.append(Paragraph(words.render("set_up.not_here", **named)))
    if channel is not None:
        parts.append(Paragraph(words.render("set_up.channel_set", channel=channel, at=team.summary_at)))
    parts.append(Paragraph(words.render("set_up.files"), quiet=True))
    again = Button(label=words.plain("set_up.another"), action="set_up_open")
    return Message(fallback=words.plain("set_up.placed", **values), parts=(*parts, Controls((again,))))


def _say_told(words: Words, told: tuple[datetime, datetime], rep: Rep, now: datetime) -> Text:
    first, last = told
    if last <= now:
        return words.render("set_up.told_now")
    if first != last:
        return words.render("set_up.told_each")
    local = first.astimezone(rep.zone)
    day = name_day(words, local.date(), today=now.astimezone(rep.zone).date())
    return words.render("set_up.told_later", when=day, at=local.time())
