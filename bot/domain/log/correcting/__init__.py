"""Correct an entry by talking: "nee, Acme Nederland", "3 ipv 2", "not a call but a visit" (K12)."""

from bot.domain.log.correcting.apply import DayUnclear, apply_correction, fits_day
from bot.domain.log.correcting.correction import Correction, DayPlace
from bot.domain.log.correcting.parser import parse_correction
from bot.domain.log.correcting.target import Target, TypedBefore, find_target

__all__ = [
    "Correction",
    "DayPlace",
    "DayUnclear",
    "Target",
    "TypedBefore",
    "apply_correction",
    "find_target",
    "fits_day",
    "parse_correction",
]
