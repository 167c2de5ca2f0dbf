"""Versions of what is cached for the answers to a person: what was read before a change is told from after."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Versions:
    """Counters that go up with every change: of a rep's absences and next steps, of a workspace's days and notes."""

    absences: int
    steps: int
    company_days: int
    corrections: int
