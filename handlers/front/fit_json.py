"""Keep what is sent within the size that a platform takes."""

import json
from collections.abc import Iterable
from typing import TypeVar

Element = TypeVar("Element")


def fit_json(elements: Iterable[Element], limit: int) -> list[Element]:
    """Return the leading elements whose JSON stays within a number of bytes."""
    left, fitting = limit, list[Element]()
    for element in elements:
        left -= len(json.dumps(element)) + 2  # ASCII
        if left < 0:
            break
        fitting.append(element)
    return fitting
