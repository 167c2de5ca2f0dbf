"""The daily summary in the manager's channel: team totals, no names (R8, K10)."""

from bot.domain.home.day import TeamDay
from bot.messages.hints.stall_news import describe_stalled_total
from bot.messages.text.message import Heading, Message, MessagePart, Paragraph
from bot.messages.text.parts import describe_progress, name_progress
from bot.messages.text.words import Words


def build_team_summary(words: Words, day: TeamDay, *, ritme: str = "/ritme") -> Message:
    """Show a team's day against its targets, its advances, and its open steps."""
    name = day.team.name
    counts = name_progress(words, day.progress)
    parts: list[MessagePart] = [Heading(words.render("team_summary.title", team=name, day=day.day))]
    if day.people == 0:
        parts.append(Paragraph(words.render("team_summary.nobody", team=name, ritme=ritme)))
    else:
        parts += describe_progress(words, day.progress)
        parts.append(Paragraph(words.render("team_summary.people", active=day.active, people=day.people), quiet=True))
        parts += [*_describe_advances(words, day), *_describe_open(words, day)]
        parts += describe_stalled_total(words, day.stalled)
    return Message(fallback=words.plain("team_summary.fallback", team=name, day=day.day, **counts), parts=tuple(parts))


def _describe_advances(words: Words, day: TeamDay) -> list[MessagePart]:
    title = Heading(words.render("team_summary.advances_title"))
    if day.steps_made or day.steps_kept:
        return [
            title,
            Paragraph(words.render("team_summary.advances", made=day.steps_made, kept=day.steps_kept)),
        ]
    return [title, Paragraph(words.render("team_summary.no_advances"))]


def _describe_open(words: Words, day: TeamDay) -> list[MessagePart]:
    title = Heading(words.render("team_summary.open_title"))
    if day.due_next or day.overdue:
        text = words.render("team_summary.open", due_next=day.due_next, next_day=day.next_day, overdue=day.overdue)
    else:
        text = words.render("team_summary.nothing_open", next_day=day.next_day)
    return [title, Paragraph(text)]
