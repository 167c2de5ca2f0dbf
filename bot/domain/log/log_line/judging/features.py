"""Describe a day or an activity word by what stands around it, for the models that judge its role."""

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from bot.domain.log.log_line import role_words as words
from bot.domain.log.log_line.judging.word_classes import classify_word
from bot.domain.log.log_line.kind_words import KIND_WORDS
from bot.domain.log.log_line.kinds import Activity
from bot.domain.log.log_line.line import Line, TokenUse
from bot.domain.log.log_line.surroundings import is_infinitive, is_past, is_small
from bot.domain.text.calendar_words import WEEKDAYS
from bot.domain.text.day import DayMention, Tense
from bot.domain.text.numbers import NUMBER_WORDS
from bot.domain.text.words import word_set

# In words on either side; what stands farther away says little about a role.
_WINDOW, _CLAUSE, _NEAR = 3, 14, 6
# In letters: what the forms of one word begin with ("beslist", "beslissing").
_STEM = 5
# In days: how far off a day is, roughly.
_DISTANCES = (0, 1, 2, 7, 14, 30, 60, 120, 270)
_WEEKEND = (5, 6)
# In words to either side of a day or an activity word, within its part of a sentence.
_PART = 9
_CLOCK = re.compile(r"\d{1,2}([:u.h]\d{2}|u|h|uur|am|pm)")
_WE = word_set("ik k 'k we wij i ons mij me us mezelf ikzelf wl ill")
_HE = word_set("hij zij ze he she they klant iemand men zaakvoerder baas den collega vrouw zoon hun haar zijn her his")
_MODAL = word_set(
    """
    zal zullen ga gaan gaat moet moeten mag mogen kan kunnen wil willen wilt will would should must want wants can could
    zou zouden shall going gonna need needs
    """
)

_TO_US = word_set("mij me ons us mijn onze my our")
_TO_HIM = word_set("hem haar hen hun ze him her them")
_PAST_AUX = word_set(
    """
    was waren had hadden zou zouden ging gingen kwam kwamen moest moesten wou wilde wilden kon konden werd werden zei
    were would went came wanted could did got
    """
)
# Where a sentence goes on with another part, also where no mark stands, as in dictated lines.
_LEADS = word_set(
    """
    en dus maar want omdat dat dan toen die daarna zodat terwijl als wanneer daarom anders vervolgens nadien waar of tot
    and so but because then that which who when if while until otherwise afterwards before after since where
    """
)

# The classes of words that say who acts, and on whom.
_WHO = ("we", "they", "us", "third")
_NAMED = (TokenUse.ACCOUNT, TokenUse.DAY)

_VERBS = {
    "modal": _MODAL,
    "fact": words.FACT_VERBS,
    "action": words.ACTIONS,
    "subject_we": _WE,
    "subject_he": _HE,
}


class Describer:
    """The features of the days and activity words of one line whose account, days and segments are known."""

    def __init__(
        self, line: Line, segments: Sequence[int], days: Sequence[DayMention], activities: Sequence[Activity]
    ) -> None:
        self.line, self._segments, self._days, self._activities = line, segments, days, activities
        self._classes = [self._name_token(index) for index in range(len(line))]
        self._bounds = _list_bounds(line)

    def describe_day(self, day: DayMention, extent: tuple[int, int], *, graded: str, today: date) -> list[str]:
        """Return the features of a day; ``extent`` includes its time, ``graded`` is the grammar's own verdict."""
        place = self._days.index(day)
        features = [
            f"tense={day.tense.name}",
            f"graded={graded}",
            f"graded={graded}&tense={day.tense.name}",
            f"timed={extent != (day.start, day.end)}",
            f"days={min(len(self._days), 3)}",
            f"only&graded={graded}" if len(self._days) == 1 else f"place={_name_place(place, len(self._days))}",
            f"typed={self.line.keys[day.start]}",
            f"typed={self._name_day(day)}",
            *self._describe_around(*extent),
            *self._describe_clause(*extent),
            *self._describe_near(*extent),
            *self._describe_part(*extent),
            *self._describe_subjects(*extent),
            *self._describe_beside(*extent),
            *_describe_distance(day, today, graded),
            *self._describe_order(day, graded),
        ]
        return [*features, *(f"{day.tense.name}&{each}" for each in features if each.startswith(("l1", "r1", "verb")))]

    def describe_activity(self, activity: Activity, *, worth: int, is_best: bool) -> list[str]:
        """Return the features of an activity word; ``worth`` is the grammar's weight of it."""
        same = [each for each in self._activities if each.kind is activity.kind]
        form = activity.form.name
        return [
            f"form={form}",
            f"kind={activity.kind}",
            f"worth={worth}",
            f"best={is_best}",
            f"best={is_best}&form={form}",
            f"count={min(len(self._activities), 4)}",
            f"same={min(len(same), 3)}",
            f"first={activity is self._activities[0]}",
            f"segment={min(activity.segment, 3)}",
            f"word={self.line.keys[activity.start]}",
            *(f"{each}&{form}" for each in self._describe_around(activity.start, activity.end)),
            *self._describe_around(activity.start, activity.end),
            *self._describe_clause(activity.start, activity.end),
            *self._describe_names(activity),
            *self._describe_neighbours(activity),
            *self._describe_accounts(activity),
            *self._describe_dates(activity),
            *self._describe_word(activity, is_best=is_best),
        ]

    def _describe_names(self, activity: Activity) -> Iterator[str]:
        """Say whether an account and a number stand in the clause of an activity."""
        first, last = self._find_clause(activity.start, activity.end)
        used = self.line.taken[first:last]
        named = TokenUse.ACCOUNT in used or names_unknown(self.line, activity)
        yield f"account={named}&{activity.form.name}"
        yield f"number={'<number>' in self._classes[first : activity.start]}&{activity.form.name}"
        yield f"dated={TokenUse.DAY in used}&{activity.form.name}"
        subject = _name_subject(self.line.keys[first:last])
        yield f"subject={subject}&{activity.form.name}&mark={self.line.key(first - 1)}"
        yield f"subject={subject}&{activity.form.name}"
        yield f"mark={self.line.key(first - 1)}&{activity.form.name}"
        others = [each for each in self._activities if each is not activity and first <= each.start < last]
        yield f"alone={not others}"

    def _describe_neighbours(self, activity: Activity) -> Iterator[str]:
        """Yield the activity words before and behind one, and what stands between them."""
        place, form = self._activities.index(activity), activity.form.name
        sides = (("prev", self._activities[:place][-1:]), ("next", self._activities[place + 1 : place + 2]))
        for side, found in sides:
            if not found:
                yield f"{side}=-&{form}"
            for other in found:
                between = self._classes[min(other.end, activity.end) : max(other.start, activity.start)]
                yield f"{side}={other.form.name}&{form}"
                yield f"{side}_kind={other.kind == activity.kind}&{form}&{other.form.name}"
                yield f"{side}_account={'<account>' in between}&{form}"
                yield f"{side}_gap={min(len(between), _NEAR)}"
                yield f"{side}_word={self.line.keys[other.start]}"
                yield from (f"{side}_between={name}" for name in set(between))

    def _describe_accounts(self, activity: Activity) -> Iterator[str]:
        """Yield how many accounts the line names, and where those of its clause stand."""
        form, classes = activity.form.name, self._classes
        named = sum(name == "<account>" and classes[at - 1 : at] != [name] for at, name in enumerate(classes))
        before = self._activities[: self._activities.index(activity)]
        yield f"accounts={min(named, 3)}&{form}&{min(len(self._activities), 3)}"
        yield f"accounts={min(named, 3)}&same={bool(before) and before[-1].kind is activity.kind}"
        yield f"account_first={'<account>' in classes[: activity.start]}&{form}&{not before}"
        first, last = self._find_clause(activity.start, activity.end)
        places = [at for at in range(first, last) if classes[at] == "<account>"]
        sides = {"before" if at < activity.start else "behind" for at in places}
        yield f"account_at={'_'.join(sorted(sides))}&{form}"
        beside = [classes[at : at + 1] == ["<account>"] for at in (max(0, activity.start - 1), activity.end)]
        yield f"account_beside={beside}&{form}"

    def _describe_dates(self, activity: Activity) -> Iterator[str]:
        """Yield what the days in its clause and in the other ones imply: another day is another activity."""
        form = activity.form.name
        first, last = self._find_clause(activity.start, activity.end)
        here = _join_tenses(day for day in self._days if first <= day.start < last)
        yield f"day={here}&{form}"
        yield f"day={here}|before={_join_tenses(day for day in self._days if day.start < first)}"
        yield f"day={here}|behind={_join_tenses(day for day in self._days if day.start >= last)}"
        gaps = [(max(day.start - activity.end, activity.start - day.end), day.start, day) for day in self._days]
        for gap, start, day in sorted(gaps, key=lambda each: each[:2])[:1]:
            yield f"day_near={day.tense.name}{'r' if start >= activity.end else 'l'}{min(gap, 3)}&{form}"

    def _describe_word(self, activity: Activity, *, is_best: bool) -> Iterator[str]:
        """Yield the word itself with its neighbours, and the other activity words of its clause."""
        form, key, opens = activity.form.name, self.line.keys[activity.start], activity is self._activities[0]
        first, last = self._find_clause(activity.start, activity.end)
        yield f"towards={any(each in _TO_HIM for each in self.line.keys[first:last])}&{form}&{not opens}"
        for other in self._activities:
            if other is not activity and first <= other.start < last:
                side = "l" if other.start < activity.start else "r"
                yield f"with={other.form.name}{side}&{form}&{other.kind == activity.kind}"
        yield f"best={is_best}&count={min(len(self._activities), 3)}&{form}"
        yield f"word={key}&first={opens}"
        yield f"word={key}&l={self._classes[activity.start - 1] if activity.start else '-'}"
        yield f"word={key}&r={self._classes[activity.end] if activity.end < len(self.line) else '-'}"

    def _describe_around(self, start: int, end: int) -> Iterator[str]:
        left = self._walk(range(start - 1, max(-1, start - 1 - _WINDOW), -1))
        right = self._walk(range(end, min(len(self.line), end + _WINDOW)))
        for side, found in (("l", left), ("r", right)):
            for place, name in enumerate(found, start=1):
                yield f"{side}{place}={name}"
                yield f"{side}={name}"
            yield f"{side}12={'_'.join(found[:2])}"
        yield f"lr={left[0]}_{right[0]}"

    def _walk(self, indexes: Sequence[int]) -> list[str]:
        found: list[str] = []
        for index in indexes:
            if not found or found[-1] != self._classes[index] or not found[-1].startswith("<"):
                found.append(self._classes[index])
        return found or ["<edge>"]

    def _describe_clause(self, start: int, end: int) -> Iterator[str]:
        first, last = self._find_clause(start, end)
        before = self._classes[max(first, start - _CLAUSE) : start]
        behind = self._classes[end : min(last, end + _CLAUSE)]
        yield f"opens={not any(not is_small(name) for name in before if not name.startswith('<'))}"
        yield f"closes={not behind}"
        yield f"clause={min(self._bounds.index(first), 3)}"
        yield f"final={last >= len(self.line)}"
        for name in {*before, *behind}:
            yield f"in={name}"
        yield from (f"verb={each}" for each in self._find_verbs(first, last, start, end))
        keys = self.line.keys[first:last]
        yield f"subject={_name_subject(keys)}"
        yield f"modal={any(key in _MODAL for key in keys)}"
        yield f"mark={self.line.key(first - 1)}"

    def _describe_near(self, start: int, end: int) -> Iterator[str]:
        """Yield the words near a day whatever marks stand between, which a dictated line has none of."""
        for name in {*self._classes[max(0, start - _NEAR) : start]}:
            yield f"nl={name}"
        for name in {*self._classes[end : end + _NEAR]}:
            yield f"nr={name}"
        for side, indexes in (("l", range(start - 1, -1, -1)), ("r", range(end, len(self.line)))):
            verb = next((found for index in islice(indexes, _NEAR) if (found := self._name_verb(index))), "none")
            yield f"near_{side}={verb}"
        yield f"before={self.line.key(start - 1)}_{self._name_verb(end) or '-'}"

    def _describe_part(self, start: int, end: int) -> Iterator[str]:
        """Yield what stands in the same part of the sentence, whose subject and tense decide most roles."""
        first, last = self._find_part(start, end)
        lead = self.line.key(first - 1)
        keys = [*self.line.keys[first:start], *self.line.keys[end:last]]
        subject = _name_subject(keys)
        towards = "us" if any(key in _TO_US for key in keys) else "him" if any(key in _TO_HIM for key in keys) else ""
        tense = (
            "past" if any(key in _PAST_AUX for key in keys) else "modal" if any(key in _MODAL for key in keys) else ""
        )
        yield f"part_lead={lead}"
        yield f"part_who={subject}{towards}"
        yield f"part_tense={tense}"
        yield f"part={subject}{towards}_{tense}"
        yield f"part={lead}_{subject}"
        yield f"part_size={min(last - first - (end - start), 5)}"
        for name in {*self._classes[first:start], *self._classes[end:last]}:
            yield f"pw={name}"
            if len(name) > _STEM:
                yield f"ps={name[:_STEM]}"
                yield f"ps={name[:_STEM]}_{subject}"
        for side, indexes in (("l", range(start - 1, first - 1, -1)), ("r", range(end, last))):
            verbs = [found for index in indexes if (found := self._name_verb(index))]
            yield f"pv_{side}={verbs[0] if verbs else '-'}_{subject}"
        yield f"part_next={self.line.key(last)}"

    def _describe_subjects(self, start: int, end: int) -> Iterator[str]:
        """Yield what the parts of the sentence around a day are about, and who acts in them."""
        first, last = self._find_part(start, end)
        about = [self._list_about(first, start), self._list_about(end, last)]
        here = sorted({*about[0], *about[1]})
        who = "".join(name[0] for name in here if name in _WHO)
        for side, found in zip("lr", about, strict=True):
            yield from (f"ab_{side}={name}" for name in found)
        for name in here:
            yield f"ab={name}"
            yield f"ab={name}&{who}"
        for place, name in enumerate(here):
            yield from (f"ab={name}+{other}" for other in here[place + 1 :])
        ahead = self._list_about(last, self._find_part(last + 1, last + 1)[1]) if last < len(self.line) else []
        before = self._list_about(self._find_part(first - 1, first - 1)[0], first - 1) if first > 0 else []
        yield from (f"ab_next={name}" for name in ahead)
        yield from (f"ab_last={name}" for name in before)
        yield f"ab_none={not here}"
        yield from self._describe_rest(end)
        yield from self._describe_nearest(first, start, end, last)

    def _describe_rest(self, end: int) -> Iterator[str]:
        """Yield what is told behind a day, up to the next one: "…, and I am going" makes it the next step."""
        stop = next((at for at in range(end, len(self.line)) if self.line.taken[at] is TokenUse.DAY), len(self.line))
        rest = self._list_about(end, min(stop, end + _CLAUSE))
        yield from (f"ab_rest={name}" for name in rest)
        for place, name in enumerate(rest):
            yield from (f"ab_rest={name}+{other}" for other in rest[place + 1 :])

    def _describe_nearest(self, first: int, start: int, end: int, last: int) -> Iterator[str]:
        """Yield what the nearest telling word on either side is about."""
        left = next((each for at in range(start - 1, first - 1, -1) if (each := self._name_about(at))), "-")
        right = next((each for at in range(end, last) if (each := self._name_about(at))), "-")
        yield f"ab_near={left}|{right}"
        yield f"ab_near_l={left}"
        yield f"ab_near_r={right}"

    def _name_about(self, index: int) -> str:
        return "" if self.line.taken[index] in _NAMED else "+".join(classify_word(self.line.keys[index]))

    def _list_about(self, first: int, last: int) -> list[str]:
        free = (at for at in range(max(0, first), min(last, len(self.line))) if self.line.taken[at] not in _NAMED)
        return sorted({name for at in free for name in classify_word(self.line.keys[at])})

    def _describe_beside(self, start: int, end: int) -> Iterator[str]:
        """Yield the beginnings and endings of the words beside a day: "tekent" and "levert" end alike."""
        for side, index in (("l", start - 1), ("r", end)):
            key = self.line.key(index)
            if not key.isalpha() or self.line.taken[index] is not None:
                continue
            yield f"be_{side}={key[:_STEM]}"
            yield f"be_{side}=-{key[-2:]}"
            near = self.line.keys[index - 2 : index] if side == "l" else self.line.keys[index + 1 : index + 3]
            yield f"be_{side}=-{key[-1:]}_{_name_subject(near)}_{self._name_verb(index)}"

    def _describe_order(self, day: DayMention, graded: str) -> Iterator[str]:
        """Yield how a day stands to the other ones: the last of several coming days is the next step most often."""
        coming = [one for one in self._days if one.future is not None and one.tense is not Tense.PAST]
        if day.future is None or day not in coming or len(coming) == 1:
            return
        dates = sorted({one.future for one in coming if one.future is not None})
        place = _name_place(coming.index(day), len(coming))
        rank = "only" if len(dates) == 1 else _name_place(dates.index(day.future), len(dates))
        yield f"or_place={place}"
        yield f"or_rank={rank}"
        yield f"or={place}_{rank}"
        yield f"or={place}_{rank}&graded={graded}"
        yield f"or_twice={sum(one.future == day.future for one in coming) > 1}"

    def _find_part(self, start: int, end: int) -> tuple[int, int]:
        """Return the tokens up to the marks and linking words on either side."""
        first, last = start, end
        while first > max(0, start - _PART) and not self._parts(first - 1):
            first -= 1
        while last < min(len(self.line), end + _PART) and not self._parts(last):
            last += 1
        return first, last

    def _parts(self, index: int) -> bool:
        line = self.line
        return line.hard[index] or (line.keys[index] in _LEADS and line.taken[index] is not TokenUse.ACCOUNT)

    def _name_verb(self, index: int) -> str:
        """Return what kind of verb a word is, empty for another word."""
        if index >= len(self.line) or self.line.taken[index] in (TokenUse.ACCOUNT, TokenUse.DAY):
            return ""
        key = self.line.keys[index]
        if key in KIND_WORDS:
            return KIND_WORDS[key].form.name
        if is_past(key):
            return "past"
        return next((name for name, known in _VERBS.items() if key in known), "")

    def _find_verbs(self, first: int, last: int, start: int, end: int) -> set[str]:
        found = set()
        for index in range(max(first, start - _CLAUSE), min(last, end + _CLAUSE)):
            key, used = self.line.keys[index], self.line.taken[index]
            if start <= index < end or used in (TokenUse.ACCOUNT, TokenUse.DAY):
                continue
            side = "l" if index < start else "r"
            word = KIND_WORDS.get(key)
            if word is not None:
                found |= {f"kind_{word.form.name}_{side}", f"kind_{word.form.name}"}
            if key in words.NEXT_WORDS or key in words.EVENTS:
                found.add(f"event_{side}")
            if key in words.FACT_VERBS or key in words.FACT_NOUNS:
                found.add(f"fact_{side}")
            if is_past(key):
                found.add(f"past_{side}")
            elif is_infinitive(key):
                found.add(f"infinitive_{side}")
        return found

    def _find_clause(self, start: int, end: int) -> tuple[int, int]:
        first = max((bound for bound in self._bounds if bound <= start), default=0)
        last = min((bound - 1 for bound in self._bounds if bound > end), default=len(self.line))
        return first, max(last, end)

    def _name_token(self, index: int) -> str:
        used, key = self.line.taken[index], self.line.keys[index]
        if used is TokenUse.ACCOUNT:
            return "<account>"
        if used is TokenUse.DAY:
            return "<day>"
        if _CLOCK.fullmatch(key):
            return "<clock>"
        if key.isdecimal() or (key in NUMBER_WORDS and key not in ("een", "one")):
            return "<number>"
        return key

    def _name_day(self, day: DayMention) -> str:
        key = self.line.keys[day.start]
        if key in WEEKDAYS:
            return "<weekday>" if day.end == day.start + 1 else "<weekday+>"
        return "<number>" if key[:1].isdecimal() else "<word>"


def _describe_distance(day: DayMention, today: date, graded: str) -> Iterator[str]:
    """Yield how far off a day is: what passed last week is not meant for next year; contracts end on the 31st."""
    ahead = -1 if day.future is None else bisect_right(_DISTANCES, (day.future - today).days)
    behind = -1 if day.past is None else bisect_right(_DISTANCES, (today - day.past).days)
    yield f"ahead={ahead}"
    yield f"ahead={ahead}&behind={behind}"
    yield f"ahead={ahead}&graded={graded}"
    coming = day.future or day.past
    if coming is not None:
        border = coming.day in (1, monthrange(coming.year, coming.month)[1])
        yield f"border={border}"
        yield f"border={border}&graded={graded}"
        yield f"weekend={coming.weekday() in _WEEKEND}"
        yield f"weekday={coming.weekday()}&graded={graded}"


def _join_tenses(days: Iterable[DayMention]) -> str:
    return "_".join(sorted({day.tense.name for day in days}))


def names_unknown(line: Line, activity: Activity) -> bool:
    """Return whether a capital right behind an activity word may begin the name of an account that is not known."""
    index = activity.end
    while index < len(line) and line.keys[index] in words.BEFORE_NAME:
        index += 1
    if index >= len(line) or line.taken[index] is not None or line.hard[index] or line.is_shouted:
        return False
    return line.text[line.starts[index]].isupper()


def _list_bounds(line: Line) -> list[int]:
    """Return where the clauses of a line begin, at marks only."""
    return [0, *(index + 1 for index, hard in enumerate(line.hard) if hard)]


def _name_place(place: int, count: int) -> str:
    return "first" if place == 0 else "last" if place == count - 1 else "middle"


def _name_subject(keys: Sequence[str]) -> str:
    we, he = any(key in _WE for key in keys), any(key in _HE for key in keys)
    return "both" if we and he else "we" if we else "he" if he else "none"
