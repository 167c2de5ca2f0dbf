"""Coverage of the two pools this month and quarter, and the forgotten accounts (R7)."""

from collections.abc import Sequence

from bot.domain.accounts.account import AccountStage
from bot.domain.accounts.contact_plan import AccountHistory
from bot.domain.accounts.coverage import Coverage, CoveragePool, TeamCoverage
from bot.messages.text.button_values import AccountRef
from bot.messages.text.message import Button, Controls, Heading, Message, MessagePart, Paragraph
from bot.messages.text.parts import shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.text import Text, to_plain
from bot.messages.text.words import Words

# With fewer customers, not forgetting one is no feat.
PRAISED_FROM = 5


def build_coverage(words: Words, coverage: Coverage) -> Message:
    """Show both pools with bars, and the forgotten accounts, each with a button to log a contact."""
    title = words.render("coverage.title")
    parts: list[MessagePart] = [Heading(title)]
    if not coverage.customers.size and not coverage.suspects.size:
        return Message(fallback=to_plain(title), parts=(*parts, Paragraph(words.render("coverage.empty"))))
    parts += _describe_pool(words, "customers", coverage.customers)
    parts += _describe_pool(words, "suspects", coverage.suspects)
    parts += _describe_forgotten(words, coverage.forgotten)
    if not coverage.forgotten and coverage.customers.size >= PRAISED_FROM:
        parts.append(Paragraph(words.render("coverage.nobody_forgotten")))
    return Message(fallback=to_plain(title), parts=tuple(parts))


def build_team_coverage(words: Words, coverage: TeamCoverage) -> Message:
    """Show the same of a team, without the pools that may not be shown (K10)."""
    title = words.render("coverage.title_team")
    parts: list[MessagePart] = [Heading(title)]
    if not coverage.has_accounts:
        return Message(fallback=to_plain(title), parts=(*parts, Paragraph(words.render("coverage.empty_team"))))
    for name, pool in (("customers", coverage.customers), ("suspects", coverage.suspects)):
        parts += _describe_pool(words, name, pool) if pool is not None and pool.size else []
    if len(parts) == 1:
        parts.append(Paragraph(words.render("team_summary.no_figures"), quiet=True))
    parts += _describe_forgotten(words, coverage.forgotten)
    return Message(fallback=to_plain(title), parts=tuple(parts))


def _describe_forgotten(words: Words, forgotten: Sequence[AccountHistory]) -> list[MessagePart]:
    if not forgotten:
        return []
    parts: list[MessagePart] = [Heading(words.render("coverage.forgotten_title"))]
    for account in forgotten:
        parts += [Paragraph(_format_forgotten(words, account)), Controls((_make_log(words, account),))]
    return parts


def _describe_pool(words: Words, name: str, pool: CoveragePool) -> list[MessagePart]:
    if not pool.size:
        return [Paragraph(words.render(f"coverage.no_{name}"), quiet=True)]
    return [
        Paragraph(words.render(f"coverage.{name}", count=pool.size)),
        Paragraph(words.render("coverage.month", done=pool.this_month, target=pool.size)),
        Paragraph(words.render("coverage.quarter", done=pool.this_quarter, target=pool.size)),
    ]


def _format_forgotten(words: Words, account: AccountHistory) -> Text:
    kind = "customer" if account.stage is AccountStage.CUSTOMER else "suspect"
    block = "forgotten" if account.last_contact else "never"
    return words.render(f"coverage.{block}_{kind}", account=account.name, day=account.last_contact)


def _make_log(words: Words, account: AccountHistory) -> Button:
    label = words.plain("controls.log_account", account=shorten(account.name))
    return Button(label=label, action="account_log", value=write_value(AccountRef(account.id)))
