"""The examples in the docstrings of the shell; its folder is no place for pytest to look, pages are no modules."""

import doctest
from types import ModuleType

import pytest

from pages.shell import markup
from pages.shell import widget_state as drawn


@pytest.mark.parametrize("module", [drawn, markup])
def test_examples(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0
