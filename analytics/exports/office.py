"""Slides in other forms than PowerPoint's, made by a LibreOffice of the machine in a process of its own."""

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import Semaphore
from typing import Literal

from analytics.exports.images import no_room
from analytics.words import _

LIMIT_SECONDS = 120.0
"""For one file, and for the wait until those before it are made."""

ONE_AT_A_TIME = Semaphore(1)
"""LibreOffice takes a processor and some 300 megabytes while it runs."""

Form = Literal["pdf", "odp"]
FILTERS: dict[Form, str] = {
    "pdf": 'pdf:impress_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}',
    "odp": "odp",
}

SETTINGS = {
    # Very high: only signed macros of named places, of which there are none; and none even of those.
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel"): "3",
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution"): "true",
    ("org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent"): "true",
    # What a file names by its address is not fetched; what asks all the same finds a proxy where nobody answers.
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks"): "true",
    ("org.openoffice.Inet/Settings", "ooInetProxyType"): "1",
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName"): "127.0.0.1",
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort"): "9",
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName"): "127.0.0.1",
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort"): "9",
}
"""Of its profile, by path and name."""


class OfficeError(RuntimeError):
    """LibreOffice is not there, or could not make a file; says so in a sentence."""


def office_path() -> str | None:
    """LibreOffice on this machine, or None; None on Windows, which can't end a process with all that it started."""
    return None if os.name == "nt" else shutil.which("soffice") or shutil.which("libreoffice")


def converted(content: bytes, form: Form) -> bytes:
    """A PowerPoint file in another form, with a profile of its own, without macros, links and network.

    OfficeError where there is no LibreOffice, where it takes longer than the limit, or makes nothing.
    """
    office = office_path()
    if office is None:
        raise OfficeError(_("This file is made by LibreOffice, which is not on this server."))
    if not ONE_AT_A_TIME.acquire(timeout=LIMIT_SECONDS):
        raise OfficeError(_("LibreOffice is busy with other files. Please try again."))
    try:
        with tempfile.TemporaryDirectory() as folder:
            return _converted(office, content, form, Path(folder))
    except OSError as error:
        raise OfficeError(no_room()) from error
    finally:
        ONE_AT_A_TIME.release()


def _converted(office: str, presentation: bytes, form: Form, folder: Path) -> bytes:
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_settings(), encoding="utf-8")
    (folder / "slides.pptx").write_bytes(presentation)
    command = [
        *(office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"),
        *("--convert-to", FILTERS[form], "--outdir", str(folder), str(folder / "slides.pptx")),
    ]
    # Nothing of the server's environment, such as its settings, is passed on.
    known = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    running = subprocess.Popen(
        command,
        cwd=folder,
        env={**known, "HOME": str(folder), "TMPDIR": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        running.wait(LIMIT_SECONDS)
        return (folder / f"slides.{form}").read_bytes()
    except subprocess.TimeoutExpired as error:
        raise OfficeError(_("LibreOffice took too long. The PowerPoint file has the same slides.")) from error
    except OSError as error:
        raise OfficeError(_("LibreOffice could not make the file. The PowerPoint file has the same slides.")) from error
    finally:
        _end(running)


def _end(running: subprocess.Popen[bytes]) -> None:
    """Ends the process with all that it started, whatever is left of them."""
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)
    running.wait()


def _settings() -> str:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for (path, name), value in SETTINGS.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
    )
