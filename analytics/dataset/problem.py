"""A problem in a data file, and the error that carries all of them."""

from collections.abc import Iterable
from dataclasses import dataclass


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


class DatasetError(Exception):
    """The data cannot be used; `problems` lists every reason, not only the first.

    `doubts` are the soft problems that were found as well.
    """

    def __init__(self, problems: Iterable[Problem], doubts: Iterable[Problem] = ()) -> None:
        self.problems, self.doubts = in_reading_order(problems), in_reading_order(doubts)
        places = "; ".join(f"{p.file}:{p.row or ''} {p.column or ''} {p.rule}" for p in self.problems[:5])
        super().__init__(f"{len(self.problems)} problem(s) in the data: {places}")


def in_reading_order(problems: Iterable[Problem]) -> list[Problem]:
    """The problems as a reader of the files meets them, each once."""
    return sorted(set(problems), key=lambda p: (p.file, p.row or 0, p.column or "", p.rule, p.value or ""))
