"""A page of the dashboard on paper: what is on the screen is on it, and no figure is cut."""

import pandas as pd
import pytest

from analytics.exhibits.coverage.figures import code_bars, matrix
from analytics.exhibits.pledges.tables import headings, pledge_rows
from analytics.exports import images
from analytics.exports.documents.printed import paper_pdf
from analytics.exports.images import browser_path
from analytics.facets import Facets
from analytics.measures.coverage import Counting
from analytics.packs.page import LONGEST_WORD, Heading, Paper, printed_table
from analytics.packs.slide import BigNumbers
from analytics.selection import Selection, filter_data
from analytics.words import language
from tests.exports.pdf import text_of
from tests.needs import missing


def test_a_table_on_paper_has_its_rows_as_they_are_read() -> None:
    rows = pd.DataFrame(
        {
            "title": ["A pledge " * 20, "Short"],
            "people": [1_234_567.0, None],
            "year": [2022, 2023],
            "left_out": [1, 2],
        }
    )
    table = printed_table(rows, {"title": "Pledge", "people": "People hosted", "year": "Year"})
    assert table.headings == ("Pledge", "People hosted", "Year")
    assert [row[1:] for row in table.cells] == [("1,234,567", "2022"), ("–", "2023")], "a year has no separator"
    assert sum(table.widths) == pytest.approx(1)
    assert table.widths[0] > table.widths[1] > table.widths[2]
    assert printed_table(rows.head(0), {"title": "Pledge"}).cells == ()


def test_numbers_on_paper_are_in_the_readers_language() -> None:
    rows = pd.DataFrame({"year": [2022, 2023], "share": [0.5, 0.000012], "change": [-12_345.0, 2.5]})
    token = language.set("fr")
    try:
        cells = printed_table(rows, {name: name for name in rows}).cells
    finally:
        language.reset(token)
    assert cells == (("2022", "0,5", "-12\u202f345"), ("2023", "0,000012", "2,5"))


def test_no_column_is_narrower_than_its_longest_word(facets: Facets) -> None:
    table = printed_table(pledge_rows(filter_data(facets, Selection())), headings())
    for name, share in zip(table.headings, table.widths, strict=True):
        assert share * 165 >= min(LONGEST_WORD, max(map(len, name.split())))
        assert share * 165 <= 88, "half of the paper is left to the others"


@pytest.mark.browser
def test_a_page_is_printed_with_its_figures_whole(facets: Facets) -> None:
    if browser_path() is None:
        missing("there is no Chrome or Chromium")
    everything = filter_data(facets, Selection())
    exhibits = [
        code_bars(everything, Counting()),
        *[matrix(everything, Counting(themes)) for themes in ("theme", "gcm")],
    ]
    numbers, names = BigNumbers((("81", "Pledges", ""),)), headings()
    listed = printed_table(pledge_rows(everything), names)
    hostile = "<script>1</script> & <b>"
    parts = (Heading("Numbers"), numbers, hostile, *exhibits, Heading("All"), listed)
    printed = paper_pdf(Paper("A page", ("Selection: all",), parts))
    images.BROWSER.close()
    pages = [" ".join(page.split()) for page in text_of(printed, "-layout").split("\f")]
    for text in ("A page", "Selection: all", hostile, *(each.finding for each in exhibits)):
        assert any(text in page for page in pages), text
    for exhibit in exhibits:
        whole = [page for page in pages if exhibit.finding in page and exhibit.source_under_figure()[:60] in page]
        assert whole, "title and source of a figure are on one sheet, and what is between them"
    read_words = set(" ".join(pages).split())
    assert all(set(row[0].split()[:1] + row[2].split()) <= read_words for row in listed.cells), "every row is there"
