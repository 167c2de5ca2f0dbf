"""The weekly meeting: its agenda, the decisions that come back, and what is written down after it (R8)."""

from collections.abc import Sequence

from bot.domain.deals.deals import Deal
from bot.domain.meetings.agenda import AgendaPoint, Meeting, MeetingDecision, PointKind
from bot.domain.people.people import Team
from bot.messages.deals.deal_parts import name_deal, name_stalls
from bot.messages.meetings.points import find_act, format_decision
from bot.messages.meetings.share import make_share_button
from bot.messages.text.button_values import DealRef, TeamRef
from bot.messages.text.line_form import LineKind, make_line_button
from bot.messages.text.meeting_values import DecisionRef, Shareable
from bot.messages.text.message import (
    Button,
    Controls,
    Emphasis,
    Form,
    Heading,
    Message,
    MessagePart,
    Paragraph,
    Row,
    TextField,
)
from bot.messages.text.parts import shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.text import Span, Text, to_plain
from bot.messages.text.words import Words

DECISIONS_FORM = "meeting_decisions"
LINES_FIELD = "lines"
# More would not be talked about in one meeting; the others wait for the next Monday.
DECIDED_SHOWN, REASONS_SHOWN = 6, 1
LINES_SHARED = 30
NAME_SHOWN, QUOTE_SHOWN, LINES_LIMIT, TITLE_SHOWN = 60, 200, 2000, 24


def build_meeting(words: Words, meeting: Meeting) -> Message:
    """Show the agenda of the next meeting to one person."""
    title = words.plain("meeting.title", team=meeting.team.name)
    parts = describe_meeting(words, meeting)
    if meeting.is_empty:
        parts = [Paragraph(words.render("meeting.empty")), make_note_button(words, meeting.team)]
    hint = Paragraph(words.render("meeting.hint"), quiet=True)
    topic = Controls((make_line_button(words, LineKind.TOPIC),))
    heading = Heading(words.render("meeting.title", team=meeting.team.name))
    return Message(fallback=title, parts=(heading, *parts, hint, topic))


def describe_meeting(words: Words, meeting: Meeting) -> list[MessagePart]:
    """Return what was decided before, then the points to talk about, each with what can be done; empty without any."""
    if meeting.is_empty:
        return []
    parts: list[MessagePart] = []
    if meeting.decided:
        parts.append(Heading(words.render("meeting.decided_title")))
        for decided in meeting.decided[:DECIDED_SHOWN]:
            parts += _describe_decided(words, decided)
    if meeting.points:
        parts.append(Heading(words.render("meeting.agenda_title", count=len(meeting.points))))
        parts += [_describe_point(words, meeting.team, number, each) for number, each in enumerate(meeting.points, 1)]
    return [*parts, Paragraph(words.render("meeting.after"), quiet=True), make_note_button(words, meeting.team)]


def build_decisions_form(words: Words, team: Team) -> Form:
    """Build the form in which a meeting's decisions are typed, one per line."""
    return Form(
        name=DECISIONS_FORM,
        title=words.plain("meeting.form_title"),
        submit=words.plain("meeting.form_submit"),
        close=words.plain("handover.close"),
        fields=(
            TextField(
                name=LINES_FIELD,
                label=words.plain("meeting.form_lines", team=shorten(team.name, TITLE_SHOWN)),
                hint=words.plain("meeting.form_hint"),
                lines=True,
                limit=LINES_LIMIT,
            ),
        ),
        subject=write_value(TeamRef(team.id)),
    )


def build_decisions_noted(words: Words, team: Team, lines: Sequence[str]) -> Message:
    """Confirm what was written down."""
    values = {"count": len(lines), "team": team.name}
    parts: list[MessagePart] = [Paragraph(words.render("meeting.noted", **values))]
    parts += [Paragraph(words.render("meeting.noted_line", text=line)) for line in lines[:DECIDED_SHOWN]]
    share = Controls((make_share_button(words, team_id=team.id, what=Shareable.DECIDED),))
    return Message(fallback=words.plain("meeting.noted", **values), parts=(*parts, share))


def build_decided_today(words: Words, team: Team, decided: Sequence[MeetingDecision]) -> Message:
    """List what the team decided today, for its channel."""
    title = words.render("meeting.today_title", team=team.name)
    lines = [words.render("meeting.noted_line", text=each.text) for each in decided[:LINES_SHARED]]
    parts = [Paragraph(line) for line in lines or [words.render("meeting.today_none")]]
    return Message(fallback=to_plain(title), parts=(Heading(title), *parts))


def build_decision_closed(words: Words, decided: MeetingDecision, block: str) -> Message:
    """Confirm what became of a decision, with the way back unless that was it."""
    text = words.render(f"meeting.{block}", text=decided.text)
    parts: list[MessagePart] = [Paragraph(text)]
    if block != "reopened":
        value = write_value(DecisionRef(decided.id))
        parts.append(Controls((Button(label=words.plain("controls.undo"), action="decision_reopen", value=value),)))
    return Message(fallback=words.plain(f"meeting.{block}", text=decided.text), parts=tuple(parts))


def build_point_added(words: Words, team: Team, *, note: str = "", deal: Deal | None = None) -> Message:
    """Confirm that something is on the agenda: what was typed, a deal, or what the button was about."""
    name = shorten(name_deal(deal), NAME_SHOWN) if deal is not None else ""
    values = {"team": team.name, "note": note, "name": name}
    button = Button(label=words.plain("meeting.show"), action="meeting_show", value=write_value(TeamRef(team.id)))
    text = Paragraph(words.render("meeting.added", **values))
    return Message(fallback=words.plain("meeting.added", **values), parts=(text, Controls((button,))))


def _describe_decided(words: Words, decided: MeetingDecision) -> list[MessagePart]:
    value = write_value(DecisionRef(decided.id))
    done = Button(label=words.plain("meeting.done_button"), action="decision_done", value=value)
    drop = Button(label=words.plain("meeting.drop_button"), action="decision_drop", value=value)
    text = words.render("meeting.decided", text=decided.text, day=decided.made_on)
    return [Paragraph(text), Controls((done, drop))]


def _describe_point(words: Words, team: Team, number: int, point: AgendaPoint) -> MessagePart:
    text = (Span(f"{number}. "), *_format_point(words, point))
    button = _find_button(words, team, point)
    return Paragraph(text) if button is None else Row(text, button)


def _format_point(words: Words, point: AgendaPoint) -> Text:
    if point.deal is not None:
        deal, reasons = point.deal.deal, name_stalls(words, point.deal.deal, point.deal.stalls[:REASONS_SHOWN])
        name = shorten(name_deal(deal), NAME_SHOWN)
        return words.render("meeting.point_deal", name=name, worth=deal.worth, reasons="; ".join(reasons))
    if point.lesson is not None:
        quote = shorten(point.lesson.text, QUOTE_SHOWN)
        return words.render("meeting.point_lesson", account=point.lesson.account_name, quote=quote)
    if point.decision is not None:
        return format_decision(words, point.decision)
    if point.kind is PointKind.TYPED:
        return words.render("meeting.point_typed", note=point.note)
    return words.render(f"meeting.point_{point.kind}")


def _find_button(words: Words, team: Team, point: AgendaPoint) -> Button | None:
    if point.deal is not None:
        value = write_value(DealRef(point.deal.deal.id))
        return Button(label=words.plain("stall_news.show"), action="deal_show", value=value)
    if point.lesson is not None:
        return Button(label=words.plain("meeting.all_lessons"), action="lesson_list")
    return find_act(words, point.kind, point.subject, team_id=team.id)


def make_note_button(words: Words, team: Team) -> Controls:
    """Return the button that opens the form for what a meeting decides."""
    label = words.plain("meeting.note_button")
    value = write_value(TeamRef(team.id))
    return Controls((Button(label=label, action="meeting_note", value=value, emphasis=Emphasis.PRIMARY),))
