"""What a page shows, read back from Streamlit's own test of an app."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

import pandas as pd
from streamlit.testing.v1 import AppTest


def plain(markdown: str) -> str:
    r"""Text without the escapes that keep it from being Markdown.

    >>> plain("\\[x\\]\\(y\\)")
    '[x](y)'
    """
    return re.sub(r"\\([\\`*_{}\[\]()#+\-.!|<>$:~&@^=])", r"\1", markdown)


def headline(app: AppTest) -> str:
    """The line under the heading: how many pledges the selection holds."""
    return plain(app.caption[0].value)


def chips(app: AppTest) -> list[str]:
    """What the selection is made of, as the buttons that remove it say."""
    start = "Remove filter: "
    return [plain(each).removeprefix(start) for each in button_labels(app) if plain(each).startswith(start)]


def warnings(app: AppTest) -> list[str]:
    return [plain(each.value) for each in app.warning]


def tables(app: AppTest) -> list[pd.DataFrame]:
    return [each.value.map(shown) for each in [*app.dataframe, *app.table]]


def shown(cell: Any) -> Any:
    """What a table shows of a cell: of a link to a profile or pledge, what stands behind #.

    >>> shown("profile?country=CHE#Switzerland"), shown("Score #1")
    ('Switzerland', 'Score #1')
    """
    linked = re.match(r"(?:profile|pledges)\?[^#]*#", cell) if isinstance(cell, str) else None
    return cell[linked.end() :].replace("%25", "%") if linked else cell


def markdown_texts(app: AppTest) -> list[str]:
    """Everything Streamlit will read as Markdown, as it is sent."""
    said = [*app.title, *app.header, *app.subheader, *app.markdown, *app.caption, *app.info, *app.warning, *app.error]
    cells = [str(cell) for each in app.table for cell in each.value.to_numpy().ravel()]
    links = [each.proto.label for each in app.get("page_link")]
    return [*(each.value for each in said), *cells, *links, *button_labels(app)]


def button_labels(app: AppTest) -> list[str]:
    """What buttons say; a picture of our own in one is replaced by the words that are heard for it."""
    labels = [*(each.label for each in app.button), *files(app)]
    return [re.sub(r"^!\[(.*?)\]\(data:[^)]*\)", r"\1", label) for label in labels]


def files(app: AppTest) -> dict[str, Any]:
    """What saves a file, by its words: a link to its address, a button for what this reader alone has or can't have."""
    cannot = {each.label: each.proto for each in app.button if each.disabled}
    can = {each.proto.label: each.proto for kind in ("link_button", "download_button") for each in app.get(kind)}
    return cannot | can


def links(app: AppTest) -> dict[str, dict[str, list[str]]]:
    """What each link adds to an address, by its words; one to the page on screen is a button with that in its key."""
    found = {plain(each.proto.label): parse_qs(each.proto.query_string) for each in app.get("page_link")}
    own = [each for each in app.button if str(each.key).startswith("to_")]
    return found | {plain(each.label): parse_qs(each.key.partition(f"_{each.label}_")[2]) for each in own}


def texts(app: AppTest) -> list[str]:
    """Everything that can be read on the page, figures apart."""
    shown = [str(cell) for table in tables(app) for cell in table.to_numpy().ravel()]
    numbers = [f"{each.label}: {each.value}" for each in app.metric]
    options = [str(option) for each in [*app.selectbox, *app.multiselect] for option in each.options]
    return [plain(text) for text in markdown_texts(app)] + shown + numbers + options


def says(app: AppTest, words: str) -> bool:
    return any(words in text for text in texts(app))


def metrics(app: AppTest) -> dict[str, int]:
    return {each.label: int(each.value.replace(",", "")) for each in app.metric}


def figures(app: AppTest) -> dict[str, dict[str, Any]]:
    """Each figure by its key: `data`, `layout`."""
    return {each.key: json.loads(each.proto.spec) for each in app.get("plotly_chart")}


def titles(app: AppTest) -> dict[str, str]:
    """The finding over each figure by the figure's key: on the page, or inside where a camera saves figures."""
    found = {
        key: spec["layout"].get("title", {}).get("text", "").replace("<br>", " ") for key, spec in figures(app).items()
    }

    def read(block: Any, title: str = "") -> None:
        for each in block.children.values():
            if each.type == "header":
                title = plain(each.value)
            elif each.type == "plotly_chart":
                found[each.key] = found[each.key] or title
            elif hasattr(each, "children"):
                read(each, title)

    read(app.main)
    return found


def title(app: AppTest, start: str) -> str:
    """The finding over a figure."""
    return next(text for key, text in titles(app).items() if key.startswith(start))


def figure(app: AppTest, start: str) -> dict[str, Any]:
    return next(spec for key, spec in figures(app).items() if key.startswith(start))


def strings(value: Any) -> Iterator[str]:
    """Every text in a figure."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


def cell(matrix: dict[str, Any], code: str, region: str) -> str:
    """What a cell of the matrix says."""
    for texts in matrix["data"][1:]:
        for name, text in zip(texts["customdata"], texts["text"], strict=True):
            if name == f"{code}|{region}":
                return text.removeprefix("<b>").removesuffix("</b>")
    raise LookupError(f"{code}|{region} is not in the matrix")


def dots(figure: dict[str, Any]) -> list[str]:
    """What stands under the pointer at each dot of a figure."""
    return [text for trace in figure["data"] if trace["mode"] == "markers" for text in trace["hovertext"]]
