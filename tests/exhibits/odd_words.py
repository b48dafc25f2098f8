"""What no sentence may have, whatever the numbers in it."""

import re
from collections.abc import Iterable

MANY = (
    "pledges",
    "countries",
    "governments",
    "objectives",
    "pairs",
    "places",
    "records",
    "reports",
    "UN member states",
)
MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
ODD = {
    "one that is counted as many": rf"(?<![\d,.])\b1 ({'|'.join(MANY)})\b",
    "a doubled word": r"\b(of|the|in|to|is|are|no) \1\b",
    "a part of a part": r"\d of \d+ of\b",
    "a doubled space or full stop": r"  |(?<!\.)\.\.(?!\.)|\.;|;\.|,,|,\.|:\.| [.,;:]",
    "a sentence that starts with nothing": r"^\W*$|: *\.|\(\)|“”",
    "a placeholder that was not filled": r"\{\w*\}",
    "a range of one": r"between (\d+) and \1\b",
    "a first rank that is a number": r"\branks 1\b",
    "none as a number of new ones": r"\bWith 0\b",
    "networks as a place": r"\bin (?:[^,.;:]* or )?networks\b",
    "the number of an objective in the place of a count": (
        rf"\((among them |looked for: )?([^()]* (or|and) )?\d+ (?!({MONTHS})\b)[A-Z][a-z]"
    ),
    "people who may be displaced or inhabitants": r"\d[KMB]? people[,.;:)]",
    "a part of so many of what": (
        r"(No pledge found|None in this selection): \d+ of \d+\b(?! \w)|Most (on|in) \d+ of \d+:"
    ),
    "none as a number of places": r"\bin 0 ",
    "a missing number": r"\b(nan|NaN|None|NaT|<NA>)\b(?! in this selection)",
}


def odd(sentences: Iterable[str]) -> set[str]:
    """The sentences that do not read well, each with what is wrong."""
    return {f"{name}: {said}" for said in sentences for name, pattern in ODD.items() if re.search(pattern, said)}
