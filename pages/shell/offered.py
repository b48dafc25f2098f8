"""The files that a page offers while it is drawn, under the names that they have in addresses."""

import re
from collections.abc import Callable
from contextvars import ContextVar, copy_context
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from streamlit.runtime.scriptrunner import get_script_run_ctx

FOLDER = "files"
"""What stands before the name of a file in its address."""

_SELECTION_AND_DAY = re.compile(r"_[^.]*")


class OfferedFile(NamedTuple):
    """A file that nobody has made yet: what it is called where it is saved, and what makes it."""

    file_name: str
    make: Callable[[], bytes]


@dataclass
class Offered:
    """What one run of a page says to a program: its files by their names in addresses.

    `wrong` are sentences about what the address asks in vain. Until `is_whole`, the page was not drawn to its end.
    """

    version: str = ""
    files: dict[str, OfferedFile] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    is_whole: bool = False


asked_by: dict[str, Offered] = {}
"""The sessions that the server opens itself to look for a file; for those of readers nothing is kept."""

_only_here: ContextVar[bool] = ContextVar("only_here", default=False)


def start() -> None:
    """At the start of a run: what it offers can be made again from its link."""
    _only_here.set(False)


def finish(version: str, wrong: list[str]) -> None:
    """At the end of a run: the version of the data that it read, and what its link asks in vain."""
    offered = here()
    if offered is not None:
        offered.version, offered.wrong, offered.is_whole = version, wrong, True


def only_here() -> None:
    """What the run offers from now on holds something that a reader uploaded, which no address can."""
    _only_here.set(True)


def is_only_here() -> bool:
    """Whether what is offered now is for this reader alone."""
    return _only_here.get()


def here() -> Offered | None:
    """What keeps the files of this run; None where a reader looks at the page."""
    context = get_script_run_ctx()
    return asked_by.get(context.session_id) if context else None


def keep(file_name: str, make: Callable[[], bytes]) -> None:
    """A file for a program that asks for it; made later, with the language and the data of this run.

    ValueError for a second file of one name on a page.
    """
    offered, name = here(), name_of(file_name)
    if offered is None:
        return
    if name in offered.files:
        raise ValueError(f"two files of this page are called {name}")
    offered.files[name] = OfferedFile(file_name, in_this_run(make))


def in_this_run(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """The same, for another thread: with the language and the data of this run."""
    return partial(copy_context().run, make)


def name_of(file_name: str) -> str:
    """What a file is called in its address: its name without selection and day, which change with link and data.

    >>> name_of("coverage-theme-pledges_africa_housing_2026-11-23.square.png"), name_of("deck_2026-11-23.pptx")
    ('coverage-theme-pledges.square.png', 'deck.pptx')
    """
    return _SELECTION_AND_DAY.sub("", file_name)
