"""Every way in which people, files and the platform bring text into the database."""

from collections.abc import Awaitable, Callable

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.certainties.referrals import ReferralLine
from bot.domain.deals.deal_line import DealLine
from bot.domain.deals.deals import DealState, Level
from bot.domain.deals.win_reasons import WinAnswer, WinReason
from bot.domain.exchange.subject import FileSubject
from bot.domain.lessons.lessons import LessonAnswers
from bot.domain.log.activity import Kind
from bot.domain.log.own_kinds import KindContent
from bot.domain.log.situations import Situation
from bot.domain.meetings.agenda import AskedPoint, PointKind
from bot.messages.text.button_values import ReferralGiven
from bot.ports import Profile, UploadedFile
from bot.services.accounts.add_account import add_account
from bot.services.accounts.change_account import edit_account, read_details
from bot.services.accounts.change_journal import AccountRequest
from bot.services.accounts.load_account_card import load_editable
from bot.services.accounts.save_contact_person import ContactPerson, save_contact_person
from bot.services.bot import Bot
from bot.services.certainties.save_feedback import CustomerOpinion, promise_because_of, save_feedback
from bot.services.certainties.save_referral import save_referral
from bot.services.deals.change_deal import DealOpening, change_deal, open_deal
from bot.services.deals.save_win import save_win
from bot.services.exchange.import_tables import write_import
from bot.services.exchange.table import TableFile, TableRow
from bot.services.exchange.uploads import receive_uploads
from bot.services.lessons.save_lesson import find_lesson_of_deal, save_exercise, save_lesson
from bot.services.log.correct_entry import teach_situation
from bot.services.log.finish_draft import finish_draft
from bot.services.log.own_kinds import KindChange, add_kind
from bot.services.log.submit_form import ActivityForm, submit_form
from bot.services.log.suggest_accounts import suggest_accounts
from bot.services.log.undo_entry import undo_last_entry
from bot.services.meetings.change_meeting import note_decisions, put_on_agenda
from bot.services.people.person_cache import Person
from bot.services.people.set_up_people import join_team, set_channel
from bot.services.questions.change_questions import Rewording, reword_question
from bot.services.questions.playbooks import change_playbook
from bot.services.questions.suggest_questions import AskAbout, QuestionResponse, save_response
from bot.storage.log.drafts import find_draft_by_request
from tests.bot.services.calendar.test_calendar_answers import NoDirectory
from tests.conftest import WEDNESDAY
from tests.interactions import answer_line, answer_ritme, give, press

TODAY = WEDNESDAY.date()


class Room:
    """A workspace with a customer, a lost deal and a manager."""

    def __init__(self, bot: Bot, person: Person, account: NamedAccount) -> None:
        self.bot = bot
        self.person = person
        self.account = account
        self.count = 0

    @property
    def key(self) -> str:
        """A new, unique request key."""
        self.count += 1
        return f"command:{self.count}"

    async def import_row(self, subject: FileSubject, file_name: str = "", **cells: str) -> None:
        table = TableFile(fields=tuple(cells), unknown_columns=(), read_rows=lambda: iter([TableRow(2, cells)]))
        await write_import(
            self.bot.database,
            subject=subject,
            workspace_id=self.person.workspace.id,
            table=table,
            skip_bad=True,
            now=WEDNESDAY,
            name=file_name,
        )


Door = Callable[[Room, str], Awaitable[object]]


async def type_line(room: Room, text: str) -> object:
    return await answer_line(
        room.bot, person=room.person, text=f"bezoek Acme, {text}, vrijdag terugbellen", request_key=room.key
    )


async def type_name(room: Room, text: str) -> object:
    return await answer_line(room.bot, person=room.person, text=f"bezoek {text}", request_key=room.key)


async def fill_form(room: Room, text: str, account: str | None = None) -> object:
    filled = ActivityForm(Kind.VISIT, account or str(room.account.id), 1, TODAY, text, TODAY, None)
    return await submit_form(
        room.bot, rep=room.person.rep, filled=filled, entry_id=None, request_key=room.key, now=WEDNESDAY
    )


async def change_form(room: Room, text: str) -> object:
    logged = await submit_form(
        room.bot,
        rep=room.person.rep,
        filled=ActivityForm(Kind.VISIT, str(room.account.id), 1, TODAY, "", None, None),
        entry_id=None,
        request_key=room.key,
        now=WEDNESDAY,
    )
    await submit_form(
        room.bot,
        rep=room.person.rep,
        filled=ActivityForm(Kind.VISIT, str(room.account.id), 1, TODAY, text, None, None),
        entry_id=logged.entry.id,
        request_key=room.key,
        now=WEDNESDAY,
    )
    return await teach_situation(
        room.bot.database, rep=room.person.rep, entry_id=logged.entry.id, situation=Situation.PRICE, now=WEDNESDAY
    )


async def name_account(room: Room, text: str) -> object:
    await suggest_accounts(room.bot, rep=room.person.rep, typed=text)
    await fill_form(room, "", account=f"new:{text}")
    return await add_account(room.bot.database, room.bot.accounts, rep=room.person.rep, name=text, now=WEDNESDAY)


async def choose_name(room: Room, text: str) -> object:
    """Choose the account for the first of two unknown names; the line waits for the second."""
    key = room.key
    await answer_line(room.bot, person=room.person, text=f"bezoek Maas {text}; gebeld met Waal {text}", request_key=key)
    async with room.bot.database.reading() as connection:
        rep = room.person.rep
        draft = await find_draft_by_request(connection, workspace_id=rep.workspace_id, rep_id=rep.id, request_key=key)
    return draft and await finish_draft(
        room.bot.database,
        room.bot.accounts,
        rep=room.person.rep,
        draft=draft,
        now=WEDNESDAY,
        account=room.account,
    )


async def take_back(room: Room, text: str) -> object:
    await fill_form(room, text)
    return await undo_last_entry(room.bot.database, rep=room.person.rep, request_key=room.key, now=WEDNESDAY)


async def rename_account(room: Room, text: str) -> object:
    added = await add_account(
        room.bot.database, room.bot.accounts, rep=room.person.rep, name=f"Zon {text}", now=WEDNESDAY
    )
    details = await load_editable(room.bot.database, rep=room.person.rep, account_id=added.id)
    request = AccountRequest(room.person.rep, added.id, room.key, WEDNESDAY)
    edit = read_details(details).under(f"Maan {text}")
    return await edit_account(room.bot.database, room.bot.accounts, request, edit)


async def make_kind(room: Room, text: str) -> object:
    change = KindChange(database=room.bot.database, people=room.bot.people, person=room.person)
    content = KindContent(text, words=(f"proef {text}",))
    return await add_kind(change, content=content, request_key=room.key)


async def give_feedback(room: Room, text: str) -> object:
    feedback = await save_feedback(
        room.bot.database,
        rep=room.person.rep,
        opinion=CustomerOpinion(room.account, 4, text),
        request_key=room.key,
        now=WEDNESDAY,
    )
    return await promise_because_of(
        room.bot.database, rep=room.person.rep, feedback_id=feedback.id, due_on=TODAY, now=WEDNESDAY
    )


async def type_feedback(room: Room, text: str) -> object:
    return await give(room.bot, "feedback", person=room.person, text=f"Acme 8 {text}", request_key=room.key)


async def refer(room: Room, text: str) -> object:
    return await save_referral(
        room.bot.database,
        room.bot.accounts,
        rep=room.person.rep,
        giver=room.account,
        line=ReferralLine(giver="Acme", name=text),
        request_key=room.key,
        now=WEDNESDAY,
    )


async def type_referral(room: Room, text: str) -> object:
    await press(
        room.bot, "referral_given", ReferralGiven(room.account.id, text), person=room.person, request_key=room.key
    )
    return await give(room.bot, "referral", person=room.person, text=f"Acme -> {text}", request_key=room.key)


async def write_lesson(room: Room, text: str) -> object:
    opened = await open_deal(
        room.bot.database, person=room.person, opening=DealOpening(room.account, DealLine()), now=WEDNESDAY
    )
    await change_deal(
        room.bot.database,
        person=room.person,
        deal_id=opened.deal.id,
        line=DealLine(state=DealState.LOST),
        now=WEDNESDAY,
    )
    lesson = await find_lesson_of_deal(room.bot.database, rep=room.person.rep, deal_id=opened.deal.id)
    assert lesson is not None
    return await save_lesson(
        room.bot.database,
        rep=room.person.rep,
        lesson_id=lesson.id,
        answers=LessonAnswers(happened=text, sign=text, share=text),
        now=WEDNESDAY,
    )


async def tell_win(room: Room, text: str) -> object:
    line = DealLine(state=DealState.WON)
    opened = await open_deal(
        room.bot.database, person=room.person, opening=DealOpening(room.account, line), now=WEDNESDAY
    )
    answer = WinAnswer(WinReason.QUICK, text)
    return await save_win(room.bot.database, rep=room.person.rep, deal_id=opened.deal.id, answer=answer)


async def exercise(room: Room, text: str) -> object:
    await give(room.bot, "lessons", person=room.person, text=text)
    return await save_exercise(
        room.bot.database,
        rep=room.person.rep,
        situations=(text, text),
        gain=text,
        request_key=room.key,
        now=WEDNESDAY,
    )


async def keep_person(room: Room, text: str) -> object:
    for person in (ContactPerson(text, "inkoper", Level.USER), ContactPerson("Jan", text, Level.USER)):
        await save_contact_person(room.bot.database, rep=room.person.rep, account_id=room.account.id, person=person)
    return None


async def name_deal(room: Room, text: str) -> object:
    return await open_deal(
        room.bot.database, person=room.person, opening=DealOpening(room.account, DealLine(name=text)), now=WEDNESDAY
    )


async def type_deal(room: Room, text: str) -> object:
    return await give(
        room.bot,
        "deal",
        person=room.person,
        text=f'nieuw Acme "{text} x"',
        directory=NoDirectory(),
        request_key=room.key,
    )


async def name_team(room: Room, text: str) -> object:
    return await join_team(room.bot.database, rep=room.person.rep, name=text, now=WEDNESDAY)


async def choose_channel(room: Room, text: str) -> object:
    room.bot.people.forget(room.person)
    person = await room.bot.people.find("T1", "UANNA", now=WEDNESDAY)
    assert person is not None
    return await set_channel(room.bot.database, rep=person.rep, channel=text, now=WEDNESDAY)


class Mentions(NoDirectory):
    """A directory that takes any text for a mention, and knows nobody."""

    def find_person(self, typed: str) -> str | None:
        return typed

    async def fetch_profile(self, _external_id: str) -> Profile | None:
        return None


async def ask_for_role(room: Room, text: str) -> object:
    return await answer_ritme(room.bot, person=room.person, text=f"rol {text} manager", directory=Mentions())


async def bring_up(room: Room, text: str) -> object:
    team, _ = await join_team(room.bot.database, rep=room.person.rep, name="Noord", now=WEDNESDAY)
    point = AskedPoint(PointKind.TYPED, 0, text)
    rep = room.person.rep
    return await put_on_agenda(room.bot.database, rep=rep, team_id=team.id, point=point, now=WEDNESDAY)


async def decide(room: Room, text: str) -> object:
    team, _ = await join_team(room.bot.database, rep=room.person.rep, name="Noord", now=WEDNESDAY)
    return await note_decisions(
        room.bot.database, rep=room.person.rep, team_id=team.id, text=text, request_key=room.key, now=WEDNESDAY
    )


async def close_company(room: Room, text: str) -> object:
    return await give(room.bot, "ritme", person=room.person, text=f"bedrijf vrij 24 december {text}")


async def write_playbook(room: Room, text: str) -> object:
    return await change_playbook(
        room.bot.database,
        workspace_id=room.person.workspace.id,
        language="nl",
        text=f"# {text}\nprice:\n  - id: eigen\n    ask: Wat vindt u?\n    why: Omdat.\n",
        rep_id=room.person.rep.id,
        now=WEDNESDAY,
    )


async def reword(room: Room, text: str) -> object:
    rewording = Rewording("price-worth", text, text, text)
    return await reword_question(room.bot.database, person=room.person, rewording=rewording, now=WEDNESDAY)


async def say_of_question(room: Room, text: str) -> object:
    said = QuestionResponse(AskAbout(room.account.id), text, Situation.PRICE, is_asked=True)
    return await save_response(room.bot.database, person=room.person, said=said, now=WEDNESDAY)


async def name_stages(room: Room, text: str) -> object:
    return await give(
        room.bot, "deal", person=room.person, text=f"fasen intake, {text}, contract", directory=NoDirectory()
    )


async def set_after_sale(room: Room, text: str) -> object:
    return await answer_ritme(room.bot, person=room.person, text=f"naverkoop {text} 2, 8", directory=NoDirectory())


async def be_called(room: Room, text: str) -> object:
    profile = Profile("UANNA", text, "Europe/Amsterdam", "nl-NL", "T1")
    return await room.bot.people.follow_profile(profile, now=WEDNESDAY)


async def import_accounts(room: Room, text: str) -> None:
    await room.import_row(FileSubject.ACCOUNTS, name="Van Buiten", owner=text, segment=text, city=text)
    await room.import_row(FileSubject.ACCOUNTS, name=text)


async def import_contacts(room: Room, text: str) -> None:
    await room.import_row(FileSubject.CONTACTS, account="Acme", contact="Piet", role=text)
    await room.import_row(FileSubject.CONTACTS, account="Acme", contact=text)


async def import_deals(room: Room, text: str) -> None:
    await room.import_row(FileSubject.DEALS, account="Acme", deal=f"import {text}")


async def import_activities(room: Room, text: str) -> None:
    row = {"owner": "UANNA", "kind": "bezoek", "date": "2026-03-01", "account": "Acme", "note": text}
    await room.import_row(FileSubject.ACTIVITIES, **row)
    await room.import_row(FileSubject.ACTIVITIES, id=text, **row)


async def send_file(room: Room, text: str) -> None:
    file = UploadedFile(f"{text}.csv", size=1, source="https://files.example/1")
    await receive_uploads(room.bot.database, rep=room.person.rep, files=[file], request_key=room.key, now=WEDNESDAY)
    await room.import_row(FileSubject.ACCOUNTS, file_name=text, name=room.key)


DOORS: tuple[Door, ...] = (
    choose_name,
    type_line,
    type_name,
    fill_form,
    change_form,
    name_account,
    take_back,
    rename_account,
    make_kind,
    give_feedback,
    type_feedback,
    refer,
    type_referral,
    write_lesson,
    tell_win,
    exercise,
    keep_person,
    name_deal,
    type_deal,
    name_team,
    choose_channel,
    ask_for_role,
    bring_up,
    decide,
    close_company,
    write_playbook,
    reword,
    say_of_question,
    name_stages,
    set_after_sale,
    import_accounts,
    import_contacts,
    import_deals,
    import_activities,
    send_file,
    be_called,
)
