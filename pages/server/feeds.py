"""Calendars of forums by their address, for programs that subscribe to them."""

from starlette.requests import Request
from starlette.responses import Response

from analytics.exports.calendar_files import ENDING, ics_bytes
from analytics.packs.feed import feed
from analytics.words import _, language, language_asked
from pages.server.files import error_answer, is_known
from pages.shell import cache, page_frame


def calendar_file(request: Request) -> Response:
    """The calendar that an address names, in English or, with `?lang=es`, another language of the dashboard.

    Not found, if the data have no process of that name, which is looked up in the data and nowhere else. Unchanged,
    if the reader has this version of it.
    """
    cache.load()
    language.set(language_asked(request.query_params.get("lang", "")))
    dataset = cache.reading().dataset
    if dataset is None:
        return error_answer(_("The data can't be shown yet"), 503)
    found = feed(dataset, request.path_params["name"].lower())
    if found is None:
        return error_answer(_("There is no calendar of that name."), 404)
    version = f"{dataset.version}-{page_frame.dashboard_version()}-{found.name}-{language.get()}"
    headers = {"ETag": f'"{version}"', "Cache-Control": "no-cache"}
    if is_known(request, version):
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = f'inline; filename="{found.name}{ENDING}"'
    return Response(ics_bytes(found), headers=headers, media_type="text/calendar; charset=utf-8")
