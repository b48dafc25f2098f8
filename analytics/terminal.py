"""How a command meets its terminal: characters that the terminal lacks, readers that stop early, its exit code."""

import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from typing import NoReturn

FINE, FAILED, WRONG = 0, 1, 2
"""Exit codes: done; the data or a file can't be used or made; not understood."""
INTERRUPTED = 130


def run(main: Callable[[Sequence[str]], int]) -> NoReturn:
    """Runs a command with the arguments of the process and exits with its code.

    A character that the encoding of the terminal lacks is written as its code point. A reader that stops early, as
    `head` does, is no error: the command ends there, with 0.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            code = main(sys.argv[1:])
        finally:
            # Python writes what is left in the buffer when it ends, where nothing can be caught any more.
            sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = FINE
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)
