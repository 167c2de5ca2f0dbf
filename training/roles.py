"""Learn the role of days and activity words from example lines: which one happened, which one is next, which a fact."""

import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.log.activity import Kind
from bot.domain.log.errors import LogLineError
from bot.domain.log.log_line.judging.days import DayRole
from bot.domain.log.log_line.kind_words import WordForm
from bot.domain.log.log_line.line import split_line
from bot.domain.log.log_line.parser import start_parsing
from bot.domain.log.log_line.several.pieces import split_pieces
from bot.domain.log.log_line.several.survey import Survey, survey_line
from bot.domain.statistics.sparse_model import SparseModel
from bot.domain.text.cleaning import clean_text
from bot.domain.text.day import DayMention, Tense

LINES = Path(__file__).parent / "lines"
# Teach the roles of days alone: with their activity words as well, cross-validation is worse on the lines of others.
DAYS_ONLY = frozenset({"desks", "fields"})
NOW = datetime(2026, 3, 18, 10, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
ACTIVITY, OTHER = "ACTIVITY", "OTHER"
# Any word is better than none when activities are told apart.
WORTH_OF_ANY = 100
# Inverse regularisation strengths, found by cross-validation over the lines.
DAY_FREEDOM, KIND_FREEDOM = 0.3, 0.4
# A feature that occurs in fewer examples says nothing about others.
SELDOM = 2
# A smaller weight changes no verdict.
SMALL_WEIGHT = 0.02


@dataclass(frozen=True, slots=True)
class Candidate:
    """A day or an activity word in an example line, with its features and the role that it has there."""

    line: int
    features: tuple[str, ...]
    role: str


@dataclass(frozen=True, slots=True)
class ExampleLine:
    """A line with the activities that it holds, and the accounts that exist; ``teaches_kinds``: of their words too."""

    number: int
    text: str
    expected: list[dict[str, Any]]
    accounts: AccountIndex
    now: datetime = NOW
    teaches_kinds: bool = True


def read_lines(folder: Path = LINES) -> list[ExampleLine]:
    """Return all example lines with an activity; a file ``x.jsonl`` goes with the names in ``x.names.txt``."""
    found: list[ExampleLine] = []
    for path in sorted(folder.glob("*.jsonl")):
        names = path.with_name(path.stem.split(".")[0] + ".names.txt").read_text(encoding="utf-8").splitlines()
        accounts = AccountIndex(NamedAccount(number, name) for number, name in enumerate(filter(None, names), start=1))
        for line in path.read_text(encoding="utf-8").splitlines():
            told = json.loads(line)
            expected = told.get("expect_all") or [told.get("expect", {"error": ""})]
            if "error" not in expected[0] and not told.get("expect_error"):
                now = datetime.fromisoformat(told["now"]).astimezone(NOW.tzinfo) if "now" in told else NOW
                teaches = path.stem.split(".")[0] not in DAYS_ONLY
                found.append(ExampleLine(len(found), told["text"], expected, accounts, now, teaches))
    return found


def digest_lines(folder: Path = LINES) -> str:
    """Return a digest of the example lines, to check whether a model is up to date."""
    paths = sorted(folder.glob("*"))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()[:16]


def list_day_candidates(lines: Iterable[ExampleLine]) -> Iterator[Candidate]:
    """Yield the days of all lines, of those with several activities piece by piece."""
    for line in lines:
        for text, expected in _cut(line):
            try:
                reading = start_parsing(text, accounts=line.accounts, now=line.now)
            except LogLineError:
                continue
            for day, features in reading.describe_days():
                yield Candidate(line.number, tuple(features), _find_role(day, expected, line.now.date()).name)


def _cut(line: ExampleLine) -> list[tuple[str, dict[str, Any]]]:
    """Return the text of each activity with what is expected of it; none when the pieces do not come out right."""
    if len(line.expected) == 1:
        return [(line.text, line.expected[0])]
    survey = survey_line(split_line(clean_text(line.text)), line.accounts, line.now.date())
    try:
        pieces = split_pieces(survey).pieces
    except LogLineError:
        return []
    if len(pieces) != len(line.expected):
        return []
    return [(piece.text, told) for piece, told in zip(pieces, line.expected, strict=True)]


def _find_role(day: DayMention, expected: dict[str, Any], today: date) -> DayRole:
    happened = date.fromisoformat(expected["date"])
    step = expected["next"] and date.fromisoformat(expected["next"]["date"])
    if step is not None and step in (day.future, day.past) and (step != today or day.tense is not Tense.TODAY):
        return DayRole.NEXT
    if day.tense is Tense.TODAY:
        return DayRole.NEXT if step == today else DayRole.HAPPENED if happened == today else DayRole.FACT
    return DayRole.HAPPENED if happened == day.past else DayRole.FACT


def list_kind_candidates(lines: Iterable[ExampleLine]) -> Iterator[Candidate]:
    """Yield the activity words of all lines, but for those that may say another one once more.

    Lines with several activities come once more as they are read in the first weeks, when most of their names are new.
    """
    for line in lines:
        if not line.teaches_kinds:
            continue
        yield from _list_activity_words(line, line.accounts)
        if len(line.expected) > 1:
            named = [each["account"] for each in line.expected if each["account"]]
            for known in {tuple(named[:1]), ()}:
                accounts = AccountIndex(NamedAccount(number, name) for number, name in enumerate(known, start=1))
                yield from _list_activity_words(line, accounts)


def _list_activity_words(line: ExampleLine, accounts: AccountIndex) -> Iterator[Candidate]:
    survey = survey_line(split_line(clean_text(line.text)), accounts, line.now.date())
    chosen = _align(survey, [each["kind"] for each in line.expected])
    if chosen is None:
        return
    for place, features in enumerate(survey.describe()):
        if place in chosen:
            yield Candidate(line.number, tuple(features), ACTIVITY)
        elif not _is_echo(survey, place, chosen):
            yield Candidate(line.number, tuple(features), OTHER)


def _align(survey: Survey, kinds: Sequence[str]) -> set[int] | None:
    """Return the places of the words that name these activities in order, None when they cannot be told.

    Of several words that may, the ones that weigh most; an activity without a word ("bezoek A, B en C") has none.
    """
    best: dict[int, tuple[int, tuple[int, ...]]] = {0: (0, ())}
    for place, activity in enumerate(survey.activities):
        kind = Kind.VISIT if activity.form is WordForm.MEET else activity.kind
        for done in sorted(best, reverse=True):
            if done < len(kinds) and kinds[done] == kind:
                worth, places = best[done]
                found = (worth + survey.worths[place] + WORTH_OF_ANY, (*places, place))
                if done + 1 not in best or found > best[done + 1]:
                    best[done + 1] = found
    if len(kinds) in best:
        return set(best[len(kinds)][1])
    # A list of accounts behind one word.
    runs = [kind for number, kind in enumerate(kinds) if number == 0 or kind != kinds[number - 1]]
    return _align(survey, runs) if len(runs) < len(kinds) else None


def _is_echo(survey: Survey, place: int, chosen: set[int]) -> bool:
    """Return whether a word may say once more what a chosen one says ("telefonisch gebeld")."""
    one = survey.activities[place]
    near = [survey.activities[each] for each in chosen if survey.activities[each].segment == one.segment]
    return any(each.kind is one.kind or one.kind is None for each in near)


def fit_roles(candidates: Sequence[Candidate], *, freedom: float, digest: str = "") -> SparseModel:
    """Return a model fitted to these candidates; deterministic to the last digit."""
    occurs = Counter(feature for one in candidates for feature in set(one.features))
    kept = sorted(feature for feature, count in occurs.items() if count >= SELDOM)
    places = {feature: place for place, feature in enumerate(kept)}
    cells = [(row, places[each]) for row, one in enumerate(candidates) for each in set(one.features) if each in places]
    rows, columns = zip(*cells, strict=True)
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(candidates), len(kept)))
    fitted = LogisticRegression(C=freedom, max_iter=4000).fit(matrix, [one.role for one in candidates])
    coefficients, intercepts = fitted.coef_, fitted.intercept_
    if len(coefficients) == 1:
        coefficients, intercepts = (
            np.vstack([-coefficients / 2, coefficients / 2]),
            [-intercepts[0] / 2, intercepts[0] / 2],
        )
    weights = np.round(coefficients.T, 2)
    return SparseModel(
        labels=tuple(fitted.classes_),
        biases=tuple(round(float(value), 2) for value in intercepts),
        weights={
            feature: tuple(float(value) for value in weights[place])
            for feature, place in places.items()
            if np.abs(weights[place]).max() >= SMALL_WEIGHT
        },
        digest=digest,
    )


def cross_validate(candidates: Sequence[Candidate], *, freedom: float, folds: int = 5) -> tuple[float, float]:
    """Return how well roles are told by models that did not see the line: the share right, and the log loss."""
    right, loss = 0, 0.0
    for fold in range(folds):
        model = fit_roles([one for one in candidates if one.line % folds != fold], freedom=freedom)
        for one in candidates:
            if one.line % folds == fold:
                scores = model.score(one.features)
                right += max(scores, key=lambda label: scores[label]) == one.role
                loss -= math.log(max(scores.get(one.role, 0.0), 1e-6))
    return right / len(candidates), loss / len(candidates)
