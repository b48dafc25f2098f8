"""A map fitted to the box of an image, with the names of places that find room."""

from dataclasses import replace

from analytics.charts.description import Map
from analytics.charts.label_places import LABEL, placed_labels
from analytics.renderers.equal_earth import form, share, widened
from analytics.renderers.image.plot import Box, Plot, changed, note
from analytics.renderers.traces.drawing import drawing
from analytics.renderers.traces.labels import escaped
from analytics.renderers.traces.style import Properties, Style

SIDES: dict[str, tuple[int, int, Properties]] = {
    "middle right": (1, 0, {"xanchor": "left", "yanchor": "middle"}),
    "middle left": (-1, 0, {"xanchor": "right", "yanchor": "middle"}),
    "top center": (0, 1, {"xanchor": "center", "yanchor": "bottom"}),
    "bottom center": (0, -1, {"xanchor": "center", "yanchor": "top"}),
}
"""Where a name stands beside a point: how far to the right and up, and what of it is at that place."""

FEW_PLACES = 12
"""Places in view that are all named."""


def map_plot(figure: Map, box: Box) -> Plot:
    """The map as large as the box: the window is widened to its form, so that neighbours fill what would be empty."""
    shown = replace(figure, window=widened(figure.window, box.width / box.height), labelled=False)
    enlarged = 2.0 if box.width > 1200 else 1.7
    traces, layout = drawing(shown, Style(enlarged))[:2]
    traces = [changed(each, marker={"line": {"width": 1}}) if each["type"] == "choropleth" else each for each in traces]
    across = (box.width - min(box.width, box.height * form(shown.window))) / 2
    down = (box.height - min(box.height, box.width / form(shown.window))) / 2
    drawn = Box(box.left + across, box.top + down, box.right - across, box.bottom - down)
    points = [share(shown.window, place.lon, place.lat) for place in figure.places]
    few = sum(0 <= x <= 1 and 0 <= y <= 1 for x, y in points) <= FEW_PLACES
    return Plot(traces, layout, box, _place_names(shown, points, drawn, enlarged) if figure.labelled or few else ())


def _place_names(figure: Map, points: list[tuple[float, float]], box: Box, enlarged: float) -> list[Properties]:
    """The names of places that find room beside their dots, without the country, which is seen."""
    seen = {country.name for shade in figure.shades for country in shade.countries}
    parts = [place.name.rpartition(", ") for place in figure.places]
    # A city that is called like its country has no more in its name than that.
    names = {
        at: own if own and country in seen else place.name
        for at, (place, (own, _comma, country)) in enumerate(zip(figure.places, parts, strict=True))
    }
    # Sides are chosen at the size of a page, for which the distances between dots and names are meant.
    sides = placed_labels(points, names, box.height / enlarged, box.width / enlarged)
    notes = []
    for at, side in sides.items():
        right, up, anchors = SIDES[side]
        left, top = box.left + points[at][0] * box.width, box.bottom - points[at][1] * box.height
        apart = 6 * enlarged
        written = note(escaped(names[at]), left + right * apart, top - up * apart, LABEL * enlarged)
        notes.append({**written, **anchors, "bgcolor": "rgba(255,255,255,0.75)"})
    return notes
