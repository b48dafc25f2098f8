"""Security headers of every response."""

import base64
import os
import re
from hashlib import sha256

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.server.first_html import inline_scripts

NOT_PUBLIC = ("/_stcore/metrics",)
"""Ends of addresses that tell how busy the server is, which is nobody's business outside."""

DOCUMENTS = ("html", "xml")
"""Parts of the types that a browser shows as a document, SVG among them."""


def embedding_sites() -> str:
    """Who may show the dashboard inside a page of theirs: only itself, or what COALITION_EMBEDDED_BY names.

    The setting is a list of origins as in `frame-ancestors`, such as "https://www.example.org"; ValueError if it
    holds what would end that list.
    """
    named = os.environ.get("COALITION_EMBEDDED_BY", "").strip()
    if re.search(r"[;,\r\n]", named) or not named.isascii():
        raise ValueError(
            "COALITION_EMBEDDED_BY is a list of origins with blanks between, as in https://www.example.org"
        )
    return f"'self' {named}".strip()


def content_policy() -> str:
    """What a page may run and where it may be framed: scripts of this server, and those that its HTML is written with.

    Styles and pictures are free, for Streamlit writes styles as it draws, and plotly makes pictures in the page.
    """
    digests = (base64.b64encode(sha256(each.encode()).digest()).decode() for each in inline_scripts())
    scripts = " ".join(["'self'", *(f"'sha256-{each}'" for each in digests)])
    return "; ".join(
        [
            f"script-src {scripts}",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            f"frame-ancestors {embedding_sites()}",
        ]
    )


class SecurityHeaders:
    """Middleware: no MIME sniffing, no referrer path, our scripts alone, frames where allowed; 404 for `NOT_PUBLIC`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._headers = {
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "strict-origin-when-cross-origin",
        }
        self._of_documents, self._of_others = content_policy(), f"frame-ancestors {embedding_sites()}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The answer with our headers; 404 for what is not public."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                # Only what a browser shows can run anything; a hundred scripts with the whole policy are 50 kB more.
                is_document = any(each in headers.get("content-type", "") for each in DOCUMENTS)
                policy = self._of_documents if is_document else self._of_others
                headers.update({**self._headers, "Content-Security-Policy": policy})
            await send(message)

        if scope["type"] == "http" and scope["path"].rstrip("/").endswith(NOT_PUBLIC):
            return await PlainTextResponse("Not Found", status_code=404)(scope, receive, send_with_headers)
        return await self._app(scope, receive, send_with_headers)
