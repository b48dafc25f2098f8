"""Work that a few threads do at once, while a bounded number waits."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


class TooMuchWork(RuntimeError):
    """Nothing more is taken on; `waiting` says how many wait already."""

    def __init__(self, waiting: int) -> None:
        super().__init__(f"{waiting} are waiting")
        self.waiting = waiting


class Workers:
    """Does `at_once` pieces of work at a time, and keeps at most `waiting` more; each within `limit` seconds.

    A piece that takes too long is given up, but keeps its thread until it ends: a thread can't be stopped. All calls
    come from one event loop.
    """

    def __init__(self, at_once: int, waiting: int, limit: float) -> None:
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="files")
        self._at_once, self._most, self._limit = at_once, at_once + waiting, limit
        self._taken = 0

    async def done(self, work: Callable[[], Result]) -> Result:
        """What a piece of work gives, or raises; TooMuchWork or TimeoutError if it is not done."""
        if self._taken >= self._most:
            raise TooMuchWork(self._taken - self._at_once)
        loop, future = asyncio.get_running_loop(), self._pool.submit(work)
        self._taken += 1
        future.add_done_callback(lambda _done: loop.call_soon_threadsafe(self._let_go))
        return await asyncio.wait_for(asyncio.wrap_future(future), self._limit)

    def _let_go(self) -> None:
        self._taken -= 1
