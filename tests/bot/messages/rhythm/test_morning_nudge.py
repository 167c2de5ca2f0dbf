"""Any morning is short: at most 90 words and 8 buttons, over every language, hint and situation (K5)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.accounts.contact_plan import Suggestion, SuggestionReason
from bot.domain.accounts.rebound import ReboundReason
from bot.domain.deals.deals import ActivityRollup
from bot.domain.deals.stalls import Stall, StallReason
from bot.domain.hints import hint_kinds as kinds
from bot.domain.hints.hint_kinds import AnyHint
from bot.domain.hints.stall_news import StallNews
from bot.domain.home.day import RepDay
from bot.domain.home.progress import Progress
from bot.domain.lessons.lessons import LossReason
from bot.domain.log.activity import Kind, OwnKindId
from bot.domain.log.next_steps import AgreedStep
from bot.domain.log.situations import Situation
from bot.domain.people.people import Targets
from bot.domain.questions.ask import Advice, SuggestedQuestion
from bot.domain.questions.questions import QuestionRecord
from bot.domain.reviews.review import MorningExtras, Thought, ThoughtKind
from bot.messages.questions.playbook_file import load_playbook
from bot.messages.rhythm.budget import MOST_BUTTONS, MOST_WORDS, Piece, count_buttons, count_words, fit_pieces
from bot.messages.rhythm.morning_nudge import MorningParts, build_morning_nudge, build_whole_morning
from bot.messages.text.message import Button, Controls, Message, Paragraph, Row
from bot.messages.text.text import Span
from bot.messages.text.words import LANGUAGES, load_words
from tests.bot.domain.deals.test_stalls import QUIET
from tests.bot.domain.rhythm.test_nudges import ANNA

TODAY = date(2026, 3, 18)
# The longest names that there are, in few words and in many.
NAMES = st.sampled_from(["Acme", "Van der Heijden Installatietechniek", "a b " * 60, "x" * 255])
NOTES = st.sampled_from(["", "offerte mailen", "de offerte nog eens doorlopen met de inkoper " * 4, "y " * 500])
DAYS = st.dates(TODAY - timedelta(days=300), TODAY)
IDS = st.integers(1, 10**12)
DEALS = st.builds(
    lambda account, name, value: replace(
        QUIET, account_name=account, name=name, value=value, activity_rollup=ActivityRollup(step_on=TODAY)
    ),
    NAMES,
    NAMES,
    st.sampled_from([None, Decimal(5), Decimal(1_234_567)]),
)
HINTS: dict[type[AnyHint], st.SearchStrategy[AnyHint]] = {
    kinds.PromiseHint: st.builds(kinds.PromiseHint, IDS, NAMES, NOTES),
    kinds.ReputationHint: st.builds(kinds.ReputationHint, IDS, NAMES, st.sampled_from(["delivery", "visit"])),
    kinds.ReferralHint: st.builds(
        kinds.ReferralHint, IDS, NAMES, st.sampled_from(["promise", "feedback", "won"]), st.integers(8, 10)
    ),
    kinds.RepeatHint: st.builds(kinds.RepeatHint, IDS, NAMES, DAYS, DAYS, st.integers(3, 99)),
    kinds.AfterSaleHint: st.builds(kinds.AfterSaleHint, IDS, NAMES, DAYS, st.integers(2, 52)),
    kinds.ReboundHint: st.builds(
        kinds.ReboundHint, IDS, NAMES, st.sampled_from(ReboundReason), DAYS, DAYS, st.sampled_from(["", *LossReason])
    ),
    kinds.RelationsHint: st.builds(kinds.RelationsHint, DEALS),
    kinds.IntroductionHint: st.builds(kinds.IntroductionHint, st.just("2026W12"), IDS, NAMES, NAMES),
    kinds.ExerciseHint: st.builds(kinds.ExerciseHint, st.just("2026Q1"), st.integers(1, 99)),
}
SUGGESTIONS = st.builds(
    Suggestion, IDS, NAMES, st.sampled_from(SuggestionReason), st.integers(1, 6), st.integers(1, 400)
)
STEPS = st.builds(
    AgreedStep,
    id=IDS,
    rep_id=st.just(1),
    account_id=IDS,
    account_name=st.one_of(st.none(), NAMES),
    activity_id=IDS,
    due_on=DAYS,
    due_time=st.one_of(st.none(), st.times()),
    note=NOTES,
    made_on=DAYS,
)


@st.composite
def news_of(draw: st.DrawFn, language: str) -> StallNews:
    """Return a stalled deal for any reason, with any question of the playbook."""
    stalls = draw(
        st.lists(
            st.builds(Stall, st.sampled_from(StallReason), st.integers(1, 400), st.integers(1, 99)),
            min_size=1,
            max_size=4,
        )
    )
    situation = draw(st.sampled_from(Situation))
    questions = load_playbook(language).questions
    chosen = draw(st.lists(st.sampled_from(questions), max_size=2))
    advice = Advice(7, "Acme", QUIET, situation, tuple(SuggestedQuestion(each, QuestionRecord()) for each in chosen))
    return StallNews(draw(DEALS), tuple(stalls), draw(st.integers(1, 3)), TODAY, advice)


@st.composite
def mornings(draw: st.DrawFn, language: str) -> tuple[RepDay, MorningParts]:
    """Return any day with any of what a morning can bring besides it."""
    kinds_done: st.SearchStrategy[Kind | OwnKindId] = st.sampled_from([Kind.MESSAGE, Kind.CALL, Kind.VISIT])
    done = st.dictionaries(kinds_done, st.integers(0, 50))
    day = RepDay(
        rep=replace(ANNA, name=draw(NAMES), language=language),
        day=TODAY,
        progress=Progress(done={}, targets=Targets(*draw(st.tuples(*[st.integers(0, 50)] * 3)))),
        before=Progress(done=draw(done), targets=Targets()),
        before_day=TODAY - timedelta(days=draw(st.integers(1, 9))),
        steps_due=tuple(draw(st.lists(STEPS, max_size=5))),
        suggestions=tuple(draw(st.lists(SUGGESTIONS, max_size=3))),
        is_return=draw(st.booleans()),
    )
    hint = draw(st.one_of(st.none(), *HINTS.values()))
    thought = draw(st.one_of(st.none(), st.builds(Thought, st.sampled_from(ThoughtKind), st.integers(0, 99))))
    return day, MorningParts(draw(st.one_of(st.none(), news_of(language))), hint, MorningExtras(thought=thought))


def list_rows(message: Message) -> list[Row]:
    return [part for part in message.parts if isinstance(part, Row)]


@pytest.mark.parametrize("language", LANGUAGES)
@given(st.data())
def test_k5_no_morning_has_more_than_ninety_words_or_eight_buttons(language: str, data: st.DataObject) -> None:
    day, parts = data.draw(mornings(language))
    message = build_morning_nudge(load_words(language), day, parts).message
    assert count_words(message.parts) <= MOST_WORDS == 90
    assert count_buttons(message.parts) <= MOST_BUTTONS == 8
    # What is left out is behind the last button.
    assert [each.action for each in message.controls][-1] == "morning_more"


@pytest.mark.parametrize("language", LANGUAGES)
@given(st.data())
def test_k6_a_promise_an_act_and_three_names_fit_in_any_morning_with_usual_names(
    language: str, data: st.DataObject
) -> None:
    day, parts = data.draw(mornings(language))
    name, note = "Jansen Metaal", "de offerte nog doorlopen"
    day = replace(
        day,
        rep=ANNA,
        suggestions=tuple(replace(each, account_name=name) for each in day.suggestions),
        steps_due=tuple(replace(each, account_name=name, note=note) for each in day.steps_due),
    )
    deal = replace(QUIET, account_id=0, activity_rollup=ActivityRollup(step_on=TODAY))
    news = replace(parts.news, deal=deal) if parts.news is not None else None
    parts = MorningParts(news, None, parts.extras)
    message = build_morning_nudge(load_words(language), day, parts).message
    assert len(list_rows(message)) == len(day.suggestions) + bool(day.steps_due)
    has_act = parts.news is not None or parts.extras.thought is not None
    acts = {each.action for each in message.controls} - {"step_log", "account_log", "morning_more"}
    thoughts = [line for line in message.lines if line.startswith(("Om te doen", "To do"))]
    assert bool(acts or thoughts) is has_act


def test_k5_every_kind_of_hint_is_tried() -> None:
    apart = {kinds.LessonHint, kinds.LossHint, kinds.PatternHint}
    assert set(get_args(AnyHint)) - apart == set(HINTS)


def test_a_name_is_one_row_with_one_button_and_the_rest_of_it_is_in_the_whole_morning() -> None:
    acme = Suggestion(7, "Acme", SuggestionReason.UNDER_WAY, 3, 9)
    day = RepDay(ANNA, TODAY, Progress({}, Targets()), Progress({}, Targets()), TODAY, (), (acme,))
    [row] = list_rows(build_morning_nudge(load_words("nl"), day).message)
    assert (row.button.label, row.button.action, row.button.value, row.more) == ("Log", "account_log", "7", ())
    [row] = list_rows(build_whole_morning(load_words("nl"), day))
    assert [(each.action, each.value) for each in row.buttons] == [
        ("account_log", "7"),
        ("plan_other", "7:morning"),
        ("plan_rest", "7:morning"),
        ("account_show", "7"),
    ]


def say(words: int) -> Paragraph:
    return Paragraph((Span("woord " * words),))


def test_the_least_important_piece_is_left_out_and_the_order_stays() -> None:
    button = Controls((Button("Meer", "more"),))
    pieces = [Piece(1, (say(5),)), Piece(3, (say(4),)), Piece(2, (say(3),)), Piece(0, (button,))]
    assert fit_pieces(pieces, words=9, buttons=1) == [pieces[0], *pieces[2:]]
    assert fit_pieces(pieces, words=13, buttons=1) == pieces
    assert fit_pieces(pieces, words=13, buttons=0) == pieces[:3]


def test_a_piece_that_does_not_fit_is_left_out_whole_and_a_smaller_one_still_comes() -> None:
    small = Piece(2, (say(3),))
    assert fit_pieces([Piece(1, (say(4), say(4))), small], words=7, buttons=0) == [small]


LATE_STEP = AgreedStep(
    id=3,
    rep_id=1,
    account_id=QUIET.account_id,
    account_name="Acme",
    activity_id=1,
    due_on=TODAY - timedelta(days=2),
    due_time=None,
    note="",
    made_on=TODAY - timedelta(days=9),
)


@pytest.mark.parametrize("others", [(), (Stall(StallReason.CLOSE_MOVED, 2, 1),)])
def test_k5_a_late_step_is_not_said_twice_as_a_promise_and_as_a_stall(others: tuple[Stall, ...]) -> None:
    rollup = replace(QUIET.activity_rollup, step_on=LATE_STEP.due_on)
    stalls = (Stall(StallReason.STEP_OVERDUE, 2, 1), *others)
    advice = Advice(1, "Acme", QUIET, Situation.PRICE, ())
    news = StallNews(replace(QUIET, activity_rollup=rollup), stalls, 1, TODAY, advice)
    day = RepDay(
        rep=ANNA,
        day=TODAY,
        progress=Progress(done={}, targets=Targets()),
        before=Progress(done={}, targets=Targets()),
        before_day=TODAY - timedelta(days=1),
        steps_due=(LATE_STEP,),
        suggestions=(),
    )
    morning = build_morning_nudge(load_words("nl"), day, MorningParts(news=news))
    assert morning.has_act is bool(others)
    assert sum("16 mrt" in line for line in morning.message.lines) == 1
