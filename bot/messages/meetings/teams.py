"""Several teams side by side, for who leads them: each in its own totals, and never added up (K10).

A sum over teams would tell what a team that is too small for a total did: it is the sum without the others.
"""

from collections.abc import Sequence

from bot.domain.log.activity import RHYTHM_KINDS
from bot.domain.reviews.team_review import TeamWeek, list_decisions
from bot.messages.text.button_values import TeamRef
from bot.messages.text.message import Button, Heading, Message, MessagePart, Paragraph, Row
from bot.messages.text.record_values import write_value
from bot.messages.text.words import Words


def build_teams(words: Words, weeks: Sequence[TeamWeek], *, ritme: str) -> Message:
    """Show what one person of each team did on a working day, and how much asks for a decision there."""
    if not weeks:
        text = Paragraph(words.render("teams_view.none", ritme=ritme))
        return Message(fallback=words.plain("teams_view.none", ritme=ritme), parts=(text,))
    title = words.render("teams_view.title", day=weeks[0].monday)
    parts: list[MessagePart] = [Heading(title)]
    parts += [_describe_team(words, week) for week in weeks]
    parts.append(Paragraph(words.render("teams_view.hint", ritme=ritme), quiet=True))
    return Message(fallback=words.plain("teams_view.title", day=weeks[0].monday), parts=tuple(parts))


def _describe_team(words: Words, week: TeamWeek) -> Row:
    last = week.trend[-1]
    figures = [
        words.plain("teams_view.figure", count=round(done, 1), name=words.plain(f"team_week.series_{kind}"))
        for kind in RHYTHM_KINDS
        if (done := last.per_day(kind)) is not None
    ]
    values = {"team": week.team.name, "names": ", ".join(figures), "count": len(list_decisions(week))}
    label, value = words.plain("meeting.show"), write_value(TeamRef(week.team.id))
    return Row(words.render("teams_view.team", **values), Button(label=label, action="meeting_show", value=value))
