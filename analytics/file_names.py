"""File names that say what and when, and differ wherever what is selected differs."""

import hashlib
import re
from collections import Counter

from analytics.facets import NOT_STATED, Facets, plain
from analytics.labels import label
from analytics.selection import FILTERS, FilteredData, Selection, filter_name
from analytics.words import _, cached_by_language

LONGEST = 60
"""Characters of the selection in a file name."""

NAMED_BY_CODE = ("compact", "forum")
"""Filters whose codes are the names people use: GCM, IMRF-2026."""

ALL = "all"
MARK = 8
"""Hexadecimal digits that stand for a selection whose words alone could be another's."""


def file_stem(name: str, filtered: FilteredData) -> str:
    """A file name without its ending: what it is, the selection in words, the date of the data.

    Small letters, digits and hyphens, with an underscore between parts, so that every system takes it.
    """
    return f"{slug(name)}_{_selection_words(filtered)}_{filtered.dataset.as_of.isoformat()}"


@cached_by_language(maxsize=400)
def _selection_words(filtered: FilteredData) -> str:
    """The selection in words, cut and marked where that is needed."""
    words, known = _words(filtered.facets, filtered.selection), _known(filtered.facets, filtered.selection)
    joined = "_".join(words) if words else ALL
    if len(joined) <= LONGEST and all(known[each] == 1 and not _is_taken(each) for each in words):
        return joined
    mark = hashlib.sha256(repr(filtered.selection).encode()).hexdigest()[:MARK]
    return f"{joined[: LONGEST - MARK - 1].strip('-_')}_{mark}".lstrip("_")


def _is_taken(word: str) -> bool:
    """True for no word at all, and for one that could be read as no selection or as a mark."""
    return word in ("", ALL) or bool(re.fullmatch(f"[0-9a-f]{{{MARK}}}", word))


def _words(facets: Facets, selection: Selection) -> list[str]:
    """What is chosen, filter by filter."""
    words = [] if selection.regions_by == Selection().regions_by else [_scheme(facets, selection.regions_by)]
    words += [_word(facets, selection, field, code) for field in FILTERS for code in getattr(selection, field)]
    words += [slug(_("stated only"))] if selection.stated else []
    return [*words, _search(selection)] if selection.search else words


@cached_by_language(maxsize=32)
def _of_codes(facets: Facets, regions_by: str) -> Counter[str]:
    """How many things that can be chosen have each word; with regions in one scheme, as in any selection."""
    of_scheme = Selection(regions_by=regions_by)
    words = [
        _word(facets, of_scheme, field, code)
        for field in FILTERS
        for code in facets.facet(of_scheme.facet_of(field)).codes
    ]
    schemes = [_scheme(facets, each) for each in facets.dataset.region_columns]
    return Counter([*words, *schemes, slug(_("stated only"))])


def _known(facets: Facets, selection: Selection) -> Counter[str]:
    """The words that can be chosen, the search among them where its word stands for no other search."""
    known = _of_codes(facets, selection.regions_by)
    is_plain = slug(selection.search).replace("-", " ") == selection.search
    return known + Counter([_search(selection)] if selection.search and is_plain else [])


def _word(facets: Facets, selection: Selection, field: str, code: str) -> str:
    if code != NOT_STATED and field in NAMED_BY_CODE:
        return slug(code)
    name = label(facets.dataset, selection.facet_of(field), code)
    if code == NOT_STATED:
        return slug(f"{filter_name(field)} {name}")
    return slug(f"gcm {code}") if field == "gcm" else slug(name)


def _scheme(facets: Facets, regions_by: str) -> str:
    return slug(label(facets.dataset, "region_scheme", regions_by))


def _search(selection: Selection) -> str:
    return f"search-{slug(selection.search)}"


def slug(text: str) -> str:
    """Words as a part of a file name.

    >>> slug("São Leopoldo & Zürich"), slug("Latin America and the Caribbean"), slug("日本")
    ('sao-leopoldo-zurich', 'latin-america-and-the-caribbean', '')
    """
    return re.sub(r"[^a-z0-9]+", "-", plain(text)).strip("-")
