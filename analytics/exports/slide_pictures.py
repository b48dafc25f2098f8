"""Slides as PDF, OpenDocument and images: by LibreOffice, or in the dashboard's own style by the browser for images."""

import shutil
import subprocess
import tempfile
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from analytics.charts import theme
from analytics.charts.description import Figure
from analytics.exports.bundle import zip_bytes
from analytics.exports.documents.printed import AUTO, html_head, numbers_html
from analytics.exports.images import image_bytes, pdf_of, pictured_page
from analytics.exports.office import OfficeError, converted, office_path
from analytics.exports.slides.presentation import pptx_bytes
from analytics.packs.slide import BigNumbers, Bullet, Bullets, Cover, Slide, Statements
from analytics.renderers.image.figure import WIDE, image_figure
from analytics.words import _

ACROSS = WIDE[0]
"""Pixels of an image of a slide, whatever its form."""

STYLE = f"""
* {{ margin: 0; box-sizing: border-box; }}
html {{ overflow: hidden; background: {theme.PAPER}; }}
body {{ width: {WIDE[0]}px; min-height: {WIDE[1]}px; padding: 64px 80px; font: 30px/1.25 Arial, sans-serif;
  color: {theme.INK}; background: {theme.PAPER}; display: flex; flex-direction: column; }}
h1 {{ font-size: 52px; line-height: 1.15; margin-bottom: 12px; }}
.scope, footer {{ color: {theme.QUIET}; font-size: 24px; }}
main {{ flex: 1; margin: 32px 0; }}
main p {{ font-size: 36px; margin-bottom: 24px; }}
main .scope {{ font-size: 24px; margin-bottom: 8px; }}
footer {{ font-size: 20px; }}
.numbers {{ display: grid; grid-template-columns: 1fr 1fr; gap: 48px; }}
.beside {{ display: grid; grid-template-columns: 1fr 4fr; gap: 40px; }}
.beside .numbers {{ display: block; }}
.beside img {{ width: 100%; }}
.numbers b {{ display: block; font-size: 96px; line-height: 1.1; color: {theme.ACCENT}; }}
.numbers strong {{ display: block; font-size: 36px; }}
.numbers span {{ color: {theme.QUIET}; }}
"""


def slides_pdf(slides: Sequence[Slide], template: bytes | None) -> bytes:
    """Slides as PDF: by LibreOffice as PowerPoint shows them, or else our own images, one a page.

    OfficeError, or TemplateError where the template can't be used; without LibreOffice, which alone uses it, the errors
    of `image_bytes`.
    """
    if office_path():
        return converted(pptx_bytes(slides, template), "pdf")
    return pdf_of(_drawn(slides))


def slides_odp(slides: Sequence[Slide], template: bytes | None) -> bytes:
    """Slides as an OpenDocument presentation; OfficeError without LibreOffice, TemplateError for a bad template."""
    return converted(pptx_bytes(slides, template), "odp")


def slides_zip(slides: Sequence[Slide], template: bytes | None, stem: str) -> bytes:
    """A zip with an image of each slide, 1920 pixels wide, `stem` before its number; errors are those of `slides_pdf`.

    By LibreOffice and Poppler, or else our own images.
    """
    images: Iterable[bytes] = _drawn(slides)
    if has_office_images():
        images = _pages_of(converted(pptx_bytes(slides, template), "pdf"))
    return zip_bytes({f"{stem}_{number:02}.png": image for number, image in enumerate(images, start=1)})


def has_office_images() -> bool:
    """True where images are those of LibreOffice: Poppler makes them of its PDF."""
    return bool(office_path() and shutil.which("pdftoppm"))


def made_by() -> str:
    """Which program makes the files of slides, and in which style."""
    if office_path() and not has_office_images():
        return _(
            "PDF and ODP are made by LibreOffice from the PowerPoint file, in its design. Images in that design need"
            " Poppler (pdftoppm) on the server, which has none."
        )
    if office_path():
        return _("PDF, images and ODP are made by LibreOffice from the PowerPoint file, in its design.")
    return _(
        "Without LibreOffice on the server, PDF and images are the dashboard’s own, not in the design of a template,"
        " and there is no ODP."
    )


def _pages_of(pdf: bytes) -> list[bytes]:
    """Each page as PNG. OfficeError where that fails."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            command = ["pdftoppm", "-scale-to-x", str(ACROSS), "-scale-to-y", "-1", "-png", "-", f"{folder}/slide"]
            subprocess.run(command, input=pdf, check=True, capture_output=True, timeout=120)
            # Numbers have as many digits as the last one.
            return [path.read_bytes() for path in sorted(Path(folder).glob("slide-*.png"))]
    except (OSError, subprocess.SubprocessError) as error:
        raise OfficeError(_("The images could not be made. The PDF has the same slides.")) from error


def _drawn(slides: Sequence[Slide]) -> Iterator[bytes]:
    """Our own image of each slide, 16:9: a figure laid out for a room, anything else as a page."""
    for slide in slides:
        if isinstance(slide.content, Figure) and not slide.numbers:
            drawing = image_figure(slide.content, slide.title, slide.scope, slide.source)
            yield image_bytes(drawing, "png")
            continue
        yield pictured_page(_html(slide), WIDE)


def _html(slide: Slide) -> str:
    """A slide as a document; every text in it is text."""
    return (
        f"{html_head(slide.title, STYLE)}<h1 {AUTO}>{escape(slide.title)}</h1>"
        f'<p class="scope" {AUTO}>{escape(slide.scope)}</p>'
        f"<main>{_content(slide)}</main><footer {AUTO}>{escape(slide.source)}</footer></body></html>"
    )


def _content(slide: Slide) -> str:
    """What stands on a slide that is no figure alone."""
    match slide.content:
        case Cover(lines) | Statements(lines):
            return _paragraphs(lines)
        case Bullets(bullets):
            return "".join(map(_bullet, bullets))
        case BigNumbers(items):
            return numbers_html(items)
    drawn = b64encode(image_bytes(image_figure(slide.content, "", "", "", (1200, 780)), "png")).decode()
    beside = numbers_html(slide.numbers.items) if slide.numbers else ""
    return f'<div class="beside">{beside}<img alt="" src="data:image/png;base64,{drawn}"></div>'


def _bullet(bullet: Bullet) -> str:
    return (
        f'<p class="scope" {AUTO}>{escape(bullet.head)}</p><p {AUTO}>{escape(bullet.text)}</p>'
        f'<p class="scope" {AUTO}>{escape(bullet.under)}</p>'
    )


def _paragraphs(texts: Sequence[str]) -> str:
    return "".join(f"<p {AUTO}>{escape(text)}</p>" for text in texts)
