"""What a PDF holds, read by another program."""

import re
import shutil
import subprocess

from tests.needs import missing


def text_of(pdf: bytes, *options: str) -> str:
    """Its text as pdftotext reads it, with a form feed after each page."""
    if shutil.which("pdftotext") is None:
        missing("there is no pdftotext")
    return subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def only_page(pdf: bytes) -> list[float]:
    """The corners of its one page in points."""
    assert pdf.startswith(b"%PDF-") and len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    box = re.search(rb"/MediaBox\s*\[([^\]]+)\]", pdf)
    assert box is not None
    return [float(side) for side in box[1].split()]
