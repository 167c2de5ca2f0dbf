"""`make train`: fit the models to the examples in this folder, and print their quality on unseen notes and lines."""

from collections.abc import Sequence

from bot.domain.home.requests import REQUESTS_FILE
from bot.domain.lessons.attitude_reader import ATTITUDES_FILE
from bot.domain.lessons.attitudes import Attitude
from bot.domain.log.log_line.judging.models import DAY_ROLES_FILE, KIND_ROLES_FILE
from bot.domain.log.note_reader import SITUATIONS_FILE
from bot.domain.log.situations import Situation
from bot.domain.statistics.sparse_model import write_sparse_model
from bot.domain.statistics.text_model import Threshold, rank, write_model
from training.examples import ATTITUDES, NO_REQUEST, REQUESTS, SITUATIONS, digest_examples, read_examples
from training.fit import KEPT, Kept, find_threshold, fit_model, predict_unseen
from training.report import Predicted, describe_quality
from training.roles import (
    DAY_FREEDOM,
    KIND_FREEDOM,
    cross_validate,
    digest_lines,
    fit_roles,
    list_day_candidates,
    list_kind_candidates,
    read_lines,
)

SUBJECTS = {SITUATIONS: SITUATIONS_FILE, ATTITUDES: ATTITUDES_FILE, REQUESTS: REQUESTS_FILE}
# The precision required when sure, on notes left out in training: of all situations, and of ownership alone among the
# attitudes, since only praise has to be sure (N2); of requests, lines for the log among them, which ask for nothing.
RIGHT_SITUATION, RIGHT_OWNERSHIP, RIGHT_REQUEST = 0.95, 0.98, 0.97
# So many labels make a large model; without rare features it is a third as large, and as good to within a per cent.
KEPT_OF = {SITUATIONS: KEPT, ATTITUDES: KEPT, REQUESTS: Kept(word=2, piece=4)}


def main() -> None:
    """Fit every model and save it where the bot loads it."""
    for subject, path in SUBJECTS.items():
        examples = read_examples(subject)
        kept = KEPT_OF[subject]
        predicted = predict_unseen(examples, kept=kept)
        threshold = choose_threshold(subject, predicted)
        write_model(path, fit_model(examples, digest=digest_examples(subject), threshold=threshold, kept=kept))
        print("\n".join(describe_quality(subject, predicted, threshold=threshold)))
    train_roles()


def train_roles() -> None:
    """Fit the models that judge the roles of days and activity words in a line."""
    lines, digest = read_lines(), digest_lines()
    # Activity words first: they decide how a line is cut into pieces, and so which days are learned from.
    kinds = list(list_kind_candidates(lines))
    write_sparse_model(KIND_ROLES_FILE, fit_roles(kinds, freedom=KIND_FREEDOM, digest=digest))
    days = list(list_day_candidates(lines))
    write_sparse_model(DAY_ROLES_FILE, fit_roles(days, freedom=DAY_FREEDOM, digest=digest))
    for name, candidates, freedom in (("activity words", kinds, KIND_FREEDOM), ("days", days, DAY_FREEDOM)):
        right, loss = cross_validate(candidates, freedom=freedom)
        print(f"Roles of {len(candidates)} {name} in {len(lines)} lines: {right:.1%} right unseen, log loss {loss:.3f}")


def choose_threshold(subject: str, predicted: Sequence[Predicted]) -> Threshold:
    """Return when a model of this subject is sure enough, from the notes that it did not learn from."""
    if subject == SITUATIONS:
        harmless = tuple(str(each) for each in Situation if not each.is_obstacle)
        return find_threshold(predicted, right_when_sure=RIGHT_SITUATION, harmless=harmless)
    if subject == REQUESTS:
        return find_threshold(predicted, right_when_sure=RIGHT_REQUEST, harmless=(NO_REQUEST,))
    owned = [(example, scores) for example, scores in predicted if rank(scores)[0][0] == Attitude.OWNERSHIP]
    return find_threshold(owned, right_when_sure=RIGHT_OWNERSHIP, harmless=())


if __name__ == "__main__":
    main()
