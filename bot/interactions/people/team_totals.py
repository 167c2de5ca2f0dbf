"""Whether the totals of a small team may be shown: each of its people answers, and can take it back (K10)."""

from bot.domain.people.errors import TeamGone
from bot.domain.people.people import Team
from bot.interactions.interaction import Handlers, Interaction, Reply
from bot.messages.people.team_totals import build_totals_answered, build_totals_question, build_totals_state
from bot.messages.text.button_values import TotalsAnswer
from bot.messages.text.message import Message
from bot.services.bot import Bot
from bot.services.people.person_cache import Person
from bot.services.people.set_up_people import find_team
from bot.services.people.team_totals import answer_totals, load_current_consent

YES, NO = frozenset({"ja", "yes", "prima", "ok"}), frozenset({"nee", "no", "niet", "liever niet"})


async def say_totals(bot: Bot, interaction: Interaction) -> Reply:
    """Show what is shown of the own team and what the user answered, or take the answer behind the word."""
    person = interaction.person
    team = await find_team(bot.database, rep=person.rep)
    consent = await load_current_consent(bot.database, team=team, now=bot.now())
    words, own = bot.speak(person.rep), person.rep.id
    typed = interaction.text.partition(" ")[2].strip().casefold()
    if not consent.is_small or own not in {rep.id for rep in consent.reps}:
        return Reply(message=build_totals_state(words, team, is_small=consent.is_small))
    if typed in YES | NO:
        return Reply(message=await _answer(bot, person, team, agrees=typed in YES, people=consent.people))
    if own in consent.answers:
        agrees, is_shown = consent.answers[own], consent.is_given
        return Reply(message=build_totals_answered(words, team, consent.people, agrees=agrees, is_shown=is_shown))
    others = [rep for rep in consent.reps if rep.id != own]
    return Reply(message=build_totals_question(words, team, others, own_id=own))


async def answer(bot: Bot, interaction: Interaction) -> Reply:
    """Take the answer of a button."""
    person, said = interaction.person, interaction.read(TotalsAnswer)
    team = await find_team(bot.database, rep=person.rep)
    if team.id != said.team_id:
        raise TeamGone
    return Reply(message=await _answer(bot, person, team, agrees=said.agrees, people=said.people))


async def _answer(bot: Bot, person: Person, team: Team, *, agrees: bool, people: str) -> Message:
    rep, words = person.rep, bot.speak(person.rep)
    consent = await answer_totals(bot.database, rep=rep, team_id=team.id, people=people, agrees=agrees, now=bot.now())
    if not consent.is_small or consent.answers.get(rep.id) is not agrees:
        return build_totals_state(words, team, is_small=consent.is_small, changed=consent.is_small)
    is_shown = consent.is_given
    return build_totals_answered(words, team, consent.people, agrees=agrees, is_shown=is_shown)


WORDS: Handlers = dict.fromkeys(("cijfers", "totalen", "figures", "totals"), say_totals)
BUTTONS: Handlers = {"totals_answer": answer}
