"""Memory of the server: started, with its first reader, and with fifty."""

import asyncio
import os
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.reader import Reader
from benchmarks.report import markdown_table
from benchmarks.reruns import EMPTY
from scripts.serve import running_dashboard

READERS = 50
PAUSE = 2.0
PROCESSES = Path("/proc")


def section(quick: bool) -> str:
    """The table of resident memory, for the dashboard and for an empty page."""
    title = f"## Memory of the server, MB resident\n\nThe readers open the overview and stay; {PAUSE:.0f} s later."
    if not PROCESSES.is_dir():
        return f"{title}\n\nNot measured: this system has no /proc."
    readers = 5 if quick else READERS
    rows = []
    with running_dashboard() as address, running_dashboard(EMPTY) as empty:
        for name, where in (("dashboard", address), ("empty page", empty)):
            rows.append([name, *asyncio.run(_growth(where, readers))])
    return f"{title}\n\n{markdown_table(['', 'started', '1 reader', f'{readers} readers', 'each'], rows)}"


async def _growth(address: str, count: int) -> list[str]:
    readers = [Reader(address) for _ in range(count)]
    started = resident(address)
    try:
        await readers[0].open()
        await asyncio.sleep(PAUSE)
        first = resident(address)
        for reader in readers[1:]:
            await reader.open()
        await asyncio.sleep(PAUSE)
        last = resident(address)
    finally:
        for reader in readers:
            await reader.close()
    return [*(f"{each / 1e6:.0f}" for each in (started, first, last)), f"{(last - first) / (count - 1) / 1e6:.2f}"]


def resident(address: str) -> int:
    """Bytes of memory of the server that this process started on that address."""
    port = str(urlsplit(address).port).encode()
    for folder in PROCESSES.iterdir():
        try:
            if folder.name.isdigit() and port in (folder / "cmdline").read_bytes().split(b"\0"):
                status = dict(line.split(":", 1) for line in (folder / "status").read_text().splitlines())
                if int(status["PPid"]) == os.getpid():
                    return int(status["VmRSS"].split()[0]) * 1024
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue
    raise LookupError(f"no server of this process on {address}")
