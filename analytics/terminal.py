"""Runs a command in a terminal: characters that its encoding lacks, a pipe that closes early, exit codes."""

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

    A character that the terminal's encoding lacks is written as an escape. A pipe that closes early, as that of `head`
    does, is no error: the command stops there and exits with 0.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            code = main(sys.argv[1:])
        finally:
            # Otherwise Python flushes the buffer at exit, where the error can no longer be caught.
            sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = FINE
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)
