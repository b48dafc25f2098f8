"""What a presenter chose of a pack, in a link: what goes in comes out, and what is no choice is refused."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.packs.link_text import folded
from analytics.packs.pack_links import (
    LONGEST_MESSAGE,
    LONGEST_TITLE,
    MOST_SLIDES,
    SLIDES,
    WORDS,
    Chosen,
    CustomText,
    read,
    written,
)

keys = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
defaults = st.dictionaries(keys, st.booleans(), max_size=8)


@given(defaults, st.data())
def test_ticks_come_back_from_their_link(offered: dict[str, bool], data: st.DataObject) -> None:
    ticked = data.draw(st.sets(st.sampled_from(sorted(offered)))) if offered else set()
    link = written(Chosen().with_ticks(offered, ticked))
    again = read(link)
    assert {key for key, on in offered.items() if again.has(key, on)} == ticked
    differing = [key for key, on in offered.items() if (key in ticked) != on]
    assert len([each for each in link[SLIDES].split(".") if each]) == len(differing), "only what differs is written"


@given(defaults, defaults)
def test_a_choice_for_other_slides_is_kept(offered: dict[str, bool], elsewhere: dict[str, bool]) -> None:
    before = Chosen().with_ticks({key: not on for key, on in elsewhere.items()}, elsewhere)
    after = before.with_ticks(offered, [key for key, on in offered.items() if on])
    for key, on in elsewhere.items():
        if key not in offered:
            assert after.has(key, on) == before.has(key, on)


@given(st.dictionaries(keys, st.tuples(texts, texts), max_size=5))
def test_words_come_back_from_their_link(words: dict[str, tuple[str, str]]) -> None:
    chosen = Chosen()
    for key, (title, message) in words.items():
        chosen = chosen.with_words(CustomText(key, title, message))
    link = written(chosen)
    assert read(link) == chosen
    assert all(letter.isalnum() or letter in "-_" for letter in link[WORDS]), "nothing in it needs an escape"
    for key, (title, message) in words.items():
        assert read(link).words_on(key) == CustomText(key, title.strip(), message.strip())


def test_empty_words_give_back_those_of_the_pack() -> None:
    chosen = Chosen().with_words(CustomText("map", "Mine"))
    assert written(chosen)[WORDS]
    assert chosen.with_words(CustomText("map", " ")) == Chosen()
    assert written(Chosen()) == {SLIDES: "", WORDS: ""}


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_a_choice_or_refused(slides: str, words: str) -> None:
    with contextlib.suppress(ValueError):
        assert isinstance(read({SLIDES: slides, WORDS: words}), Chosen)


@pytest.mark.parametrize(
    "params",
    [
        {SLIDES: "Map"},
        {SLIDES: "map,thin"},
        {SLIDES: "--map"},
        {SLIDES: ".".join(["map"] * (MOST_SLIDES + 1))},
        {SLIDES: "a" * 60},
        {WORDS: folded({})},
        {WORDS: folded([["map", "title"]])},
        {WORDS: folded([["map", "title", 1]])},
        {WORDS: folded([["<b>", "title", ""]])},
        {WORDS: folded([["map", "", ""]] * (MOST_SLIDES + 1))},
        {WORDS: folded([["map", "a" * 500_000, ""]])},
    ],
)
def test_what_is_written_otherwise_is_refused(params: dict[str, str]) -> None:
    with pytest.raises(ValueError):
        read(params)


def test_words_that_are_too_long_are_cut() -> None:
    own = read({WORDS: folded([["map", "a" * 1000, "b" * 1000]])}).words_on("map")
    assert (len(own.title), len(own.message)) == (LONGEST_TITLE, LONGEST_MESSAGE)
