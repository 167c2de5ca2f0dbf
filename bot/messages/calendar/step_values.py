"""The value of a button that moves a step out of days off; see ``button_values``."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class StepDay:
    """A next step, and the local day to move it to."""

    step_id: int
    day: date
