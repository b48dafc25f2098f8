"""Several files as one zip, and the zips that files of Office are."""

import io
import re
import zipfile
from collections.abc import Mapping

_STAMP = re.compile(rb"<dcterms:(created|modified)\b[^>]*>[^<]*</dcterms:\1>")
"""When a file was made and last saved, among its properties."""


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """Files by name as one zip, in their order."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            # Without a date of its own (1980 stands in), the same content gives the same bytes.
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def reproducible(package: bytes) -> bytes:
    """A file of Office with nothing in it of the minute in which it was made: the same content is the same bytes.

    Workbooks inside it, which charts keep, too.
    """
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return zip_bytes({name: _reproducible_part(name, opened.read(name)) for name in opened.namelist()})


def _reproducible_part(name: str, content: bytes) -> bytes:
    if name.endswith(".xlsx"):
        return reproducible(content)
    return _STAMP.sub(b"", content) if name == "docProps/core.xml" else content
