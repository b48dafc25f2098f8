"""Words, numbers and dates: every word a reader sees can be translated, and is formatted for the language."""

import ast
import gettext
import html
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from analytics import words
from analytics.facets import Facets
from pages.shell.menu import entries
from tests.pages import screen
from tests.quick import first_of_each
from tests.structure.code import modules, page_scripts, tree

ROOT = Path(__file__).parents[1]
TEMPLATE = ROOT / "locales" / "dashboard.pot"
MARK = "⟦{}⟧"
MESSAGE_AT = {"_": 0, "ngettext": 0, "pgettext": 1}
"""Which argument of each function that translates is the message."""


def template() -> Catalog:
    with TEMPLATE.open("rb") as file:
        return read_po(file)


@pytest.mark.slow
def test_the_template_holds_the_words_of_the_code(tmp_path: Path) -> None:
    """If this fails, run `make words`."""
    fresh = tmp_path / "dashboard.pot"
    options = ["--omit-header", "--add-location=file", "--sort-by-file"]
    marks = ["--add-comments=For translators:", "--keywords=_ ngettext:1,2 pgettext:1c,2", f"--output={fresh}"]
    folders = [name for name in ("dashboard.py", "analytics", "pages") if (ROOT / name).exists()]
    subprocess.run(
        [sys.executable, "-m", "babel.messages.frontend", "-q", "extract", *options, *marks, *folders],
        check=True,
        cwd=ROOT,
    )
    assert fresh.read_text(encoding="utf-8") == TEMPLATE.read_text(encoding="utf-8")


def literals(module: Path) -> Iterator[str]:
    """Every message that a module asks for, wherever it stands: the template's reader looks into no f-string."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MESSAGE_AT:
            message = node.args[MESSAGE_AT[node.func.id]]
            assert isinstance(message, ast.Constant), f"{module.name}, line {node.lineno}: no literal message"
            yield message.value


def test_every_message_of_the_code_is_in_the_template() -> None:
    known = {form for message in template() for form in (message.id if message.pluralizable else (message.id,))}
    modules = [*ROOT.glob("analytics/**/*.py"), *ROOT.glob("pages/**/*.py"), *ROOT.glob("dashboard.py")]
    asked = {text for module in modules for text in literals(module)}
    assert asked - known == set()


def test_every_sentence_that_the_server_answers_can_be_translated() -> None:
    calls = [each for name in modules("pages/server") for each in ast.walk(tree(name)) if isinstance(each, ast.Call)]
    answers = [call.args[0] for call in calls if ast.unparse(call.func).endswith("Response") and call.args]
    assert len(answers) > 5
    literal = [each.value for each in answers if isinstance(each, ast.Constant)]
    assert [text for text in literal if str(text).endswith(".")] == []


def test_no_two_places_of_a_message_share_a_name_and_every_plural_has_its_places() -> None:
    for message in template():
        forms = message.id if isinstance(message.id, tuple) else (message.id,)
        places = [re.findall(r"\{(\w*)\}", form) for form in forms]
        for names in places:
            assert all(names), message.id
            assert len(set(names)) == len(names), message.id
        assert len({frozenset(names) for names in places}) == 1, message.id


@pytest.fixture
def bracketed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A language whose every message is the English one between brackets; returns its code.

    It has the code of Spanish, so that labels of the data are Spanish: a word that is neither bracketed nor
    data was never offered for translation.
    """
    catalogue = Catalog(locale="es")
    for message in template():
        if message.id:
            forms = message.id if isinstance(message.id, tuple) else (message.id,)
            marked = tuple(MARK.format(form) for form in forms)
            catalogue.add(
                message.id, marked if len(marked) > 1 else marked[0], flags=message.flags, context=message.context
            )
    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "dashboard.mo").open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr(words, "LOCALES", tmp_path)
    yield "es"


def opened(page: str, **link: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "pages" / "frame.py"), default_timeout=120)
    app.switch_page(f"{page}.py")
    for name, value in link.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def said_on(app: AppTest) -> list[str]:
    """Words that stand on a page in their own right: headings, notes, labels of controls, texts of figures."""
    notes = [*app.title, *app.header, *app.subheader, *app.caption, *app.info, *app.warning, *app.markdown]
    controls = [*app.selectbox, *app.multiselect, *app.toggle, *app.text_input, *app.metric, *app.expander]
    found = [each.value for each in notes] + [each.label for each in controls]
    found += [*screen.button_labels(app), *(each.proto.label for each in app.get("page_link"))]
    for each in app.get("plotly_chart"):
        drawn = json.loads(each.proto.spec)
        found += [each.proto.alt, drawn["layout"].get("title", {}).get("text", "")]
        found += [note["text"] for note in drawn["layout"]["annotations"]]
        found += [trace.get("name", "") for trace in drawn["data"]]
    return [re.sub(r"\\(.)", r"\1", html.unescape(text)) for text in found if text]


def names_in(facets: Facets) -> set[str]:
    """Every name and title that is data, and the name of the Coalition."""
    dataset = facets.dataset
    columns = [
        dataset.governments["name"],
        dataset.governments["government_name"],
        dataset.countries["name"],
        dataset.pledges["title"],
        dataset.pledges["summary"],
        dataset.taxonomy["label_es"],
        *(dataset.forums[column] for column in ("name", "place", "note")),
        dataset.region_schemes["label_es"],
    ]
    return {"Local Coalition", *(str(name) for column in columns for name in column.dropna())}


def own_words(text: str, names: set[str]) -> list[str]:
    """Words of a text that are neither between brackets nor a name of the data."""
    outside = ""
    depth = 0
    for letter in re.sub(r"<[^>]*>|:material/\w+:|\(https?://[^)]*\)", " ", text):
        depth += (letter == "⟦") - (letter == "⟧")
        if not depth and letter != "⟧":
            outside += letter
    for name in sorted((name for name in names if name in outside), key=len, reverse=True):
        outside = outside.replace(name, " ")
    return re.findall(r"[^\W\d_]{3,}", outside)


@pytest.mark.parametrize("page", first_of_each(entries()))
def test_every_word_of_a_page_can_be_translated(bracketed: str, facets: Facets, page: str) -> None:
    app = opened(page, lang=bracketed)
    names = names_in(facets)
    texts = said_on(app)
    assert sum("⟦" in text for text in texts) > 10
    for text in texts:
        assert not own_words(text, names), text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("profile", {"city": "zurich-che"}),
        ("profile", {"country": "TCD"}),
        ("profile", {"theme": "housing"}),
        ("pledges", {"pledge": "tyre-zurich-joint-1"}),
        ("coverage", {"measure": "displaced_share", "themes": "gcm", "region": "Africa"}),
        ("map", {"measure": "pledges_per_million_displaced", "place": "BRA"}),
        ("overview", {"region": "Oceania"}),
        ("overview", {"kind": "network"}),
        ("overview", {"country": "PER"}),
        ("coverage", {"country": "PER"}),
        ("coverage", {"fractional": "yes", "stated": "yes"}),
        ("gaps", {"country": "LBN"}),
        ("gaps", {"region": "Africa", "order": "per_million"}),
        ("progress", {"status": "overdue"}),
    ],
)
def test_every_word_of_a_choice_can_be_translated(
    bracketed: str, facets: Facets, page: str, link: dict[str, str]
) -> None:
    for text in said_on(opened(page, lang=bracketed, **link)):
        if text.startswith(("http", "[")):
            continue
        assert not own_words(text, names_in(facets)), text


def test_languages_are_those_with_a_catalogue_and_numbers_of_their_own(bracketed: str) -> None:
    assert words.languages() == {"en", bracketed}
    catalogue = words.LOCALES / bracketed / "LC_MESSAGES" / "dashboard.mo"
    for code in ("xx", "fr"):
        (words.LOCALES / code / "LC_MESSAGES").mkdir(parents=True)
    (words.LOCALES / "xx" / "LC_MESSAGES" / "dashboard.mo").write_bytes(catalogue.read_bytes())
    words._languages.cache_clear()
    assert words.languages() == {"en", bracketed}, "no such language, and no catalogue"


def test_a_language_without_a_catalogue_is_english() -> None:
    app = opened("overview", lang="xx")
    assert app.caption[0].value.startswith("All 81 pledges")


def test_the_question_of_each_page_is_said_in_its_menu() -> None:
    scripts = {name.removeprefix("pages/").removesuffix(".py"): tree(name) for name in page_scripts()}
    said = {name: ast.get_docstring(script) for name, script in scripts.items() if name != "frame"}
    assert said == {name: entry.question for name, entry in entries().items()}


@pytest.fixture
def spoken() -> Iterator[None]:
    """What a test sets as its language does not outlive it."""
    before = words.language.get()
    yield
    words.language.set(before)


def test_what_is_cached_is_kept_for_each_language(spoken: None) -> None:
    asked: list[tuple[str, float]] = []

    @words.cached_by_language(maxsize=8)
    def in_words(count: float) -> str:
        asked.append((words.language.get(), count))
        return words.number(count)

    for code, said in (("en", "1,234.5"), ("de", "1.234,5"), ("en", "1,234.5")):
        words.language.set(code)
        assert in_words(1234.5) == in_words(1234.5) == said
    assert asked == [("en", 1234.5), ("de", 1234.5)]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ("28,461,306", "28.5M", "17%", "under 1%", "23 Nov 2026", "Jul 2022", "a, b and c", "a or b", "0.0057")),
        ("es", ("28.461.306", "28,5 M", "17 %", "under 1 %", "23 nov 2026", "jul 2022", "a, b y c", "a o b", "0,0057")),
        (
            "fr",
            (
                "28 461 306",
                "28,5 M",
                "17 %",
                "under 1 %",
                "23 nov. 2026",
                "juil. 2022",
                "a, b et c",
                "a ou b",
                "0,0057",
            ),
        ),
    ],
)
def test_numbers_dates_and_lists_follow_the_language(spoken: None, language: str, expected: tuple[str, ...]) -> None:
    words.language.set(language)
    found = (
        words.number(28461306),
        words.short_number(28461306),
        words.percent(0.1667),
        words.percent(0.004),
        words.day(date(2026, 11, 23)),
        words.day_as_stated("2022-07"),
        words.listing(["a", "b", "c"], last="and"),
        words.listing(["a", "b"]),
        words.rate(0.00566),
    )
    assert tuple(re.sub(r"[\u00a0\u202f]", " ", each) for each in found) == expected


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0, "0%"),
        (1e-9, "under 1%"),
        (0.0099, "under 1%"),
        (0.01, "1%"),
        (0.99, "99%"),
        (0.9999, "over 99%"),
        (1, "100%"),
    ],
)
def test_some_is_never_none_and_nearly_all_is_never_all(share: float, said: str) -> None:
    assert words.percent(share) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.5, "0.5"), (1234.5, "1,234.5"), (1 / 3, "0.33"), (0, "0"), (2.0, "2")],
)
def test_a_number_has_two_decimals_at_most(value: float, said: str) -> None:
    assert words.number(value) == said


@pytest.mark.parametrize(("value", "said"), [("2022", "2022"), ("2022-07", "Jul 2022"), ("2022-07-15", "15 Jul 2022")])
def test_a_date_is_as_precise_as_stated(value: str, said: str) -> None:
    assert words.day_as_stated(value) == said


def test_the_catalogue_is_read_from_its_folder(bracketed: str, spoken: None) -> None:
    words.language.set(bracketed)
    assert isinstance(words._catalogue(words.LOCALES, "es"), gettext.GNUTranslations)
    assert words._("Pledges") == "⟦Pledges⟧"
    assert words.ngettext("{count} pledge", "{count} pledges", 2).format(count=2) == "⟦2 pledges⟧"


@given(value=st.integers(1, 10**11))
def test_a_short_number_can_be_divided_by(value: int) -> None:
    digits, letter = re.fullmatch(r"([\d.]+)([KMB]?)", words.short_number(value)).groups()
    assert len(digits.replace(".", "")) <= 3 and float(digits) < 1000
    assert float(digits) * 1000 ** "_KMB".index(letter or "_") == pytest.approx(value, rel=0.05)
