"""Names beside the points of a scatter, where they fit without covering each other."""

from analytics.charts.text_width import width

LABEL = 11
"""Type size of a name, in pixels."""

NARROWEST = 310
"""Width of a drawing on the narrowest screen, in pixels: what fits there fits everywhere."""

DOT = 4
"""Half the size of a dot, in pixels."""

POSITIONS = ("middle right", "middle left", "top center", "bottom center")

Box = tuple[float, float, float, float]


def placed_labels(
    points: list[tuple[float, float]],
    names: dict[int, str],
    drawing: float,
    across: float = NARROWEST,
    size: float = LABEL,
) -> dict[int, str]:
    """Which names can be written, the first ones first, and on which side of its point each.

    `points` are all dots as shares of the drawing's width and height, from the lower left, for no name may cover one;
    `names` are those of some, by their place in `points`, and may hold `<br>`. `drawing` is its height and `across`
    its width, `size` that of the type, all in one unit.

    >>> placed_labels([(0.5, 0.5), (0.52, 0.5)], {0: "Chad", 1: "Iran"}, 300)
    {0: 'middle left', 1: 'middle right'}
    """
    at = [(x * across, y * drawing) for x, y in points]
    taken: list[Box] = [(x - DOT, y - DOT, x + DOT, y + DOT) for x, y in at]
    placed = {}
    for point, name in names.items():
        for position in POSITIONS:
            box = _box(*at[point], name, position, size)
            left, bottom, right, top = box
            is_inside = left >= 0 and right <= across and bottom >= 0 and top <= drawing
            if is_inside and not any(_overlap(box, other) for other in taken):
                placed[point] = position
                taken.append(box)
                break
    return placed


def _box(x: float, y: float, name: str, position: str, size: float) -> Box:
    lines = name.split("<br>")
    wide, height = max(width(line, size) for line in lines), 1.3 * size * len(lines)
    if position.startswith("middle"):
        left = x + 6 if position.endswith("right") else x - 6 - wide
        return (left, y - height / 2, left + wide, y + height / 2)
    bottom = y + 6 if position.startswith("top") else y - 6 - height
    return (x - wide / 2, bottom, x + wide / 2, bottom + height)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
