"""Format days, times and bars per language; the template filters."""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, get_currency_symbol
from jinja2 import pass_context
from jinja2.runtime import Context

from bot.domain.people.stages import name_stage
from bot.domain.text.money import Worth

LOCALES = {"nl": "nl_NL", "en": "en_GB"}
BAR_LENGTH = 10
SHORT_SIGNS = {"nl": "-", "en": "/"}
# The template value with the reader's local day.
TODAY = "reader_today"


def make_day_format(language: str) -> Callable[..., str]:
    """Return the filter ``day``: "vr 20 mrt", and "vr 20 mrt 2027" in another year than today's (K7)."""

    @lru_cache(maxsize=1024)
    def format_day(day: date) -> str:
        return format_date(day, "EEE d MMM", locale=LOCALES[language]).replace(".", "")

    return _make_dated(format_day, " ")


def make_long_day_format(language: str) -> Callable[..., str]:
    """Return the filter ``long_day``: "vrijdag 20 maart", with the year as in ``day``."""

    @lru_cache(maxsize=1024)
    def format_long_day(day: date) -> str:
        return format_date(day, "EEEE d MMMM", locale=LOCALES[language])

    return _make_dated(format_long_day, " ")


def make_short_day_format(language: str) -> Callable[..., str]:
    """Return the filter ``short_day``, for a table: "20-3" or "20/3", with the year as in ``day``."""
    sign = SHORT_SIGNS[language]
    return _make_dated(lambda day: f"{day.day}{sign}{day.month}", sign)


def _make_dated(format_day: Callable[[date], str], sign: str) -> Callable[..., str]:
    """Return a filter that adds the year to a day of another year than the reader's; always while that is unknown."""

    @pass_context
    def format_dated(context: Context, day: date) -> str:
        today = context.get(TODAY)
        is_of_this_year = isinstance(today, date) and today.year == day.year
        return format_day(day) if is_of_this_year else f"{format_day(day)}{sign}{day.year}"

    return format_dated


def make_month_format(language: str) -> Callable[[date], str]:
    """Return the filter ``month``: "maart 2026"."""
    return lambda day: format_date(day, "LLLL y", locale=LOCALES[language])


def make_weekday_format(language: str) -> Callable[[date], str]:
    """Return the filter ``weekday``: "vr"."""
    return lambda day: format_date(day, "EEE", locale=LOCALES[language]).replace(".", "")


def make_number_format(language: str) -> Callable[[float], str]:
    """Return the filter ``number``: "2,5"."""
    return lambda number: str(format_decimal(number, locale=LOCALES[language]))


def make_money_format(language: str) -> Callable[[Worth | tuple[Worth, ...]], str]:
    """Return the filter ``money``: "€ 45.000", with cents only if there are any; totals as "€ 45.000 + $ 12.000".

    It takes no amount without its currency, which would be shown in one that nobody typed.
    """

    def format_one(worth: Worth) -> str:
        digits = "#,##0.00" if worth.amount % 1 else "#,##0"
        # As typed: babel writes "US$" outside the United States.
        locale = LOCALES[language]
        sign = get_currency_symbol(worth.currency, locale="en_US" if worth.currency == "USD" else locale)
        pattern = f"'{sign}' {digits}"
        return str(format_currency(worth.amount, worth.currency, pattern, locale=locale, currency_digits=False))

    def format_money(worth: Worth | tuple[Worth, ...]) -> str:
        return format_one(worth) if isinstance(worth, Worth) else " + ".join(map(format_one, worth))

    return format_money


def format_plain_amount(language: str, amount: Decimal | None) -> str:
    """Return an amount as it is typed in a form: "45.000", without its currency; empty when it is unknown."""
    if amount is None:
        return ""
    return str(format_decimal(amount, "#,##0.00" if amount % 1 else "#,##0", locale=LOCALES[language]))


def make_clock_format(language: str) -> Callable[[time], str]:  # noqa: ARG001 - every filter is made the same way
    """Return the filter ``clock``: "14:00", in both languages."""
    return lambda moment: moment.strftime("%H:%M")


def make_bar_format(language: str) -> Callable[[int, int], str]:  # noqa: ARG001 - every filter is made the same way
    """Return the filter ``bar``: the share of a target that is done, as a bar of ten characters."""
    return draw_bar


def draw_bar(done: int, target: int) -> str:
    """Return a bar that is full at the target; any progress shows at least one block."""
    if target <= 0:
        return "▰" * BAR_LENGTH
    filled = min(BAR_LENGTH, done * BAR_LENGTH // target)
    filled = max(filled, 1) if done else 0
    return "▰" * filled + "▱" * (BAR_LENGTH - filled)


def make_stage_format(language: str) -> Callable[[str], str]:
    """Return the filter ``stage``, for one stage of a deal or several with commas between them."""
    return lambda stages: ", ".join(name_stage(each, language) for each in stages.split(", "))


FORMATS: dict[str, Callable[[str], Callable[..., Any]]] = {
    "day": make_day_format,
    "long_day": make_long_day_format,
    "short_day": make_short_day_format,
    "month": make_month_format,
    "weekday": make_weekday_format,
    "number": make_number_format,
    "money": make_money_format,
    "clock": make_clock_format,
    "bar": make_bar_format,
    "stage": make_stage_format,
}
