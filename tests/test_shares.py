"""How shares are written: small wholes as counts, and the whole named."""

import pytest

from analytics.shares import name_with_whole, part_of_whole, value_text, value_with_whole

UNKNOWN = float("nan")


@pytest.mark.parametrize(
    ("value", "of", "text"),
    [
        (0.5, 4, "2 of 4"),
        (0.25, 4, "1 of 4"),
        (1, 1, "1 of 1"),
        (0.2, 5, "20% of 5"),
        (0.004, 9278029, "under 1% of 9.3M"),
    ],
)
def test_a_share_of_fewer_than_five_is_a_count(value: float, of: float, text: str) -> None:
    assert value_with_whole(value, of, is_share=True) == text
    assert ("%" in value_text(value, of, is_share=True)) == (of >= 5)


def test_a_part_of_fewer_than_five_has_no_percentage() -> None:
    assert part_of_whole(3, 4) == "3 of 4"
    assert part_of_whole(1, 100) == "1 of 100 (1%)"
    assert part_of_whole(0, 0) == "0 of 0"


def test_a_head_names_people_short() -> None:
    assert name_with_whole("Asia", 9278029) == "Asia, of 9.3M"
    assert name_with_whole("Asia", 47) == "Asia, of 47"
    assert name_with_whole("Asia", UNKNOWN) == "Asia"
