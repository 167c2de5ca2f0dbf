"""The names of an account's deals: the form in which they are compared, and where a line types one."""

from collections.abc import Sequence

from bot.domain.text.name_form import Pieces, normalise_name, split_name

LONGEST_NAME = 200


def make_deal_key(name: str) -> str:
    """Return the form in which two names of a deal are equal; spelling out signs may lengthen it, so it is cut."""
    return (normalise_name(name) or name.casefold())[:LONGEST_NAME]


class KnownNames:
    """The names of an account's deals, made ready once for all the places of a line where one may begin."""

    def __init__(self, names: Sequence[str]) -> None:
        self._longest = max((len(name.split()) for name in names), default=0)
        self._forms = {normalise_name(name) for name in names}
        self._longest_form = max(map(len, self._forms), default=0)
        self._pieces = [_join(split_name(name)) for name in names]

    def __bool__(self) -> bool:
        return bool(self._pieces)

    def measure(self, pieces: Sequence[Pieces], place: int, *, may_be_wish: bool) -> int:
        """Return how many words from a place on type one of the names, or two words or more of one; 0 when none do.

        ``pieces`` are those of each word of the line. ``may_be_wish`` says that the first word means something of its
        own; then only a whole name of several words counts.
        """
        counted: list[str] = []
        all_of_them: list[str] = []
        longest, fitting = 0, self._pieces
        for length, (own, bare) in enumerate(pieces[place : place + self._longest], start=1):
            # Before the first piece that counts, all pieces do.
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
    """Return the names that contain what was typed; one that lacks its beginning lacks the whole."""
    part = _join(typed)
    return [name for name in names if part in name]


def _join(pieces: Sequence[str]) -> str:
    return "\0".join(("", *pieces, ""))
