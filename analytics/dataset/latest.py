"""The newest good version of data that may be replaced while readers use them."""

import ctypes
import gc
import math
import sys
import threading
import time
from dataclasses import dataclass, field

from analytics.dataset.descriptor import has_checksums
from analytics.dataset.load import Dataset, load_dataset
from analytics.dataset.problem import DatasetError, Problem
from analytics.dataset.source import Source

FEWEST = 0.9
"""The share of the pledges that a new version without checksums must have to replace the last one."""

TRIED_AGAIN = 30.0
"""Seconds after which a reading that failed is tried again, if the failure may pass although no file changes."""
PASSING = ("unreadable_file", "cannot_be_used")
"""Rules of failures that may pass: too little memory, too many open files, a disk that does not answer."""


@dataclass(frozen=True, eq=False)
class Reading:
    """The newest good version, if there ever was one, and what is wrong with the data as they are now."""

    dataset: Dataset | None
    problems: tuple[Problem, ...]


@dataclass(eq=False)
class Latest:
    """Reads a source again when its state changes, and keeps the last good version when it is broken.

    What failed in a way that may pass is tried again after a while.

    One instance serves all readers. While one reader's request loads new data the others go on
    with the version they had; only the very first load makes everyone wait. Nothing is read while it is being
    written, as far as that can be seen: half of a file can look whole.
    """

    source: Source
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)
    _seen: str = field(default="", init=False)
    _again: float = field(default=math.inf, init=False)
    _reading: Reading | None = field(default=None, init=False)

    def reading(self) -> Reading:
        """The current reading; loads again only if the state of the source has changed and settled, or one failed."""
        state = self.source.state()
        if self._reading is not None and not (self._is_due(state) and self.source.is_settled()):
            return self._reading
        if self._lock.acquire(blocking=self._reading is None):
            try:
                if self._reading is None or self._is_due(state):
                    self._reading, self._seen = self._read(), state
                    may_pass = any(each.rule in PASSING for each in self._reading.problems)
                    self._again = time.monotonic() + TRIED_AGAIN if may_pass else math.inf
            finally:
                self._lock.release()
        if self._reading is None:
            raise RuntimeError("another reader's first load failed unexpectedly")
        return self._reading

    def _is_due(self, state: str) -> bool:
        return state != self._seen or time.monotonic() >= self._again

    def _read(self) -> Reading:
        kept = self._reading.dataset if self._reading else None
        try:
            dataset = load_dataset(self.source)
        except DatasetError as error:
            return Reading(kept, tuple(error.problems))
        finally:
            give_back_memory()
        if kept is None or len(dataset.pledges) >= FEWEST * len(kept.pledges) or has_checksums(dataset.package):
            return Reading(dataset, ())
        found, before = str(len(dataset.pledges)), str(len(kept.pledges))
        return Reading(kept, (Problem("pledges.csv", None, None, found, "fewer_pledges", detail=before),))


def give_back_memory() -> None:
    """Returns unused memory to the system; on Linux the C library would keep it, a fifth of the whole."""
    gc.collect()
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)
