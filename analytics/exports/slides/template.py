"""The presentation that slides are put into: our own (`own_template.pptx`), or a presenter's, opened with care.

A presenter's template comes from anywhere, and its style is all that is wanted of it. Ours is changed in PowerPoint;
its colours are those of `analytics.charts.theme`.
"""

import io
import logging
import lzma
import math
import subprocess
import sys
import zipfile
import zlib
from hashlib import sha256
from operator import mul
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from lxml import etree
from pptx import Presentation as opened_presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.slide import SlideLayout

from analytics.exports.slides.backgrounds import Scheme, backgrounds, box_of, scheme_of
from analytics.exports.slides.drawing import Box
from analytics.exports.slides.style import READABLE, Style, is_seen, style_on
from analytics.exports.slides.template_package import OWN, taken_over
from analytics.exports.slides.template_package import TemplateError as TemplateError
from analytics.words import _, language

TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}
FOOT = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}
LEAST = 0.4
"""Share of a slide's width and height that content needs; a template with less room gets the places of ours."""

LEAST_SIDE, MOST_SIDE = 4_572_000, 51_206_400
"""EMU of a side of a slide: five inches, in which lines and content have room, and what the standard allows."""

COVER_END = 0.9
"""Share of the height of a cover under which nothing of ours stands."""

INSETS = {"lIns": 91440, "tIns": 45720, "rIns": 91440, "bIns": 45720}
"""EMU that stay free at the sides of a text where nothing is said: at the left, top, right and bottom."""

LIKE_ARIAL = {"Arial", "Helvetica", "Helvetica Neue", "Liberation Sans", "Arial Narrow"}
WIDE = {"Verdana", "Montserrat", "Century Gothic", "Poppins", "Futura"}
"""Typefaces that are as wide as Arial or narrower, wherever the file is shown; and those that are much wider."""

CAPITALS = 1.2
"""How much wider a title is in capitals."""

MOST_SEEN = 4
"""Templates whose outcome is remembered, so that a rerun does not pay again."""

_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, etree.LxmlError, PythonPptxError, NotImplementedError),
    *(RuntimeError, OSError, EOFError, LookupError, ValueError, TypeError, AttributeError, AssertionError),
)
"""What the libraries raise for a file that is not what it says."""

_seen: dict[tuple[bytes, str], bytes | str] = {}
"""What is taken over of a template, or why it can't be used, by the hash of the file and the reader's language."""
_one_at_a_time = Lock()

PROCESS, ROOT = "analytics.exports.slides.template_process", Path(__file__).parents[3]
"""What opens a template, and where Python finds it."""

LONGEST = 60.0
"""Seconds of the clock that it may take, however busy the machine is."""

REFUSED = 3
"""The exit of that process with a sentence in place of a template."""

log = logging.getLogger(__name__)


Insets = tuple[int, ...]
"""EMU that stay free at the left, top, right and bottom of a text."""


class Title(NamedTuple):
    """Where a title stands, and what stays free in there.

    `size` are the points of the master's type, as wide as `wider` times ours; `colour` is empty where that of the
    master can be read. `backdrop` is the colour of what lies under it; empty without one.
    """

    box: Box
    insets: Insets
    size: float
    wider: float
    colour: str
    backdrop: str


class Layout(NamedTuple):
    """A layout as slides use it: where title and content stand, and the style of the content.

    `reach` is the place of the content with what is free under it.
    """

    layout: SlideLayout
    title: Title
    content: Box
    reach: Box
    style: Style


class Layouts(NamedTuple):
    """Layouts of the cover and of all other slides, and how much `wider` than Arial their type may be."""

    cover: Layout
    plain: Layout
    wider: float


def opened(template: bytes | None) -> Presentation:
    """A presentation without slides, with the style of a template (.pptx or .potx), or with ours where there is none.

    Raises TemplateError where the file is too large, is no PowerPoint file, holds macros or too many shapes, draws on
    other files, has no layout with a title, or slides of a size that can't be used.
    """
    if template is None:
        return opened_presentation(OWN)
    key = sha256(template).digest(), language.get()
    found = _seen.get(key)
    if found is None:
        with _one_at_a_time:
            found = _seen[key] = _seen.get(key) or _outcome_apart(template)
            while len(_seen) > MOST_SEEN:
                del _seen[next(iter(_seen))]
    if isinstance(found, str):
        raise TemplateError(found)
    return opened_presentation(io.BytesIO(found))


def _outcome_apart(template: bytes) -> bytes | str:
    """What `outcome` says, from a process that may take only so much time and memory."""
    command = [sys.executable, "-m", PROCESS, language.get()]
    try:
        done = subprocess.run(command, input=template, capture_output=True, timeout=LONGEST, cwd=ROOT, check=False)
    except subprocess.TimeoutExpired:
        return too_costly()
    if done.returncode == 0:
        return done.stdout
    if done.returncode == REFUSED:
        return done.stdout.decode()
    log.warning("The process that opens a template ended with %d: %s", done.returncode, done.stderr.decode()[-500:])
    return _damaged() if done.returncode == 1 else too_costly()


def too_costly() -> str:
    """Why a template is not used that takes more time or memory than the process that opens it has."""
    return _("Opening it takes more time or memory than the server has for it. Take out large pictures and layouts.")


def outcome(template: bytes) -> bytes | str:
    """The package that is taken over of a template, or why there is none; costs what the template costs."""
    try:
        content = taken_over(template)
        layouts_of(opened_presentation(io.BytesIO(content)))
    except TemplateError as error:
        return str(error)
    except _BROKEN:
        return _damaged()
    return content


def _damaged() -> str:
    return _("It is not a PowerPoint file (.pptx or .potx), or it is damaged.")


def layouts_of(presentation: Presentation) -> Layouts:
    """The layouts to use, chosen by their placeholders. TemplateError where none has a title, or for their size."""
    layouts = [
        (layout, [shape.placeholder_format.type for shape in layout.placeholders])
        for master in presentation.slide_masters
        for layout in master.slide_layouts
    ]
    titled = [(layout, kinds) for layout, kinds in layouts if TITLES & set(kinds)]
    if not titled:
        raise TemplateError(_("It has no layout with a title."))
    plain, _kinds = min(titled, key=lambda each: (PP_PLACEHOLDER.TITLE not in each[1], _others(each[1])))
    cover, _kinds = max(titled, key=lambda each: _likeness_to_cover(*each))
    wide, high = int(presentation.slide_width), int(presentation.slide_height)
    if not all(LEAST_SIDE <= side <= MOST_SIDE for side in (wide, high)):
        raise TemplateError(_("Its slides are too small or too large to be used."))
    own = opened_presentation(OWN)
    across, down = wide / own.slide_width, high / own.slide_height
    # Type is as large on a small slide as on ours: it is read in the same room.
    scale = max(1.0, math.sqrt(across * down))
    cover_places, plain_places = (
        {
            shape.placeholder_format.type: Box(*map(round, map(mul, box, (across, down) * 2)))
            for shape in holder.placeholders
            if (box := box_of(shape))
        }
        for holder in (own.slide_layouts[0], own.slide_master)
    )
    at = _title_box(plain, plain_places[PP_PLACEHOLDER.TITLE], wide, (1 - LEAST) * high)
    content = _content(plain, at, plain_places[PP_PLACEHOLDER.BODY], wide, high)
    cover_title = _title_box(cover, cover_places[PP_PLACEHOLDER.CENTER_TITLE], wide, 0.8 * high)
    under = [box_of(shape) for shape in cover.placeholders if shape.placeholder_format.type == PP_PLACEHOLDER.SUBTITLE]
    lines = next((box for box in under if box and _is_on(box, wide, high)), None)
    if lines is None or lines.top < cover_title.bottom:
        lines = _below(cover_title, cover_places[PP_PLACEHOLDER.SUBTITLE], high)
    deepest = lines._replace(height=max(lines.height, round(COVER_END * high) - lines.top))
    made = (_layout(cover, cover_title, lines, deepest, scale), _layout(plain, at, content, content, scale))
    return Layouts(*made, _wider(made[1].style.scheme))


def _layout(layout: SlideLayout, title: Box, content: Box, reach: Box, scale: float) -> Layout:
    scheme = scheme_of(layout)
    style = style_on(scheme, backgrounds(layout, scheme, title), scale)
    types = _types_of_title(layout)
    frames = [frame for each in _titles(layout) for frame in each.iter(qn("a:bodyPr"))]
    own = _colour(types, scheme)
    is_kept = bool(own) and not style.backdrop and is_seen(own, style.background, READABLE)
    sizes = [int(each.get("sz")) / 100 for each in types if each.get("sz")]
    capitals = [each.get("cap") for each in types if each.get("cap")]
    at = Title(
        title,
        tuple(next((int(each.get(side)) for each in frames if each.get(side)), own) for side, own in INSETS.items()),
        sizes[0] if sizes else 26.0,
        CAPITALS if capitals[:1] == ["all"] else 1.0,
        "" if is_kept else style.ink,
        style.backdrop,
    )
    return Layout(layout, at, content, reach, style_on(scheme, backgrounds(layout, scheme, reach), scale))


def _wider(scheme: Scheme) -> float:
    """How much wider than Arial the typefaces of a theme may be, or those that stand in where they are missing."""
    faces = {each.get("typeface", "") for each in scheme.theme.iterfind(f".//{qn('a:fontScheme')}/*/{qn('a:latin')}")}
    return 1.0 if faces <= LIKE_ARIAL else 1.2 if faces & WIDE else 1.1


def _titles(layout: SlideLayout) -> list[etree._Element]:
    """The title of a layout and that of its master, whose properties a title of a slide has."""
    shapes = (shape for holder in (layout, layout.slide_master) for shape in holder.placeholders)
    return [shape.element for shape in shapes if shape.placeholder_format.type in TITLES]


def _types_of_title(layout: SlideLayout) -> list[etree._Element]:
    """What layout and master say of the type of a title, what counts first."""
    title_style = layout.slide_master.element.find(f"{qn('p:txStyles')}/{qn('p:titleStyle')}")
    holders = [*_titles(layout), *([] if title_style is None else [title_style])]
    return [each for holder in holders for each in holder.iterfind(f".//{qn('a:lvl1pPr')}/{qn('a:defRPr')}")]


def _colour(types: list[etree._Element], scheme: Scheme) -> str:
    """The colour of a type where nothing is said on the slide; empty where it can't be resolved."""
    fills = [fill for each in types for fill in each if fill.tag in (qn("a:solidFill"), qn("a:gradFill"))]
    if not fills:
        return scheme.colour("tx1")
    return scheme.resolved(fills[0][0]) if fills[0].tag == qn("a:solidFill") else ""


def _title_box(layout: SlideLayout, own: Box, wide: int, lowest: float) -> Box:
    """Where a layout has its title; `own` where that is off the slide or leaves no room for content."""
    title = box_of(next(shape for shape in layout.placeholders if shape.placeholder_format.type in TITLES))
    if title is None or not _is_on(title, wide, round(lowest)) or title.height == 0:
        return own
    return title


def _below(title: Box, own: Box, high: int) -> Box:
    """Where the lines of a cover stand whose layout has no place for them."""
    top = max(own.top, round(title.bottom + 0.02 * high))
    return Box(title.left, top, title.width, max(round(COVER_END * high) - top, round(0.1 * high)))


def _is_on(box: Box, wide: int, high: int) -> bool:
    """True where a place is wide enough and nowhere off the slide."""
    inside = box.left >= 0 and box.top >= 0 and box.right <= wide and box.bottom <= high
    return inside and box.width >= LEAST * wide


def _content(plain: SlideLayout, title: Box, own: Box, wide: int, high: int) -> Box:
    """Where the master has its text, under the title and above the foot; `own` where that has no room."""
    bodies = [
        box_of(shape) for shape in plain.slide_master.placeholders if shape.placeholder_format.type not in TITLES | FOOT
    ]
    body = next((box for box in bodies if box), None)
    if body is None or not _is_on(body, wide, high) or body.height < LEAST * high:
        body = own
    top = max(body.top, title.bottom) if title.top < body.top + body.height / 2 else body.top
    feet = [box_of(shape) for shape in plain.placeholders if shape.placeholder_format.type in FOOT]
    bottom = min([body.bottom, *(foot.top for foot in feet if foot and foot.top > high / 2)])
    return Box(body.left, top, body.width, bottom - top)


def _likeness_to_cover(layout: SlideLayout, kinds: list[PP_PLACEHOLDER]) -> tuple[bool, bool, int]:
    return (
        layout.element.get("type") == "title" or PP_PLACEHOLDER.CENTER_TITLE in kinds,
        PP_PLACEHOLDER.SUBTITLE in kinds,
        -_others(kinds),
    )


def _others(kinds: list[PP_PLACEHOLDER]) -> int:
    """How much a layout wants filled besides its title."""
    return len([kind for kind in kinds if kind not in TITLES | FOOT])
