"""PowerPoint repairs a file that does not follow the standard (ECMA-376), or refuses it; nothing else here would."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from analytics.charts import theme
from analytics.charts.description import Value
from analytics.exports.slides.presentation import pptx_bytes
from analytics.facets import Facets
from analytics.packs.forum_pack import pack, pack_scope
from analytics.packs.slide import Slide
from analytics.selection import Selection, filter_data
from tests.exports.reading_slides import parts
from tests.exports.templates import TEMPLATES, changed
from tests.exports.test_slides import DECK
from tests.exports.test_slides_charts import SCATTER, bars, many, ranks, series, shares

NOTES = (("What it shows", "A chart."),)
CHARTS = (
    bars(1, 2.5, None),
    bars(1, 2, 3, upright=True),
    bars(1, 2, 3, stacked=True),
    bars(1, 0, 300, stacked=True, whole=True),
    bars(0.3, 3, 90, numbers="ratio", ratio=True),
    bars(1, 2, 3, reference=series("Published", 1, 2, 3)),
    bars(1, 2, 3, stacked=True, reference=series("Published", 1, 2, 3)),
    shares(Value(0.5, colour=theme.HIGHLIGHT), Value(0.25, text="1 of 4"), Value(None, "no_data", "no data")),
    many(24, title="Heading"),
    SCATTER,
    replace(SCATTER, proportion=None),
    ranks(),
)


def every_kind() -> list[Slide]:
    return [*DECK, *(Slide("Chart", chart, "All.", "A chart.", "Source: UN.", NOTES) for chart in CHARTS)]


def against_the_standard(content: bytes, folder: Path) -> list[str]:
    """What is wrong with a file by the schemas of the standard, and by the rules of Microsoft that they can't say."""
    path = folder / "deck.pptx"
    path.write_bytes(content)
    return [str(error) for error in OpenXmlValidator().validate(path).errors]


@pytest.mark.slow
@pytest.mark.parametrize("template", ["own", "picture"])
def test_slides_of_every_kind_follow_the_standard(tmp_path: Path, template: str) -> None:
    assert against_the_standard(pptx_bytes(every_kind(), TEMPLATES[template]()), tmp_path) == []


@pytest.mark.slow
@pytest.mark.parametrize(("template", "forum"), [("own", "GRF-2027"), ("dark", "IMRF-2026")])
def test_a_pack_follows_the_standard(facets: Facets, tmp_path: Path, template: str, forum: str) -> None:
    scope = pack_scope(filter_data(facets, Selection(region=("Africa",))), forum)
    slides = pack(filter_data(facets, scope.selection), scope, "https://x.example")
    assert against_the_standard(pptx_bytes(slides, TEMPLATES[template]()), tmp_path) == []


@pytest.mark.slow
def test_a_wrong_order_would_be_found(tmp_path: Path) -> None:
    content = pptx_bytes(every_kind())
    name = next(name for name, _part in parts(content) if re.fullmatch(r"ppt/charts/chart[^/]+\.xml", name))
    root = etree.fromstring(dict(parts(content))[name])
    axis = next(root.iter("{*}valAx"))
    axis.append(axis[0])
    assert against_the_standard(changed(content, {name: etree.tostring(root)}), tmp_path)
