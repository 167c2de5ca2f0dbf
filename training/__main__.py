"""`make train`: fit the models to the examples in this folder, and print their quality on unseen notes and lines."""

from bot.domain.lessons.attitude_reader import ATTITUDES_FILE
from bot.domain.log.log_line.role_models import DAY_ROLES_FILE, KIND_ROLES_FILE
from bot.domain.log.note_reader import SITUATIONS_FILE
from bot.domain.statistics.sparse_model import write_sparse_model
from bot.domain.statistics.text_model import write_model
from training.examples import ATTITUDES, SITUATIONS, digest_examples, read_examples
from training.fit import find_sure_from, fit_model, predict_unseen
from training.report import describe_quality
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

SUBJECTS = {SITUATIONS: SITUATIONS_FILE, ATTITUDES: ATTITUDES_FILE}


def main() -> None:
    """Fit every model and save it where the bot loads it."""
    for subject, path in SUBJECTS.items():
        examples = read_examples(subject)
        predicted = predict_unseen(examples)
        sure_from = find_sure_from(predicted)
        write_model(path, fit_model(examples, digest=digest_examples(subject), sure_from=sure_from))
        print("\n".join(describe_quality(subject, predicted, sure_from=sure_from)))
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


if __name__ == "__main__":
    main()
