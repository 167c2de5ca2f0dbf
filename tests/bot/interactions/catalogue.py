"""One valid interaction for every command with each of its subcommands, every button and every form.

A new name in bot/interactions/table.py needs a case here; test_catalogue checks that none is missing.
"""

from collections.abc import Mapping
from datetime import date, time

from bot.domain.certainties.referrals import ReferralState
from bot.domain.certainties.scorecard import ActionKind
from bot.domain.deals.deals import DealState, Level
from bot.domain.deals.fix_line import FixVerb
from bot.domain.exchange.subject import FileSubject
from bot.domain.hints.hints import MethodPart
from bot.domain.log.activity import Kind
from bot.domain.log.correcting import DayPlace
from bot.domain.log.situations import Situation
from bot.interactions import ritme
from bot.interactions.deals import commands as deal_commands
from bot.interactions.interaction import Filled, Handlers
from bot.interactions.log import lines
from bot.interactions.questions import ask, playbook, wording
from bot.interactions.reviews.views import TEAM_WORDS
from bot.messages.calendar.step_values import StepDay
from bot.messages.text.button_values import (
    AbsenceRef,
    AccountChangeRef,
    AccountInPlan,
    AccountPair,
    AccountRef,
    CompanyDayRef,
    CorrectionChoice,
    DealAction,
    DealEvents,
    DealFix,
    DealGift,
    DealRef,
    DealRequest,
    DealVerb,
    DraftAccount,
    DraftKind,
    DraftRef,
    EntryAdvance,
    EntryAlso,
    EntryDeal,
    EntryHour,
    EntryRef,
    EntrySituation,
    EntryStep,
    FeedbackRef,
    FeedbackStart,
    HandoverRef,
    HintPart,
    HintRef,
    ImportRef,
    ImportSubject,
    LanguageRef,
    LeaveDays,
    LessonRef,
    LessonShare,
    LineRef,
    MethodView,
    NudgeKind,
    OwnKindRef,
    PersonInNote,
    PersonRef,
    QuestionRef,
    QuestionSearch,
    QuestionUseRef,
    ReferralAnyway,
    ReferralGiven,
    ReferralMove,
    ReferralRef,
    RemovalRef,
    RepRef,
    RevisionRef,
    SellsToo,
    StepRef,
    TeamName,
    TeamRef,
    TeamRemoval,
    TotalsAnswer,
)
from bot.messages.text.record_values import ButtonRecord
from tests.bot.interactions.case import Case
from tests.bot.interactions.filled_in import ACCOUNT, PLAYBOOK, SETTINGS
from tests.bot.interactions.meeting_cases import list_meeting_buttons, list_meeting_forms, make_steps_case
from tests.bot.interactions.menu_cases import LINE_FORMS, MENU_BUTTONS, SHORTCUT_CASES, list_no_contact_buttons
from tests.bot.interactions.welcome_cases import LINK_BUTTONS, list_welcome_buttons, make_set_up_case
from tests.bot.interactions.world import World

THURSDAY = date(2026, 3, 26)
TEAM_LINES = (
    "cijfers", "cijfers nee", "verlaat", "Noord heet nu Noordwest", "verwijder Noord", "verwijder Oost",
    "leid Oost", "leid Noord niet meer", "week Noord",
)  # fmt: skip
# Arguments of each subcommand; a subcommand that is not listed has none. Aliases share those of the first.
AFTER_RITME: Mapping[str, tuple[str, ...]] = {
    "team": ("", "Noord", "Zuid", *TEAM_WORDS, *TEAM_LINES),
    "kanaal": ("#verkoop",),
    "taal": ("en",),
    "rol": ("@UBRAM manager",),
    "valuta": ("", "USD"),
    "vertrekt": ("@UBRAM",),
    "rust": ("", "Kwartel", "Kwartel iedereen", "Leeuwerik & Zn. uit"),
    "vrij": ("", "donderdag 26 maart", "vrijdag"),
    "vakantie": ("6 t/m 10 juli",),
    "werkdagen": ("", "ma t/m do"),
    "land": ("", "BE"),
    "regio": ("",),
    "status": ("", "uit", "aan"),
    "bedrijf": ("", "vrij 31 december oudjaar", "werkt 27 april"),
    "dekking": ("", "team"),
    "overleg": ("", "de prijzen van volgend jaar", "besloten Anna belt Kwartel"),
    "doel": ("", "12 klanten", "weg"),
    "naverkoop": ("", "2, 6, 13"),
    "koppel": ("", "2345-6789"),
    "account": (
        "",
        "Kwartel",
        "Patrijs",
        "Onbekend BV",
        "Kwartel waarde 45k",
        "Kwartel heet nu Kwartel Holding",
        "Kwartel samenvoegen met Patrijs Logistiek",
        "Kwartel niet benaderen tot 1 september",
    ),
}
AFTER_DEAL: Mapping[str, tuple[str, ...]] = {
    "fasen": ("", "intake, behoefte, demo, offerte, onderhandeling"),
    "geef": ('Kwartel "Merel" @UBRAM', "Kwartel @UBRAM"),
}
DEAL_LINES = (
    'Kwartel "Merel"',
    "Kwartel",
    'Kwartel "Merel" offerte',
    'Kwartel "Merel" 50k marge 10k sluit 30 juni',
    'Kwartel "Merel" gewonnen',
    'Kwartel "Merel" verloren',
    '"Fazant Metaal" "Hal" heropen',
    'Kwartel "Merel" geschiedenis',
    "nieuw Kwartel 12k",
    'nieuw Kwartel "Dak" 5k gewonnen',
    'nieuw Kwartel "Muur" $5k marge 30%',
    'Kwartel "Merel" £50k',
    "Merel",
    "Merel heet nu Merel fase 2",
    "Merel hoort bij Fazant Metaal",
    "Merel hoort bij Bakkerij Zon",
    "verwijder Merel",
    'nieuw Kwartel "Vloer" 5k verloren',
    "nieuw Patrijs 12k",
    "nieuw Bakkerij Zon 12k",
)
LOG_LINES = (
    "",
    "5 mails",
    "5 mails en 2 calls",
    "bezoek Kwartel, over de vloer; gebeld met Fazant Metaal, volgende stap vrijdag",
    "5 mails; bezoek Bakkerij Zon; gebeld met Patrijs",
    "bezoek Kwartel, prijs te hoog, vrijdag bellen",
    "gebeld met Fazant Metaal, geen gehoor",
    "bezoek Bakkerij Zon",
    "bezoek Patrijs",
    "koffie met Kwartel",
    "bezoek Kwartel morgen",
    "Kwartel gaf een 8",
    "introductie gevraagd aan Kwartel",
    "nee, Fazant Metaal",
    "nee, Bakkerij Zon",
    "nee, 5 mails",
    "niet bezocht maar gebeld",
    "was gisteren",
    "onzin",
)
ASK_LINES = ("Kwartel", "Patrijs Logistiek", "Fazant", "lijst prijs")
LESSON_LINES = ("", "narwal", "dolfijn")
FEEDBACK_LINES = ("Kwartel 8 levert snel", "Kwartel", "Patrijs 7")
REFERRAL_LINES = (
    "Kwartel",
    "Kwartel -> Zuid",
    "Kwartel -> Orka BV gewonnen",
    "Kwartel -> Patrijs Logistiek gewonnen",
    "gaf Kwartel -> Zuid",
    "Patrijs",
)


def _say_words(command: str, words: Handlers, after: Mapping[str, tuple[str, ...]]) -> list[Case]:
    """Return a case for every subcommand with its arguments; the words of one handler are aliases of the first."""
    leaders = {handler: word for word, handler in reversed(list(words.items()))}
    return [
        Case("command", command, text=f"{word} {rest}".strip(), is_alias=word != leaders[handler])
        for word, handler in words.items()
        for rest in after.get(leaders[handler], ("",))
    ]


def list_commands() -> list[Case]:
    """Return every command with each of its subcommands."""
    lists = {
        "log": LOG_LINES,
        "deal": DEAL_LINES,
        "ask": ASK_LINES,
        "lessons": LESSON_LINES,
        "feedback": ("", "lijst", *FEEDBACK_LINES),
        "referral": ("", "lijst", *REFERRAL_LINES),
    }
    said = [Case("command", name, text=text) for name, texts in lists.items() for text in texts]
    words = {"log": (lines.WORDS, {}), "ritme": (ritme.WORDS, AFTER_RITME), "deal": (deal_commands.WORDS, AFTER_DEAL)}
    asked = [
        Case("command", "ask", text=word, is_alias=place > 0)
        for words_alike in (ask.HELP_WORDS, playbook.EDIT_WORDS, wording.LIST_WORDS)
        for place, word in enumerate(sorted(words_alike))
    ]
    return said + asked + [case for name, (each, after) in words.items() for case in _say_words(name, each, after)]


def list_buttons(world: World) -> list[Case]:
    """Return every button, about Anna's records."""
    return [
        Case("button", name, record=record, picked=THURSDAY if name in PICKERS else None)
        for name, records in (
            *_list_log_buttons(world).items(),
            *list_no_contact_buttons(world.ids, THURSDAY).items(),
            *_list_deal_buttons(world).items(),
            *_list_method_buttons(world).items(),
            *_list_account_buttons(world).items(),
            *MENU_BUTTONS.items(),
            *_list_rhythm_buttons(world).items(),
            *list_welcome_buttons(world).items(),
            *LINK_BUTTONS.items(),
            *list_meeting_buttons(world).items(),
        )
        for record in records
    ] + _list_old_buttons(world)


PICKERS = frozenset({"step_pick", "step_move", "feedback_promise"})


def _list_kinds(ids: Mapping[str, int]) -> list[ButtonRecord | None]:
    own = DraftKind(ids["unclear"], Kind.OWN, ids["own_kind"])
    return [*(DraftKind(ids["unclear"], kind) for kind in (Kind.MESSAGE, Kind.CALL, Kind.VISIT)), own]


def _list_log_buttons(world: World) -> dict[str, list[ButtonRecord | None]]:
    ids, entry = world.ids, EntryRef(world.ids["entry"])
    return {
        "draft_choose": [DraftAccount(ids["draft"], world.accounts["Kwartel"])],
        "draft_create": [DraftRef(ids["draft"])],
        "draft_create_anyway": [DraftRef(ids["draft"])],
        "draft_cancel": [DraftRef(ids["draft"])],
        "line_undo": [LineRef(world.line_key)],
        "draft_kind": _list_kinds(ids),
        "draft_plan": [DraftRef(ids["coming"])],
        "draft_today": [DraftRef(ids["coming"])],
        "draft_contact": [DraftRef(ids["score"]), DraftRef(ids["introduction"])],
        "draft_feedback": [DraftRef(ids["score"])],
        "draft_referral": [DraftRef(ids["introduction"])],
        "step_undo": [StepRef(ids["appointment"])],
        "correction_choose": [
            CorrectionChoice(ids["correction"], entry.entry_id, DayPlace.HAPPENED),
            CorrectionChoice(ids["correction"], entry.entry_id, DayPlace.NEXT_STEP),
        ],
        "correction_log": [DraftRef(ids["line_in_correction"])],
        "log_open": [None],
        "entry_undo": [entry],
        "entry_also": [EntryAlso(ids["entry"], Kind.MESSAGE)],
        "entry_delete": [entry],
        "entry_edit": [entry],
        "entry_restore": [RevisionRef(ids["revision"])],
        "step_pick": [entry],
        "step_take": [EntryStep(entry.entry_id, THURSDAY), EntryStep(entry.entry_id, THURSDAY, time(9))],
        "step_none": [entry],
        "step_calendar": [entry],
        "call_hour": [EntryHour(ids["call"], 10), EntryHour(ids["call"], 0)],
        "step_keep": [StepRef(ids["ended"])],
        **{key: [StepRef(ids["step"])] for key in ("step_log", "step_both", "step_move", "step_missed")},
        "step_replan": [StepDay(ids["step"], THURSDAY)],
        "account_log": [AccountRef(world.accounts["Kwartel"])],
        "advance_say": [EntryAdvance(entry.entry_id, is_advance) for is_advance in (True, False)],
        "entry_deal": [EntryDeal(entry.entry_id, ids["deal"])],
        "situation_is": [EntrySituation(entry.entry_id, each) for each in (Situation.COMPETITOR, Situation.NEUTRAL)],
        "situation_other": [entry],
        "own_kind_list": [None],
        "own_kind_new": [None],
        "own_kind_edit": [OwnKindRef(ids["own_kind"])],
        "own_kind_archive": [OwnKindRef(ids["own_kind"])],
        "own_kind_restore": [OwnKindRef(ids["archived_kind"]), OwnKindRef(ids["own_kind"])],
    }


def _list_deal_buttons(world: World) -> dict[str, list[ButtonRecord | None]]:
    deal, other, lost = (world.ids[name] for name in ("deal", "other_deal", "lost_deal"))
    kwartel, ref = world.accounts["Kwartel"], DealRef(deal)
    actions: list[ButtonRecord | None] = [
        DealAction(other, DealVerb.MOVE, DealState.OPEN, "intake", "offerte"),
        DealAction(other, DealVerb.WIN, DealState.OPEN, "intake"),
        DealAction(other, DealVerb.LOSE, DealState.OPEN, "intake"),
        DealAction(lost, DealVerb.REOPEN, DealState.LOST, "intake"),
    ]
    return {
        "deal_change": actions,
        "deal_change_below": actions,
        "deal_hand_over": [DealGift(other, DealState.OPEN, "intake", "UBRAM")],
        "deal_undo": [DealEvents(deal, world.events), DealEvents(deal, (10**6,))],
        "deal_show": [ref, DealRef(lost)],
        "deal_alike": [ref],
        "deal_give": [ref],
        "deal_choose": [
            DealRequest(account_id=kwartel, deal_id=other, state=DealState.OPEN, stage="intake", to_stage="offerte"),
            DealRequest(account_id=kwartel, is_new=True, name="Dak"),
            DealRequest(account_id=kwartel, deal_id=deal, wants_history=True),
        ],
        "deal_create_for": [DealRequest(is_new=True, account="Bakkerij Zon")],
        "deal_fix": [
            DealFix(deal, FixVerb.RENAME, text="Merel fase 2"),
            DealFix(deal, FixVerb.MOVE, account_id=world.accounts["Fazant Metaal"]),
            DealFix(deal, FixVerb.MOVE, creates=True, text="Bakkerij Zon"),
            DealFix(deal, FixVerb.REMOVE),
        ],
        "win_open": [ref, DealRef(world.ids["won_deal"])],
        "deal_edit": [ref, DealRef(lost)],
        "deal_remove_ask": [ref, DealRef(lost)],
        "deal_remove": [ref, DealRef(lost)],
        "deal_keep": [ref],
        "deal_restore": [RemovalRef(world.ids["removal"])],
    }


def _list_method_buttons(world: World) -> dict[str, list[ButtonRecord | None]]:
    ids, kwartel = world.ids, AccountRef(world.accounts["Kwartel"])
    use = QuestionUseRef(world.accounts["Patrijs Logistiek"], None, Situation.NO_COMMITMENT, world.question_id)
    in_deal = QuestionUseRef(kwartel.account_id, ids["deal"], Situation.PRICE, world.question_id)
    lesson, feedback = LessonRef(ids["lesson"]), FeedbackRef(ids["feedback"])
    return {
        "question_ask": [DealRef(ids["deal"]), DealRef(ids["lost_deal"])],
        "question_for": [kwartel, AccountRef(world.accounts["Fazant Metaal"])],
        "question_done": [use, in_deal],
        "question_asked": [use, in_deal],
        "question_other": [use, in_deal],
        "question_refused": [use, in_deal],
        "question_list": [QuestionSearch("price"), QuestionSearch()],
        "question_change": [QuestionRef(world.question_id)],
        "lesson_list": [None],
        "lesson_open": [lesson, LessonRef(ids["kept_lesson"])],
        "lesson_skip": [lesson],
        "lesson_leave": [LessonRef(ids["kept_lesson"])],
        "lesson_remove": [LessonRef(ids["kept_lesson"])],
        "lesson_restore": [RemovalRef(ids["removed_lesson"])],
        "lesson_share": [LessonShare(ids["kept_lesson"], is_shared) for is_shared in (True, False)],
        "exercise_open": [None],
        "feedback_open": [FeedbackStart(kwartel.account_id), FeedbackStart(kwartel.account_id, 4, "traag")],
        "feedback_promise": [feedback, FeedbackRef(ids["promised"])],
        "feedback_told": [feedback],
        "feedback_undo": [feedback, FeedbackRef(ids["promised"])],
        "referral_ask": [kwartel, AccountRef(world.accounts["Fazant Metaal"])],
        "referral_anyway": [ReferralAnyway(kwartel.account_id), ReferralAnyway(kwartel.account_id, "Zuid")],
        "referral_given": [ReferralGiven(kwartel.account_id, "Zuid")],
        "referral_move": [ReferralMove(ids["referral"], state) for state in ReferralState],
        "referral_remove": [ReferralRef(ids["referral"])],
        "contact_open": [kwartel],
        "method_show": [MethodView(each) for each in ActionKind],
    }


def _list_account_buttons(world: World) -> dict[str, list[ButtonRecord | None]]:
    names = ("Kwartel", "Patrijs Logistiek", "Koninklijke Patrijs", "Kwartel Nederland")
    kwartel, patrijs, archived, bare = (AccountRef(world.accounts[name]) for name in names)
    pair = AccountPair(kwartel.account_id, patrijs.account_id)
    person = PersonRef(kwartel.account_id, world.ids["person"])
    return {
        "account_show": [kwartel],
        "account_edit": [kwartel],
        "account_people": [kwartel],
        "account_merge": [kwartel],
        "account_turn": [pair],
        "account_unite": [pair],
        "account_quiet_on": [kwartel],
        "account_quiet_off": [AccountRef(world.accounts["Leeuwerik & Zn."])],
        "account_archive_on": [kwartel],
        "account_archive_off": [archived],
        "account_delete": [bare],
        "account_undo": [AccountChangeRef(world.ids["account_change"])],
        "person_edit": [person],
        "person_remove": [person],
        "person_keep": [PersonInNote(kwartel.account_id, Level.EXECUTIVE, "directeur", "Piet")],
    }


def _list_rhythm_buttons(world: World) -> dict[str, list[ButtonRecord | None]]:
    kwartel, rested = world.accounts["Kwartel"], world.accounts["Patrijs Logistiek"]
    hint = HintRef(MethodPart.REPUTATION, f"account:{kwartel}")
    places = ("", "today", "morning")
    return {
        "hint_done": [hint],
        "hint_later": [hint],
        "hint_off": [HintPart(MethodPart.REPUTATION)],
        "morning_more": [NudgeKind("morning_nudge")],
        "help_yes": [None],
        "help_weekly": [None],
        "help_silent": [None],
        "plan_other": [AccountInPlan(kwartel, place) for place in places],
        "plan_rest": [AccountInPlan(kwartel, place) for place in places],
        "plan_back": [AccountInPlan(rested, place) for place in places],
        "rest_own": [AccountRef(kwartel)],
        "rest_back": [AccountRef(kwartel)],
        "peace_on": [AccountRef(kwartel)],
        "peace_off": [AccountRef(world.accounts["Leeuwerik & Zn."])],
        "snooze_20": [NudgeKind("catch_up"), None],
        "snooze_60": [NudgeKind("wrap_up")],
        "snooze_tomorrow": [NudgeKind("morning")],
        "settings_open": [None],
        "free_today": [None],
        "leave_days": [LeaveDays(25)],
        "sells_too": [SellsToo(sells=False)],
        "free_back": [AbsenceRef(world.ids["absence"])],
        "company_back": [CompanyDayRef(world.ids["company_day"])],
        "handover_open": [RepRef(world.bram.rep.id)],
        "team_join": [TeamRef(world.ids["team"]), TeamRef(world.ids["other_team"])],
        "team_make": [TeamName("West")],
        "prospects_open": [None],
        "totals_answer": [TotalsAnswer(world.ids["team"], agrees=agrees, people="1-2") for agrees in (True, False)],
        "team_restore": [RemovalRef(world.ids["removed_team"])],
        "team_remove": [TeamRemoval(world.ids["team"], world.ids["other_team"]), TeamRemoval(world.ids["other_team"])],
        "handover_undo": [HandoverRef(world.ids["handover"])],
        "import_accept": [ImportRef(world.ids["upload"]), ImportRef(world.ids["import"])],
        "import_decline": [ImportRef(world.ids["upload"])],
        "import_take": [ImportSubject(world.ids["upload"], FileSubject.ACCOUNTS)],
        "import_undo": [ImportRef(world.ids["import"])],
    }


def _list_old_buttons(world: World) -> list[Case]:
    """Return buttons of messages sent before button records were introduced."""
    deal = f"#{world.accounts['Kwartel']}/{world.ids['other_deal']}@open:intake"
    return [
        Case("button", "deal_say", value=f"{deal} offerte"),
        Case("button", "deal_say", value=f"{deal} gewonnen"),
        Case("button", "deal_say", value="lijst"),
        Case("button", "deal_close", value=f"{deal} verloren"),
        Case("button", "deal_create", value='nieuw "Bakkerij Zon" 12k'),
    ]


def list_forms(world: World) -> list[Case]:
    """Return every form, filled in."""
    account = str(world.accounts["Kwartel"])
    about, entry = AccountRef(world.accounts["Kwartel"]), EntryRef(world.ids["entry"])
    lesson, kept = LessonRef(world.ids["lesson"]), LessonRef(world.ids["kept_lesson"])
    contact = {"kind": "call", "count": "1", "day": "2026-03-18", "note": "over de prijs", "next_date": "2026-03-26"}
    changed: dict[str, str | None] = {"name": "Merel 2", "value": "$50k", "margin": "30%"}
    written = {"reason": "price", "happened": "te laat gebeld", "sign_on": "2026-03-10"}
    own_kind: dict[str, str | None] = {"name": "Beurs", "words": "vakbeurs, stand", "counts": "own_week", "target": "1"}
    filled: list[tuple[str, ButtonRecord | None, dict[str, str | None]]] = [
        ("log_form", None, {**contact, "kind": f"own:{world.ids['own_kind']}", "account": account}),
        ("hour", None, {"morning_at": "08:15"}),
        ("place", None, {"country": "NL"}),
        ("place", None, {"country": "DE", "region": "DE:BY"}),
        ("first_log", None, {"who": "Kwartel", "kind": "call", "note": "over de prijs", "next_date": "2026-03-26"}),
        ("first_log", None, {"who": "Zwaluw Techniek", "kind": "visit"}),
        ("prospects", None, {"name_1": "Zwaluw Techniek", "name_2": "Kwartel", "name_3": "Uil & Zn."}),
        ("own_kind", None, own_kind),
        ("own_kind", OwnKindRef(world.ids["own_kind"]), own_kind),
        ("log_form", None, {**contact, "account": account}),
        ("log_form", None, {**contact, "account": "new:Bakkerij Zon"}),
        ("log_form", entry, {**contact, "account": account}),
        ("settings_form", None, SETTINGS),
        ("more_settings", None, SETTINGS),
        ("playbook", LanguageRef("nl"), {"text": PLAYBOOK}),
        ("question", QuestionRef(world.question_id), {"ask": "En nu?", "why": "Omdat het moet."}),
        ("lesson", lesson, {**written}),
        ("lesson", kept, {**written}),
        ("lesson", lesson, {}),
        ("lesson", lesson, {**written, "contract_end": "2027-06-30"}),
        ("deal_win", DealRef(world.ids["won_deal"]), {"reason": "quick", "words": "belde binnen een uur"}),
        ("exercise", None, {"first": "te laat", "second": "te vroeg", "gain": "een klant"}),
        ("feedback", about, {"score": "7", "words": "prima"}),
        ("deal_form", DealRef(world.ids["deal"]), {**changed, "account": account}),
        ("handover", RepRef(world.bram.rep.id), {"to_1": str(world.anna.rep.id)}),
        ("contact_person", about, {"name": "Piet", "role": "baas", "level": "executive"}),
        ("account", about, ACCOUNT),
        ("account", about, {**ACCOUNT, "name": "Kwartel Nederland"}),
        ("account_merge", about, {"account": str(world.accounts["Patrijs Logistiek"])}),
        ("account_quiet", about, {"until": "1 september"}),
        ("account_quiet", about, {}),
        ("person", PersonRef(about.account_id, world.ids["person"]), {"name": "Jan", "level": "manager"}),
    ]
    filled += [*list_meeting_forms(world), *LINE_FORMS]
    return [
        *(Case("form", name, record=record, filled=Filled(values=values)) for name, record, values in filled),
        make_steps_case(world),
        make_set_up_case(),
    ]


def list_cases(world: World) -> list[Case]:
    """Return all cases."""
    return [*list_commands(), *list_buttons(world), *list_forms(world), *SHORTCUT_CASES]
