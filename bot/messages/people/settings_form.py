"""The forms for a rep's targets and notification settings (R1, R2, R3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from bot.domain.hints.hints import GOAL, SCORECARD, TURN, MethodPart
from bot.domain.log.own_kinds import OwnKind, Period
from bot.domain.people.people import Rep
from bot.domain.people.rhythm import Intensity
from bot.domain.rhythm.occasions import CATCH_UP, MORNING_NUDGE, READING, WEEK_REVIEW, WRAP_UP
from bot.domain.text.money import CURRENCIES
from bot.messages.people.target_fields import MOST_A_DAY, ask_targets
from bot.messages.text.message import ChecksField, ChoiceField, Field, Form, NumberField, Option, TimeField
from bot.messages.text.parts import name_own_kind, shorten
from bot.messages.text.words import LANGUAGES, Words

SETTINGS_FORM = "settings_form"
MORE_SETTINGS_FORM = "more_settings"
# The field that asks for the second form.
MORE, YES = "more", "yes"
SWITCHABLE = (MORNING_NUDGE.kind, READING.kind, CATCH_UP.kind, WRAP_UP.kind, WEEK_REVIEW.kind)
# The parts of the method that can be switched off separately; a Slack checkbox group holds ten options.
PARTS = {
    "own_parts": (
        MethodPart.LESSON.value,
        MethodPart.LOSS.value,
        TURN,
        MethodPart.EXERCISE.value,
        MethodPart.PATTERN.value,
        SCORECARD,
        GOAL,
    ),
    "customer_parts": (
        MethodPart.PROMISE.value,
        MethodPart.REBOUND.value,
        MethodPart.REPEATING.value,
        MethodPart.RELATIONS.value,
        MethodPart.REFERRAL.value,
        MethodPart.REPUTATION.value,
        MethodPart.INTRODUCTION.value,
    ),
}
# Whether who leads sells too (K4).
SELLING, SELLS, LEADS = "selling", "sells", "leads"
# Whether the totals of a small team may be shown (K10).
TOTALS, AGREES, REFUSES = "totals", "agrees", "refuses"
TEAM_SHOWN = 30


@dataclass(frozen=True, slots=True)
class TotalsAsked:
    """The totals of a small team to which each member agrees or not (K10); ``people`` are those whom it is about."""

    team: str
    people: str
    agrees: bool


def build_settings_form(words: Words, rep: Rep) -> Form:
    """Build the form for the four settings that most people change, and whether to see the others."""
    more = Option(value=YES, label=words.plain("settings_form.more_yes"))
    fields = (
        _ask_intensity(words, rep),
        *_ask_times(words, {"morning_at": rep.rhythm.morning_at}),
        _ask_selling(words, rep) if rep.role.leads else _ask_wanted(words, rep),
        _ask_language(words, rep),
        ChecksField(name=MORE, label=words.plain("settings_form.more"), options=(more,)),
    )
    return Form(
        name=SETTINGS_FORM,
        title=words.plain("settings_form.title"),
        submit=words.plain("settings_form.submit"),
        close=words.plain("settings_form.close"),
        fields=fields,
    )


def build_more_settings_form(
    words: Words, rep: Rep, *, currency: str | None = None, totals: TotalsAsked | None = None
) -> Form:
    """Build the form for the other settings.

    ``currency`` is for who may set the workspace's, ``totals`` for who is in a small team.
    """
    rhythm = rep.rhythm
    times = {
        "catch_up_at": rhythm.catch_up_at,
        "wrap_up_at": rhythm.wrap_up_at,
        "quiet_from": rhythm.quiet_from,
        "quiet_until": rhythm.quiet_until,
    }
    return Form(
        name=MORE_SETTINGS_FORM,
        title=words.plain("settings_form.title"),
        submit=words.plain("settings_form.submit"),
        close=words.plain("settings_form.close"),
        fields=(
            *_ask_targets(words, rep),
            *_ask_times(words, times),
            *([_ask_wanted(words, rep)] if rep.role.leads else []),
            *_ask_parts(words, rep),
            *([] if totals is None else [_ask_totals(words, totals)]),
            *([] if currency is None else [_ask_currency(words, currency)]),
        ),
    )


def _ask_intensity(words: Words, rep: Rep) -> Field:
    levels = tuple(Option(value=level, label=words.plain(f"settings_form.{level}")) for level in Intensity)
    label = words.plain("settings_form.intensity")
    return ChoiceField(name="intensity", label=label, options=levels, initial=rep.rhythm.intensity)


def _ask_wanted(words: Words, rep: Rep) -> Field:
    return ChecksField(
        name="wanted",
        label=words.plain("settings_form.wanted"),
        options=tuple(Option(value=kind, label=words.plain(f"settings_form.{kind}")) for kind in SWITCHABLE),
        initial=tuple(kind for kind in SWITCHABLE if kind not in rep.rhythm.switched_off),
    )


def _ask_parts(words: Words, rep: Rep) -> tuple[Field, ...]:
    return tuple(
        ChecksField(
            name=name,
            label=words.plain(f"settings_form.{name}"),
            options=tuple(Option(value=part, label=words.plain(f"hints.part_{part}")) for part in parts),
            initial=tuple(part for part in parts if part not in rep.rhythm.switched_off),
        )
        for name, parts in PARTS.items()
    )


def _ask_times(words: Words, times: Mapping[str, time]) -> tuple[Field, ...]:
    return tuple(
        TimeField(name=name, label=words.plain(f"settings_form.{name}"), initial=at) for name, at in times.items()
    )


def _ask_targets(words: Words, rep: Rep) -> tuple[Field, ...]:
    return ask_targets(words, rep.targets.of) + tuple(
        _ask_own_target(words, each.kind) for each in rep.targets.own if each.kind.has_own_target
    )


def _ask_own_target(words: Words, kind: OwnKind) -> Field:
    block = "target_week" if kind.content.period is Period.WEEK else "target"
    return NumberField(
        name=f"own_{kind.id}",
        label=words.plain(f"settings_form.{block}", what=name_own_kind(words, kind.named)),
        initial=kind.content.target,
        lowest=0,
        highest=MOST_A_DAY,
    )


def _ask_selling(words: Words, rep: Rep) -> Field:
    return ChoiceField(
        name=SELLING,
        label=words.plain("settings_form.selling"),
        options=tuple(
            Option(value=each, label=words.plain(f"settings_form.selling_{each}")) for each in (SELLS, LEADS)
        ),
        initial=SELLS if rep.leads_since is None else LEADS,
    )


def _ask_totals(words: Words, totals: TotalsAsked) -> Field:
    """Ask whether the totals may be shown; each answer names the people whom it is about."""
    values = {each: f"{each}:{totals.people}" for each in (AGREES, REFUSES)}
    return ChoiceField(
        name=TOTALS,
        label=words.plain("settings_form.totals", team=shorten(totals.team, TEAM_SHOWN)),
        options=tuple(
            Option(value=value, label=words.plain(f"settings_form.totals_{each}")) for each, value in values.items()
        ),
        initial=values[AGREES if totals.agrees else REFUSES],
    )


def _ask_currency(words: Words, currency: str) -> Field:
    options = tuple(Option(value=code, label=code) for code in CURRENCIES)
    return ChoiceField(name="currency", label=words.plain("settings_form.currency"), options=options, initial=currency)


def _ask_language(words: Words, rep: Rep) -> Field:
    options = tuple(Option(value=code, label=words.plain(f"settings_form.language_{code}")) for code in LANGUAGES)
    return ChoiceField(
        name="language", label=words.plain("settings_form.language"), options=options, initial=rep.language
    )
