"""K11: no sentence that its own data contradicts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from re import Pattern

from tests.month.auditor.calendar import days_of
from tests.month.auditor.case import Case, Claim, said
from tests.month.auditor.dates import find_dates
from tests.month.auditor.rows import Rep
from tests.month.auditor.seen import Place


@dataclass(frozen=True)
class Hollow:
    """What may be said, and what in the rows speaks against it (empty when nothing does)."""

    said: Pattern[str]
    against: Callable[[Case, Rep, str], str]


def owns_accounts(case: Case, rep: Rep, _line: str) -> str:
    owned = [each.name for each in case.rows.accounts if each.owner_id == rep.id and not each.is_archived]
    return f"owns {len(owned)} accounts" if owned else ""


def logged_today(case: Case, rep: Rep, _line: str) -> str:
    counts = case.rows.counted(rep.id, case.today)
    return f"logged today: {counts}" if counts else ""


def logged_ever(case: Case, rep: Rep, _line: str) -> str:
    own = case.rows.activities_of.get(rep.id, [])
    return f"logged {len(own)} times" if own else ""


def fell_short(case: Case, rep: Rep, line: str) -> str:
    day = next(iter(find_dates(line, case.today)), None) or days_of(rep, case.rows).before(case.today)
    counts = case.rows.counted(rep.id, day) if day else {}
    short = [kind for kind in ("message", "call", "visit") if counts.get(kind, 0) < getattr(rep, kind)]
    return f"on {day} logged {counts}" if short else ""


def was_contacted(case: Case, _rep: Rep, line: str) -> str:
    contacts = [each for account in case.accounts_in(line) for each in case.rows.contacts_at.get(account.id, [])]
    return f"{len(contacts)} contacts" if contacts else ""


def has_scores(case: Case, rep: Rep, _line: str) -> str:
    own = [each for each in case.rows.scores if each.rep_id == rep.id]
    return f"asked {len(own)}" if own else ""


def leaves_open(case: Case, rep: Rep, _line: str) -> str:
    own = [each for each in case.rows.steps if each.rep_id == rep.id and each.state == "open" and each.account_id]
    return f"{len(own)} steps are open" if own else ""


def owns_deals(case: Case, rep: Rep, _line: str) -> str:
    own = [each for each in case.rows.deals if each.owner_id == rep.id and each.state == "open"]
    return f"{len(own)} deals are open" if own else ""


def forgets_customers(case: Case, rep: Rep, _line: str) -> str:
    customers = [each for each in case.rows.accounts if each.owner_id == rep.id and each.stage == "customer"]
    forgotten = [each for each in customers if not case.rows.contacts_at.get(each.id)]
    return f"{len(forgotten)} customers without a contact" if forgotten or not customers else ""


def logs_on_this_day(case: Case, rep: Rep, _line: str) -> str:
    counts = case.rows.counted(rep.id, case.today)
    return f"logged {counts} today" if counts else ""


SILENT = said(r"hoor niets terug", r"not a word back")
FAULT = said(r"er ging iets mis", r"something went wrong", r"mijn antwoord lukte niet", r"my answer (?:did not|failed)")


NOTHING_LOGGED = "logged 0 times this week"


def logged_this_week(case: Case, rep: Rep, _line: str) -> str:
    monday = case.today - timedelta(days=case.today.weekday())
    own = [each for each in case.rows.activities_of.get(rep.id, []) if monday <= each.day <= case.today]
    won = [
        deal.name
        for deal in case.rows.deals
        if deal.owner_id == rep.id and deal.state == "won" and deal.closed_on and monday <= deal.closed_on <= case.today
    ]
    return f"logged {len(own)} times this week, won {won}" if own or won else ""


def reached_target(case: Case, rep: Rep, line: str) -> str:
    """Say what is done already of the kind that a nudge asks for."""
    counts = case.rows.counted(rep.id, case.today)
    targets = {"message": rep.message, "call": rep.call, "visit": rep.visit}
    kind = next((kind for kind, words in ASKS.items() if words.search(line)), None)
    return f"{counts} of {targets}" if kind and counts.get(kind, 0) >= targets[kind] else ""


ASKS = {
    "call": said(r"telefoontje", r"\bbel\b", r"\bcall\b"),
    "visit": said(r"bezoek", r"\bvisit"),
    "message": said(r"bericht", r"message"),
}
HOLLOW = (
    Hollow(
        said(r"^eén ding nog vandaag", r"^nog \d \w+ vandaag", r"^one thing left today", r"^\d more \w+ today"),
        reached_target,
    ),
    Hollow(
        said(r"^deze week staan er geen contacten in je log", r"^there are no contacts in your log this week"),
        logged_this_week,
    ),
    Hollow(
        said(r"contacten staan er niet in je log", r"there are no contacts in your log: if"),
        lambda case, rep, line: logged_this_week(case, rep, line).partition(", won")[0].removeprefix(NOTHING_LOGGED),
    ),
    Hollow(
        said(r"nog geen accounts van je", r"don't have any accounts of yours", r"no accounts of yours to suggest"),
        owns_accounts,
    ),
    Hollow(said(r"^nog niets gelogd vandaag", r"^nothing (?:was )?logged (?:yet )?today"), logged_today),
    Hollow(
        said(
            r"^vandaag staat er nog niets",
            r"^nothing noted",
            r"^nog niets genoteerd",
            r"^niets in je log vandaag",
            r"^lege lijst vandaag",
            r"^your log is empty today",
            r"^an empty list today",
            r"hoorde ik niets van je",
            r"heard nothing from you",
        ),
        logs_on_this_day,
    ),
    Hollow(said(r"^je log is nog leeg", r"^your log is still empty"), logged_ever),
    Hollow(said(r"alles gehaald", r"all of it, nicely done"), fell_short),
    Hollow(said(r"nog geen contact genoteerd", r"no contact logged yet"), was_contacted),
    Hollow(said(r"^nog niemand gevraagd", r"^nobody (?:was )?asked yet"), has_scores),
    Hollow(said(r"^er staat niets open", r"^nothing is open"), leaves_open),
    Hollow(said(r"nog geen open deals", r"no open deals yet"), owns_deals),
    Hollow(said(r"niemand vergeten", r"nobody forgotten"), forgets_customers),
)


def check_hollow(case: Case) -> Iterator[Claim]:
    """Hold what sounds nice, or empty, against the rows."""
    if case.rep is None or case.seen.place is Place.FORM:
        return
    for hollow in HOLLOW:
        for line, _ in case.find(hollow.said):
            against = hollow.against(case, case.rep, line)
            yield Claim("K11", line, not against, against)


def check_faults(case: Case) -> Iterator[Claim]:
    """Nothing goes wrong on the bot's side."""
    for line, _ in case.find(FAULT):
        yield Claim("fault", line, False, f"after {case.seen.asked!r}")  # noqa: FBT003 - never right


def check_nudges(case: Case) -> Iterator[Claim]:
    """Nobody is proposed in the afternoon with whom was spoken today, or who asked for peace."""
    if case.rep is None or case.seen.kind != "catch_up":
        return
    for line in case.lines:
        for account in case.accounts_in(line)[:1]:
            case.read.add(line)
            today = [each for each in case.rows.contacts_at.get(account.id, []) if each.day == case.today]
            spoken = [each.kind for each in today if each.rep_id == case.rep.id]
            promised = [
                each
                for each in case.rows.steps
                if (each.rep_id, each.account_id, each.state) == (case.rep.id, account.id, "open")
                and each.due_on <= case.today
            ]
            is_right = (not spoken or bool(promised)) and not account.do_not_contact
            yield Claim("K11", line, is_right, f"spoken today: {spoken}, wants peace: {account.do_not_contact}")


def check_silence(case: Case) -> Iterator[Claim]:
    """Who is said to be silent was silent for a week."""
    for line, _ in case.find(SILENT):
        own = [each.at.date() for each in case.book.typed if case.rep is not None and each.who == case.rep.user_id]
        since = max(own, default=case.today - timedelta(days=99))
        yield Claim("K11", line, case.today - since >= timedelta(days=5), f"typed or pressed on {since}")
