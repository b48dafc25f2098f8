"""The day it is: known to the calendar of forums alone, since everything else is of the day of the data."""

from datetime import date


def today() -> date:
    """The day on which the page is opened, where the server stands."""
    return date.today()
