"""What asks for something can be answered where it stands: with a button, a field, or a line that is shown."""

import re
from collections.abc import Iterator

from tests.month.auditor.case import Case, Claim
from tests.month.auditor.reading import list_buttons
from tests.month.auditor.seen import Place

# A question of the bot's own: not one that somebody quotes or should put to a customer.
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_ASKS = re.compile(r"\?(?=\s|$)")
# A command, or words between quotes to say or type.
_LINE = re.compile(r"(?:^|\s)/[a-z]+\b|“[^”]+”|\"[^\"]+\"")


def check_asking(case: Case) -> Iterator[Claim]:
    """Claim of each question that there is something to answer it with; a form is one itself."""
    if case.seen.place is Place.FORM:
        return
    asking = [line for line in case.lines if _ASKS.search(_QUOTED.sub("", line))]
    buttons = list_buttons(case.seen.blocks) if asking else []
    for line in asking:
        has_line = any(_LINE.search(each) for each in case.lines)
        yield Claim("ask", line, bool(buttons) or has_line, "nothing to press, and no line to type")
