"""The files that a page registers while it runs, by their names in addresses."""

import re
from collections.abc import Callable
from contextvars import ContextVar, copy_context
from dataclasses import dataclass, field
from typing import NamedTuple

from streamlit.runtime.scriptrunner import get_script_run_ctx

FOLDER = "files"
"""The path below which files have their addresses."""

_SELECTION_AND_DAY = re.compile(r"_[^.]*")


class OfferedFile(NamedTuple):
    """The name to save a file under, and the function that makes it."""

    file_name: str
    make: Callable[[], bytes]


@dataclass
class Offered:
    """The files of one run of a page, by their names in addresses.

    `version` is that of its sources; `wrong` are sentences about parameters that have no answer. `is_finished` is true
    once the run has ended.
    """

    version: str = ""
    files: dict[str, OfferedFile] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    is_finished: bool = False


recorders: dict[str, Offered] = {}
"""By session id, for the sessions that the server itself opens to make a file; readers' sessions register nothing."""

_session_only: ContextVar[bool] = ContextVar("session_only", default=False)


def start() -> None:
    """At the start of a run: its files can be made again from its link, and none of them is known yet."""
    _session_only.set(False)
    offered = current()
    if offered is not None:
        offered.files.clear()


def finish(version: Callable[[], str], wrong: Callable[[], list[str]]) -> None:
    """At the end of a run: the version of its sources, and sentences about parameters without an answer.

    Where no file is asked for, neither is worked out.
    """
    offered = current()
    if offered is not None:
        offered.version, offered.wrong, offered.is_finished = version(), wrong(), True


def session_only() -> None:
    """From now on in this run, files depend on an upload, so they have no address."""
    _session_only.set(True)


def is_session_only() -> bool:
    """Whether files of this run depend on an upload."""
    return _session_only.get()


def current() -> Offered | None:
    """The recorder of this run; None in a reader's session."""
    context = get_script_run_ctx()
    return recorders.get(context.session_id) if context else None


def register(file_name: str, make: Callable[[], bytes]) -> None:
    """Register a file, to be made on request with the language and the data of this run.

    ValueError for a second file of the same name on a page.
    """
    offered, name = current(), name_of(file_name)
    if offered is None:
        return
    if name in offered.files:
        raise ValueError(f"two files of this page are called {name}")
    offered.files[name] = OfferedFile(file_name, in_this_run(make))


def in_this_run(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """The function bound to the language and the data of this run, for other threads, several at once."""
    context = copy_context()
    return lambda: context.copy().run(make)


def name_of(file_name: str) -> str:
    """The name of a file in its address: without selection and day, which change with link and data.

    >>> name_of("coverage-theme-pledges_africa_housing_2026-11-23.square.png"), name_of("deck_2026-11-23.pptx")
    ('coverage-theme-pledges.square.png', 'deck.pptx')
    """
    return _SELECTION_AND_DAY.sub("", file_name)
