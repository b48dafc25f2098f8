"""A presenter's template is opened in here, a process of its own: no file can take the server's time or memory.

The template comes in, and what is taken over of it goes out, or a sentence that says why it can't be used.
"""

import sys
from contextlib import suppress

from analytics.exports.slides.template import REFUSED, outcome, too_costly
from analytics.words import language

if sys.platform != "win32":
    import resource

SECONDS, BYTES = 10, 1_500_000_000
"""Time of a processor, and memory with the 400 MB that Python itself reserves."""


def _limit() -> None:
    if sys.platform == "win32":
        return  # what waits for this process has a limit of time of its own
    for kind, limit in ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, BYTES), (resource.RLIMIT_CORE, 0)):
        # A system may set lower limits, or know one of them only by name.
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (limit, limit))


def main() -> int:
    """What is written to the parent, and the exit that says which of the two it is."""
    language.set(sys.argv[1])
    _limit()
    try:
        found = outcome(sys.stdin.buffer.read())
    except MemoryError:
        found = too_costly()
    sys.stdout.buffer.writelines([found.encode() if isinstance(found, str) else found])
    return REFUSED if isinstance(found, str) else 0


if __name__ == "__main__":
    sys.exit(main())
