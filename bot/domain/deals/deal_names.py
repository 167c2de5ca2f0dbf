"""Normalise the names of deals, and find them in a line."""

from collections.abc import Sequence

from bot.domain.text.name_form import Pieces, normalise_name, split_name

LONGEST_NAME = 200


def make_deal_key(name: str) -> str:
    """Return the normalised form of a deal name, cut to its column: normalising may lengthen it."""
    return (normalise_name(name) or name.casefold())[:LONGEST_NAME]


class KnownNames:
    """The normalised names of an account's deals, built once for all positions in a line."""

    def __init__(self, names: Sequence[str]) -> None:
        self._longest = max((len(name.split()) for name in names), default=0)
        self._forms = {normalise_name(name) for name in names}
        self._longest_form = max(map(len, self._forms), default=0)
        self._pieces = [_join(split_name(name)) for name in names]

    def __bool__(self) -> bool:
        return bool(self._pieces)

    def measure(self, pieces: Sequence[Pieces], place: int, *, may_be_wish: bool) -> int:
        """Return the number of words from ``place`` on that match a name, or two or more words of one; 0 for none.

        ``pieces`` are the name pieces of each word in the line. ``may_be_wish`` means that the first word is also a
        keyword; then only a whole name of several words counts.
        """
        counted: list[str] = []
        all_of_them: list[str] = []
        longest, fitting = 0, self._pieces
        for length, (own, bare) in enumerate(pieces[place : place + self._longest], start=1):
            # Words without a significant piece match every name until the first significant one.
            fitting = fitting if counted else self._pieces
            counted += own
            all_of_them += bare
            typed = counted or all_of_them
            if not typed or (length == 1 and may_be_wish):
                continue
            fitting = [] if may_be_wish else _keep_fitting(fitting, typed)
            form = "".join(typed)
            if form in self._forms or (length > 1 and fitting):
                longest = length
            elif len(form) > self._longest_form:
                break
        return longest


def _keep_fitting(names: Sequence[str], typed: Sequence[str]) -> list[str]:
    """Return the names that contain the typed pieces.

    A name that lacks the first pieces lacks the longer text too, so the candidates only shrink as words are added.
    """
    part = _join(typed)
    return [name for name in names if part in name]


def _join(pieces: Sequence[str]) -> str:
    return "\0".join(("", *pieces, ""))
