"""The words, numbers and dates a reader sees, in the reader's language."""

import gettext as catalogues
from collections.abc import Callable
from contextvars import ContextVar
from datetime import date
from functools import lru_cache, wraps
from pathlib import Path
from typing import Literal, ParamSpec, TypeVar

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.localedata import locale_identifiers
from babel.numbers import format_compact_decimal, format_decimal, format_percent

Params = ParamSpec("Params")
Result = TypeVar("Result")

LOCALES = Path(__file__).parent.parent / "locales"
language: ContextVar[str] = ContextVar("language", default="en")
"""The reader's language (ISO 639-1), set once for each run of a page."""


REGIONAL = {"en": "en_GB"}
"""Where numbers and dates follow one country's habit: the United Nations writes 23 November 2026."""


_decimal, _compact_decimal, _percent, _date, _list = (
    lru_cache(maxsize=10_000)(each)
    for each in (format_decimal, format_compact_decimal, format_percent, format_date, format_list)
)
"""Numbers, dates and lists in words; the same ones are asked for many times on a page."""


def cached_by_language(maxsize: int) -> Callable[[Callable[Params, Result]], Callable[Params, Result]]:
    """As `lru_cache`, for a function whose result has words: each of the reader's languages has its own."""

    def decorated(function: Callable[Params, Result]) -> Callable[Params, Result]:
        @wraps(function)
        def result(_language: str, *args: Params.args, **kwargs: Params.kwargs) -> Result:
            return function(*args, **kwargs)

        cached: Callable[..., Result] = lru_cache(maxsize)(result)

        @wraps(cached)
        def in_language(*args: Params.args, **kwargs: Params.kwargs) -> Result:
            return cached(language.get(), *args, **kwargs)

        return in_language

    return decorated


def _locale() -> str:
    return REGIONAL.get(language.get(), language.get())


@lru_cache(maxsize=8)
def _catalogue(folder: Path, code: str) -> catalogues.NullTranslations:
    return catalogues.translation("dashboard", folder, languages=[code], fallback=True)


@lru_cache(maxsize=8)
def _languages(folder: Path) -> frozenset[str]:
    if not folder.is_dir():
        return frozenset({"en"})
    having = {each.name for each in folder.iterdir() if (each / "LC_MESSAGES" / "dashboard.mo").is_file()}
    return frozenset({"en", *(code for code in having if code in locale_identifiers())})


def languages() -> frozenset[str]:
    """The languages that a reader can have: English, and those with a catalogue of ours and numbers of their own."""
    return _languages(LOCALES)


def language_asked(code: str) -> str:
    """The language that a link asks for by its code; English where readers can't have it."""
    return code if code in languages() else "en"


def _(message: str) -> str:
    """The message in the reader's language; the English text where it is not translated."""
    return _catalogue(LOCALES, language.get()).gettext(message)


def pgettext(context: str, message: str) -> str:
    """The message in the reader's language, where the English word alone may mean several things."""
    return _catalogue(LOCALES, language.get()).pgettext(context, message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form of the message that fits the count; `{count}` is left for the caller to fill."""
    return _catalogue(LOCALES, language.get()).ngettext(singular, plural, int(count))


def language_name(code: str) -> str:
    """What a language (ISO 639) is called.

    >>> language_name("sw"), language_name("xx")
    ('Swahili', 'xx')
    """
    return str(Locale.parse(_locale()).languages.get(code, code))


def number(value: float) -> str:
    """A number with the language's separators, two decimals at most.

    >>> number(28461306)
    '28,461,306'
    """
    return _decimal(value, format="#,##0.##", locale=_locale())


def plain_number(value: float) -> str:
    """A number of six digits at most without separators of thousands, so that a year can be read as one.

    >>> plain_number(2026), plain_number(12.5), plain_number(0.000012), plain_number(0.0)
    ('2026', '12.5', '0.000012', '0')
    """
    return _significant(value, "@#####")


def rate(value: float) -> str:
    """A rate with two significant digits, so that a small one is not shown as zero.

    >>> rate(0.00566), rate(5.4744), rate(1013.17), rate(0)
    ('0.0057', '5.5', '1,013', '0')
    """
    return _significant(value, "#,##0" if value >= 100 else "@#")


def _significant(value: float, pattern: str) -> str:
    # Babel writes zero, which has no significant digit, as 0.0.
    return _decimal(value, format=pattern if value else "0", locale=_locale())


def short_number(value: float) -> str:
    """A large number as three digits and a letter at most, for labels where space is short.

    Every page writes it the same way, and precisely enough to be divided by: 2M in place of 2.5M gives another rate.

    >>> short_number(28461306), short_number(2484580), short_number(542785), short_number(999960)
    ('28.5M', '2.5M', '543K', '1M')
    """
    return _compact_decimal(float(f"{value:.3g}"), locale=_locale(), fraction_digits=1)


def percent(share: float) -> str:
    """A share (0 to 1) as a whole percentage, but never none where there is some, nor all where there is not.

    >>> percent(0.1667), percent(0.004), percent(0.0), percent(0.996)
    ('17%', 'under 1%', '0%', 'over 99%')
    """
    if 0.99 < share < 1:
        return _("over {percent}").format(percent=_percent(0.99, locale=_locale()))
    if 0 < share < 0.01:
        return _("under {percent}").format(percent=_percent(0.01, locale=_locale()))
    return _percent(share, locale=_locale())


def day(value: date) -> str:
    """A date in words.

    >>> day(date(2026, 11, 23))
    '23 Nov 2026'
    """
    return _date(value, format="medium", locale=_locale())


STYLES: dict[str, Literal["or", "standard"]] = {"or": "or", "and": "standard"}
"""Babel's names of the ways to end a list, by the word before its last item."""


def listing(items: list[str], last: str = "or") -> str:
    """Items joined as a sentence would; `last` is the word before the last one ("or", "and", or "" for a comma).

    >>> listing(["health", "housing", "education"], last="and")
    'health, housing and education'
    """
    # Babel has no pattern for a plain list in Spanish, and ends one with "et" in French.
    return _list(tuple(items), style=STYLES[last], locale=_locale()) if last else ", ".join(items)


def day_as_stated(value: str) -> str:
    """A date as precise as its source gives it (2022, 2022-07 or 2022-07-15), in words.

    >>> day_as_stated("2022"), day_as_stated("2022-07"), day_as_stated("2022-07-15")
    ('2022', 'Jul 2022', '15 Jul 2022')
    """
    match [int(part) for part in value.split("-")]:
        case [year, month]:
            return format_date(date(year, month, 1), format="MMM yyyy", locale=_locale())
        case [year, month, of_month]:
            return day(date(year, month, of_month))
    return value
