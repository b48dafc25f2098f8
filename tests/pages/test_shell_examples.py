"""The examples in the docstrings of the shell; its folder is no place for pytest to look, pages are no modules."""

import doctest
from types import ModuleType

import pytest

from pages.shell import markup, widget_state


@pytest.mark.parametrize("module", [widget_state, markup])
def test_examples(module: ModuleType) -> None:
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0
