"""What a page says before its scripts are there: on a slow line that takes seconds, and the answer is known at once."""

from html import escape

from analytics.charts import theme
from analytics.words import _

SCRIPT = """<script>
{
  const found = selector => document.querySelector(selector);
  const unfinished = ':is(.st-key-menu, .st-key-head) [data-testid="stSkeleton"]';
  const isThere = () => found('[data-testid="stMain"] :is([data-testid="stException"], [data-testid="stAlert"])')
    || found('[data-testid="stMain"] h1') && (found('.st-key-choice_large label') || !found('.st-key-head'));
  new MutationObserver((_changes, observer) => {
    if (!isThere() || found(unfinished)) return;
    observer.disconnect();
    document.getElementById("first-paint").remove();
  }).observe(document.getElementById("root"), {childList: true, subtree: true});
}
</script>"""
"""Takes the first paint away as soon as the page has drawn its own menu and head to the last control, or an error.

What the server sends comes in pieces. Before all of the head is there, its rows would grow and push everything down.
"""

STYLE = f"""<style>
#first-paint + #root * {{ visibility: hidden !important; }}
#first-paint {{ position: absolute; inset: 0; padding: 0.75rem 5rem; }}
#first-paint {{ color: {theme.INK}; background: {theme.PAPER}; font: 1rem/1.5 Arial, sans-serif; }}
#first-paint h1 {{ margin: 3.75rem 0 0.5rem; font-size: 1.4rem; line-height: 1.25; }}
#first-paint p {{ margin: 0 0 0.5rem; max-width: 60rem; }}
#first-paint h1 + p {{ font-size: 1.25rem; }}
@media (max-width: 640px) {{ #first-paint {{ padding: 0.75rem 1rem; }} }}
</style>"""
"""Title and text stand about where the page will have them, in a font that no one has to fetch. The answer is the
largest text of the page: when that is painted, browsers count the page as there."""


def around(root: str, heading: str, about: str) -> str:
    """The element that Streamlit draws in, with the first paint before it: a page's heading and its description."""
    brand, rest = _("Local Coalition"), _("Figures and tables follow.")
    return (
        f'{STYLE}<div id="first-paint"><p><strong>{escape(brand)}</strong></p>'
        f"<h1>{escape(heading)}</h1><p>{escape(about)}</p><p>{escape(rest)}</p></div>{root}{SCRIPT}"
    )
