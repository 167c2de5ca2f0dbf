"""What a message asks for: sure of everyday questions, and never of a line for the log."""

from bot.domain.home.requests import LONGEST_REQUEST, Request, load_request_reader
from training.roles import read_lines

ASKED = (
    ("waar staan mijn deals ergens", Request.DEALS),
    ("what deals have i got going", Request.DEALS),
    ("show me my appointments", Request.STEPS),
    ("wie kan mijn notities allemaal lezen", Request.PRIVACY),
    ("can my manager read my notes", Request.PRIVACY),
    ("hou even op met al die berichtjes", Request.QUIET),
    ("stop sending me messages", Request.QUIET),
    ("haal mijn laatste regel maar weer weg", Request.UNDO),
)


def test_questions_in_ones_own_words_are_done_or_offered() -> None:
    read = {said: load_request_reader().read(said) for said, _ in ASKED}
    found = [said for said, request in ASKED if request in {read[said].sure, *read[said].offered}]
    assert len(found) >= len(ASKED) * 0.75, read


def test_k8_a_line_for_the_log_is_hardly_ever_taken_for_a_request() -> None:
    """Lines that were not learned from: the model learned from one in five, the first of them among these."""
    lines = [line.text for number, line in enumerate(read_lines()) if number % 5 == 2][:600]
    taken = [line for line in lines if load_request_reader().read(line).sure is not None]
    assert len(taken) <= len(lines) * 0.01, taken


def test_a_long_message_is_no_request() -> None:
    found = load_request_reader().read("wie moet ik vandaag bellen " * (LONGEST_REQUEST // 10))
    assert (found.sure, found.offered) == (None, ())


def test_small_talk_is_never_offered_with_a_button() -> None:
    assert load_request_reader().read("haha wat ben jij een grappige bot zeg").offered == ()
