"""Data folders made from the shipped one: a copy to spoil, one full of hostile text, one with very many pledges."""

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.csv_rows import Row, read_rows, write_rows
from tests.pages.by_hand import DATA

SCRIPT = "<script>alert(1)</script>"
HOSTILE = (
    SCRIPT,
    '<img src=x onerror="alert(2)">',
    "[x](javascript:alert(3))",
    '=HYPERLINK("http://evil.example","x")',
    r"$\LaTeX$ and $$x^2$$",
    ":material/home: :red[red] :streamlit:",
    "# head **bold** _it_ ~~gone~~ `code`",
    "![pixel](http://evil.example/pixel.png)",
    "http://evil.example/auto www.evil.example a@evil.example",
    '<a href="http://evil.example">link</a>',
    "+SUM(1;1) @cmd |calc",
    "مدينة ترحب باللاجئين",
    "‮תל אביב‬ right to left",
    "Z̵̢͓͍ẗ́̃̆h combining",
    "👩‍👩‍👧 family",
    "a very long title " * 17,
    "two\nlines\n\n- and a list",
    "{0} {count} %s %(x)s",
)
"""Each is text that somewhere is read as more than text."""

PLEDGE_TEXTS = (
    "title",
    "government_as_stated",
    "place_as_stated",
    "date_note",
    "partners",
    "budget_as_stated",
    "funding_source",
    "reach_as_stated",
    "results_summary",
    "summary",
    "note",
)
CITY_TEXTS = ("name", "government_name", "mayor", "point_note")


def copy(folder: Path) -> Path:
    """The shipped files without the shapes; the shipped shapes are used where a folder has none."""
    folder.mkdir()
    for path in DATA.iterdir():
        if path.is_file():
            shutil.copy(path, folder)
    return folder


def rewrite(path: Path, change: Callable[[int, Row], Row]) -> None:
    """Changes every record of a table."""
    write_rows(path, [change(place, record) for place, record in enumerate(read_rows(path))])


def hostile(folder: Path) -> Path:
    """The shipped pledges and governments with hostile text wherever text is free."""
    copy(folder)

    def spoil(texts: tuple[str, ...]) -> Callable[[int, Row], Row]:
        return lambda place, record: {
            **record,
            **{name: HOSTILE[(place + step) % len(HOSTILE)].strip() for step, name in enumerate(texts)},
        }

    rewrite(folder / "pledges.csv", spoil(PLEDGE_TEXTS))
    rewrite(folder / "cities.csv", spoil(CITY_TEXTS))
    rewrite(folder / "published_figures.csv", spoil(("label", "scope")))
    rewrite(folder / "forums.csv", spoil(("name",)))
    return folder


def large(folder: Path, pledges: int) -> Path:
    """The shipped pledges repeated under new names, the first of each kept as it was."""
    copy(folder)
    shipped = read_rows(folder / "pledges.csv")
    others = (
        {**(record := shipped[place % len(shipped)]), "pledge_id": f"{record['pledge_id']}-{place}"}
        for place in range(len(shipped), pledges)
    )
    write_rows(folder / "pledges.csv", [*shipped, *others][:pledges])
    return folder
