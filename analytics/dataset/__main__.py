"""`python -m analytics.dataset [FOLDER or ZIP]`: every problem of some data, for the person who keeps them.

`python -m analytics.dataset --clean FOLDER` rewrites the tables that were normalised while they were read;
`python -m analytics.dataset --checksums FOLDER` writes into its descriptor what size and hash each file has.
"""

import sys
import textwrap
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from analytics.dataset.descriptor import NAME, has_checksums, with_checksums
from analytics.dataset.doubts import problems_in
from analytics.dataset.explanations import HARD, explain, is_normalised
from analytics.dataset.load import Dataset, load_dataset
from analytics.dataset.package import read_package
from analytics.dataset.problem import DatasetError, Problem, in_reading_order
from analytics.dataset.source import WORKBOOK, Folder, Source, Zip, chosen_source, source_at
from analytics.regular_file import replace_file
from analytics.terminal import FAILED, FINE, WRONG, run

WIDTH = 100


def main(arguments: Sequence[str]) -> int:
    """Print the report; 0 if the data can be used, 1 if they are refused, 2 if there are none."""
    done, named = {"--clean": clean, "--checksums": write_checksums}.get("".join(arguments[:1]), check), list(arguments)
    if done is not check:
        named = named[1:]
    source = source_at(Path(named[0])) if named else chosen_source()
    if len(named) > 1 or (isinstance(source, Folder | Zip) and not source.path.exists()):
        print(f"{source}: no such folder or zip.\nUsage: python -m analytics.dataset [FOLDER or ZIP]", file=sys.stderr)
        return WRONG
    try:
        return done(source)
    except DatasetError as error:
        print(report(source, [*error.problems, *error.doubts]))
        return FAILED


def check(source: Source) -> int:
    """Print what the data hold and what is in doubt; `DatasetError` if they can't be used."""
    dataset = load_dataset(source)
    print(f"{_contents(dataset)}\n\n{report(source, problems_in(dataset.problems))}")
    return FINE


def clean(source: Source) -> int:
    """Rewrite each table of a folder that was normalised while it was read; nothing else is touched."""
    if not isinstance(source, Folder):
        return _no_folder(source)
    package = read_package(source)
    odd = {each.file for each in package.soft if is_normalised(each)}
    # What could not be read would be lost.
    readable = [table for table in package.tables.values() if table.is_lossless]
    written = {table.file: table.content() for table in readable if table.file in odd}
    kept = odd - written.keys()
    if written and has_checksums(package.descriptor):
        written[NAME] = with_checksums(package.descriptor, written)
    for file, content in written.items():
        replace_file(source.path / file, content)
    lines = [f"{file} was written as it was read." for file in written if file != NAME]
    workbooks = [(source.path / file).with_suffix(WORKBOOK) for file in written]
    lines += [f"{each.name} is no longer read: take it out of the folder." for each in workbooks if each.exists()]
    lines += [f"{file} was left as it is: solve its problems first." for file in sorted(kept)]
    print("\n".join(lines) or "There was nothing to clean.")
    return FAILED if kept else FINE


def write_checksums(source: Source) -> int:
    """Write into the descriptor of a folder what size and hash each file has; `DatasetError` if one has problems."""
    if not isinstance(source, Folder):
        return _no_folder(source)
    package = read_package(source)
    if others := [each for each in package.hard if each.rule not in ("other_size", "other_hash")]:
        raise DatasetError(others, package.soft)
    replace_file(source.path / NAME, with_checksums(package.descriptor, package.contents))
    print(f"{NAME} now states the size and hash of each file; run this again after any change.")
    return FINE


def _no_folder(source: Source) -> int:
    print(f"{source} is no folder: unpack it first.", file=sys.stderr)
    return WRONG


def report(source: Source, problems: Iterable[Problem]) -> str:
    """Counts first, then each finding once with the lines on which it was made."""
    ordered = in_reading_order(problems)
    hard = [each for each in ordered if each.rule in HARD]
    soft = [each for each in ordered if each.rule not in HARD]
    verdict = "The data cannot be used." if hard else "The data can be used."
    lines = [
        f"{source}",
        f"{len(hard):>6}  problems that stop the data from being used",
        f"{len(soft):>6}  things a reader should know",
        verdict,
    ]
    for title, found in (("PROBLEMS TO SOLVE", hard), ("GOOD TO KNOW", soft)):
        if found:
            lines += ["", title, *_by_file(found)]
    return "\n".join(lines)


def _contents(dataset: Dataset) -> str:
    named = ["pledges", "governments", "countries", "taxonomy", "region_schemes", "published_figures"]
    counts = "\n".join(f"{len(getattr(dataset, name)):>6}  {name.replace('_', ' ')}" for name in named)
    return f"Version {dataset.version}, sources read until {dataset.as_of}\n{counts}"


def _by_file(problems: list[Problem]) -> list[str]:
    lines: list[str] = []
    for file, here in groupby(problems, key=lambda each: each.file):
        found = sorted(here, key=_finding)
        lines += ["", f"{file} ({len(found)})"]
        for _, same in groupby(found, key=_finding):
            lines += _finding_lines(list(same))
    return lines


def _finding(problem: Problem) -> tuple[str, str]:
    return problem.rule, problem.column or ""


def _finding_lines(same: list[Problem]) -> list[str]:
    """One finding: what is wrong if it is the same everywhere, what to do, and where."""
    texts = {explain(each)[0] for each in same}
    name = f"  {len(same):>4}  {same[0].rule}" + (f" in {same[0].column}" if same[0].column else "")
    lines = [name]
    if len(texts) == 1:
        lines += _wrapped(texts.pop())
        lines += _wrapped("; ".join(_location(each) for each in same if each.row))
    else:
        lines += [line for each in same for line in _wrapped(f"{_location(each)}: {explain(each)[0]}")]
    remedies = dict.fromkeys(explain(each)[1] for each in same)
    return lines + [line for each in remedies for line in _wrapped(f"-> {each}")]


def _location(problem: Problem) -> str:
    return f"line {problem.row}" + (f" {problem.key}" if problem.key else "") if problem.row else "whole file"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=" " * 8, subsequent_indent=" " * 10)


if __name__ == "__main__":
    run(main)
