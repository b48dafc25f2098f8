"""The state of a widget when it was drawn, and its values in the link."""

from collections.abc import Mapping
from typing import NamedTuple


class WidgetState(NamedTuple):
    """A widget as it was drawn: its value, its default, and the labels of its options."""

    value: object
    default: str
    labels: Mapping[str, str]
    """Labels as shown, counts included: the browser identifies options by them."""

    def link_values(self, value: object) -> list[str]:
        """The parameter's values for this value of the widget; none for its default.

        An option chosen while its count was changing arrives as its label, count included.

        >>> WidgetState([], "", {"africa": "Africa · 5"}).link_values(["Africa · 18"])
        ['africa']
        """
        if isinstance(value, bool):
            return ["yes"] if value else []
        names = {_uncounted(text): code for code, text in self.labels.items()}
        shown = value if isinstance(value, list) else [str(value or "")]
        codes = [each if each in self.labels else names.get(_uncounted(each), each) for each in shown]
        return [code for code in codes if code and code != self.default]


def as_cut(text: str, longest: int) -> str:
    """A text as a text box that holds so many characters gives it back while the reader leaves it as it is.

    >>> as_cut("Pledges in Africa", 8)
    'Pledges'
    """
    return text[:longest].strip()


def _uncounted(name: str) -> str:
    return name.rpartition(" · ")[0] or name
