"""The notice for networks that block WebSockets, without which Streamlit shows nothing."""

from html import escape

from analytics.charts import theme
from analytics.words import _

SECONDS = 5
"""Time that a WebSocket may take to open, on a slow connection too."""

SCRIPT = f"""<script>
window.WebSocket = class extends WebSocket {{
  static waits;
  constructor(...given) {{
    super(...given);
    const notice = document.getElementById("without-socket"), own = new.target;
    own.waits ??= setTimeout(() => {{ notice.hidden = false; }}, {SECONDS * 1000});
    this.addEventListener("open", () => {{ clearTimeout(own.waits); notice.hidden = true; }});
  }}
}};
</script>"""
"""Shows the notice once if no socket has opened in time; a page that was there before comes back by itself."""

STYLE = (
    "position: fixed; inset: 0 0 auto; z-index: 1000000; max-height: 100vh; overflow: auto; padding: 1rem 1.5rem;"
    f" font: 1rem/1.5 'Source Sans', sans-serif; color: {theme.INK}; background: {theme.PAPER};"
    f" border-top: 4px solid {theme.ACCENT}; box-shadow: 0 2px 8px {theme.RULE}"
)


def notice(host: str, links: dict[str, str]) -> str:
    """A notice in HTML that is hidden until it is needed; `links` are the addresses that work, by their words."""
    blocked = _(
        "It needs a WebSocket connection to {host}, and something between you and the server, such as a proxy or a"
        " firewall, seems to block it. Ask those who run your network to allow it."
    )
    title, works = _("This page can’t be shown on your network"), _("What still works:")
    link = f'<li><a style="color: {theme.ACCENT}" href="{{}}">{{}}</a></li>'
    listed = "".join(link.format(escape(address), escape(words)) for words, address in links.items())
    return (
        f'<aside id="without-socket" role="alert" style="{STYLE}" hidden>'
        f"<p><strong>{escape(title)}</strong></p>"
        f"<p>{escape(blocked.format(host=host))}</p>"
        f'<p>{escape(works)}</p><ul style="padding-left: 1.25rem">{listed}</ul></aside>'
    )
