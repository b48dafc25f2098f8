"""The newest good version of a data folder that may be replaced while readers use it."""

import threading
from dataclasses import dataclass, field
from pathlib import Path

from analytics.dataset.files import data_version
from analytics.dataset.load import Dataset, load_dataset
from analytics.dataset.problem import DatasetError, Problem


@dataclass(frozen=True, eq=False)
class Reading:
    """The newest good version, if there ever was one, and what is wrong with the files as they are now."""

    dataset: Dataset | None
    problems: tuple[Problem, ...]


@dataclass(eq=False)
class Latest:
    """Reads a folder again when its files change, and keeps the last good version when they are broken.

    One instance serves all readers. While one reader's request loads new files the others go on
    with the version they had; only the very first load makes everyone wait.
    """

    folder: Path
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)
    _seen: str = field(default="", init=False)
    _reading: Reading | None = field(default=None, init=False)

    def reading(self) -> Reading:
        """The current state; looks at the files' dates and sizes, and loads only if they changed."""
        version = data_version(self.folder)
        if self._reading is not None and version == self._seen:
            return self._reading
        if self._lock.acquire(blocking=self._reading is None):
            try:
                if self._reading is None or version != self._seen:
                    self._reading, self._seen = self._read(), version
            finally:
                self._lock.release()
        if self._reading is None:
            raise RuntimeError("another reader's first load failed unexpectedly")
        return self._reading

    def _read(self) -> Reading:
        try:
            return Reading(load_dataset(self.folder), ())
        except DatasetError as error:
            kept = self._reading.dataset if self._reading else None
            return Reading(kept, tuple(error.problems))
