"""Where readers find the dashboard."""

import os
import re
from urllib.parse import urlsplit

import streamlit as st
from starlette.requests import Request

_HOST = re.compile(r"(?=.{1,255}\Z)(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")


def root_path() -> str:
    """What stands before every address of the dashboard: `server.baseUrlPath` with a slash before, or nothing."""
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    return f"/{base}" if base else ""


def public_address(request: Request) -> str:
    """The address of the dashboard, without a slash at the end: what COALITION_ADDRESS says, or else the request.

    A request may name any host. One that is none gives an address without host, so that nothing else gets into files.
    """
    named = os.environ.get("COALITION_ADDRESS", "").strip().rstrip("/")
    if named:
        return named
    host = request.headers.get("host", "")
    return f"{request.url.scheme}://{host}{root_path()}" if _is_host(host) else root_path()


def _is_host(text: str) -> bool:
    try:
        # What stands in brackets must be an address of IPv6.
        urlsplit(f"//{text}")
    except ValueError:
        return False
    return _HOST.fullmatch(text) is not None
