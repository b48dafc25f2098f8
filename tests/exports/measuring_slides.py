"""What can be measured on a slide as it is in the file: where things stand, how large type is, what is behind it.

Nothing here is taken from the code that draws, but for how wide words are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any, NamedTuple

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.shapes.group import GroupShape
from pptx.slide import Slide as Page

from analytics.charts import theme
from analytics.charts.text_width import LINE, broken, widest_word

POINT = 12700
LEAST, LEAST_SENTENCE, LEAST_SOURCE, READABLE, MOST_ROWS = 14, 18, 12, 4.5, 12
SENTENCES = ("Statements", "Lines", "Subtitle", "Empty")
SMALL = ("Source", "Slide Number")


class Place(NamedTuple):
    """Left, top, right and bottom in points."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: "Place") -> bool:
        return (
            self.left <= other.left + 0.1
            and self.top <= other.top + 0.1
            and self.right >= other.right - 0.1
            and self.bottom >= other.bottom - 0.1
        )

    def meets(self, other: "Place") -> bool:
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide > 0.5 and high > 0.5


@dataclass(frozen=True)
class Ground:
    """What a template has behind its slides, as the test knows it; no colours where it is a picture."""

    colours: tuple[str, ...]


class Measured:
    """A slide with the colours of its theme, over the background of its template."""

    def __init__(self, page: Page, background: Ground) -> None:
        self.page, self.background = page, background
        part = page.slide_layout.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        scheme = etree.fromstring(part.blob).find(f".//{qn('a:clrScheme')}")
        self.slots = {
            etree.QName(slot).localname: f"#{slot[0].get('lastClr') or slot[0].get('val')}" for slot in scheme
        }
        own = page.element.find(f".//{qn('a:overrideClrMapping')}")
        self.names = dict((page.slide_layout.slide_master.element.find(qn("p:clrMap")) if own is None else own).attrib)
        shapes = list(page.shapes)
        self.backdrops = [(place(each), self.fill(each._element.spPr)) for each in shapes if each.name == "Backdrop"]
        self.shapes = [each for each in shapes if each.name != "Backdrop"]

    def colour(self, holder: Any) -> str:
        """The colour in an element with a solid fill."""
        own = holder.find(f".//{qn('a:solidFill')}")[0]
        value = own.get("val")
        return f"#{value}" if own.tag == qn("a:srgbClr") else self.slots[self.names.get(value, value)]

    def fill(self, properties: Any) -> str:
        """The colour of a shape or a cell; empty where one sees through it."""
        for each in properties:
            if each.tag == qn("a:solidFill"):
                return self.colour(etree.fromstring(f"<x>{etree.tostring(each).decode()}</x>"))
            if each.tag == qn("a:pattFill"):
                own = each.find(f"{qn('a:bgClr')}")[0]
                return f"#{own.get('val')}" if own.tag == qn("a:srgbClr") else self.slots[self.names[own.get("val")]]
        return ""

    def behind(self, at: Place) -> tuple[str, ...]:
        """The colours behind a place."""
        backdrops = [colour for backdrop, colour in self.backdrops if backdrop.holds(at)]
        return (backdrops[-1],) if backdrops else self.background.colours


def place(shape: Any) -> Place:
    left, top = shape.left / POINT, shape.top / POINT
    return Place(left, top, left + shape.width / POINT, top + shape.height / POINT)


def faults(deck: Deck, background: Ground, title_size: float) -> list[str]:
    """All that is wrong with the slides of a file, each with its slide."""
    whole = Place(0, 0, deck.slide_width / POINT, deck.slide_height / POINT)
    found = []
    for count, page in enumerate(deck.slides, start=1):
        own = Measured(page, background)
        wrong = [*_places(own, whole), *_texts(own, title_size), *_tables(own), *_charts(own)]
        found += [f"{count} {page.shapes.title.text[:30]!r}: {each}" for each in wrong]
    return found


def _places(own: Measured, whole: Place) -> Iterator[str]:
    places = [(shape.name, place(shape)) for shape in own.shapes]
    for name, at in places:
        if not whole.holds(at):
            yield f"{name} leaves the slide"
    for (one, at), (other, beside) in combinations(places, 2):
        if at.meets(beside):
            yield f"{one} covers {other}"


def _texts(own: Measured, title_size: float) -> Iterator[str]:
    """Type, contrast and words of text boxes and placeholders."""
    for shape in _with_text(own.shapes):
        at = place(shape)
        fill = own.fill(shape._element.spPr)
        behind = (fill,) if fill else own.behind(at)
        room, deep = at.right - at.left - 2 * _inset(shape), 0.0
        for paragraph in shape.text_frame.paragraphs:
            for run in paragraph.runs:
                size = run.font.size.pt if run.font.size else title_size if shape == own.page.shapes.title else 0
                bold = bool(run.font.bold)
                yield from _type(shape.name, run.text, size)
                yield from _contrast(shape.name, run.text, _colour_of(own, run), behind)
                if widest_word(run.text.split(), size, bold) > room + 0.5:
                    yield f"{shape.name}: a word of {run.text!r} is broken"
                deep += len(broken(run.text, size, room, bold)) * size * LINE + _after(paragraph)
        if deep - _after(shape.text_frame.paragraphs[-1]) > at.bottom - at.top + 1:
            yield f"{shape.name} is too low for its text: {shape.text_frame.text[:40]!r}"
        for field in shape._element.iter(qn("a:fld")):
            yield from _type(shape.name, "its number", int(field.find(qn("a:rPr")).get("sz")) / 100)
            yield from _contrast(shape.name, "its number", own.colour(field.find(qn("a:rPr"))), behind)


def _inset(shape: Any) -> float:
    """Points at each side of a text: the templates of the tests say nothing, ours has none."""
    own = shape._element.xpath(".//a:bodyPr")[0].get("lIns")
    return int(own if own is not None else 91440 if shape.is_placeholder else 0) / POINT


def _after(paragraph: Any) -> float:
    return paragraph.space_after.pt if paragraph.space_after else 0.0


def _colour_of(own: Measured, run: Any) -> str:
    """The colour of a run: that of links, its own, or that of a title where nothing is said."""
    if run.hyperlink.address:
        return own.slots[own.names["hlink"]]
    said = run._r.find(f"{qn('a:rPr')}/{qn('a:solidFill')}")
    return own.slots[own.names["tx1"]] if said is None else own.colour(run._r.rPr)


def _with_text(shapes: list[Any]) -> Iterator[Any]:
    for shape in shapes:
        if isinstance(shape, GroupShape):
            yield from _with_text(list(shape.shapes)) if shape.name == "Legend" else ()
        elif shape.has_text_frame and (shape.text_frame.text or "Number" in shape.name):
            yield shape


def _type(name: str, text: str, size: float) -> Iterator[str]:
    least = LEAST_SENTENCE if name.startswith(SENTENCES) else LEAST_SOURCE if name.startswith(SMALL) else LEAST
    if size < least:
        yield f"{name}: {text[:40]!r} has {size} points"


def _contrast(name: str, text: str, colour: str, behind: tuple[str, ...]) -> Iterator[str]:
    if not behind:
        yield f"{name}: nobody knows what is behind {text[:40]!r}"
    for each in behind:
        if theme.contrast(colour, each) < READABLE:
            yield f"{name}: {text[:40]!r} in {colour} on {each}"
    for one, other in pairwise(behind):
        if (theme.luminance(one) > theme.luminance(colour)) != (theme.luminance(other) > theme.luminance(colour)):
            yield f"{name}: {text[:40]!r} is lost between {one} and {other}"


def _tables(own: Measured) -> Iterator[str]:
    for shape in (each for each in own.shapes if each.has_table):
        table = shape.table
        behind = own.behind(place(shape))
        if not table.first_col and len(table.rows) > MOST_ROWS + 1:
            yield f"a list of {len(table.rows) - 1} rows"
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                (run,) = cell.text_frame.paragraphs[0].runs
                size, bold, properties = run.font.size.pt, bool(run.font.bold), cell._tc.tcPr
                fill = own.fill(properties)
                colour = own.slots[own.names["hlink"]] if run.hyperlink.address else own.colour(run._r.rPr)
                yield from _type("Table", run.text, size)
                yield from _contrast("Table", run.text, colour, (fill,) if fill else behind)
                sides = ((column.width, cell.margin_left), (row.height, cell.margin_top))
                room, high = ((length - 2 * margin) / POINT for length, margin in sides)
                if properties.get("vert"):
                    room, high = high, room
                if widest_word(run.text.split(), size, bold) > room + 0.5:
                    yield f"Table: a word of {run.text!r} is broken"
                if len(broken(run.text, size, room, bold)) * size * LINE > high + 1:
                    yield f"Table: {run.text!r} is higher than its row"


def _charts(own: Measured) -> Iterator[str]:
    for shape in (each for each in own.shapes if each.has_chart):
        root, at = shape.chart._chartSpace, place(shape)
        behind = own.behind(at)
        for properties in [*root.iter(qn("a:defRPr")), *root.iter(qn("a:rPr"))]:
            in_series = next(properties.iterancestors(qn("c:ser")), None)
            if properties.get("sz"):
                yield from _type("Chart", "a text", int(properties.get("sz")) / 100)
            if properties.find(qn("a:solidFill")) is not None:
                on = behind if in_series is None else _behind_label(own, in_series, properties) or behind
                yield from _contrast("Chart", "a text", own.colour(properties), on)
        size = shape.chart.font.size.pt
        if root.find(f".//{qn('c:barDir')}[@val='bar']") is not None:
            names = list(shape.chart.plots[0].categories)
            left = float(root.find(f".//{qn('c:plotArea')}//{qn('c:x')}").get("val")) * (at.right - at.left)
            if len(names) > MOST_ROWS:
                yield f"{len(names)} bars under each other"
            if widest_word(names, size) > left + 0.5:
                yield f"Chart: a word of a name is broken, {names}"


def _behind_label(own: Measured, series: Any, properties: Any) -> tuple[str, ...]:
    """The colour of the bars that a label stands in; nothing where it stands beside them."""
    label = next(properties.iterancestors(qn("c:dLbl"), qn("c:dLbls")), None)
    where = None if label is None else label.find(qn("c:dLblPos"))
    if where is None or where.get("val") != "ctr":
        return ()
    return (own.colour(series.find(qn("c:spPr"))),)
