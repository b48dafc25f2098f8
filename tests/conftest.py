"""What the tests of every folder share: the shipped data, read once, and the switch that rewrites golden files."""

from pathlib import Path

import pytest

from analytics.dataset import load_dataset
from analytics.facets import Facets

DATA = Path(__file__).parents[1] / "data"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write tests/golden anew; review the difference")


@pytest.fixture(scope="session")
def facets() -> Facets:
    """The facets of the shipped data."""
    return Facets(load_dataset(DATA))
