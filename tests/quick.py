"""Which of many cases of a kind run while one works: the first of each; the others are slow, as there are so many."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest


def first_of_each(cases: Iterable[Any], kind: Callable[[Any], object] = lambda case: None) -> list[Any]:
    """Cases for `parametrize`: all but the first of each kind are marked slow, of all cases where no kind is given."""
    seen, marked = set(), []
    for case in cases:
        values = case if type(case) is tuple else (case,)
        marked.append(pytest.param(*values, marks=[pytest.mark.slow] if kind(case) in seen else []))
        seen.add(kind(case))
    return marked
