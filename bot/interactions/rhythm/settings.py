"""The settings form of a rep: open, validate and store it."""

from dataclasses import replace
from datetime import time

from bot.domain.log.activity import Kind, OwnKindId
from bot.domain.people.people import Rep, Role, Targets
from bot.domain.people.rhythm import Intensity, RequestedSettings, Rhythm, find_settings_problems
from bot.errors import ButtonExpired
from bot.interactions.interaction import Filled, Handlers, Interaction, Reply, Shown, unless_on_page
from bot.messages.people.settings_form import (
    AGREES,
    LEADS,
    MORE,
    MORE_SETTINGS_FORM,
    PARTS,
    REFUSES,
    SELLING,
    SELLS,
    SETTINGS_FORM,
    SWITCHABLE,
    TOTALS,
    YES,
    TotalsAsked,
    build_more_settings_form,
    build_settings_form,
)
from bot.messages.people.target_fields import MOST_A_DAY, name_target
from bot.messages.rhythm.rhythm_answers import build_settings_button, build_settings_saved
from bot.messages.text.message import Form
from bot.messages.text.words import LANGUAGES
from bot.services.bot import Bot
from bot.services.deals.set_currency import set_currency
from bot.services.people.person_cache import Person
from bot.services.people.set_selling import set_selling
from bot.services.people.team_totals import answer_totals, find_own_consent
from bot.services.rhythm.save_settings import RepSettings, save_settings

# What follows the word for the settings to open the other ones.
MORE_WORDS = frozenset({"meer", "more", "alles", "all"})


async def open_settings(bot: Bot, interaction: Interaction) -> Reply:
    """Open the settings form; where no form can open, show the button that opens it."""
    rep = interaction.person.rep
    if not interaction.opens_forms:
        return Reply(message=build_settings_button(bot.speak(rep)))
    wants_all = interaction.text.strip().casefold() in MORE_WORDS
    form = await _build_more(bot, interaction.person, rep) if wants_all else build_settings_form(bot.speak(rep), rep)
    return Reply(form=form, shown=Shown.ADDED)


async def _build_more(bot: Bot, person: Person, rep: Rep) -> Form:
    currency = person.workspace.currency if rep.role is Role.ADMINISTRATOR else None
    consent = await find_own_consent(bot.database, rep=rep, now=bot.now())
    totals = None
    if consent is not None:
        totals = TotalsAsked(consent.team.name, consent.people, agrees=consent.answers.get(rep.id, False))
    return build_more_settings_form(bot.speak(rep), rep, currency=currency, totals=totals)


async def submit(bot: Bot, interaction: Interaction) -> Reply:
    """Store a rep's settings; atomic. What the form does not ask stays as it is; the rest may be asked after it."""
    person = interaction.person
    settings = read_settings(interaction.filled, person.rep)
    targets = settings.targets
    problems = find_settings_problems(
        RequestedSettings(rhythm=settings.rhythm, targets=(targets.message, targets.call, targets.visit))
    )
    if problems:
        words = bot.speak(person.rep)
        return Reply(problems={field: words.plain(f"settings_form.{code}") for field, code in problems.items()})
    currency = interaction.filled.choice("currency")
    if currency is not None and currency != person.workspace.currency:
        await set_currency(bot.database, person=person, typed=currency)
    selling = interaction.filled.choice(SELLING)
    if selling in {SELLS, LEADS}:
        await set_selling(bot.database, rep=person.rep, sells=selling == SELLS, now=bot.now())
    await _answer_totals(bot, person.rep, interaction.filled.choice(TOTALS))
    rep = await save_settings(bot.database, rep=person.rep, settings=settings, now=bot.now())
    bot.people.forget(person)
    if YES in interaction.filled.ticked(MORE):
        return Reply(form=await _build_more(bot, person, rep))
    return unless_on_page(interaction, Reply(message=build_settings_saved(bot.speak(rep), rep)))


async def _answer_totals(bot: Bot, rep: Rep, chosen: str | None) -> None:
    """Save what was changed about the totals of a small team; who left it as it was has not answered."""
    answer, _, people = (chosen or "").partition(":")
    consent = await find_own_consent(bot.database, rep=rep, now=bot.now()) if answer in {AGREES, REFUSES} else None
    if consent is not None and (answer == AGREES) != consent.answers.get(rep.id, False):
        await answer_totals(
            bot.database,
            rep=rep,
            team_id=consent.team.id,
            people=people,
            agrees=answer == AGREES,
            now=bot.now(),
        )


def read_settings(filled: Filled, rep: Rep) -> RepSettings:
    """Parse the submitted form; an empty time or target keeps the stored one."""
    return RepSettings(
        rhythm=_read_rhythm(filled, rep.rhythm),
        targets=Targets(
            message=_read_target(filled, Kind.MESSAGE, rep),
            call=_read_target(filled, Kind.CALL, rep),
            visit=_read_target(filled, Kind.VISIT, rep),
        ),
        language=_read_language(filled, rep),
        own_targets=_read_own_targets(filled, rep),
    )


def _read_language(filled: Filled, rep: Rep) -> str:
    language = filled.choice("language") or rep.language
    if language not in LANGUAGES:
        raise ButtonExpired
    return language


def _read_target(filled: Filled, kind: Kind, rep: Rep) -> int:
    return filled.number(name_target(kind), default=rep.targets.of(kind), lowest=0, highest=MOST_A_DAY)


def _read_own_targets(filled: Filled, rep: Rep) -> dict[OwnKindId, int]:
    """Return the targets that differ from those that everybody has; what the form does not ask stays as it is."""
    kept = {each.kind.id: each.count for each in rep.targets.own}
    usual = {kind.id: kind.content.target for kind in rep.own_kinds if kind.has_own_target}
    read = {
        kind_id: filled.number(f"own_{kind_id}", default=kept.get(kind_id, target), lowest=0, highest=MOST_A_DAY)
        for kind_id, target in usual.items()
    }
    return {kind_id: target for kind_id, target in read.items() if target != usual[kind_id]}


def read_switched_off(filled: Filled, before: frozenset[str]) -> frozenset[str]:
    """Return every option that is not ticked, in a field that was not asked those that were not before."""
    fields = {"wanted": SWITCHABLE, **PARTS}
    asked = {name: codes for name, codes in fields.items() if name in filled.checks}
    kept = before - {code for codes in asked.values() for code in codes}
    return kept | {code for name, codes in asked.items() for code in set(codes) - filled.ticked(name)}


def _read_rhythm(filled: Filled, before: Rhythm) -> Rhythm:
    def at(name: str, usual: time) -> time:
        return filled.time(name) or usual

    return replace(
        before,
        intensity=filled.option("intensity", Intensity, default=before.intensity),
        switched_off=read_switched_off(filled, before.switched_off),
        morning_at=at("morning_at", before.morning_at),
        catch_up_at=at("catch_up_at", before.catch_up_at),
        wrap_up_at=at("wrap_up_at", before.wrap_up_at),
        quiet_from=at("quiet_from", before.quiet_from),
        quiet_until=at("quiet_until", before.quiet_until),
    )


BUTTONS: Handlers = {"settings_open": open_settings}
FORMS: Handlers = {SETTINGS_FORM: submit, MORE_SETTINGS_FORM: submit}
WORDS: Handlers = dict.fromkeys(("instellingen", "settings"), open_settings)
