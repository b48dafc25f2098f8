"""Reading of a file that someone else named."""

import errno
import os
import stat
from pathlib import Path


def read_regular_file(path: str | Path, largest: int) -> bytes:
    """The content of a file, of one that is larger than `largest` bytes only one byte more.

    OSError if there is none, it can't be read, or it is no file: a pipe or a device never ends.
    """
    # It is looked at once it is open, since one may take the place of another after that.
    with open(path, "rb", opener=_nonblocking) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "not a file")
        return file.read(largest + 1)


def _nonblocking(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
