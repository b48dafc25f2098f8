"""What a presenter chose of a pack, as it stands in a link: which slides, and titles and messages of their own."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from analytics.packs.link_text import folded, unfolded

SLIDES, WORDS = "slides", "words"
"""The parameters of a link: which slides differ from the pack's own choice, and words of one's own."""

LONGEST_TITLE, LONGEST_MESSAGE = 200, 500
"""Characters of a title and of the line under it."""

MOST_SLIDES, LONGEST_WORDS = 60, 60_000
"""Slides that a link may name, and bytes of the words written out."""

KEY = "[a-z][a-z0-9_]{0,40}"
NOT = "-"
"""Before the key of a slide that is left out."""


@dataclass(frozen=True)
class CustomText:
    """Words of the presenter's own on the slide of a key; an empty title or message leaves the pack's."""

    key: str
    title: str = ""
    message: str = ""


@dataclass(frozen=True)
class Chosen:
    """What differs from the pack as it is made: slides `added` to it, slides `left_out`, and `words` of one's own."""

    added: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    words: tuple[CustomText, ...] = ()

    def has(self, key: str, by_default: bool) -> bool:
        """Whether a slide is in the pack that is in it `by_default` or not."""
        return key not in self.left_out if by_default else key in self.added

    def words_on(self, key: str) -> CustomText:
        """The presenter's words on a slide; empty where there are none."""
        return next((each for each in self.words if each.key == key), CustomText(key))

    def with_ticks(self, defaults: Mapping[str, bool], ticked: Collection[str]) -> "Chosen":
        """The choice after these slides were ticked, of all whose key and default are given; others stay as chosen."""
        others = [tuple(key for key in own if key not in defaults) for own in (self.added, self.left_out)]
        added = tuple(key for key, on in defaults.items() if key in ticked and not on)
        left_out = tuple(key for key, on in defaults.items() if key not in ticked and on)
        return replace(self, added=(*others[0], *added), left_out=(*others[1], *left_out))

    def with_words(self, own: CustomText) -> "Chosen":
        """The choice with these words on their slide; empty ones give back the pack's."""
        others = tuple(each for each in self.words if each.key != own.key)
        kept = replace(own, title=own.title.strip()[:LONGEST_TITLE], message=own.message.strip()[:LONGEST_MESSAGE])
        return replace(self, words=(*others, kept) if kept.title or kept.message else others)


def written(chosen: Chosen) -> dict[str, str]:
    """The choice as parameters of a link, empty where there is nothing to say.

    >>> written(Chosen(("funding",), ("map",)))
    {'slides': 'funding.-map', 'words': ''}
    """
    keys = [*chosen.added, *(f"{NOT}{key}" for key in chosen.left_out)]
    words = [[each.key, each.title, each.message] for each in chosen.words]
    return {SLIDES: ".".join(keys), WORDS: folded(words) if words else ""}


def read(params: Mapping[str, str]) -> Chosen:
    """The choice that the parameters of a link hold; ValueError if they hold none.

    >>> read({"slides": "funding.-map"}) == Chosen(("funding",), ("map",))
    True
    """
    keys = params.get(SLIDES, "").split(".") if params.get(SLIDES) else []
    if len(keys) > MOST_SLIDES or not all(re.fullmatch(f"{NOT}?{KEY}", key) for key in keys):
        raise ValueError("not slides of a pack")
    kept = list(dict.fromkeys(keys))
    return Chosen(
        tuple(key for key in kept if not key.startswith(NOT)),
        tuple(key.removeprefix(NOT) for key in kept if key.startswith(NOT)),
        _words(params.get(WORDS, "")),
    )


def _words(text: str) -> tuple[CustomText, ...]:
    if not text:
        return ()
    listed = unfolded(text, LONGEST_WORDS)
    if not isinstance(listed, list) or len(listed) > MOST_SLIDES:
        raise ValueError("not words of slides")
    chosen = Chosen()
    for each in listed:
        match each:
            case [str(key), str(title), str(message)] if re.fullmatch(KEY, key):
                chosen = chosen.with_words(CustomText(key, title, message))
            case _:
                raise ValueError("not words of a slide")
    return chosen.words
