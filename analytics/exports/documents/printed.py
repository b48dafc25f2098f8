"""Briefs and printed pages as PDF: documents without scripts, printed by the browser that draws images."""

from base64 import b64encode
from collections.abc import Sequence
from html import escape

from analytics.addresses import address_at_end, is_address
from analytics.charts import theme
from analytics.exhibits.exhibit import Exhibit
from analytics.exports.documents import layout
from analytics.exports.documents.layout import Fitted, fitted, left_out
from analytics.exports.images import browser_path, printed_page
from analytics.packs.page import MOST_UPRIGHT, Brief, Heading, Paper, Part, Section, TextTable
from analytics.packs.slide import BigNumbers
from analytics.words import _, language

STYLE = f"""
@page {{ size: A4; margin: {layout.END}pt {layout.SIDE}pt; }}
* {{ margin: 0; padding: 0; box-sizing: border-box; overflow-wrap: anywhere; }}
body {{ font: {layout.TEXT}pt/1.18 Arial, sans-serif; color: {theme.INK}; display: flex; flex-direction: column;
  min-height: {layout.HIGH - 2}pt; }}
header {{ display: flex; justify-content: space-between; gap: 12pt; font-size: {layout.SMALL}pt; color: {theme.QUIET};
  border-top: 3pt solid {theme.ACCENT}; padding-top: 5pt; margin-bottom: 3pt; }}
h1 {{ font-size: {layout.TITLE}pt; line-height: 1.15; }}
h2 {{ font-size: {layout.HEADING}pt; color: {theme.ACCENT}; margin: 8pt 0 4pt; }}
.sentence {{ font-size: {layout.SENTENCE}pt; line-height: 1.2; margin: 2pt 0 8pt; }}
.numbers {{ display: flex; background: {theme.OUTSIDE}; padding: 6pt 0; margin-bottom: 8pt; }}
.numbers div {{ flex: 1; padding: 0 {layout.PADDING}pt; }}
.numbers b {{ display: block; font-size: {layout.NUMBER}pt; line-height: 1.15; color: {theme.ACCENT}; }}
.numbers strong {{ display: block; }}
.quiet {{ color: {theme.QUIET}; font-size: {layout.SMALL}pt; }}
.sides {{ display: flex; gap: {layout.GAP}pt; }}
.sides figure {{ width: {layout.PICTURE}pt; }}
.sides > div {{ flex: 1; }}
.sides h2 {{ margin-top: 0; }}
img {{ display: block; margin-bottom: 4pt; }}
figcaption, footer {{ color: {theme.QUIET}; font-size: {layout.QUIET}pt; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; }}
th, td {{ text-align: start; vertical-align: top; padding: 2.2pt {layout.PADDING}pt 2.2pt 0;
  border-bottom: 0.5pt solid {theme.RULE}; }}
th {{ color: {theme.QUIET}; border-bottom: 0.75pt solid {theme.ACCENT}; vertical-align: bottom; }}
.remarks p {{ margin-top: 4pt; }}
footer {{ margin-top: auto; padding-top: 4pt; border-top: 0.5pt solid {theme.RULE}; }}
a {{ color: {theme.ACCENT}; }}
"""

OF_PAPER = f"""
@page {{ @bottom-right {{ content: counter(page) " / " counter(pages); font: {layout.QUIET}pt Arial, sans-serif; }} }}
@page wide {{ size: A4 landscape; }}
body {{ display: block; }}
h1 {{ font-size: {layout.PAPER_TITLE}pt; margin-bottom: 4pt; }}
h2 {{ margin-top: 14pt; break-after: avoid; }}
p {{ font-size: {layout.PAPER_TEXT}pt; line-height: 1.3; margin-bottom: 3pt; }}
p.quiet {{ font-size: {layout.PAPER_SMALL}pt; margin-bottom: 1pt; }}
.numbers {{ margin-top: 8pt; }}
p + table, table + p, section + p, section + table {{ margin-top: 6pt; }}
section, tr {{ break-inside: avoid; }}
img {{ width: 100%; margin: 4pt 0; }}
.wide {{ page: wide; }}
@media screen {{ body {{ zoom: 1.3; max-width: {layout.WIDE}pt; margin: 12pt auto; padding: 0 8pt; }} }}
.wide th {{ font-size: 7pt; }}
"""
"""What a document of several pages has otherwise: a figure is never cut, and wide tables lie across the paper."""

NOTHING_FROM_ELSEWHERE = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
"""No script runs in the document, and nothing is asked of any address."""

AUTO = 'dir="auto"'
"""What an element has whose text may run from right or left."""


def pdf_bytes(brief: Brief) -> bytes:
    """One A4 page whose words can be selected; errors are those of `image_bytes`."""
    return printed_page(html_of(fitted(brief)))


def html_of(shown: Fitted) -> str:
    """The document; every text in it is text, whatever it holds."""
    brief = shown.brief
    remarks = "".join(
        f"<p {AUTO}><strong>{escape(_('{heading}:').format(heading=heading))}</strong> {escape(text)}</p>"
        for heading, text in brief.remarks
    )
    beside = f"<div>{_section(brief.beside)}</div>" if brief.beside else ""
    foot = "".join(f"<p {AUTO}>{escape(text)}</p>" for text in brief.foot)
    return (
        f"{html_head(brief.title, STYLE)}"
        f"<header><span {AUTO}>{escape(brief.kind)}</span><span>{escape(brief.date)}</span></header>"
        f'<h1 {AUTO}>{escape(brief.title)}</h1><p class="sentence" {AUTO}>{escape(brief.sentence)}</p>'
        f'{numbers_html(brief.numbers)}<div class="sides">{_figure(shown)}{beside}</div>'
        f"{''.join(map(_section, brief.lists))}"
        f'<div class="remarks">{remarks}</div>'
        f"<footer>{foot}<p>{_anchor(brief.address, brief.address)}</p></footer></body></html>"
    )


def paper_pdf(paper: Paper) -> bytes:
    """A page of the dashboard on as many A4 pages as it takes; errors are those of `image_bytes`."""
    return printed_page(paper_html(paper))


def paper_html(paper: Paper) -> str:
    """A page of the dashboard as a document without scripts; a figure is its description where no browser draws it.

    ImageError if the browser fails.
    """
    about = "".join(f'<p class="quiet" {AUTO}>{_linked(line)}</p>' for line in paper.about)
    groups: list[list[Part]] = [[]]
    for part in paper.parts:
        if isinstance(part, Heading | Exhibit) and groups[-1]:
            groups.append([])
        groups[-1].append(part)
    first, *others = groups
    parts = _group(first, f"<h1 {AUTO}>{escape(paper.title)}</h1>{about}") + "".join(map(_group, others))
    return f"{html_head(paper.title, STYLE + OF_PAPER)}{parts}</body></html>"


def html_head(title: str, style: str) -> str:
    """How a document starts, to the start of its body: it holds no script and asks nothing of any address."""
    return (
        f'<!doctype html><html lang="{escape(language.get())}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{NOTHING_FROM_ELSEWHERE}">'
        f"<title>{escape(title)}</title><style>{style}</style></head><body>"
    )


def _group(parts: Sequence[Part], over: str = "") -> str:
    """What stands under one heading, and what is `over` it, on paper that lies across if a table there needs it."""
    is_wide = any(isinstance(each, TextTable) and len(each.widths) > MOST_UPRIGHT for each in parts)
    name, inside = "wide" if is_wide else "upright", "".join(map(_part, parts))
    return f'<div class="{name}">{over}{inside}</div>'


def _part(part: Part) -> str:
    match part:
        case Heading(words):
            return f"<h2 {AUTO}>{escape(words)}</h2>"
        case BigNumbers(items):
            return numbers_html(items)
        case TextTable():
            return table_html(part)
        case Exhibit():
            return _exhibit(part)
    return f"<p {AUTO}>{_linked(part)}</p>"


def _linked(text: str) -> str:
    """A line of text, with a link if it ends in an address."""
    address = address_at_end(text)
    return f"{escape(text.removesuffix(address))}{_anchor(address, address)}" if address else escape(text)


def _anchor(address: str, words: str) -> str:
    return f'<a href="{escape(address)}">{escape(words)}</a>' if is_address(address) else escape(words)


def _exhibit(exhibit: Exhibit) -> str:
    """The figure as the page draws it, with its finding and scope over it and its source below."""
    image = _drawn(exhibit) if browser_path() else f"<p {AUTO}>{escape(exhibit.alt_text)}</p>"
    return (
        f'<section><h2 {AUTO}>{escape(exhibit.finding)}</h2><p class="quiet" {AUTO}>{escape(exhibit.scope)}</p>'
        f"{image}<figcaption {AUTO}>{escape(exhibit.source_under_figure())}</figcaption></section>"
    )


def _drawn(exhibit: Exhibit) -> str:
    content = b64encode(layout.across(exhibit, "svg")).decode()
    return f'<img alt="{escape(exhibit.alt_text)}" src="data:image/svg+xml;base64,{content}">'


def numbers_html(items: tuple[tuple[str, str, str], ...]) -> str:
    """Numbers, each with what it counts and the whole that it is of."""
    numbers = "".join(
        f"<div><b>{escape(value)}</b><strong {AUTO}>{escape(name)}</strong>"
        f'<span class="quiet" {AUTO}>{escape(under)}</span></div>'
        for value, name, under in items
    )
    return f'<div class="numbers">{numbers}</div>'


def _figure(shown: Fitted) -> str:
    exhibit = shown.brief.picture
    if exhibit is None:
        return ""
    if shown.picture is None:
        return f'<figure><p class="quiet" {AUTO}>{escape(shown.missing)}</p></figure>'
    content, width, height = shown.picture
    source = b64encode(content).decode()
    size = f"width:{width:.1f}pt;height:{height:.1f}pt"
    image = f'<img alt="{escape(exhibit.alt_text)}" style="{size}" src="data:image/png;base64,{source}">'
    return f"<figure>{image}<figcaption {AUTO}>{escape(exhibit.scope)}</figcaption></figure>"


def _section(section: Section) -> str:
    more = f'<p class="quiet">{escape(left_out(section))}</p>' if section.elsewhere else ""
    return f"<section><h2 {AUTO}>{escape(section.heading)}</h2>{table_html(section.table)}{more}</section>"


def table_html(table: TextTable) -> str:
    """A table of text; a row with an address leads there from its last cell."""
    columns = "".join(f'<col style="width:{share / sum(table.widths):.1%}">' for share in table.widths)
    head = "".join(f'<th scope="col" {AUTO}>{escape(name)}</th>' for name in table.headings)
    addresses = table.links or ("",) * len(table.cells)
    rows = "".join(_row(row, address) for row, address in zip(table.cells, addresses, strict=True))
    head = f"<thead><tr>{head}</tr></thead>" if any(table.headings) else ""
    return f"<table><colgroup>{columns}</colgroup>{head}<tbody>{rows}</tbody></table>"


def _row(texts: Sequence[str], address: str) -> str:
    """A row of a table; its last cell leads to the address."""
    cells = [*map(escape, texts[:-1]), _anchor(address, texts[-1])]
    return f"<tr>{''.join(f'<td {AUTO}>{cell}</td>' for cell in cells)}</tr>"
