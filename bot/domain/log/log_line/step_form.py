"""Read how a next step is to be kept from the words around its day: by a message, a call, a visit or any talk (V2)."""

from collections.abc import Sequence

from bot.domain.log.activity import Kind, StepForm
from bot.domain.log.log_line.kind_words import FACE_TO_FACE, WordForm
from bot.domain.log.log_line.kinds import Activity
from bot.domain.log.log_line.line import Line, TokenUse
from bot.domain.text.words import word_set

# What is gone through together, whatever is on the table.
_TALKED = word_set(
    """
    bespreken bespreekt bespreek doornemen doorlopen presenteren presenteer toelichten overleggen spreken spreek zien
    discuss discussing present presenting presentation review walk demo demonstratie demonstration speak see trial
    """
)
# What is sent, and asking for it.
_SENT = word_set(
    """
    sturen stuur stuurt opsturen toesturen versturen doorsturen mailen offerte offertes offertetje voorstel
    prijs prijzen prijsje prijsopgave prijslijst prijsvoorstel brochure folder documentatie
    send sending sends offer offers quote quotes quotation proposal proposals price prices pricing brochure datasheet
    """
)
_BY_KIND = {Kind.MESSAGE: StepForm.MESSAGE, Kind.CALL: StepForm.CALL, Kind.VISIT: StepForm.VISIT}
_BY_FORM = {
    WordForm.MEET: StepForm.TALK,
    WordForm.TALK: StepForm.TALK,
    WordForm.BY_CALL: StepForm.CALL,
    WordForm.ON_SITE: StepForm.VISIT,
}


def read_step_form(
    line: Line, segments: Sequence[int], activities: Sequence[Activity], step: tuple[int, int], done: tuple[int, int]
) -> StepForm | None:
    """Return the form of the next step named at the tokens ``step``; None when nothing is said of it.

    ``done`` are the tokens of what was done, which say nothing of what will be. A word for a contact goes before a word
    for what is sent: a call about the offer is a call.
    """
    places = {segments[at] for at in range(*step)}
    named = [
        (abs(one.start - step[0]), form)
        for one in activities
        if one.segment in places
        and not done[0] <= one.start < done[1]
        and one.form not in {WordForm.DONE, WordForm.HINT}
        and (form := _read_activity(line, one)) is not None
    ]
    if named:
        return min(named)[1]
    words = {
        key
        for key, segment, use in zip(line.keys, segments, line.taken, strict=True)
        if segment in places and use is not TokenUse.ACCOUNT
    }
    if words & _TALKED:
        return StepForm.TALK
    return StepForm.MESSAGE if words & _SENT else None


def _read_activity(line: Line, activity: Activity) -> StepForm | None:
    if activity.kind in _BY_KIND:
        return _BY_KIND[activity.kind]
    if activity.form in _BY_FORM:
        return _BY_FORM[activity.form]
    return StepForm.VISIT if line.keys[activity.start] in FACE_TO_FACE else None
