"""Texts cut to the lines that they have room in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.charts.text_width import broken, in_lines

JAPANESE = "東京都における移民及び難民のための住宅支援と日本語教育の推進に関する取り組み"
THAI = "กรุงเทพมหานครสนับสนุนที่อยู่อาศัยสำหรับผู้ย้ายถิ่น"


@pytest.mark.parametrize("text", [JAPANESE, THAI])
def test_a_text_without_spaces_has_as_many_lines_as_any(text: str) -> None:
    assert in_lines(text, 10, 100, 4) == text
    cut = in_lines(text, 10, 100, 2)
    assert text.startswith(cut.removesuffix("…")) and cut.endswith("…")
    assert len(broken(cut, 10, 100)) == 2


@given(st.text(alphabet="ab ,.W漢", max_size=60), st.integers(1, 4), st.floats(25, 200))
def test_a_text_that_is_cut_is_the_start_of_it_within_its_lines(text: str, most: int, room: float) -> None:
    whole, shown = " ".join(text.split()), in_lines(text, 10, room, most)
    assert len(broken(shown, 10, room)) <= most
    if shown != whole:
        assert shown.endswith("…") and whole.startswith(shown[:-1])
        assert len(broken(whole, 10, room)) > most
