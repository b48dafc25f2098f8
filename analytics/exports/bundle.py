"""Several files as one zip."""

import io
import zipfile
from collections.abc import Mapping


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """Files by name as one zip, in their order."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            # Without a date of its own (1980 stands in), the same content gives the same bytes.
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
