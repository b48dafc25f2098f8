"""What some tests need from the machine, and what happens where it is missing."""

import os
from typing import NoReturn

import pytest


def missing(reason: str) -> NoReturn:
    """Skips on a laptop, fails where CI=true: there, a test that did not run proves nothing."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason}; with CI=true this test must run", pytrace=False)
    pytest.skip(reason)
