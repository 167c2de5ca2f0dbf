"""`make train`: fit the models to the examples in this folder, and print their quality on unseen notes."""

from bot.domain.lessons.attitude_reader import ATTITUDES_FILE
from bot.domain.log.note_reader import SITUATIONS_FILE
from bot.domain.statistics.text_model import write_model
from training.examples import ATTITUDES, SITUATIONS, digest_examples, read_examples
from training.fit import find_sure_from, fit_model, predict_unseen
from training.report import describe_quality

SUBJECTS = {SITUATIONS: SITUATIONS_FILE, ATTITUDES: ATTITUDES_FILE}


def main() -> None:
    """Fit every model and save it where the bot loads it."""
    for subject, path in SUBJECTS.items():
        examples = read_examples(subject)
        predicted = predict_unseen(examples)
        sure_from = find_sure_from(predicted)
        write_model(path, fit_model(examples, digest=digest_examples(subject), sure_from=sure_from))
        print("\n".join(describe_quality(subject, predicted, sure_from=sure_from)))


if __name__ == "__main__":
    main()
