"""What the bot answers about deals: the card, the list, and what a line changes (V1)."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.accounts.errors import AccountGone
from bot.domain.deals.deal_line import DealLine, DealReader
from bot.domain.deals.deal_names import make_deal_key
from bot.domain.deals.deal_words import find_unusable_stage, write_deal
from bot.domain.deals.deals import Deal, DealState, EventKind
from bot.domain.deals.errors import (
    DealClosed,
    DealMissing,
    DealReceiverUnknown,
    DealWordUnknown,
    StagesUnclear,
    StageUnusable,
)
from bot.domain.hints.hints import Part
from bot.domain.lessons.lessons import LessonState
from bot.domain.log.errors import AccountAmbiguous, AccountUnknown
from bot.domain.people.errors import ManagersOnly
from bot.domain.people.people import Rep
from bot.domain.people.stages import Stages, StagesInvalid, read_stages
from bot.messages.deals.deal_answers import build_account_choice, build_deal_help, build_give_hint, build_stages
from bot.messages.deals.deal_card import (
    build_deal_card,
    build_deal_choice,
    build_deal_history,
    build_deal_list,
    build_deal_undone,
)
from bot.messages.deals.deal_parts import build_account_question
from bot.messages.deals.likeness import build_alike
from bot.messages.lessons.lessons import build_lesson_form, offer_lesson
from bot.messages.text.message import Message
from bot.ports import Directory
from bot.services.accounts.add_account import add_account
from bot.services.accounts.find_named import find_named_account
from bot.services.accounts.find_subject import find_account
from bot.services.bot import Bot
from bot.services.deals.change_deal import Changed, Opening, Outcome, change_deal, hand_over, open_deal, undo_changes
from bot.services.deals.read_likeness import find_likeness
from bot.services.deals.show_deal import list_account_deals, list_own_deals, read_history, show_deal
from bot.services.lessons.keep_lesson import find_lesson_of_deal
from bot.services.people.people_book import Person
from bot.storage.deals import deals as deal_rows
from bot.storage.people import people as people_rows

Answer = Callable[[Bot, Person, str, Directory], Awaitable[Message]]
FEWEST_STAGES = 2
GIVE = "geef"


async def answer_deal(
    bot: Bot, *, person: Person, text: str, directory: Directory, request_key: str | None = None
) -> Message:
    """Do what the words after the command ask; raises what a person gets a sentence about.

    What comes twice with the same ``request_key`` opens one deal.
    """
    first, _, rest = text.strip().partition(" ")
    answer = DEAL_ANSWERS.get(first.casefold())
    if answer is not None:
        return await answer(bot, person, rest.strip(), directory)
    return await answer_deal_line(bot, person=person, text=text, request_key=request_key)


async def answer_deal_line(bot: Bot, *, person: Person, text: str, request_key: str | None = None) -> Message:
    """Show, open or change the deal that a line is about; where the account is not clear, offer the candidates."""
    reader = await _make_reader(bot, person)
    line = reader.read_account(text)
    try:
        account = await _find_account(bot, person, line)
    except (AccountUnknown, AccountAmbiguous) as error:
        return build_account_choice(bot.speak(person.rep), error, line=reader.read_wishes(line))
    known = await list_account_deals(bot.database, person=person, account_id=account.id)
    line = reader.read_wishes(line, [deal.name for deal in known])
    if line.is_new:
        return await _open(bot, person, Opening(account, line, request_key))
    return await _answer_about(bot, person, account, line, known)


async def answer_new_account_deal(bot: Bot, *, person: Person, text: str, request_key: str | None = None) -> Message:
    """Create the account that a line names, and open its deal."""
    line = (await _make_reader(bot, person)).read(text)
    account = await add_account(bot.database, bot.accounts, rep=person.rep, name=line.account, now=bot.now())
    return await _open(bot, person, Opening(account, line, request_key))


async def answer_undo(bot: Bot, *, person: Person, deal_id: int, event_ids: Sequence[int]) -> Message:
    """Take changes of a deal back, and show it as it is now."""
    changed = await undo_changes(bot.database, person=person, deal_id=deal_id, event_ids=event_ids)
    if changed is None:
        return build_deal_undone(bot.speak(person.rep))
    is_done = changed.outcome is Outcome.DONE
    return await _show(bot, person, changed.deal.id, notice="undone" if is_done else "undone_before")


async def answer_card(bot: Bot, *, person: Person, deal_id: int, notice: str = "") -> Message:
    """Show the card of a deal; ``notice`` names the block of what is said first."""
    return await _show(bot, person, deal_id, notice=notice)


async def answer_alike(bot: Bot, *, person: Person, deal_id: int) -> Message:
    """Name the earlier deals that began like this one (O4)."""
    card = await show_deal(bot.database, person=person, deal_id=deal_id, now=bot.now())
    return build_alike(bot.speak(person.rep), await find_likeness(bot.database, deal=card.deal))


async def answer_give_hint(bot: Bot, *, person: Person, deal_id: int) -> Message:
    """Say how to hand a deal over: to whom can only be typed."""
    card = await show_deal(bot.database, person=person, deal_id=deal_id, now=bot.now())
    return build_give_hint(bot.speak(person.rep), card.deal, command=bot.commands.deal)


async def _open(bot: Bot, person: Person, opening: Opening) -> Message:
    changed = await open_deal(bot.database, person=person, opening=opening, now=bot.now())
    closed_at_once = changed.deal.state is not DealState.OPEN and len(changed.events) > 1
    notice = _name_notice(changed) if closed_at_once else "opened"
    card = await _show(bot, person, changed.deal.id, notice=notice, undo=_list_ids(changed))
    return await _ask_what_was_learned(bot, person, changed, card)


async def _answer_about(
    bot: Bot, person: Person, account: NamedAccount, line: DealLine, known: Sequence[Deal]
) -> Message:
    fitting = _find_fitting(person, account, line, known)
    words = bot.speak(person.rep)
    if len(fitting) > 1:
        return build_deal_choice(words, fitting, rest=line.rest)
    deal = fitting[0]
    if line.wants_history:
        shown, events, names = await read_history(bot.database, person=person, deal_id=deal.id)
        return build_deal_history(words, shown, events, names=names, today=_find_today(bot, person))
    if not line.changes:
        return await _show(bot, person, deal.id)
    changed = await change_deal(bot.database, person=person, deal_id=deal.id, line=line, now=bot.now())
    card = await _show(bot, person, deal.id, notice=_name_notice(changed), undo=_list_ids(changed))
    return await _ask_what_was_learned(bot, person, changed, card) if changed.events else card


async def _ask_what_was_learned(bot: Bot, person: Person, changed: Changed, card: Message) -> Message:
    """Let the form about a loss come up with the card of a deal that its owner has just lost (N1)."""
    if changed.deal.state is not DealState.LOST or Part.LOSS in person.rep.rhythm.switched_off:
        return card
    lesson = await find_lesson_of_deal(bot.database, rep=person.rep, deal_id=changed.deal.id)
    if lesson is None or lesson.state is LessonState.KEPT:
        return card
    words = bot.speak(person.rep)
    # A button that is pressed twice does not open the form on top of itself.
    form = build_lesson_form(words, lesson) if changed.outcome is Outcome.DONE else None
    return replace(card, parts=(*card.parts, *offer_lesson(words, lesson)), form=form)


def choose_deals(known: Sequence[Deal], line: DealLine) -> list[Deal]:
    """Return which of an account's deals a line may be about: the named one, else the open ones, else the last.

    A name is the whole of one, else a part of one or more.
    """
    if line.deal_id is not None:
        return [deal for deal in known if deal.id == line.deal_id]
    named = line.name or " ".join(line.unread)
    if named:
        key = make_deal_key(named)
        exact = [deal for deal in known if make_deal_key(deal.name) == key]
        return exact or [deal for deal in known if key in make_deal_key(deal.name)]
    still_open = [deal for deal in known if deal.state is DealState.OPEN]
    if line.state is DealState.OPEN:
        return [deal for deal in known if deal.state is not DealState.OPEN][:1]
    return still_open or ([] if line.changes else list(known[:1]))


def _find_fitting(person: Person, account: NamedAccount, line: DealLine, known: Sequence[Deal]) -> list[Deal]:
    """Return one deal or more that a line may be about.

    Raises:
        DealMissing: there is none.
        DealWordUnknown: there is none because of a word that is neither a wish nor a deal's name.
    """
    fitting = choose_deals(known, line)
    if not fitting and line.unread:
        raise DealWordUnknown(line.unread[0], person.workspace.deal_stages.names)
    if not fitting:
        raise DealMissing(account.name)
    return fitting


async def _make_reader(bot: Bot, person: Person) -> DealReader:
    index = await bot.accounts.get_index(person.rep.workspace_id)
    return DealReader(
        stages=person.workspace.deal_stages,
        is_account=lambda typed: bool(index.find_exact(typed)),
        today=_find_today(bot, person),
    )


async def _find_account(bot: Bot, person: Person, line: DealLine) -> NamedAccount:
    if line.account_id is None:
        return await find_named_account(bot.accounts, rep=person.rep, typed=line.account)
    account = await find_account(bot.database, rep=person.rep, account_id=line.account_id)
    if account is None:
        raise AccountGone
    return account


async def _show(bot: Bot, person: Person, deal_id: int, *, notice: str = "", undo: Sequence[int] = ()) -> Message:
    card = await show_deal(bot.database, person=person, deal_id=deal_id, now=bot.now())
    # After a change the card confirms it; what earlier deals say is for who comes to look.
    like = None if notice else await find_likeness(bot.database, deal=card.deal)
    return build_deal_card(bot.speak(person.rep), card, undo=undo, notice=notice, like=like)


def _name_notice(changed: Changed) -> str:
    if changed.outcome is Outcome.OUTDATED:
        return "moved_on"
    kinds = {event.kind for event in changed.events}
    if EventKind.STATE in kinds and changed.deal.state is not DealState.OPEN:
        return f"{changed.deal.state}_now"
    if EventKind.STAGE in kinds:
        return "moved"
    return "changed" if kinds else ""


def _list_ids(changed: Changed) -> list[int]:
    return [event.id for event in changed.events]


async def _answer_list(bot: Bot, person: Person, _rest: str, _directory: Directory) -> Message:
    deals = await list_own_deals(bot.database, person=person, now=bot.now())
    return build_deal_list(bot.speak(person.rep), deals, command=bot.commands.deal)


async def _answer_help(bot: Bot, person: Person, _rest: str, _directory: Directory) -> Message:
    return build_deal_help(bot.speak(person.rep), command=bot.commands.deal)


async def _answer_stages(bot: Bot, person: Person, typed: str, _directory: Directory) -> Message:
    """Show the stages, or set them for everybody.

    Raises:
        ManagersOnly: the rep does not lead.
        StageUnusable: a line would read one of them as something else.
        StagesUnclear: they cannot be the stages, or a stage with open deals in it is missing.
    """
    words, command = bot.speak(person.rep), bot.commands.deal
    if not typed:
        return build_stages(words, person.workspace.deal_stages, command=command)
    if not person.rep.role.leads:
        raise ManagersOnly
    try:
        stages = read_stages(typed)
    except StagesInvalid as error:
        raise StagesUnclear from error
    if len(stages.names) < FEWEST_STAGES:
        raise StagesUnclear
    unusable = find_unusable_stage(stages)
    if unusable is not None:
        raise StageUnusable(unusable.stage, unusable.reason, unusable.word)
    await _set_stages(bot, person, stages)
    bot.people.forget(person)
    return build_stages(words, stages, command=command, is_new=True)


async def _set_stages(bot: Bot, person: Person, stages: Stages) -> None:
    workspace_id = person.workspace.id
    async with bot.database.reading() as connection:
        used = await deal_rows.list_used_stages(connection, workspace_id=workspace_id)
    missing = [name for name in used if name not in stages.names]
    if missing:
        raise StagesUnclear(", ".join(missing))
    await bot.database.write(
        lambda connection: people_rows.change_workspace(connection, workspace_id=workspace_id, stages=stages.code)
    )


async def _answer_give(bot: Bot, person: Person, rest: str, directory: Directory) -> Message:
    """Hand a deal over to a colleague who is mentioned; of several, ask which.

    Raises:
        DealClosed: the deal that is named was won or lost.
        DealMissing: the account has no open deal.
        DealReceiverUnknown: nobody is mentioned, or somebody whom the bot has not met.
    """
    typed, _, mention = rest.rpartition(" ")
    colleague = await _find_receiver(bot, person, mention, directory)
    reader = await _make_reader(bot, person)
    line = reader.read_account(typed)
    try:
        account = await _find_account(bot, person, line)
    except (AccountUnknown, AccountAmbiguous) as error:
        return build_account_question(bot.speak(person.rep), error, ())
    known = await list_account_deals(bot.database, person=person, account_id=account.id)
    line = reader.read_wishes(line, [deal.name for deal in known])
    fitting = _find_fitting(person, account, line, known)
    still_open = [deal for deal in fitting if deal.state is DealState.OPEN]
    if not still_open and (line.name or line.unread or line.deal_id is not None):
        raise DealClosed(account.name, fitting[0].name, write_deal(account.name, fitting[0].name))
    if not still_open:
        raise DealMissing(account.name)
    if len(still_open) > 1:
        return build_deal_choice(bot.speak(person.rep), still_open, rest=mention, verb=GIVE)
    changed = await hand_over(
        bot.database, person=person, deal_id=still_open[0].id, to=colleague, now=bot.now(), standing=line.standing
    )
    notice = _name_notice(changed) or "changed"
    return await _show(bot, person, changed.deal.id, notice=notice, undo=_list_ids(changed))


async def _find_receiver(bot: Bot, person: Person, mention: str, directory: Directory) -> Rep:
    external_id = directory.find_person(mention)
    if external_id is None:
        raise DealReceiverUnknown
    async with bot.database.reading() as connection:
        colleague = await people_rows.find_rep(connection, workspace_id=person.workspace.id, external_id=external_id)
    if colleague is None:
        raise DealReceiverUnknown
    return colleague


def _find_today(bot: Bot, person: Person) -> date:
    return bot.now().astimezone(person.rep.zone).date()


DEAL_ANSWERS: dict[str, Answer] = {
    **dict.fromkeys(("", "lijst", "list"), _answer_list),
    **dict.fromkeys(("help", "hulp", "?"), _answer_help),
    **dict.fromkeys(("fasen", "stages"), _answer_stages),
    **dict.fromkeys((GIVE, "give"), _answer_give),
}
