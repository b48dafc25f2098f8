"""The colours of a slide: those of its theme where they can be read on what is behind them, else variants of ours."""

from collections.abc import Iterable
from dataclasses import dataclass

from analytics.charts import theme
from analytics.exports.slides.backgrounds import Colours, Scheme

READABLE, VISIBLE = 4.5, 3.0
"""The contrast that text needs, and that a mark needs."""

FOLLOWING = {theme.ACCENT: "accent1", theme.HIGHLIGHT: "accent2"}
"""Marks that take the colour of the theme, so that a presenter's template replaces them."""

ON_DARK = {
    theme.ACCENT: "#6DB3E3",
    theme.HIGHLIGHT: "#F59A6B",
    theme.QUIET: "#C5CED8",
    theme.RULE: "#5A6672",
    **dict(zip(theme.STEPS, ("#3D83B8", "#6FAEDB", "#A9D2EF", "#E6F3FC"), strict=True)),
    theme.ZERO: "#7A5C22",
    theme.NO_DATA: "#7C8790",
    theme.OUTSIDE: "#39434D",
    theme.HATCH: "#7C8790",
    theme.DOT: "#FFB38A",
    theme.STATES["stage_not_stated"]: "#5F80D8",
    theme.STATES["ended_reported"]: "#B9A6F2",
    theme.STATES["stalled"]: "#D9B877",
}
"""Our marks on a dark background, where more is lighter; all others stay as they are."""


@dataclass(frozen=True)
class Style:
    """What a drawing on a slide needs to know of it.

    `background` are the colours behind it; `backdrop` is the colour of the rectangle under it, where the background
    is unknown or nothing can be read on it. `scale` is 1 for a slide of 13.333 by 7.5 inches or a smaller one, and more
    on a larger one: all our sizes of type are multiplied by it. Colours are `#RRGGBB` or a name of the theme (`tx1`).
    """

    scheme: Scheme
    background: Colours
    backdrop: str
    ink: str
    scale: float = 1.0

    @property
    def quiet(self) -> str:
        """Text that stands back."""
        return self._first(("tx2",), READABLE) or self.ink

    @property
    def accent(self) -> str:
        """Text that stands out."""
        return self._first(("accent1",), READABLE) or self.ink

    @property
    def paper(self) -> str:
        """What is between marks: the colour behind them."""
        return "bg1" if self.background[0] == self.scheme.colour("bg1") else self.background[0]

    def mark(self, colour: str) -> str:
        """What one of our colours is here: that of the theme, or our own, where it is seen; nothing stays nothing."""
        if colour == theme.PAPER:
            return self.paper
        if colour == theme.INK:
            return self.ink
        if colour == theme.QUIET and not self.is_dark:
            return self.quiet
        own = ON_DARK.get(colour, colour) if self.is_dark else colour
        following = FOLLOWING.get(colour)
        return (self._first((following,), VISIBLE) or own) if following else own

    @property
    def is_dark(self) -> bool:
        """True where light type is read better than dark type."""
        return theme.luminance(self.seen(self.ink)) > max(map(theme.luminance, self.background))

    def on(self, fill: str) -> str:
        """The colour of text on a mark as `mark` gives it."""
        if fill == self.paper:
            return self.ink
        return ink_on(self.seen(fill))

    def seen(self, colour: str) -> str:
        """The colour that a name of the theme stands for."""
        return colour if colour.startswith("#") else self.scheme.colour(colour)

    def link_slot(self) -> str:
        """The slot of the theme for links that can be read here: that of links, else that of the text."""
        names = ("hlink", self.ink, "tx1", "bg1", "tx2", "bg2", *(f"accent{number}" for number in range(1, 7)))
        known = [name for name in names if not name.startswith("#")]
        return self.scheme.names[self._first(known, READABLE) or "hlink"]

    def _first(self, names: Iterable[str], contrast: float) -> str:
        return next((name for name in names if is_seen(self.seen(name), self.background, contrast)), "")


def style_on(scheme: Scheme, background: Colours, scale: float) -> Style:
    """The style on a background: text in a colour of the theme, or on a backdrop where none can be read."""
    for ink in ("tx1", "bg1"):
        if is_seen(scheme.colour(ink), background, READABLE):
            return Style(scheme, background, "", ink, scale)
    paper, ink = scheme.colour("bg1"), scheme.colour("tx1")
    if theme.contrast(paper, ink) >= READABLE:
        return Style(scheme, (paper,), "bg1", "tx1", scale)
    return Style(scheme, (theme.PAPER,), theme.PAPER, theme.INK, scale)


def is_seen(colour: str, background: Colours, contrast: float) -> bool:
    """True where a colour has a contrast to all colours behind it and is lighter, or darker, than all that is between.

    >>> is_seen("#FFFFFF", ("#000000", "#202020"), 4.5), is_seen("#767676", ("#000000", "#FFFFFF"), 4.5)
    (True, False)
    """
    sides = {theme.luminance(colour) > theme.luminance(each) for each in background}
    return len(sides) == 1 and all(theme.contrast(colour, each) >= contrast for each in background)


def ink_on(fill: str) -> str:
    """The colour of text on a fill: our ink or paper, or black where neither can be read."""
    own = theme.ink_on(fill)
    return own if theme.contrast(own, fill) >= READABLE else "#000000"
