"""`python -m analytics.figure coverage-matrix --region Africa --format png,csv`: one figure of a selection as files."""

import argparse
from collections.abc import Collection, Mapping, Sequence
from functools import partial

from analytics import command_line
from analytics.exhibits.catalogue import Option, kinds, options, remake
from analytics.exhibits.exhibit import Recipe
from analytics.figure_files import figure_files
from analytics.file_names import file_stem, slug
from analytics.selection import FilteredData
from analytics.terminal import run

FORMATS = ("png", "square.png", "portrait.png", "svg", "pdf", "csv", "xlsx", "pptx")
USUAL = "png,csv"

MOST_LISTED = 60
"""Codes of an option that are listed."""

ALSO_CALLED = {"matrix": "coverage-matrix", "regions": "coverage-regions", "codes": "coverage-themes"}
"""Names beside the kind and the title, for kinds that say little by themselves."""


def main(arguments: Sequence[str]) -> int:
    """Makes the files; see `terminal` for its exit codes. SystemExit with 2 for options that there are not."""
    parser = command_line.parser_of("analytics.figure", "Makes one figure of the pledges selected.")
    parser.add_argument("figure", nargs="?", help="by its name or title; --list lists them, or the options of this one")
    parser.add_argument("--option", action="append", default=[], metavar="NAME=VALUE", help="an option of the figure")
    parser.add_argument("--format", default=USUAL, metavar="LIST", help=f"with commas, of: {', '.join(FORMATS)}")
    args = parser.parse_args(arguments)
    if args.figure is None and not args.list:
        parser.error("name a figure; --list lists them")
    return command_line.exit_code(parser.prog, partial(_list if args.list else _make, args))


def _list(args: argparse.Namespace) -> None:
    filtered = command_line.filtered_of(args)
    if args.figure is None:
        for kind, title in kinds().items():
            print(f"{_name(kind)}\t{title}")
        return
    values = _defaults(_kind(args.figure))
    for option in options(_kind(args.figure)):
        codes = [code for code in _names(filtered, option, values) if code]
        listed = ", ".join(codes) if len(codes) <= MOST_LISTED else f"({len(codes)} codes, not listed)"
        print(f"{option.name}={option.default}\t{listed}")


def _make(args: argparse.Namespace) -> None:
    formats, template, kind = (
        command_line.formats_of(args.format, FORMATS),
        command_line.template_of(args),
        _kind(args.figure),
    )
    filtered = command_line.filtered_of(args)
    exhibit = remake(filtered, Recipe(kind, tuple(_values(args.option, filtered, kind).items())))
    files = figure_files(exhibit, filtered, command_line.address_of(args, "", filtered), template)
    stem = file_stem(exhibit.name, filtered)
    command_line.save_files(args.out, {f"{stem}.{ending}": files[ending] for ending in formats})


def _name(kind: str) -> str:
    return ALSO_CALLED.get(kind, kind.replace("_", "-"))


def _kind(wanted: str) -> str:
    names = {kind: (_name(kind), title, slug(title)) for kind, title in kinds().items()}
    return command_line.code_named(wanted, names, "figure")


def _defaults(kind: str) -> dict[str, str]:
    return {option.name: option.default for option in options(kind)}


def _values(given: Sequence[str], filtered: FilteredData, kind: str) -> dict[str, str]:
    """Every option of the kind with its value; WrongValue for a name or value that there is not.

    Failed for an option left at its default where the data do not offer that.
    """
    values, names = _defaults(kind), {name: (name.replace("_", "-"),) for name in _defaults(kind)}
    for each in given:
        name, is_pair, value = each.partition("=")
        if not is_pair:
            raise command_line.WrongValue(f"--option {each}: write it as NAME=VALUE.")
        values[command_line.code_named(name, names, "--option")] = value
    for option in options(kind):
        if values[option.name] != option.default:
            known = _names(filtered, option, values)
            values[option.name] = command_line.code_named(values[option.name], known, f"--option {option.name}")
        elif option.default not in option.menu(filtered, values):
            codes = [code for code in _names(filtered, option, values) if code]
            others = f"--option {option.name}=CODE takes {', '.join(codes[:MOST_LISTED])}" if codes else "nor any other"
            raise command_line.Failed(f"the data do not offer the usual {option.name} of {_name(kind)}; {others}.")
    return values


def _names(filtered: FilteredData, option: Option, values: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The codes of an option's menu with their names; where it has no list, the value asked for, if it is in it."""
    menu = option.menu(filtered, values)
    if isinstance(menu, Mapping):
        return {code: (str(name),) for code, name in menu.items()}
    codes = menu if isinstance(menu, Collection) else [each for each in (values[option.name],) if each in menu]
    return {code: (code,) for code in codes}


if __name__ == "__main__":
    run(main)
