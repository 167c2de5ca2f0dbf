"""Detection of patterns planted in demo histories; with shuffled outcomes nothing should be found."""

from datetime import date

from bot.domain.operations.demo_history import GOOD_QUESTION, GOOD_SEGMENT, DemoHistory, make_history
from bot.domain.statistics.patterns import ClosedDeal, Pattern, Trait, find_patterns

SEEDS, REPS, MONTHS, TODAY = 60, 9, 24, date(2026, 3, 18)
AIM_FOUND, AIM_FALSE = 0.9, 0.05
PLANTED = {
    "segment that wins twice as often": (Trait.SEGMENT, GOOD_SEGMENT),
    "question that works": (Trait.QUESTION, GOOD_QUESTION),
}


def measure_planted() -> list[str]:
    """Return the lines of the report."""
    true = [_find(seed, is_shuffled=False) for seed in range(SEEDS)]
    shuffled = [_find(seed, is_shuffled=True) for seed in range(SEEDS)]
    lines = [f"{SEEDS} invented histories of {REPS} reps over {MONTHS} months:"]
    for name, planted in PLANTED.items():
        share = sum(any((each.trait, each.value) == planted for each in found) for found in true) / SEEDS
        lines.append(f"  {name:<34} found in {share:.0%} (aim {AIM_FOUND:.0%}: {_met(share >= AIM_FOUND)})")
    false = sum(bool(found) for found in shuffled) / SEEDS
    lines.append(
        f"  on shuffled outcomes something was claimed in {false:.1%}"
        f" (aim at most {AIM_FALSE:.0%}: {_met(false <= AIM_FALSE)})"
    )
    return lines


def list_closed(history: DemoHistory) -> list[ClosedDeal]:
    """Return the closed deals of a demo history with their traits."""
    return [
        ClosedDeal(
            id=number,
            name=deal.name,
            is_won=deal.is_won,
            traits=frozenset(
                (trait, str(value))
                for trait, value in (
                    (Trait.SEGMENT, history.accounts[deal.account].segment),
                    (Trait.SOURCE, deal.source),
                    (Trait.ENTRY_LEVEL, deal.level),
                    (Trait.QUESTION, deal.question),
                )
                if value
            ),
        )
        for number, deal in enumerate(history.deals)
        if deal.closed_on is not None
    ]


def _find(seed: int, *, is_shuffled: bool) -> tuple[Pattern, ...]:
    history = make_history(seed=seed, reps=REPS, months=MONTHS, today=TODAY, is_shuffled=is_shuffled)
    return find_patterns(list_closed(history))


def _met(is_met: bool) -> str:  # noqa: FBT001 - yes or no
    return "met" if is_met else "NOT met"


def main() -> None:
    """Print the report."""
    for line in measure_planted():
        print(line)


if __name__ == "__main__":
    main()
