"""A problem in a data file, and the error that carries all of them."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

FAILURES = (
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What no check foresaw, and yet must not take down those who read the last good version."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong, or doubtful, at one place of a data file."""

    file: str
    row: int | None
    """Line of the file on which the record starts, the header being line 1; None for the file as a whole."""
    column: str | None
    value: str | None
    """The value of the cell; for a list, the one item that is wrong."""
    rule: str
    key: str | None = None
    """Which record: a pledge, a government, a country."""
    detail: str = ""
    """What the rule compares with: a code list, a file, a limit."""
    near: str = ""
    """The known name that a misspelt one may mean."""


WITHHELD = "aside_"
"""Before the rule that a withheld cell breaks: it is left out, so that the rest of the data can be used."""

MOST = 2_000
"""Problems of one rule in one column that are listed: nobody reads more, and a million would fill the memory."""


def first_of(problems: Sequence[Problem], count: int, rule: str = "more_of_these") -> list[Problem]:
    """The first `MOST` of `count` problems of one kind, and how many more there are."""
    kept = list(problems[:MOST])
    return [*kept, replace(kept[-1], value=str(count - MOST), rule=rule)] if count > MOST else kept


def few_of_each(problems: Iterable[Problem], rule: str = "more_of_these") -> list[Problem]:
    """The first `MOST` problems of each rule in each column, and how many more there are."""
    kinds: dict[tuple[str, str | None, str], list[Problem]] = {}
    for each in problems:
        kinds.setdefault((each.file, each.column, each.rule), []).append(each)
    return [each for found in kinds.values() for each in first_of(found, len(found), rule)]


class DatasetError(Exception):
    """The data cannot be used; `problems` lists every reason, not only the first.

    `doubts` are the soft problems that were found as well.
    """

    def __init__(self, problems: Iterable[Problem], doubts: Iterable[Problem] = ()) -> None:
        self.problems, self.doubts = in_reading_order(problems), in_reading_order(doubts)
        places = "; ".join(f"{p.file}:{p.row or ''} {p.column or ''} {p.rule}" for p in self.problems[:5])
        super().__init__(f"{len(self.problems)} problem(s) in the data: {places}")


@contextmanager
def failures_as_problems(name: str) -> Iterator[None]:
    """While data called `name` are read, whatever goes wrong is a problem, and the log has the details."""
    try:
        yield
    except FAILURES as error:
        logging.getLogger(__name__).exception("%s could not be loaded", name)
        found = f"{type(error).__name__}: {error}"[:200]
        raise DatasetError([Problem(name, None, None, found, "cannot_be_used")]) from error


def in_reading_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems as a reader of the files meets them, each once."""
    return sorted(set(problems), key=lambda p: (p.file, p.row or 0, p.column or "", p.rule, p.value or ""))
