"""What a file says about itself: what is in it, from where, of when, and the way back."""

from analytics.exhibits.exhibit import Exhibit
from analytics.selection import FilteredData, sentence
from analytics.words import _, number


def about_selection(filtered: FilteredData, source: str, address: str, applies: bool = True) -> list[str]:
    """Selection, if it `applies` to what is in the file, data version, source, licence and link back."""
    return [
        *([_("Selection: {sentence}").format(sentence=sentence(filtered))] if applies else []),
        _("Data version: {version}").format(version=filtered.dataset.version),
        *([source] if source else []),
        *licence(filtered),
        _("Link: {address}").format(address=address),
    ]


def about_exhibit(exhibit: Exhibit, filtered: FilteredData, address: str) -> list[str]:
    """Finding and scope of a figure, before what its selection says."""
    own = about_selection(filtered, exhibit.source, address, is_of_selection(exhibit, filtered))
    return [exhibit.finding, exhibit.scope, *own]


def is_of_selection(exhibit: Exhibit, filtered: FilteredData) -> bool:
    """False where the scope of a figure names something else: all pledges, all of a funder, offers by some filters."""
    return sentence(filtered) in exhibit.scope


def licence(filtered: FilteredData) -> list[str]:
    """The licence of the data as a whole, as the package states it; none if it states none."""
    return [
        _("Licence of the compilation: {name}, {address}").format(
            name=each.get("title") or each.get("name", ""), address=each.get("path", "")
        )
        for each in filtered.dataset.package.get("licenses", [])
    ]


def readme(exhibit: Exhibit, filtered: FilteredData, address: str, files: dict[str, str]) -> str:
    """The text that goes with the files of one figure; `files` says what each of them is."""
    lines = [
        exhibit.finding,
        exhibit.scope,
        "",
        _("What it shows: {description}").format(description=exhibit.alt_text),
        _("How to read it: {reading}").format(reading=exhibit.how_to_read),
        _("Rows in the table: {count}").format(count=number(len(exhibit.table))),
        "",
        *about_selection(filtered, exhibit.source, address, is_of_selection(exhibit, filtered)),
        "",
        _("Files:"),
        *(f"- {name}: {what}" for name, what in files.items()),
    ]
    return "\n".join(lines) + "\n"
