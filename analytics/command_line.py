"""What the commands share: filters by the names of the link, values by code or name, files, exit codes."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlencode

from analytics.dataset import DatasetError, chosen_source, load_dataset
from analytics.dataset.source import source_at
from analytics.exports.images import ImageError, NoBrowser
from analytics.exports.office import OfficeError
from analytics.exports.slides.template import TemplateError
from analytics.exports.slides.template_package import template_at
from analytics.exports.workbook import TooManyRows
from analytics.facets import Facets, plain
from analytics.labels import label, short_label
from analytics.links import LONGEST_SEARCH, link_of
from analytics.regular_file import replace_file
from analytics.selection import FILTERS, FilteredData, Selection, filter_data
from analytics.terminal import FAILED, FINE, WRONG
from analytics.words import language, languages

EXIT_CODES = "exit codes: 0 done, 1 the data or a file can't be used or made, 2 not understood"

FLAGS = {"forum": "made-for", "paid_by": "paid-by"}
"""Filters whose option has another name than their parameter in a link; --forum names what a pack is for."""

CLOSENESS = 0.6


class WrongValue(ValueError):
    """A value that means nothing here; its text says so in a sentence, with what was perhaps meant."""


class Failed(RuntimeError):
    """The command can't be carried out; says why in a sentence."""


def parser_of(module: str, about: str) -> argparse.ArgumentParser:
    """A parser with what every command takes: filters, data, language, folder, address, template."""
    parser = argparse.ArgumentParser(prog=f"python -m {module}", description=about, epilog=EXIT_CODES)
    chosen = parser.add_argument_group("filters, as in the link; a value by its code or its name, more by repeating")
    for field in FILTERS:
        chosen.add_argument(f"--{_flag(field)}", action="append", default=[], metavar="VALUE", dest=f"filter_{field}")
    chosen.add_argument("--regions-by", metavar="SCHEME", help="scheme of regions; else the first that has the regions")
    chosen.add_argument("--search", metavar="WORDS", default="", help="only pledges with these words")
    chosen.add_argument("--stated", action="store_true", help="only tags that the source states")
    parser.add_argument("--data", type=Path, metavar="PATH", help="folder or zip of the data; else COALITION_DATA")
    parser.add_argument("--language", choices=sorted(languages()), default="en", help="of the files")
    parser.add_argument(
        "--out", type=Path, default=Path("."), metavar="DIR", help="folder of the files, made if needed"
    )
    parser.add_argument("--address", default="", metavar="URL", help="of the dashboard, for links back to it")
    parser.add_argument("--template", type=Path, metavar="FILE", help="PowerPoint file whose design slides take")
    parser.add_argument("--list", action="store_true", help="list what can be made, and stop")
    return parser


def _flag(field: str) -> str:
    return FLAGS.get(field, field)


def exit_code(program: str, work: Callable[[], None]) -> int:
    """Does the work; the exit code, and of what goes wrong one sentence."""
    try:
        work()
    except WrongValue as error:
        print(f"{program}: {error}", file=sys.stderr)
        return WRONG
    except DatasetError as error:
        print(
            f"{program}: the data have {len(error.problems)} hard problems; python -m analytics.dataset lists them.",
            file=sys.stderr,
        )
        return FAILED
    except BrokenPipeError:
        # The pipe of the output is closed: `terminal.run` ends the command.
        raise
    except (Failed, NoBrowser, ImageError, OfficeError, TemplateError, TooManyRows, OSError) as error:
        print(f"{program}: {error}", file=sys.stderr)
        return FAILED
    return FINE


def facets_of(args: argparse.Namespace) -> Facets:
    """The data that the command is about, in its language; DatasetError where they have hard problems."""
    language.set(args.language)
    if args.data is not None and not args.data.exists():
        raise WrongValue(f"{args.data} is neither a folder nor a zip.")
    return Facets(load_dataset(source_at(args.data) if args.data else chosen_source()))


def filtered_of(args: argparse.Namespace) -> FilteredData:
    """The data under the filters of the command, in its language.

    WrongValue for what no filter knows, DatasetError where the data have hard problems.
    """
    facets = facets_of(args)
    search = " ".join(args.search.split())
    if len(search) > LONGEST_SEARCH or not search.isprintable():
        raise WrongValue(f"--search takes {LONGEST_SEARCH} printable characters at most.")
    selection = Selection(regions_by=_scheme(args, facets), stated=args.stated, search=search)
    for field in FILTERS:
        values = getattr(args, f"filter_{field}")
        names = code_names(facets, selection, field)
        codes = {code_named(value, names, f"--{_flag(field)}") for value in values}
        selection = replace(selection, **{field: tuple(code for code in names if code in codes)})  # type: ignore[arg-type]
    return filter_data(facets, selection)


def _scheme(args: argparse.Namespace, facets: Facets) -> str:
    """The scheme that is asked for, or the first one that has all regions asked for; that of the page otherwise."""
    usual, columns = Selection().regions_by, facets.dataset.region_columns
    if args.regions_by:
        schemes = {code: (label(facets.dataset, "region_scheme", code),) for code in columns}
        return code_named(args.regions_by, schemes, "--regions-by")
    for scheme in (usual, *columns):
        names = code_names(facets, Selection(regions_by=scheme), "region")
        if all(_matching(value, names) for value in args.filter_region):
            return scheme
    every: dict[str, Sequence[str]] = {
        name: (name,)
        for scheme in (usual, *columns)
        for names in code_names(facets, Selection(regions_by=scheme), "region").values()
        for name in names
    }
    for value in args.filter_region:
        code_named(value, every, "--region")
    raise WrongValue("No scheme of regions has all of these regions; --regions-by names one.")


def code_names(facets: Facets, selection: Selection, field: str) -> dict[str, tuple[str, ...]]:
    """The codes of a filter in its order, each with its names."""
    facet = selection.facet_of(field)
    return {
        code: (label(facets.dataset, facet, code), short_label(facets.dataset, facet, code))
        for code in facets.facet(facet, selection.stated).codes
    }


def code_named(value: str, names: Mapping[str, Sequence[str]], what: str) -> str:
    """The code that a value names, by the code itself or one of its names; WrongValue with what was perhaps meant."""
    code = _matching(value, names)
    if code is not None:
        return code
    known = {plain(each): each for code, own in names.items() for each in (*own, code)}
    close = get_close_matches(plain(value), known, 3, CLOSENESS)
    if close:
        meant = " or ".join(known[each] for each in close)
        raise WrongValue(f"{what}: nothing is called “{value}”. Did you mean {meant}?")
    if len(names) <= 12:
        raise WrongValue(f"{what}: nothing is called “{value}”. There are: {', '.join(names)}.")
    raise WrongValue(f"{what}: nothing is called “{value}”.")


def _matching(value: str, names: Mapping[str, Sequence[str]]) -> str | None:
    if value in names:
        return value
    wanted = plain(value).strip()
    return next((code for code, own in names.items() if wanted in map(plain, (code, *own))), None)


def address_of(args: argparse.Namespace, page: str, filtered: FilteredData, **more: str) -> str:
    """The link back to a page of the dashboard; without its address, page and parameters alone."""
    query = urlencode({**link_of(filtered.selection), **more}, doseq=True)
    return f"{args.address.rstrip('/')}/{page}?{query}".rstrip("?").removeprefix("/")


def template_of(args: argparse.Namespace) -> bytes | None:
    """The file whose design slides take: that of the command, else that of COALITION_TEMPLATE, else none."""
    path = args.template or os.environ.get("COALITION_TEMPLATE")
    try:
        return template_at(path) if path else None
    except OSError as error:
        raise Failed(f"{path} can't be read: {error.strerror}.") from error


def formats_of(text: str, known: Sequence[str]) -> list[str]:
    """The formats that a list with commas names, each once; WrongValue for one that is not known."""
    names = {each: (each,) for each in known}
    return list(dict.fromkeys(code_named(each.strip(), names, "--format") for each in text.split(",") if each.strip()))


def save_files(folder: Path, files: Mapping[str, Callable[[], bytes]]) -> None:
    """Makes each file and puts it into the folder; its path is printed, what is under way on a terminal only."""
    for number, (name, make) in enumerate(files.items(), start=1):
        if sys.stderr.isatty():
            print(f"Making {name} ({number} of {len(files)})", file=sys.stderr)
        content = make()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            replace_file(folder / name, content)
        except OSError as error:
            raise Failed(f"{folder / name} can't be written: {error.strerror}.") from error
        print(folder / name)
