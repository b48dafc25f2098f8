"""Where places stand on a map in the Equal Earth projection, and how wide a window of it is."""

import math

from analytics.charts.description import WORLD_WINDOW, Window


def projected(longitude: float, latitude: float) -> tuple[float, float]:
    """A place in radii of the globe from the equator and the meridian in the middle of the map; degrees in.

    The polynomial is that of Šavrič, Patterson and Jenny, 2018.
    """
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    slope = 9 * a4 * theta**8 + 7 * a3 * theta**6 + 3 * a2 * theta**2 + a1
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta) / (3 * slope)
    return x, theta * (a4 * theta**8 + a3 * theta**6 + a2 * theta**2 + a1)


def form(window: Window) -> float:
    """Width of a window in heights of it."""
    _left, right, low, high = _ends(window)
    return 2 * right / (high - low)


def share(window: Window, longitude: float, latitude: float) -> tuple[float, float]:
    """Where a place stands in a window, in widths and heights of it from the lower left."""
    left, right, low, high = _ends(window)
    x, y = projected((longitude - sum(window[0]) / 2 + 180) % 360 - 180, latitude)
    return (x - left) / (right - left), (y - low) / (high - low)


def widened(window: Window, wanted: float) -> Window:
    """A window with more of its neighbours, of the form that is wanted; of the world there is no more."""
    longitudes, (south, north) = window
    while form((longitudes, (south, north))) > wanted and (south, north) != WORLD_WINDOW[1]:
        south, north = max(south - 0.5, WORLD_WINDOW[1][0]), min(north + 0.5, WORLD_WINDOW[1][1])
    wide = longitudes[1] - longitudes[0]
    half = min(wide * max(1, wanted / form((longitudes, (south, north)))), 360) / 2
    middle = sum(longitudes) / 2
    return (middle - half, middle + half), (south, north)


def _ends(window: Window) -> tuple[float, float, float, float]:
    """Left, right, bottom and top of a window, which is widest where it is nearest to the equator."""
    (west, east), (south, north) = window
    right, _y = projected((east - west) / 2, max(south, min(0, north)))
    return -right, right, projected(0, south)[1], projected(0, north)[1]
