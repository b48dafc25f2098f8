"""The files of a page that its first HTML links to: the preview image, and what works without a WebSocket."""

from collections.abc import Callable
from urllib.parse import urlencode

from analytics.exhibits.profiles.subjects import CITY, FUNDER, subject_of
from analytics.exports.images import browser_path
from analytics.links import link_of
from analytics.selection import FilteredData
from analytics.words import _, language
from pages.shell import url_state
from pages.shell.offered import FOLDER
from pages.shell.printout import PREVIEW

OPENED = {"profile": (CITY, FUNDER), "pledges": ("pledge",), "peers": (CITY, "geonameid")}
"""Parameters that name what is open on a page, beside what is selected."""

WITHOUT_FIGURE = ("pledges", url_state.DECK)
"""Pages that show no figure of their own."""


class PageFiles:
    """The addresses of files of a page as a link to it selects; `named` gives what it says under a parameter."""

    def __init__(self, page: str, filtered: FilteredData, named: Callable[[str], str]) -> None:
        self._page, self._filtered, self._named = page, filtered, named
        self._lang = {} if language.get() == "en" else {"lang": language.get()}

    def picture(self) -> str:
        """The picture of the page, or of the first one where it has none; empty if no browser can draw it."""
        if browser_path() is None:
            return ""
        opens = subject_of(self._filtered, self._named(CITY), self._named(FUNDER))
        has_none = self._page in WITHOUT_FIGURE or (self._page == "profile" and opens is None)
        return self._address(PREVIEW, url_state.FIRST if has_none else self._page)

    def without_socket(self) -> dict[str, str]:
        """What says the same as the page, by what it is: the page as text and as PDF, its pledges, all data."""
        files = {}
        if self._page != url_state.DECK:
            files[_("This page as text")] = self._address(f"{self._page}.html", self._page)
            if browser_path():
                files[_("This page as PDF")] = self._address(f"{self._page}.pdf", self._page)
        pledges = self._address("pledges.csv", "pledges", opens_nothing=True)
        package = f"{FOLDER}/local-coalition-pledges.zip?{urlencode({url_state.PAGE: url_state.TRUST, **self._lang})}"
        return {**files, _("The pledges of this selection (CSV)"): pledges, _("All data as a zip"): package}

    def _address(self, name: str, page: str, opens_nothing: bool = False) -> str:
        """From any page, the address of a file of one, with what is selected and what is open there."""
        params = () if opens_nothing or page != self._page else OPENED.get(page, ())
        opened = {param: self._named(param) for param in params if self._named(param)}
        link = {url_state.PAGE: page, **self._lang, **link_of(self._filtered.selection), **opened}
        return f"{FOLDER}/{name}?{urlencode(link, doseq=True)}"
