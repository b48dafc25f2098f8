"""Reads and replaces files whose path comes from outside the project."""

import errno
import os
import stat
from pathlib import Path


def read_regular_file(path: str | Path, largest: int) -> bytes:
    """The bytes of a regular file, at most `largest` + 1 of them, so that the caller sees that a file is too large.

    OSError if there is no file, if it can't be read, or if it is a pipe or a device, which might never end.
    """
    # Checked on the open file: between a check of the path and its opening, another file could take its place.
    with open(path, "rb", opener=_nonblocking) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "not a file")
        return file.read(largest + 1)


def replace_file(path: Path, content: bytes) -> None:
    """Whoever reads meanwhile finds the old file or the new one, never half of one; OSError if it can't be written."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    beside.replace(path)


def _nonblocking(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
