"""The Home page: today, the week, next steps by date, settings and latest entries; for managers, the team."""

from collections.abc import Sequence
from itertools import groupby

from bot.domain.home.day import Agenda, Overview, RepDay, Week
from bot.domain.log.next_steps import AgreedStep
from bot.messages.accounts.first_accounts import make_prospects_button
from bot.messages.deals.deal_card import describe_deals
from bot.messages.home.day_view import (
    NAME_SHOWN,
    NOTE_SHOWN,
    describe_day_off,
    describe_due_steps,
    describe_suggestions,
)
from bot.messages.home.home_dead_letters import describe_dead_letters
from bot.messages.home.home_settings import describe_settings
from bot.messages.home.plan import describe_snoozed
from bot.messages.log.entries_removed import describe_removed
from bot.messages.log.entry_list import describe_entry
from bot.messages.reviews.team_summary import build_team_summary
from bot.messages.text.message import Button, Controls, Divider, Emphasis, Heading, Message, MessagePart, Paragraph
from bot.messages.text.parts import describe_progress, name_progress, name_step_account, shorten
from bot.messages.text.text import Span, Text
from bot.messages.text.words import Words
from bot.messages.welcome.placed import describe_team_start
from bot.messages.welcome.tour import describe_tour

DEALS_SHOWN = 5
LINE_END = (Span("\n"),)


def build_home(words: Words, overview: Overview, *, command: str = "/log", ritme: str = "/ritme") -> Message:
    """Build a rep's Home page; an empty section says what to do first.

    Who only leads sees the team first, and of his or her own only what there is (K4).
    """
    own = _describe_own_of_leader if _leads_only(overview) else _describe_own
    team = _describe_team(words, overview, ritme=ritme)
    parts = own(words, overview, team, command=command)
    return Message(
        fallback=words.plain("home.fallback"),
        parts=(
            *describe_tour(words, overview.tour),
            *_describe_today(words, overview),
            *parts,
            *describe_dead_letters(words, overview),
        ),
    )


def _leads_only(overview: Overview) -> bool:
    return overview.day.rep.leads_only_on(overview.day.day)


def _describe_own(
    words: Words, overview: Overview, team: Sequence[MessagePart], *, command: str
) -> tuple[MessagePart, ...]:
    return (
        *_describe_week(words, overview.week),
        *_describe_agenda(words, overview, command=command),
        *_describe_deals(words, overview),
        *describe_settings(words, overview.day.rep),
        *_describe_entries(words, overview, command=command),
        *team,
    )


def _describe_own_of_leader(
    words: Words, overview: Overview, team: Sequence[MessagePart], *, command: str
) -> tuple[MessagePart, ...]:
    has_steps, has_logged = overview.agenda != Agenda(), overview.entries or overview.removed is not None
    return (
        *team,
        *(_describe_agenda(words, overview, command=command) if has_steps else ()),
        *_describe_deals(words, overview),
        *(_describe_entries(words, overview, command=command) if has_logged else ()),
        *describe_settings(words, overview.day.rep, leads_only=True),
    )


def _describe_today(words: Words, overview: Overview) -> list[MessagePart]:
    day = overview.day
    parts: list[MessagePart] = [Heading(words.render("today.title", day=day.day))]
    if overview.team is not None:
        parts.append(Paragraph(words.render("home.team", team=overview.team.name), quiet=True))
    parts += describe_day_off(words, day)
    if day.progress.has_targets and day.progress.is_empty:
        parts.append(Paragraph(words.render("home.quiet_day"), quiet=True))
    parts += describe_progress(words, day.progress)
    open_log = Button(label=words.plain("controls.open_log"), action="log_open", emphasis=Emphasis.PRIMARY)
    parts.append(Controls((open_log,)))
    if overview.agenda.today:
        parts.append(Heading(words.render("home.today_title")))
        parts += describe_due_steps(words, overview.agenda.today, day=day)
    return [*parts, *_describe_plan(words, overview)]


def _describe_plan(words: Words, overview: Overview) -> list[MessagePart]:
    parts = describe_suggestions(words, overview.day)
    if not parts and overview.is_worked and not overview.agenda.today and not _leads_only(overview):
        block = "plan_done" if overview.day.has_accounts else "plan_empty"
        parts.append(Paragraph(words.render(f"home.{block}"), quiet=True))
        is_offered = overview.tour is not None and not overview.tour.has_accounts
        parts += [Controls((make_prospects_button(words),))] if overview.day.is_starting and not is_offered else []
    for resting in overview.resting:
        parts += describe_snoozed(
            words, account_id=resting.account_id, account_name=resting.account_name, until=resting.until
        )
    return parts


def _describe_week(words: Words, week: Week) -> list[MessagePart]:
    parts: list[MessagePart] = [Divider(), Heading(words.render("home.week_title"))]
    if week.days > 0:
        days = Paragraph(words.render("home.week_days", days=week.days), quiet=True)
        return [*parts, days, *describe_progress(words, week.progress)]
    parts.append(Paragraph(words.render("home.week_free"), quiet=True))
    if not week.progress.is_empty:
        counts = name_progress(words, week.progress)
        parts.append(Paragraph(words.render("home.week_extra", **counts)))
    return parts


def _describe_agenda(words: Words, overview: Overview, *, command: str) -> list[MessagePart]:
    agenda, day = overview.agenda, overview.day
    parts: list[MessagePart] = [Divider(), Heading(words.render("home.agenda_title"))]
    if agenda == Agenda():
        return [*parts, Paragraph(words.render("home.agenda_empty", command=command), quiet=True)]
    parts += _describe_overdue(words, agenda, day)
    for due_on, steps in groupby(agenda.later, key=lambda step: step.due_on):
        title = words.render("home.agenda_day", day=due_on)
        parts.append(Paragraph(_join_lines([title, *(_format_later(words, step) for step in steps)])))
    if agenda.has_more:
        parts.append(Paragraph(words.render("home.agenda_more"), quiet=True))
    return parts


def _describe_deals(words: Words, overview: Overview) -> list[MessagePart]:
    if not overview.deals:
        return []
    return [Divider(), *describe_deals(words, overview.deals, shown=DEALS_SHOWN)]


def _describe_overdue(words: Words, agenda: Agenda, day: RepDay) -> list[MessagePart]:
    if not agenda.overdue:
        return []
    title = Paragraph(words.render("home.overdue_title"), quiet=True)
    return [title, *describe_due_steps(words, agenda.overdue, day=day)]


def _format_later(words: Words, step: AgreedStep) -> Text:
    return words.render(
        "home.agenda_step",
        time=step.due_time,
        account=shorten(name_step_account(words, step), NAME_SHOWN),
        note=shorten(step.note, NOTE_SHOWN),
    )


def _join_lines(lines: Sequence[Text]) -> Text:
    joined: Text = ()
    for line in lines:
        joined = (*joined, *LINE_END, *line) if joined else line
    return joined


def _describe_entries(words: Words, overview: Overview, *, command: str) -> list[MessagePart]:
    parts: list[MessagePart] = [Divider(), Heading(words.render("home.entries_title"))]
    if overview.removed is not None:
        parts += describe_removed(words, overview.removed)
    if not overview.entries:
        parts.append(Paragraph(words.render("home.entries_empty", command=command), quiet=True))
    for entry in overview.entries:
        parts += describe_entry(words, entry)
    return parts


def _describe_team(words: Words, overview: Overview, *, ritme: str) -> list[MessagePart]:
    """Return the day of the own team for its manager, and those of the teams led besides it."""
    days = [overview.team_day] if overview.team_day is not None else []
    shown: list[MessagePart] = []
    for day in (*days, *overview.led_days):
        shown += [Divider(), *build_team_summary(words, day, ritme=ritme).parts]
        if overview.team_start is not None and overview.team_start.team_id == day.team.id:
            shown += describe_team_start(words, overview.team_start)
    return shown
