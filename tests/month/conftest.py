"""A month leaves nothing behind for the tests after it."""

import gc
import sys
from collections.abc import Generator

import pytest


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    """Collect the connections that a month left half open: a request that comes to its deadline is ended anywhere.

    Otherwise a later test would be blamed for them.
    """
    yield
    if item.get_closest_marker("month") is not None:
        blame = sys.unraisablehook
        sys.unraisablehook = lambda _left: None
        try:
            gc.collect()
        finally:
            sys.unraisablehook = blame
