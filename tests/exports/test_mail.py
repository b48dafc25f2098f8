"""A letter as a mailto link."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.exports.mail import LONGEST, MOST, Letter, letter


def more(left: int) -> str:
    return f"and {left} more"


def decoded(link: str) -> tuple[str, str]:
    parts = urlsplit(link)
    assert (parts.scheme, parts.path) == ("mailto", ""), "no address is invented"
    fields = parse_qs(parts.query, strict_parsing=True)
    assert set(fields) == {"subject", "body"}
    return fields["subject"][0], fields["body"][0]


def test_what_is_decoded_is_what_was_written() -> None:
    text = 'Zürich & 50 % "more"? #1 a+b=c; <b>\nالعربية'
    written = letter("A & B", "Opening", [text], more, "Closing")
    assert decoded(written.link) == ("A & B", written.body.replace("\n", "\r\n"))
    assert text in written.body
    assert "+" not in written.link and " " not in written.link, "a mail program reads a plus as a plus"
    assert unquote(written.link).count("?subject=") == 1


def test_a_letter_is_as_long_as_a_mail_program_reads_and_says_what_it_leaves_out() -> None:
    items = [f"Pledge {i}: ünïcode report" for i in range(500)]
    written = letter("Subject", "Opening", items, more, "Closing")
    assert len(written.link) <= LONGEST
    shown = written.body.count("- Pledge")
    assert 5 < shown < 500
    assert f"and {500 - shown} more" in written.body
    assert written.body.endswith("Closing")


@given(st.lists(st.text(max_size=60) | st.text("ü ", max_size=300), max_size=MOST + 5), st.integers(0, 1500))
def test_a_letter_holds_as_many_items_as_fit(items: list[str], length: int) -> None:
    def written(shown: int) -> Letter:
        lines = [f"- {item}" for item in items[:shown]] + [more(len(items) - shown)] * (shown < len(items))
        return Letter("S", "\n\n".join(["O" * length, "\n".join(lines), "C"]))

    fitting = [shown for shown in range(min(len(items), MOST) + 1) if len(written(shown).link) <= LONGEST]
    assert letter("S", "O" * length, items, more, "C") == written(max(fitting))


def test_one_item_too_long_for_any_letter_is_left_out() -> None:
    written = letter("Subject", "Opening", ["x" * 5000], more, "Closing")
    assert "and 1 more" in written.body and len(written.link) <= LONGEST


def test_a_letter_without_items() -> None:
    assert letter("S", "O", [], more, "C").body == "O\n\n\n\nC"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\u2028", "\x85"])
def test_a_line_break_does_not_reach_the_subject(end: str) -> None:
    written = letter(f"Pledge{end}Bcc: all@example.org", "Opening", [f"a title{end}of two lines"], more, "Closing")
    assert decoded(written.link)[0] == "Pledge Bcc: all@example.org"
    assert "%0A" not in written.link.partition("&body=")[0]
