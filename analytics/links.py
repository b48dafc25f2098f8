"""What the reader chose, read from a link and written to one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from analytics.facets import Facets
from analytics.selection import FILTERS, Selection

LONGEST_SEARCH = 200
"""Characters of a search that are read; the rest is cut, and the reader is told."""


def read_link(params: Mapping[str, Sequence[str]], facets: Facets) -> tuple[Selection, list[tuple[str, str]]]:
    """The selection a link describes, and the values in it that mean nothing here, as (parameter, value)."""
    ignored: list[tuple[str, str]] = []
    selection = Selection()
    scheme = _only(params, "regions_by")
    if scheme in facets.dataset.region_columns:
        selection = replace(selection, regions_by=scheme)
    elif scheme:
        ignored.append(("regions_by", scheme))
    stated = _only(params, "stated")
    if stated not in ("", "yes"):
        ignored.append(("stated", stated))
    for name in FILTERS:
        known = facets.facet(selection.facet_of(name), stated == "yes").codes
        values = list(dict.fromkeys(params.get(name, ())))
        ignored += [(name, value) for value in values if value not in known]
        selection = replace(selection, **{name: tuple(code for code in known if code in values)})  # type: ignore[arg-type]
    ignored += [(name, value) for name in ("regions_by", "stated", "search") for value in params.get(name, ())[:-1]]
    search = _only(params, "search")
    unseen = "".join(mark for mark in search if not (mark.isprintable() or mark.isspace()))
    if unseen:
        ignored.append(("search", unseen))
    search = " ".join("".join(mark for mark in search if mark not in unseen).split())
    if len(search) > LONGEST_SEARCH:
        ignored.append(("search", search[LONGEST_SEARCH:]))
    return replace(selection, stated=stated == "yes", search=search[:LONGEST_SEARCH].strip()), ignored


def link_of(selection: Selection) -> dict[str, str | list[str]]:
    """The parameters of a link to the selection; what was left at "all" is not in it."""
    link: dict[str, str | list[str]] = {
        name: list(getattr(selection, name)) for name in FILTERS if getattr(selection, name)
    }
    if selection.regions_by != Selection().regions_by:
        link["regions_by"] = selection.regions_by
    if selection.stated:
        link["stated"] = "yes"
    if selection.search:
        link["search"] = selection.search
    return link


def _only(params: Mapping[str, Sequence[str]], name: str) -> str:
    values = params.get(name, ())
    return values[-1] if values else ""
