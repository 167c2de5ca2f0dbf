"""Read what is said of a deal without a command: "heropen Acme", "geef Acme aan Oliver", "Acme verloren, te duur"."""

import re
from dataclasses import dataclass

from bot.domain.deals.deal_words import STATES
from bot.domain.deals.deals import DealState
from bot.domain.text.words import fold_word

# A longer message tells more than what became of a deal.
LONGEST_SAID = 200
_FLAGS = re.IGNORECASE


def _compile(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, _FLAGS) for pattern in patterns)


_DEAL = r"(?:deals?|kans|verkoopkans|opportunity)"
_NEW = re.compile(
    rf"(?:een |a )?(?:nieuwe?|new) {_DEAL}\s*(?:(?:bij|voor|met|at|for|with) |:\s*|\s)(?P<rest>\S.*)", _FLAGS
)
_OF = rf"(?:(?:de |the )?{_DEAL} )?(?:(?:van|bij|met|of|at|with) )?"
_CLOSED = r"(?:verloren|gewonnen|lost|won)"
_NOT = r"(?:(?:nee|no|sorry|wacht|wait)[\s,]+)?(?:toch |is |was |it['\u2019]?s )*(?:niet|not)"
_NOT_CLOSED = rf"{_NOT} {_CLOSED}(?: after all)?\s*[,;.]?\s*(?:dus |so )?"
_REOPENED = _compile(
    rf"(?:{_NOT_CLOSED})?(?:heropen|reopen) {_OF}(?P<what>.+?)(?: opnieuw| weer| again)?",
    rf"(?P<what>.+?) (?:is |was )?(?:toch|uiteindelijk) niet {_CLOSED}",
    rf"(?P<what>.+?) (?:is |was )?(?:not|isn['\u2019]?t|wasn['\u2019]?t) {_CLOSED} after all",
    r"(?P<what>.+?) (?:mag |moet )?(?:weer |opnieuw )?(?:heropenen|heropen|reopen|heropend|reopened)(?: worden)?",
)
_GIVEN = _compile(
    rf"(?:geef|draag|schuif) {_OF}(?P<what>.+?) (?:over |door |maar )*(?:aan|naar) (?P<to>[^,;]+?)(?: over)?",
    rf"(?:hand|pass|give|transfer) {_OF}(?P<what>.+?) (?:over |on )?to (?P<to>[^,;]+?)",
    rf"(?:hand|pass) over {_OF}(?P<what>.+?) to (?P<to>[^,;]+?)",
    r"(?P<what>.+?) (?:gaat|mag|goes|overdragen|overgedragen) (?:over )?(?:naar|aan|to) (?P<to>[^,;]+?)",
)
_WHY = r"(?:\s*[,;:]\s*(?P<why>.+)|\s+(?P<because>(?:aan|door|wegens|omdat|vanwege|to|because|on|due) .+))?"
_SETTLED = _compile(
    rf"(?P<what>[^,;]+?) (?:is |zijn |hebben we |hebben wij )?(?P<state>{_CLOSED}|kwijt){_WHY}",
    rf"(?:we |wij |i |ik )?(?:hebben |heb |have )?(?P<state>lost|won) (?P<what>[^,;]+?){_WHY}",
)


@dataclass(frozen=True, slots=True)
class SaidDeal:
    """What is said: ``what`` names an account and perhaps its deal, as typed.

    With ``state`` it was won, lost or reopened, for the reason ``why`` as typed; with ``receiver`` it is given to that
    colleague; with neither ``what`` is the rest of a line that opens a deal.
    """

    what: str
    state: DealState | None = None
    why: str = ""
    receiver: str = ""


def find_said_deal(text: str) -> list[SaidDeal]:
    """Return what a message may say of a deal, the likeliest first; whether ``what`` is an account is for who asks."""
    said = text.strip(" .!")
    if len(said) > LONGEST_SAID or "?" in said or "\n" in said:
        return []
    found = [SaidDeal(match["what"], DealState.OPEN) for match in _match(_REOPENED, said)]
    found += [SaidDeal(match["what"], receiver=match["to"]) for match in _match(_GIVEN, said)]
    for match in _match(_SETTLED, said):
        why = match["why"] or match["because"] or ""
        found.append(SaidDeal(match["what"], STATES[fold_word(match["state"])], why))
    return found


def find_new_deal(text: str) -> str | None:
    """Return what follows "nieuwe deal", None for any other message."""
    match = _NEW.fullmatch(text.strip(" .!")) if len(text) <= LONGEST_SAID else None
    return None if match is None else match["rest"].strip()


def _match(patterns: tuple[re.Pattern[str], ...], said: str) -> list[re.Match[str]]:
    return [match for pattern in patterns if (match := pattern.fullmatch(said)) is not None]
