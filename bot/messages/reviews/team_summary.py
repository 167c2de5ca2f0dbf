"""The daily summary in the manager's channel: team totals, no names, nobody recognisable (R8, K10)."""

from bot.domain.home.day import TeamDay
from bot.messages.hints.stall_news import describe_stalled_total
from bot.messages.meetings.points import make_list_button
from bot.messages.text.meeting_values import TeamListKind
from bot.messages.text.message import Controls, Heading, Message, MessagePart, Paragraph
from bot.messages.text.parts import describe_team_progress
from bot.messages.text.words import Words


def build_team_summary(words: Words, day: TeamDay, *, ritme: str = "/ritme", explains: bool = True) -> Message:
    """Show a team's day against its targets, its advances, and its open steps, or what can be said without figures.

    ``explains`` is whether to say why there are no figures.
    """
    name = day.team.name
    parts: list[MessagePart] = [Heading(words.render("team_summary.title", team=name, day=day.day))]
    if day.is_off:
        parts.append(Paragraph(words.render("team_summary.nobody_today")))
    elif day.people == 0:
        parts.append(Paragraph(words.render("team_summary.nobody", team=name, ritme=ritme)))
    elif day.has_figures:
        parts += describe_team_progress(words, day.progress)
        parts += [*_describe_advances(words, day), *_describe_open(words, day)]
        parts += describe_stalled_total(words, day.stalled)
        parts += _describe_buttons(words, day)
    else:
        parts += _describe_without_figures(words, day, explains=explains)
    return Message(fallback=words.plain("team_summary.title", team=name, day=day.day), parts=tuple(parts))


def build_channel_summary(words: Words, day: TeamDay, *, ritme: str = "/ritme") -> Message | None:
    """Return the same for the team's channel; None on a day on which there is nothing to tell."""
    is_telling = day.has_figures or day.has_plans or day.has_decisions or not day.people
    return build_team_summary(words, day, ritme=ritme, explains=False) if is_telling else None


def _describe_without_figures(words: Words, day: TeamDay, *, explains: bool) -> list[MessagePart]:
    parts: list[MessagePart] = []
    if day.has_plans:
        parts.append(Paragraph(words.render("team_summary.planned", next_day=day.next_day)))
    if day.has_decisions:
        parts += [Paragraph(words.render("team_summary.decision")), _make_buttons(words, day, TeamListKind.STALLED)]
    return [*parts, Paragraph(words.render("team_summary.no_figures"), quiet=True)] if explains else parts


def _describe_advances(words: Words, day: TeamDay) -> list[MessagePart]:
    if not (day.steps_made or day.steps_kept):
        return []
    text = words.render("team_summary.advances", made=day.steps_made, kept=day.steps_kept)
    return [Heading(words.render("team_summary.advances_title")), Paragraph(text)]


def _describe_open(words: Words, day: TeamDay) -> list[MessagePart]:
    if not (day.due_next or day.overdue):
        return []
    text = words.render("team_summary.open", due_next=day.due_next, next_day=day.next_day, overdue=day.overdue)
    return [Heading(words.render("team_summary.open_title")), Paragraph(text)]


def _describe_buttons(words: Words, day: TeamDay) -> list[MessagePart]:
    """Return the buttons for the lists behind what is open and what stalled."""
    kinds = [
        *([TeamListKind.STEPS] if day.overdue else []),
        *([TeamListKind.STALLED] if day.stalled.deals else []),
    ]
    return [_make_buttons(words, day, *kinds)] if kinds else []


def _make_buttons(words: Words, day: TeamDay, *kinds: TeamListKind) -> Controls:
    return Controls(tuple(make_list_button(words, team_id=day.team.id, kind=kind) for kind in kinds))
