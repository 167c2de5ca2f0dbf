"""How a model does on notes that it has not learned from: shares, and who is taken for whom."""

from collections import Counter
from collections.abc import Sequence

from training.examples import Example

Predicted = Sequence[tuple[Example, dict[str, float]]]
NEAREST = 3


def describe_quality(subject: str, predicted: Predicted, *, sure_from: float) -> list[str]:
    """Return the figures as lines to print."""
    ranked = [
        (example.label, sorted(scores, key=lambda label: -scores[label]), scores) for example, scores in predicted
    ]
    first = sum(label == order[0] for label, order, _ in ranked)
    near = sum(label in order[:NEAREST] for label, order, _ in ranked)
    sure = [(label, order) for label, order, scores in ranked if scores[order[0]] >= sure_from]
    right = sum(label == order[0] for label, order in sure)
    total = len(ranked)
    return [
        f"{subject}: {total} notes that were not learned from",
        f"  the right label first      {first / total:.1%}",
        f"  among the first three      {near / total:.1%}",
        f"  sure (from {sure_from:.2f})           {len(sure) / total:.1%}",
        f"  right when sure            {right / max(1, len(sure)):.1%}",
    ]


def draw_confusion(predicted: Predicted) -> list[str]:
    """Return a table: a row for each label as it is, a column for each as it was read."""
    labels = sorted({example.label for example, _ in predicted})
    counts = Counter((example.label, max(scores, key=lambda label: scores[label])) for example, scores in predicted)
    heading = " " * 17 + " ".join(f"{label[:5]:>5}" for label in labels)
    rows = [f"{label:<16} " + " ".join(f"{counts[label, read] or '·':>5}" for read in labels) for label in labels]
    return [heading, *rows]
