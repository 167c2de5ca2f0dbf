"""Judge whether a line tells of a contact, or of one that did not, will not or must not take place (K8)."""

from datetime import date
from itertools import pairwise

from bot.domain.accounts.account_names import AccountIndex
from bot.domain.log.activity import Kind
from bot.domain.log.errors import ContactNotMade
from bot.domain.log.log_line.account_mention import Mention, find_all_names, find_part_of_name, find_spelled_part
from bot.domain.log.log_line.kind_words import WordForm
from bot.domain.log.log_line.kinds import Activity, find_activities
from bot.domain.log.log_line.line import Line, TokenUse, number_segments
from bot.domain.log.log_line.names.distinct_word import find_distinct_word
from bot.domain.log.log_line.stance import stance_words as words
from bot.domain.log.log_line.stance.denials import Denials, find_denials
from bot.domain.log.no_contact import NoContact, Stance
from bot.domain.text.day import DayMention, Tense
from bot.domain.text.days import find_days
from bot.domain.text.numbers import parse_whole_number
from bot.domain.text.words import word_set

# In tokens, from the beginning of an order to its verb.
_NEAR = 2
_NOUNS = (WordForm.NAMED, WordForm.MEET, WordForm.TALK)
_ABOUT = frozenset(("over", "about", "re", "for", "voor", "na", "after", "of"))
_NO_APPOINTMENT = frozenset(("contact", "conversation", "discussion"))
_AGREED = frozenset(("afspraak", "afspraken", "appointment", "appointments"))
_CANCELLED = frozenset(("cancelled", "canceled", "afgezegd", "geannuleerd", "gecanceld"))
_TRIGGERS = (
    words.VERB_DENIALS
    | words.NOUN_DENIALS
    | words.FORGOTTEN
    | words.ORDERS
    | words.PARTED_ORDERS.keys()
    | words.CALLED_OFF_WORDS
    | {first for first, _ in words.CALLED_OFF_PAIRS}
    | words.REMINDER_WORDS
    | words.STOP_ORDERS
    | {"do"}
)


def find_stance(line: Line, accounts: AccountIndex, today: date) -> NoContact | None:
    """Return why a line tells of no contact, None when it tells of one, or of something else altogether.

    ``line`` is left as it was split, with nothing parsed; ``today`` is the rep's local day.
    """
    if _TRIGGERS.isdisjoint(line.keys):
        return None
    try:
        judge = _Judge(line, accounts, today)
        stance = judge.judge()
        return None if stance is None else judge.describe(stance)
    finally:
        line.clear()


def refuse_no_contact(line: Line, accounts: AccountIndex, today: date) -> None:
    """Refuse a line that tells of no contact.

    Raises:
        ContactNotMade: it tells of none.
    """
    found = find_stance(line, accounts, today)
    if found is not None:
        raise ContactNotMade(found)


class _Judge:
    """One line with its names, days and activities, and the stances that it may have, the most telling first."""

    def __init__(self, line: Line, accounts: AccountIndex, today: date) -> None:
        line.clear()
        self._line, self._today = line, today
        names = find_all_names(line, accounts)
        for name in names:
            line.take(name.start, name.end, TokenUse.ACCOUNT)
        self._days = find_days(_list_free(line), today)
        for day in self._days:
            line.take(day.start, day.end, TokenUse.DAY)
        if not names:
            names = _find_inexact(line, accounts, self._days)
        found = names[0].accounts if len(names) == 1 else ()
        self._account = found[0] if len(found) == 1 else None
        self._segments = number_segments(line)
        self._coming = {self._segments[day.start] for day in self._days if day.tense in (Tense.FUTURE, Tense.OPEN)}
        self._activities = find_activities(line, self._segments)
        self._free = _list_free(line)
        self._has_name = TokenUse.ACCOUNT in line.taken
        self._first = next((at for at, key in enumerate(self._free) if not _opens(key)), len(line))

    def judge(self) -> Stance | None:
        """Return the stance of the line, None when it tells of a contact that happened."""
        if self._is_order():
            return Stance.CALLED_OFF
        if self._is_reminder():
            return Stance.REMINDER
        denials = find_denials(self._line, self._segments, self._activities)
        if denials.attempted or self._tells_contact(denials):
            return None
        if self._is_unwanted():
            return Stance.UNWANTED
        if denials.fell_through or self._is_called_off():
            return Stance.CALLED_OFF
        return Stance.DENIED if denials.places and not self._counts_none(denials) else None

    def _counts_none(self, denials: Denials) -> bool:
        """Return whether it gives a count of none ("geen bezoeken vandaag"), which is refused as a count."""
        keys = self._line.keys
        is_count = all(keys[at] in words.NOUN_DENIALS and at + 1 in denials.denied for at in denials.places)
        return is_count and not self._has_name and not self._names_unknown()

    def describe(self, stance: Stance) -> NoContact:
        """Return what a line with this stance is about."""
        past = [day.past for day in self._days if day.tense is not Tense.FUTURE and day.past]
        coming = [day.future for day in self._days if day.tense is not Tense.PAST and day.future]
        at = self._find_order() if stance is Stance.CALLED_OFF else None
        kinds = (each.kind for each in self._activities if each.kind is not None)
        return NoContact(
            stance,
            self._account,
            kind=next(kinds, None),
            past=next(iter(past), None),
            coming=next((day for day in coming if day > self._today), None),
            is_order=at is not None,
            removes=at is not None
            and self._line.keys[at] not in words.OFF_ORDERS
            and (bool(past) or not self._is_agreed),
        )

    @property
    def _is_agreed(self) -> bool:
        """Whether the line names what was agreed, and no entry of the log: "schrap de afspraak met Acme"."""
        return not _AGREED.isdisjoint(self._line.keys)

    # an order to the bot

    def _is_order(self) -> bool:
        """Return whether the line orders to take out or move what is there."""
        at = self._find_order()
        if at is None or any(each.form is WordForm.DONE and each.segment > self._segments[at] for each in self._done):
            return False
        if self._appointments:
            return not any(self._counts_besides(each, at) for each in self._activities)
        return self._has_name and self._line.keys[at] in words.OFF_ORDERS and bool(self._days)

    def _counts_besides(self, activity: Activity, at: int) -> bool:
        """Return whether another clause in front of an order tells of a contact."""
        is_before = activity.segment < self._segments[at]
        return is_before and activity.form in (*_NOUNS, WordForm.DONE) and activity.segment not in self._coming

    def _find_order(self) -> int | None:
        first = self._first
        key = self._line.key(first)
        if key in words.ORDERS:
            return first
        if key in words.PARTED_ORDERS and not words.PARTED_ORDERS[key].isdisjoint(self._free[first + 1 :]):
            return first
        ends = (at for at, word in enumerate(self._free) if word in words.ORDERS and word.endswith("en"))
        return next((at for at in ends if self._has_appointment_in(self._segments[at])), None)

    @property
    def _done(self) -> list[Activity]:
        return [each for each in self._activities if each.form is WordForm.DONE and not self._is_off_pair(each.start)]

    @property
    def _appointments(self) -> list[Activity]:
        """The nouns of the line that may name an appointment or an entry."""
        nouns = (each for each in self._activities if each.form in (*_NOUNS, WordForm.DOING))
        return [each for each in nouns if self._line.keys[each.start] not in _NO_APPOINTMENT]

    def _has_appointment_in(self, segment: int) -> bool:
        return any(each.segment == segment for each in self._appointments)

    # a contact that is off

    def _is_off_pair(self, at: int) -> bool:
        return (self._line.key(at), self._line.key(at + 1)) in words.CALLED_OFF_PAIRS

    def _is_called_off(self) -> bool:
        for at, key in enumerate(self._free):
            if key in words.CALLED_OFF_WORDS or (key and self._is_off_pair(at)):
                is_plain = self._has_name and not self._activities and (key in _CANCELLED or self._is_off_pair(at))
                if is_plain or self._stands_beside_appointment(at):
                    return True
        return False

    def _stands_beside_appointment(self, at: int) -> bool:
        """Return whether nothing else than an appointment is off at a place, such as an order ("order cancelled")."""
        if self._line.key(at + 1) in ("tegen", "against"):
            return False
        nouns = [each for each in self._appointments if each.segment == self._segments[at]]
        between = (self._free[at + 1 : each.start] if at < each.start else self._free[each.end : at] for each in nouns)
        return any(all(not key or key in _LEADS_TO_OFF for key in keys[-_FARTHEST:]) for keys in between)

    # a reminder

    def _is_reminder(self) -> bool:
        at = next((at for at in range(len(self._free)) if self._reminds_at(at)), None)
        if at is None or self._done or not (self._has_name or self._activities):
            return False
        before = [each for each in self._activities if each.start < at and (each.kind or each.form is WordForm.MEET)]
        if any(each.form is WordForm.HINT for each in before):
            return False
        is_told = (each.form in _NOUNS and each.segment not in self._coming for each in before)
        return at <= self._first or not any(is_told)

    def _reminds_at(self, at: int) -> bool:
        return any(tuple(self._free[at : at + len(phrase)]) == phrase for phrase in words.REMINDERS)

    # an account that is to be left alone

    def _is_unwanted(self) -> bool:
        free = self._free
        verbs = [at for at, key in enumerate(free) if key in words.UNWANTED_VERBS]
        if not verbs or self._days or not (self._has_name or self._names_unknown()):
            return False
        if free[self._first : self._first + 1] and free[self._first] in words.STOP_ORDERS:
            return True
        if not words.COULD_NOT.isdisjoint(free) or not _DENIED_PAST.isdisjoint(free):
            return False
        wanted = not words.WANTED_SO.isdisjoint(free)
        verbs = [at for at in verbs if free[at] not in words.PARTICIPLES or wanted]
        if not verbs:
            return False
        return self._is_for_good() or self._is_forbidden(verbs)

    def _names_unknown(self) -> bool:
        line = self._line
        return not line.is_shouted and any(line.text[line.starts[at]].isupper() for at in range(1, len(line)))

    def _is_for_good(self) -> bool:
        free = self._free
        pairs = set(pairwise(free))
        if pairs & _FOR_GOOD_PAIRS or {"never", "nooit"} & set(free):
            return True
        return bool({"dont", "not", "doesnt"} & set(free)) and bool({"anymore", "again"} & set(free))

    def _is_forbidden(self, verbs: list[int]) -> bool:
        """Return whether it is an order: "don't call Dunmore", "Acme niet contacteren"."""
        free, first = self._free, self._first
        opens = free[first : first + 1] == ["dont"] or free[first : first + 2] == ["do", "not"]
        if opens:
            return any(at - first <= _NEAR for at in verbs)
        is_plain = _MODALS.isdisjoint(free)
        return is_plain and any(free[at - 1] in words.DUTCH_DENIALS and free[at].endswith("en") for at in verbs if at)

    # what happened all the same

    def _tells_contact(self, denials: Denials) -> bool:
        return any(self._happened(each, denials) for each in self._activities if each.start not in denials.denied)

    def _happened(self, activity: Activity, denials: Denials) -> bool:
        if self._is_off_pair(activity.start):
            return False
        if activity.form in (WordForm.DONE, WordForm.HINT):
            return activity.form is WordForm.DONE or activity.kind in (Kind.CALL, Kind.MESSAGE)
        if activity.form not in _NOUNS or (activity.kind is None and activity.form is not WordForm.MEET):
            return False
        return bool(parse_whole_number(self._line.key(activity.start - 1))) or self._stands_free(activity, denials)

    def _stands_free(self, activity: Activity, denials: Denials) -> bool:
        """Return whether a noun is neither still to come, off, only talked about, nor behind a denial."""
        at, segment = activity.start, activity.segment
        if segment in self._coming or self._line.key(at - 1) in _ABOUT or self._is_off_in(segment):
            return False
        return not any(self._segments[place] == segment and place < at for place in denials.places)

    def _is_off_in(self, segment: int) -> bool:
        places = (at for at, key in enumerate(self._free) if key and self._segments[at] == segment)
        return any(self._free[at] in words.CALLED_OFF_WORDS or self._is_off_pair(at) for at in places)


_FARTHEST = 12
_LEADS_TO_OFF = words.GAP | word_set("is was heeft has werd wordt zijn are were de het the our my ons onze to ' s off")
_DENIED_PAST = word_set("didnt havent hasnt hadnt wasnt werent")
_MODALS = word_set("ga gaan zal zullen wou wouden wilde wilden moest moesten hoef hoeft durf kon konden")
_FOR_GOOD_PAIRS = frozenset(
    {
        ("any", "more"), ("any", "longer"), ("no", "longer"), ("no", "more"), ("niet", "meer"), ("nie", "meer"),
        ("geen", "contact"), ("geen", "calls"), ("geen", "mails"), ("ni", "meer"),
    }
)  # fmt: skip


def _list_free(line: Line) -> list[str]:
    return [key if part is None else "" for key, part in zip(line.keys, line.taken, strict=True)]


def _find_inexact(line: Line, accounts: AccountIndex, days: list[DayMention]) -> list[Mention]:
    """Return the account that is named in part or with a slip of the pen, and mark its name as parsed."""
    name = find_part_of_name(line, accounts, days, counted=False) or find_spelled_part(line, accounts)
    name = name or find_distinct_word(line, accounts)
    if name is None:
        return []
    line.take(name.start, name.end, TokenUse.ACCOUNT)
    return [name]


def _opens(key: str) -> bool:
    return key in words.BEFORE_ORDER or (bool(key) and not key[0].isalnum())
