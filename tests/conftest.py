"""What the tests of every folder share: the shipped data, read once, and the switch that rewrites golden files."""

from pathlib import Path

import pytest
from hypothesis import settings

from analytics.dataset import load_dataset
from analytics.facets import Facets

DATA = Path(__file__).parents[1] / "data"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write tests/golden anew; review the difference")


@pytest.fixture(scope="session")
def facets() -> Facets:
    """The facets of the shipped data."""
    return Facets(load_dataset(DATA))


# The same examples on every machine, and no limit of time that a busy one would miss.
settings.register_profile("repeatable", deadline=None, derandomize=True, max_examples=15)
settings.load_profile("repeatable")
