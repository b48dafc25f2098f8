"""What the words mean is said in the same words on the Data page, in the README of the data and in the project's."""

from pathlib import Path

import pytest

from analytics.exhibits.claims import CLAIMS, Claim, claims_table
from analytics.exhibits.definitions import definitions

ROOT = Path(__file__).parents[2]
MEANINGS = [f"**{row.term}.** {row.meaning}" for row in definitions().itertuples()]
IN_SHORT = 11
"""Definitions that the project's README gives: those that a reader of any number needs."""


def running_text(name: str) -> str:
    return " ".join((ROOT / name).read_text(encoding="utf-8").split())


@pytest.mark.parametrize("meaning", MEANINGS)
def test_the_data_have_each_definition_in_the_words_of_the_page(meaning: str) -> None:
    assert meaning in running_text("data/README.md")


def test_the_readme_gives_the_main_ones_in_the_same_words() -> None:
    text = running_text("README.md")
    section = text[text.index("## What the numbers mean") : text.index("## Your own data")]
    assert sum(meaning in section for meaning in MEANINGS) == IN_SHORT == section.count("- **")


def test_every_claim_has_a_condition_that_readers_see() -> None:
    table = claims_table()
    assert len(table) == len(CLAIMS)
    assert table["claim"].is_unique
    assert (table["condition"].str.len() > 10).all()


def test_a_claim_without_a_condition_cannot_be_made() -> None:
    with pytest.raises(KeyError):
        Claim("boast", "We are the best")
