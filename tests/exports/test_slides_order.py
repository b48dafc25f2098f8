"""PowerPoint repairs a file whose elements stand in another order than ECMA-376 has them; nothing else here would."""

import re
from dataclasses import replace

import pytest
from lxml import etree

from analytics.charts import theme
from analytics.charts.description import Value
from analytics.exports.slides.presentation import pptx_bytes
from analytics.facets import Facets
from analytics.packs.forum_pack import pack, pack_scope
from analytics.packs.slide import Slide
from analytics.selection import Selection, filter_data
from tests.exports.reading_slides import parts
from tests.exports.test_slides import DECK
from tests.exports.test_slides_charts import SCATTER, bars, many, ranks, series, shares

SHOWN = "numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize separator"
AXIS = (
    "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr"
    " txPr crossAx crosses crossesAt"
)
ORDER = {
    "c:chartSpace": "date1904 lang roundedCorners AlternateContent style clrMapOvr pivotSource protection chart spPr"
    " txPr externalData printSettings userShapes extLst",
    "c:chart": "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly"
    " dispBlanksAs showDLblsOverMax extLst",
    "c:title": "tx layout overlay spPr txPr",
    "c:legend": "legendPos legendEntry layout overlay spPr txPr",
    "c:plotArea": "layout barChart lineChart scatterChart catAx valAx dTable spPr",
    "c:barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId",
    "c:scatterChart": "scatterStyle varyColors ser dLbls axId",
    "c:ser": "idx order tx spPr invertIfNegative marker dPt dLbls trendline errBars cat val xVal yVal smooth shape"
    " extLst",
    "c:dPt": "idx invertIfNegative marker bubble3D explosion spPr",
    "c:dLbls": f"dLbl delete {SHOWN} showLeaderLines leaderLines",
    "c:dLbl": f"idx delete layout tx {SHOWN}",
    "c:catAx": f"{AXIS} auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl",
    "c:valAx": f"{AXIS} crossBetween majorUnit minorUnit dispUnits",
    "c:scaling": "logBase orientation max min",
    "c:marker": "symbol size spPr",
    "c:manualLayout": "layoutTarget xMode yMode wMode hMode x y w h",
    "c:spPr": "xfrm custGeom prstGeom noFill solidFill gradFill pattFill ln effectLst",
    "p:spPr": "xfrm custGeom prstGeom noFill solidFill gradFill pattFill ln effectLst",
    "p:sp": "nvSpPr spPr style txBody",
    "p:grpSp": "nvGrpSpPr grpSpPr",
    "p:graphicFrame": "nvGraphicFramePr xfrm graphic",
    "p:cNvPr": "hlinkClick hlinkHover extLst",
    "a:bodyPr": "prstTxWarp noAutofit normAutofit spAutoFit",
    "a:pPr": "lnSpc spcBef spcAft buClrTx buClr buNone buAutoNum buChar tabLst defRPr",
    "a:rPr": "ln noFill solidFill effectLst latin ea cs sym hlinkClick hlinkMouseOver rtl",
    "a:p": "pPr r br fld endParaRPr",
    "a:tcPr": "lnL lnR lnT lnB lnTlToBr lnBlToTr noFill solidFill pattFill",
    "a:tbl": "tblPr tblGrid tr",
    "a:custGeom": "avLst gdLst ahLst cxnLst rect pathLst",
}
"""Children in their order. Those of `p:grpSp` after the first two, and the runs of a paragraph, come as they may."""

FREE = {"p:grpSp", "a:p"}
PREFIXES = {"chart": "c", "main": "a"}


def name_of(element: etree._Element) -> str:
    space, _bar, name = element.tag[1:].partition("}")
    prefix = "p" if space.endswith("presentationml/2006/main") else PREFIXES.get(space.rpartition("/")[2], "?")
    return f"{prefix}:{name}"


def disorder(root: etree._Element) -> list[str]:
    """Elements whose children are unknown here or stand in the wrong order."""
    found = []
    for element in root.iter(etree.Element):
        order = ORDER.get(name_of(element), "").split()
        if not order:
            continue
        names = [etree.QName(child).localname for child in element.iterchildren(etree.Element)]
        places = [order.index(name) if name in order else len(order) for name in names]
        known = [place for place in places if place < len(order)]
        if name_of(element) in FREE:
            places, known = places[:1], known[:1]
        if known != sorted(known) or len(known) < len(places):
            found.append(f"{name_of(element)}: {' '.join(names)}")
    return found


NOTES = (("What it shows", "A chart."),)
CHARTS = (
    bars(1, 2.5, None),
    bars(1, 2, 3, upright=True),
    bars(1, 2, 3, stacked=True),
    bars(1, 2, 3, stacked=True, upright=True),
    bars(1, 0, 300, stacked=True, whole=True),
    bars(1, 0, 300, stacked=True, whole=True, upright=True),
    bars(0.3, 3, 90, numbers="ratio", ratio=True),
    bars(1, 2, 3, reference=series("Published", 1, 2, 3)),
    bars(1, 2, 3, stacked=True, reference=series("Published", 1, 2, 3)),
    shares(Value(0.5, colour=theme.HIGHLIGHT), Value(0.25, text="1 of 4"), Value(None, "no_data", "no data")),
    many(24, title="Heading"),
    SCATTER,
    replace(SCATTER, x_log=False, proportion=None),
    ranks(),
)


def every_kind(facets: Facets) -> list[Slide]:
    scope = pack_scope(filter_data(facets, Selection()), "GRF-2027")
    drawn = [Slide("Chart", chart, "All.", "A chart.", "Source: UN.", NOTES) for chart in CHARTS]
    return [*DECK, *drawn, *pack(filter_data(facets, scope.selection), scope, "https://x.example")]


@pytest.fixture(scope="module")
def written(facets: Facets) -> dict[str, etree._Element]:
    """The charts and slides of a file with every kind of slide."""
    wanted = re.compile(r"ppt/(charts|slides|slideLayouts|slideMasters)/[^/]+\.xml")
    return {
        name: etree.fromstring(part) for name, part in parts(pptx_bytes(every_kind(facets))) if wanted.fullmatch(name)
    }


@pytest.mark.slow
def test_all_elements_stand_in_the_order_of_the_standard(written: dict[str, etree._Element]) -> None:
    assert len([name for name in written if "charts" in name]) >= 20
    assert {name: found for name, root in written.items() if (found := disorder(root))} == {}


@pytest.mark.slow
def test_a_wrong_order_would_be_found(written: dict[str, etree._Element]) -> None:
    chart = next(root for name, root in written.items() if "charts" in name)
    axis = next(each for each in chart.iter(etree.Element) if name_of(each) == "c:valAx")
    axis.append(axis[0])
    assert disorder(chart)
