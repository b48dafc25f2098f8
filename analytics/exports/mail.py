"""A letter as a link that opens the reader's own mail program."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

LONGEST = 1900
"""Characters of a mailto link: some mail programs cut or refuse more than 2,000."""

MOST = 40
"""Items that can fit at best: a list of thousands is not tried one by one."""


@dataclass(frozen=True)
class Letter:
    """Plain text with a subject and no recipient: the data hold no addresses."""

    subject: str
    body: str

    @property
    def link(self) -> str:
        r"""The letter as a mailto link.

        >>> Letter("Año 1", "A & B\n50 %").link
        'mailto:?subject=A%C3%B1o%201&body=A%20%26%20B%0D%0A50%20%25'
        """
        # A line break in a subject would begin another line of the letter's head.
        subject, body = " ".join(self.subject.split()), self.body.replace("\n", "\r\n")
        return f"mailto:?subject={quote(subject, safe='')}&body={quote(body, safe='')}"


def letter(subject: str, opening: str, items: list[str], more: Callable[[int], str], closing: str) -> Letter:
    """As many items as a link holds, between an opening and a closing; `more(n)` says that n are left out."""

    def written(shown: int) -> Letter:
        left = len(items) - shown
        lines = [f"- {item}" for item in items[:shown]] + ([more(left)] if left else [])
        return Letter(subject, "\n\n".join([opening, "\n".join(lines), closing]))

    def length(shown: int) -> int:
        return len(written(shown).link)

    # All of them may be shorter than all but one, because nothing is left out; any other item makes it longer.
    if len(items) <= MOST and length(len(items)) <= LONGEST:
        return written(len(items))
    fitting = bisect_right(range(min(len(items), MOST + 1)), LONGEST, key=length)
    return written(fitting - 1) if fitting else Letter(subject, opening[: LONGEST // 20])
