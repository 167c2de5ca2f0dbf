"""The memo per day loads once, even when several batches miss at the same time, and drops old days."""

import asyncio
from collections.abc import Collection

from bot.services.deals.day_memo import Memo


class Source:
    """A slow source that records its calls."""

    def __init__(self) -> None:
        self.asked: list[set[int]] = []

    async def load(self, keys: Collection[int]) -> dict[int, str]:
        self.asked.append(set(keys))
        await asyncio.sleep(0)
        return {key: str(key) for key in keys}


async def test_a_key_that_several_batches_miss_is_loaded_once() -> None:
    memo, source = Memo[int, str](), Source()
    found = await asyncio.gather(*(memo.load(keys, source.load) for keys in ([1, 2], [2, 3], [1, 2, 3])))
    assert found == [{1: "1", 2: "2"}, {2: "2", 3: "3"}, {1: "1", 2: "2", 3: "3"}]
    assert source.asked == [{1, 2}, {3}]


async def test_the_oldest_keys_are_dropped_beyond_the_limit() -> None:
    memo, source = Memo[int, str](limit=2), Source()
    for keys in ([1, 2], [3], [2], [1]):
        await memo.load(keys, source.load)
    assert source.asked == [{1, 2}, {3}, {1}]


async def test_what_was_loaded_elsewhere_is_kept_instead_of_what_is_older() -> None:
    memo, source = Memo[int, str](limit=2), Source()
    await memo.load([1], source.load)
    memo.keep({1: "one", 2: "two"})
    assert await memo.load([1, 2], source.load) == {1: "one", 2: "two"}
    assert source.asked == [{1}]
