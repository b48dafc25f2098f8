"""A thread pool with a bounded queue."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


class QueueFull(RuntimeError):
    """The queue is full; `waiting` is its length."""

    def __init__(self, waiting: int) -> None:
        super().__init__(f"{waiting} are waiting")
        self.waiting = waiting


class Workers:
    """Runs `at_once` calls at a time and queues at most `waiting` more, each with a timeout of `limit` seconds.

    A call that times out keeps its thread until it ends: a thread can't be stopped. To be used from one event loop.
    """

    def __init__(self, at_once: int, waiting: int, limit: float) -> None:
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="files")
        self._at_once, self._most, self._limit = at_once, at_once + waiting, limit
        self._taken = 0

    async def run(self, work: Callable[[], Result]) -> Result:
        """The result of the call; QueueFull or TimeoutError if there is none."""
        if self._taken >= self._most:
            raise QueueFull(self._taken - self._at_once)
        loop, future = asyncio.get_running_loop(), self._pool.submit(work)
        self._taken += 1
        future.add_done_callback(lambda _done: loop.call_soon_threadsafe(self._release))
        return await asyncio.wait_for(asyncio.wrap_future(future), self._limit)

    def _release(self) -> None:
        self._taken -= 1
