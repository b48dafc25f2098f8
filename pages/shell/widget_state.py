"""What a widget showed when it was drawn, and what the link says for it."""

from collections.abc import Mapping
from typing import NamedTuple


class WidgetState(NamedTuple):
    """A widget as it was drawn: what it showed, what it shows where the link says nothing, its options."""

    value: object
    default: str
    labels: Mapping[str, str]
    """Options as they are written, counts included: the browser knows them by these."""

    def link_values(self, value: object) -> list[str]:
        """The values of the widget's parameter when it shows `value`; none for its default.

        An option chosen while its count was changing arrives as it was written, count included.

        >>> WidgetState([], "", {"africa": "Africa · 5"}).link_values(["Africa · 18"])
        ['africa']
        """
        if isinstance(value, bool):
            return ["yes"] if value else []
        names = {_uncounted(text): code for code, text in self.labels.items()}
        shown = value if isinstance(value, list) else [str(value or "")]
        codes = [each if each in self.labels else names.get(_uncounted(each), each) for each in shown]
        return [code for code in codes if code and code != self.default]


def _uncounted(name: str) -> str:
    return name.rpartition(" · ")[0] or name
