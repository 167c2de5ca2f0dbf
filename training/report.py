"""Report the quality of a model on unseen notes: shares and a confusion matrix."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.statistics.text_model import Threshold, rank
from training.examples import Example

# A note with the probability of each label.
Predicted = tuple[Example, dict[str, float]]
NEAREST = 3


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares of the notes: correct first label, correct in the first three, sure, and correct when sure.

    ``false_alarms`` is the share of the harmless notes in which an alarm was sure (K8).
    """

    notes: int
    first: float
    near: float
    sure: float
    right_when_sure: float
    false_alarms: float


def measure_quality(predicted: Sequence[Predicted], *, threshold: Threshold) -> Quality:
    """Return the quality of a set of predictions."""
    ranks = [(example.label, rank(scores)) for example, scores in predicted]
    ranked = [(label, [found for found, _ in order], threshold.accepts(order)) for label, order in ranks]
    total = max(1, len(ranked))
    sure = [label == order[0] for label, order, is_sure in ranked if is_sure]
    harmless = [
        order[0] in threshold.harmless or not is_sure for label, order, is_sure in ranked if label in threshold.harmless
    ]
    return Quality(
        notes=len(ranked),
        first=sum(label == order[0] for label, order, _ in ranked) / total,
        near=sum(label in order[:NEAREST] for label, order, _ in ranked) / total,
        sure=len(sure) / total,
        right_when_sure=sum(sure) / max(1, len(sure)),
        false_alarms=1 - sum(harmless) / len(harmless) if harmless else 0.0,
    )


def describe_quality(subject: str, predicted: Sequence[Predicted], *, threshold: Threshold) -> list[str]:
    """Return the figures as lines to print."""
    quality = measure_quality(predicted, threshold=threshold)
    read = [(example.label, rank(scores)[0][0]) for example, scores in predicted]
    return [
        f"{subject}: {quality.notes} notes that were not learned from",
        f"  the right label first      {quality.first:.1%}",
        f"  among the first three      {quality.near:.1%}",
        f"  sure (from {threshold.sure_from:.2f})           {quality.sure:.1%}",
        f"  right when sure            {quality.right_when_sure:.1%}",
        f"  macro F1                   {measure_f1(read):.3f}",
        f"  false alarms when sure     {quality.false_alarms:.1%} (from {threshold.contested_from:.2f})",
    ]


def draw_confusion(predicted: Sequence[Predicted]) -> list[str]:
    """Return a confusion matrix as lines: a row per true label, a column per predicted label."""
    labels = sorted({example.label for example, _ in predicted})
    counts = Counter((example.label, max(scores, key=lambda label: scores[label])) for example, scores in predicted)
    heading = " " * 17 + " ".join(f"{label[:5]:>5}" for label in labels)
    rows = [f"{label:<16} " + " ".join(f"{counts[label, read] or '·':>5}" for read in labels) for label in labels]
    return [heading, *rows]


def measure_f1(read: Sequence[tuple[str, str]]) -> float:
    """Return the macro-averaged F1 over pairs of true and predicted label."""
    right = Counter(label for label, found in read if label == found)
    are, found = Counter(label for label, _ in read), Counter(found for _, found in read)
    return sum(2 * right[label] / (are[label] + found[label]) for label in are) / len(are)
