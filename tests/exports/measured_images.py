"""An image as Chromium draws it, read back: where each text stands, how large it is, and what is drawn."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations
from typing import Any, NamedTuple

from playwright.sync_api import Page

from analytics.charts.description import Map
from analytics.exports.images import browser_path, image_bytes
from analytics.renderers.image.figure import image_figure
from scripts.browser import launched_browser
from tests.needs import missing

TOLERANCE = 1.0
"""Pixels by which a box may reach over another: a box is higher than the letters in it."""

READ = """() => {
    const box = element => { const b = element.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; };
    const size = element => parseFloat(getComputedStyle(element).fontSize);
    const written = element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    return {
        texts: [...document.querySelectorAll('svg text')].filter(text => text.textContent.trim()).map(text => ({
            text: text.textContent, box: box(text), is_note: !!text.closest('.annotation'),
            sizes: [text, ...text.querySelectorAll('tspan')].filter(written).map(size),
        })),
        marks: [...document.querySelectorAll(
            '.barlayer path, .scatterlayer path, .heatmaplayer image, .choroplethlayer path, .geolayer .layer path,'
            + ' .sankey path, .sankey rect'
        )].map(box).filter(each => each[2] > each[0] || each[3] > each[1]),
    };
}"""


class Text(NamedTuple):
    """A text with the box around it, in pixels from the upper left, and the sizes of its type."""

    text: str
    box: tuple[float, float, float, float]
    sizes: tuple[float, ...]
    is_note: bool


@contextmanager
def reading_page() -> Iterator[Page]:
    """A page of Chromium that images are opened in."""
    path = browser_path()
    if path is None:
        missing("no Chromium or Chrome on this machine")
    with launched_browser(path) as browser:
        yield browser.new_page(viewport={"width": 1920, "height": 1400})


def faults(page: Page, figure: Any, title: str, scope: str, source: str, size: tuple[int, int]) -> list[str]:
    """What is wrong with the image of a figure as it is drawn; nothing if it can be read from afar."""
    made = image_figure(figure, title, scope, source, size)
    page.set_content(f'<body style="margin:0">{image_bytes(made, "svg").decode()}</body>')
    read = page.evaluate(READ)
    texts = [Text(each["text"], tuple(each["box"]), tuple(each["sizes"]), each["is_note"]) for each in read["texts"]]
    found = [f"{one.text!r} lies over {other.text!r}" for one, other in combinations(texts, 2) if overlap(one, other)]
    found += [f"{each.text!r} is outside: {each.box}" for each in texts if is_outside(each, size)]
    found += [f"{each.text!r} is set in {min(each.sizes)} px" for each in texts if min(each.sizes) < 18]
    heading = "".join(each.text for each in texts if min(each.sizes) >= 40)
    if not squeezed(title).startswith(squeezed(heading).rstrip("…")) or len(squeezed(heading)) < min(
        len(squeezed(title)), 60
    ):
        found.append(f"the title is {heading!r}")
    whole = squeezed("".join(each.text for each in texts))
    # A search may be longer than two lines: then the end of the scope is left out.
    found += [f"{words!r} is not there" for words in (scope[:250], source) if squeezed(words) not in whole]
    return found + small_drawing(made, read["marks"], texts, figure, scope, size)


def small_drawing(
    made: dict[str, Any], marks: list[list[float]], texts: list[Text], figure: Any, scope: str, size: tuple[int, int]
) -> list[str]:
    """Says how large the drawing is if that is too little: axes and names included, title and legend not."""
    margin = made["layout"]["margin"]
    left, top = margin["l"], margin["t"]
    right, bottom = size[0] - margin["r"], size[1] - margin["b"]
    first = squeezed(scope)[:12]
    words = max(each.box[3] for each in texts if each.is_note and first in squeezed(each.text))
    names = [each.box for each in texts if not each.is_note or words <= each.box[1] < top]
    wide = max([right, *(box[2] for box in names)]) - min([left, *(box[0] for box in names)])
    high = max([bottom, *(box[3] for box in names)]) - min([top, *(box[1] for box in names)])
    width, height = (0.9, 0.7) if size[0] > size[1] else (0.85, 0.55)
    small = wide < width * size[0] or high < height * size[1]
    found = [f"the drawing is {wide:.0f} x {high:.0f}"] if small else []
    inside = [
        (max(mark[0], left), max(mark[1], top), min(mark[2], right), min(mark[3], bottom))
        for mark in marks
        if mark[2] > left and mark[0] < right and mark[3] > top and mark[1] < bottom
    ]
    if isinstance(figure, Map) and inside:
        across = (max(mark[2] for mark in inside) - min(mark[0] for mark in inside)) / size[0]
        found += [f"the map is {across:.0%} of the width"] if across < 0.85 else []
    return found


def overlap(one: Text, other: Text) -> bool:
    """True if two boxes have more in common than a rim."""
    across = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
    down = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    return across > TOLERANCE and down > TOLERANCE


def is_outside(text: Text, size: tuple[int, int]) -> bool:
    """True if a text is not whole on the image."""
    left, top, right, bottom = text.box
    return left < 0 or top < 0 or right > size[0] or bottom > size[1]


def squeezed(text: str) -> str:
    """A text without its spaces, for lines are broken at them."""
    return "".join(text.split())
