"""What the bot answers to `/vragen`, and to the buttons under a question (V3)."""

from bot.domain.deals.deals import Deal, DealState
from bot.domain.deals.errors import DealGone
from bot.domain.log.errors import AccountAmbiguous, AccountUnknown
from bot.domain.log.situations import Situation
from bot.domain.people.errors import ManagersOnly
from bot.domain.questions.errors import PlaybookTooLong
from bot.messages.questions.advice import (
    build_advice,
    build_ask_choice,
    build_ask_help,
    build_asked,
    build_deal_question,
    build_playbook_kept,
)
from bot.messages.text.message import Message
from bot.services.accounts.find_named import find_named_account
from bot.services.answer_deal import answer_card
from bot.services.bot import Bot
from bot.services.deals.show_deal import list_account_deals, list_own_deals
from bot.services.people.people_book import Person
from bot.services.questions.change_questions import answer_questions
from bot.services.questions.playbooks import change_playbook, find_own_questions
from bot.services.questions.suggest_questions import AskAbout, Said, keep_said, suggest_questions
from bot.storage.deals import deals as deal_rows
from bot.storage.questions.questions import UseState

HELP_WORDS = frozenset({"help", "hulp", "?"})
EDIT_WORDS = frozenset({"aanpassen", "wijzigen", "edit", "playbook"})
LIST_WORDS = frozenset({"lijst", "list", "stand", "alle", "all"})
# What fits into a text field of a form.
LONGEST_ON_FORM = 3000


async def answer_ask(bot: Bot, *, person: Person, text: str) -> Message:
    """Suggest questions for the account that is named; without one, offer the deals that need them most."""
    typed = text.strip()
    first, _, rest = typed.partition(" ")
    if first.casefold() in LIST_WORDS:
        return await answer_questions(bot, person=person, typed=rest)
    if not typed or typed.casefold() in HELP_WORDS:
        listed = await list_own_deals(bot.database, person=person, now=bot.now())
        ordered = sorted(listed, key=lambda each: not each.stalls)
        return build_ask_help(bot.speak(person.rep), ask=bot.commands.ask, deals=[each.deal for each in ordered])
    try:
        account = await find_named_account(bot.accounts, rep=person.rep, typed=typed)
    except (AccountUnknown, AccountAmbiguous) as error:
        return build_ask_choice(bot.speak(person.rep), error)
    return await answer_ask_account(bot, person=person, account_id=account.id)


async def answer_ask_account(bot: Bot, *, person: Person, account_id: int) -> Message:
    """Suggest questions for an account: for its only open deal, or for the one that is chosen of several."""
    known = await list_account_deals(bot.database, person=person, account_id=account_id)
    still_open = [deal for deal in known if deal.state is DealState.OPEN]
    if len(still_open) > 1:
        return build_deal_question(bot.speak(person.rep), still_open)
    deal_id = still_open[0].id if still_open else None
    return await _suggest(bot, person, AskAbout(account_id=account_id, deal_id=deal_id))


async def answer_ask_deal(bot: Bot, *, person: Person, deal_id: int) -> Message:
    """Suggest questions for a deal.

    Raises:
        DealGone: it is not there.
    """
    deal = await _get_deal(bot, person, deal_id)
    return await _suggest(bot, person, AskAbout(account_id=deal.account_id, deal_id=deal.id))


async def answer_question(bot: Bot, *, person: Person, said: str, value: str) -> Message:
    """Take what a rep says of a question (asked, other, refused), and suggest what comes next."""
    account_id, deal_id, situation, question_id = value.split(":", 3)
    about = AskAbout(account_id=int(account_id), deal_id=int(deal_id) if deal_id else None)
    if said == "other":
        return await _suggest(bot, person, AskAbout(about.account_id, about.deal_id, wants_other=True))
    what = Said(about=about, question_id=question_id, situation=Situation(situation), state=UseState(said))
    account = await keep_said(bot.database, person=person, said=what, now=bot.now())
    if what.state is UseState.ASKED:
        return build_asked(bot.speak(person.rep), account_id=account.id, account_name=account.name)
    return await _suggest(bot, person, about, notice="noted_refused")


async def read_own_questions(bot: Bot, *, person: Person) -> str:
    """Return the workspace's own questions in the person's language, to be changed.

    Raises:
        ManagersOnly: the rep does not lead.
        PlaybookTooLong: they do not fit on a form.
    """
    if not person.rep.role.leads:
        raise ManagersOnly
    text = await find_own_questions(bot.database, workspace_id=person.workspace.id, language=person.rep.language)
    if len(text) > LONGEST_ON_FORM:
        raise PlaybookTooLong
    return text


async def answer_playbook(bot: Bot, *, person: Person, language: str, text: str) -> Message:
    """Take the workspace's own questions into use.

    Raises:
        ManagersOnly: the rep does not lead.
        PlaybookBroken: they cannot be read; the ones before stay in force.
    """
    if not person.rep.role.leads:
        raise ManagersOnly
    count = await change_playbook(
        bot.database,
        workspace_id=person.workspace.id,
        language=language,
        text=text,
        rep_id=person.rep.id,
        now=bot.now(),
    )
    return build_playbook_kept(bot.speak(person.rep), count)


async def _suggest(bot: Bot, person: Person, about: AskAbout, *, notice: str = "") -> Message:
    """Suggest questions; in a deal that was won or lost since, there is nothing to ask any more."""
    if about.deal_id is not None:
        deal = await _get_deal(bot, person, about.deal_id)
        if deal.state is not DealState.OPEN:
            return await answer_card(bot, person=person, deal_id=deal.id, notice="nothing_to_ask")
    advice = await suggest_questions(bot.database, person=person, about=about, now=bot.now())
    return build_advice(bot.speak(person.rep), advice, notice=notice)


async def _get_deal(bot: Bot, person: Person, deal_id: int) -> Deal:
    async with bot.database.reading() as connection:
        deal = await deal_rows.find_deal(connection, workspace_id=person.workspace.id, deal_id=deal_id)
    if deal is None:
        raise DealGone
    return deal
