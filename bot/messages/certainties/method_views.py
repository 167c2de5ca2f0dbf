"""Views of the method on request: patterns, personal goal, and attention (Z5-Z8, O1, O3)."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from bot.domain.certainties.focus_accounts import MINUTES
from bot.domain.certainties.method_overviews import AttentionOverview, GoalOverview
from bot.domain.certainties.personal_goal import Goal, GoalKind
from bot.domain.deals.win_reasons import OwnReasons
from bot.domain.statistics.patterns import Pattern, Trait
from bot.domain.statistics.shares import Share, find_share
from bot.domain.text.money import Worth
from bot.messages.text.figures import find_percent, name_money_share, name_some
from bot.messages.text.line_form import LineKind, make_line_button, make_word_button
from bot.messages.text.message import Controls, Emphasis, Heading, Message, MessagePart, Paragraph
from bot.messages.text.parts import shorten
from bot.messages.text.text import Text
from bot.messages.text.words import Words

NAME_SHOWN, ASK_SHOWN, MAIN_SHOWN, PATTERNS_SHOWN = 40, 120, 5, 5
WHOLE_A_DAY, DAYS_A_WEEK = 2, 5
# From ten hours on, time is told in hours.
TOLD_IN_HOURS = 600


def build_patterns(
    words: Words,
    patterns: Sequence[Pattern],
    *,
    closed: int | None,
    asks: Mapping[str, str],
    reasons: OwnReasons,
) -> Message:
    """Report what correlates with winning and losing, one sentence with figures each, or that it is too early.

    ``asks`` are the texts of the workspace's questions by id, ``reasons`` the rep's own (O4).
    """
    parts: list[MessagePart] = [Heading(words.render("patterns.title"))]
    if closed is None:
        parts.append(Paragraph(words.render("team_summary.no_figures")))
    elif not patterns:
        parts.append(Paragraph(words.render("patterns.none", count=closed)))
    parts += [Paragraph(format_pattern(words, each, asks=asks)) for each in patterns[:PATTERNS_SHOWN]]
    if patterns:
        parts.append(Paragraph(words.render("patterns.caution"), quiet=True))
    for block, name, main in (("won_by", "wins", reasons.won), ("lost_by", "lessons", reasons.lost)):
        if main is not None:
            what = words.plain(f"{name}.reason_{main.reason}")
            text = words.render(f"patterns.{block}", what=what, made=main.times, count=main.known)
            parts.append(Paragraph(text))
    return Message(fallback=words.plain("patterns.title"), parts=tuple(parts))


def format_pattern(words: Words, pattern: Pattern, *, asks: Mapping[str, str]) -> Text:
    """Return a pattern as one sentence with its figures."""
    inside, outside = pattern.inside, pattern.outside
    return words.render(
        f"patterns.{pattern.trait}",
        what=_name_value(words, pattern, asks),
        made=inside.won,
        count=inside.deals,
        won=outside.won,
        all=outside.deals,
    )


def build_goal(words: Words, picture: GoalOverview | None, *, ritme: str, notice: str = "") -> Message:
    """Show a personal goal, or how to set one."""
    parts: list[MessagePart] = [Heading(words.render("goal.title"))]
    if notice:
        parts.append(Paragraph(words.render(f"goal.{notice}"), quiet=True))
    parts += describe_goal(words, picture) if picture else [Paragraph(words.render("goal.none"))]
    buttons = [make_line_button(words, LineKind.GOAL, emphasis=Emphasis.PLAIN if picture else Emphasis.PRIMARY)]
    if picture:
        parts.append(Paragraph(words.render("goal.change", ritme=ritme), quiet=True))
        buttons.append(make_word_button(words.plain("goal.gone_button"), "doel", "weg"))
    parts.append(Controls(tuple(buttons)))
    return Message(fallback=words.plain("goal.title"), parts=tuple(parts))


def describe_goal(words: Words, picture: GoalOverview) -> list[MessagePart]:
    """Return the progress of a goal and what it still asks a day beside today's pace; once it is over, how it ended."""
    goal, progress = picture.goal, picture.progress
    amounts = {"goal": _name_amount(words, goal, goal.amount), "reached": _name_reached(words, picture)}
    period = {"year": str(goal.year or ""), "due_on": goal.by, "day": goal.since}
    first = Paragraph(words.render(f"goal.{goal.kind}", goal=amounts["goal"], **period))
    if picture.is_over:
        block = "over_reached" if picture.is_reached else "over_missed"
        return [first, Paragraph(words.render(f"goal.{block}", **amounts, reached_any=picture.reached > 0))]
    share = progress.reached.percent if progress.reached else None
    days = {"gone": progress.days_gone, "days": progress.days}
    return [
        first,
        Paragraph(words.render("goal.progress", **amounts, share=share, **days)),
        *_describe_ask(words, picture),
    ]


def build_attention(words: Words, picture: AttentionOverview) -> Message:
    """Show the distribution of the contacts of 90 days, and what they bring in undersized deals."""
    parts: list[MessagePart] = [Heading(words.render("attention.title")), *describe_attention(words, picture)]
    return Message(fallback=words.plain("attention.title"), parts=tuple(parts))


def describe_attention(words: Words, picture: AttentionOverview) -> list[MessagePart]:
    """Return the shares with customers and with focus accounts, and what a contact brings in small deals (O3, Z5)."""
    attention = picture.attention
    with_customers = find_share(attention.with_customers, attention.contacts)
    if with_customers is None:
        return [Paragraph(words.render("attention.none"))]
    counts = {"done": attention.with_customers, "all": attention.contacts}
    share = find_percent(with_customers)
    parts: list[MessagePart] = [Paragraph(words.render("attention.customers", **counts, share=share))]
    if attention.minutes:
        is_long = attention.minutes >= TOLD_IN_HOURS
        done, all_ = attention.minutes_with_customers, attention.minutes
        time = {"done": _to_hours(done), "all": _to_hours(all_)} if is_long else {"done": done, "all": all_}
        usual = {f"{kind}s": minutes for kind, minutes in MINUTES.items()}
        parts.append(Paragraph(words.render("attention.time", is_long=is_long, **time, **usual), quiet=True))
    if picture.main and picture.main_margin is not None:
        parts.append(Paragraph(_format_main(words, picture, picture.main_margin)))
    else:
        parts.append(Paragraph(words.render("attention.no_margin"), quiet=True))
    return [*parts, *_describe_small(words, picture)]


def _format_main(words: Words, picture: AttentionOverview, margin: Share) -> Text:
    return words.render(
        "attention.main",
        count=len(picture.main),
        share=None if margin.part == margin.whole else name_money_share(words, margin, picture.currency),
        names=name_some(words, [each.name for each in picture.main], shown=MAIN_SHOWN),
        contacts=picture.attention.with_main,
        done=picture.attention.contacts,
    )


def _describe_small(words: Words, picture: AttentionOverview) -> list[MessagePart]:
    """Return what a contact brings in small deals beside the others; empty without contacts in either (Z5)."""
    found = picture.small
    if found is None or found.small.a_contact is None or found.others.a_contact is None:
        return []
    small, currency = found.small, picture.currency
    limit, margin, profit = (
        Worth(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP), currency)
        for amount in (picture.small_line or Decimal(0), found.small.a_contact, found.others.a_contact)
    )
    text = words.render(
        "attention.small",
        limit=limit,
        won=small.won,
        count=small.deals,
        worth=Worth(small.margin, currency),
        contacts=small.contacts,
        margin=margin,
        all=found.others.deals,
        profit=profit,
    )
    return [Paragraph(text)]


def _to_hours(minutes: int) -> int:
    """Return minutes as whole hours, half hours rounded up."""
    return (minutes + 30) // 60


def _describe_ask(words: Words, picture: GoalOverview) -> list[MessagePart]:
    """Return what a goal still asks in whole deals and contacts, and the pace beside it (O1, K7)."""
    ask, won, pace = picture.ask, picture.funnel.count_won(picture.goal.kind), picture.pace
    if picture.is_reached:
        return [Paragraph(words.render("goal.done"))]
    if ask is None:
        return [Paragraph(words.render(f"goal.gap_{picture.gap}", count=won), quiet=True)]
    # Fewer than two a day are told per week, so that what is asked is a whole number.
    is_weekly = ask.contacts_a_day < WHOLE_A_DAY
    scale, now = (DAYS_A_WEEK if is_weekly else 1), pace.contacts_a_day
    figures = {
        "deals": max(1, round(ask.deals)),
        "each": max(1, round(ask.contacts_a_day * scale)),
        "is_weekly": is_weekly,
        "pace": None if now is None else round(now * scale, 1),
        "contacts": pace.contacts,
        "gone": pace.days,
    }
    rests_on = words.render("goal.rests_on", count=won, is_small=not ask.is_certain)
    return [Paragraph(words.render("goal.asks", **figures)), Paragraph(rests_on, quiet=True)]


def _name_reached(words: Words, picture: GoalOverview) -> str:
    """Format what was reached beside the goal: "3" of "12 nieuwe klanten"."""
    is_count = picture.goal.kind is GoalKind.CUSTOMERS
    return str(int(picture.reached)) if is_count else _name_amount(words, picture.goal, picture.reached)


def _name_amount(words: Words, goal: Goal, amount: Decimal) -> str:
    block = "goal.customers_amount" if goal.kind is GoalKind.CUSTOMERS else "goal.money_amount"
    return words.plain(block, count=int(amount), worth=Worth(amount, goal.currency))


def _name_value(words: Words, pattern: Pattern, asks: Mapping[str, str]) -> str:
    if pattern.trait is Trait.QUESTION:
        return shorten(f"“{asks.get(pattern.value, pattern.value)}”", ASK_SHOWN)
    if pattern.trait is Trait.ENTRY_LEVEL:
        return words.plain(f"patterns.level_{pattern.value}")
    if pattern.trait is Trait.FIRST_RESPONSE:
        return words.plain(f"patterns.response_{pattern.value.replace('-', '_').replace('+', '_more')}")
    return shorten(pattern.value, NAME_SHOWN)
