"""The whole Data Package as one file to take away."""

import io
import json
import zipfile
from pathlib import Path

from analytics.dataset.descriptor import NAME, SHAPES, shipped_resources

README = "README.md"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can hold: the same files give the same bytes, whenever they were written."""


def package_zip(folder: Path) -> bytes:
    """A zip of the files that the package lists, its descriptor and README, and nothing else of the folder.

    The names are those the dashboard knows; a listed file under any other name
    stays out, so a descriptor cannot smuggle one in.
    """
    known = {NAME, README, SHAPES, *(each.path for each in shipped_resources())}
    package = json.loads((folder / NAME).read_text(encoding="utf-8-sig"))
    listed = {NAME, README, *(str(each.get("path")) for each in package["resources"])}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(known & listed):
            path = folder / name
            if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
                entry = zipfile.ZipInfo(name, EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, path.read_bytes())
    return buffer.getvalue()
