"""What asks for a decision, in a sentence, and the buttons under it: the list behind it, and the agenda (R8)."""

from bot.domain.log.activity import OwnKindId
from bot.domain.meetings.agenda import PointKind, find_figure
from bot.domain.reviews.team_review import Decision, DecisionKind
from bot.messages.text.button_values import OwnKindRef, TeamRef
from bot.messages.text.meeting_values import PointRef, TeamListKind, TeamListRef
from bot.messages.text.message import Button, Controls, MessagePart, Paragraph
from bot.messages.text.parts import name_own_kind
from bot.messages.text.record_values import write_value
from bot.messages.text.text import Text
from bot.messages.text.words import Words

LISTS = {PointKind.STEPS: TeamListKind.STEPS, PointKind.CUSTOMERS: TeamListKind.CUSTOMERS}


def describe_decision(words: Words, decision: Decision, *, team_id: int) -> list[MessagePart]:
    """Return a figure that asks for a decision, with what can be done about it."""
    kind, subject = find_figure(decision)
    act = find_act(words, kind, subject, team_id=team_id)
    buttons = (*([act] if act else []), make_agenda_button(words, PointRef(team_id, kind, subject)))
    return [Paragraph(format_decision(words, decision)), Controls(buttons)]


def format_decision(words: Words, decision: Decision) -> Text:
    """Return the sentence of a figure that asks for a decision."""
    subject = decision.subject
    if decision.own is not None:
        subject = name_own_kind(words, decision.own)
    elif decision.kind is DecisionKind.KIND_BEHIND:
        subject = words.plain(f"team_week.series_{decision.subject}")
    return words.render(f"team_week.{decision.kind}", count=decision.count, what=subject)


def find_act(words: Words, kind: PointKind, subject: int, *, team_id: int) -> Button | None:
    """Return the button that does something about a point, None where talking is all there is to do.

    The target of an own kind (``subject``) is the workspace's, and changed with the kind.
    """
    if kind in LISTS:
        return make_list_button(words, team_id=team_id, kind=LISTS[kind])
    label = words.plain("meeting.change_target")
    if kind is PointKind.OWN_BEHIND:
        return Button(label=label, action="own_kind_edit", value=write_value(OwnKindRef(OwnKindId(subject))))
    if kind is PointKind.BEHIND:
        return Button(label=label, action="team_target", value=write_value(TeamRef(team_id)))
    return None


def make_list_button(words: Words, *, team_id: int, kind: TeamListKind) -> Button:
    """Return the button that shows the list behind a figure, to who presses it."""
    value = write_value(TeamListRef(team_id, kind))
    return Button(label=words.plain(f"meeting.list_{kind}"), action="team_list", value=value)


def make_agenda_button(words: Words, point: PointRef) -> Button:
    """Return the button that puts something on the agenda of the weekly meeting."""
    return Button(label=words.plain("meeting.discuss"), action="meeting_add", value=write_value(point))
