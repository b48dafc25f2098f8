"""Templates as presenters bring them, made for tests: light, dark, wide, 4:3 and A4, on backgrounds of each kind."""

import io
import zipfile
import zlib
from collections.abc import Callable
from functools import cache

from lxml import etree
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.util import Inches

COLOURS = ("dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "hlink", "folHlink")
LIGHT = ("1C1C1C", "FFFFFF", "4A2E6B", "F3EDE0", "00695C", "D84315", "1565C0", "6A1B9A")
DARK = ("FFFFFF", "10233F", "C9D6E8", "1C3A63", "2E6FB7", "0F4E7F", "1F3F7A", "3B2A5A")
"""A dark theme as many companies have one: its accents and its links are lost on its background."""


def packed(deck: Deck) -> bytes:
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def changed(content: bytes, replaced: dict[str, bytes]) -> bytes:
    """A package with some files replaced or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(file, "w") as after:
        for name in before.namelist():
            if name not in replaced:
                after.writestr(name, before.read(name))
        for name, other in replaced.items():
            after.writestr(name, other)
    return file.getvalue()


def sized(width: float, height: float, colours: tuple[str, ...] = LIGHT) -> Deck:
    """The library's own template in another size and other colours, its places fitted to the size."""
    deck = Presentation()
    across, down = Inches(width) / deck.slide_width, Inches(height) / deck.slide_height
    deck.slide_width, deck.slide_height = Inches(width), Inches(height)
    for holder in (deck.slide_master, *deck.slide_layouts):
        for shape in holder.placeholders:
            if shape._element.xpath(".//a:off"):
                shape.left, shape.width = round(shape.left * across), round(shape.width * across)
                shape.top, shape.height = round(shape.top * down), round(shape.height * down)
    part = next(each for each in deck.part.package.iter_parts() if "theme1" in each.partname)
    root = etree.fromstring(part.blob)
    scheme = root.find(f".//{qn('a:clrScheme')}")
    for name, colour in zip(COLOURS, colours, strict=True):
        slot = scheme.find(qn(f"a:{name}"))
        slot[:] = [parse_xml(f'<a:srgbClr {nsdecls("a")} val="{colour}"/>')]
    part._blob = etree.tostring(root)
    return deck


def with_background(deck: Deck, fill: str) -> Deck:
    """The deck with a background on its master; `fill` is an element of DrawingML."""
    sheet = deck.slide_master.element.find(qn("p:cSld"))
    for old in sheet.findall(qn("p:bg")):
        sheet.remove(old)
    made = parse_xml(f"<p:bg {nsdecls('p', 'a', 'r')}><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>")
    sheet.insert(0, made)
    return deck


def own() -> None:
    """Ours."""


@cache
def light() -> bytes:
    return packed(sized(13.333, 7.5))


@cache
def dark() -> bytes:
    return packed(sized(13.333, 7.5, DARK))


@cache
def four_three() -> bytes:
    return packed(with_background(sized(10, 7.5), '<a:solidFill><a:schemeClr val="bg2"/></a:solidFill>'))


@cache
def landscape() -> bytes:
    return packed(sized(11.69, 8.27))


@cache
def portrait() -> bytes:
    return packed(sized(8.27, 11.69))


@cache
def gradient() -> bytes:
    """From a dark to a middle tone, over which the theme's own text is lost at one end."""
    stops = (
        '<a:gs pos="0"><a:schemeClr val="tx2"><a:lumMod val="50000"/></a:schemeClr></a:gs>'
        '<a:gs pos="100000"><a:schemeClr val="tx2"/></a:gs>'
    )
    fill = f'<a:gradFill rotWithShape="1"><a:gsLst>{stops}</a:gsLst><a:lin ang="5400000" scaled="0"/></a:gradFill>'
    return packed(with_background(sized(13.333, 7.5), fill))


@cache
def picture() -> bytes:
    """A picture over the whole slide, of which nobody knows what is where."""
    deck = sized(13.333, 7.5)
    _image, number = deck.slide_master.part.get_or_add_image_part(io.BytesIO(checkerboard()))
    fill = f'<a:blipFill><a:blip r:embed="{number}"/><a:stretch><a:fillRect/></a:stretch></a:blipFill>'
    return packed(with_background(deck, fill))


def checkerboard(side: int = 64) -> bytes:
    """A PNG of light and dark squares."""
    rows = b"".join(
        b"\0" + b"".join(b"\x20\x30\x60" if (x // 8 + y // 8) % 2 else b"\xe0\xd0\xa0" for x in range(side))
        for y in range(side)
    )

    def chunk(name: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")

    head = side.to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


TEMPLATES: dict[str, Callable[[], bytes | None]] = {
    "own": own,
    "light": light,
    "dark": dark,
    "four_three": four_three,
    "landscape": landscape,
    "portrait": portrait,
    "gradient": gradient,
    "picture": picture,
}
