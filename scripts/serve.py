"""A dashboard started for a test, a screenshot or a measurement, and stopped afterwards."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
START_LIMIT = 60.0
STOP_LIMIT = 10.0


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as candidate:
        candidate.bind(("127.0.0.1", 0))
        port: int = candidate.getsockname()[1]
    return port


@contextmanager
def running_dashboard(
    app: Path = ROOT / "dashboard.py",
    data: Path | None = None,
    environment: Mapping[str, str] | None = None,
    log: Path | None = None,
    base_path: str = "",
    port: int = 0,
) -> Iterator[str]:
    """The address of a dashboard that serves while the block runs.

    `data` is the folder it reads instead of its own (COALITION_DATA); what it prints goes to `log`;
    `base_path` is where it stands below a host that it shares with others, `port` a free one if not given.
    RuntimeError, with what it printed, if it does not start.
    """
    port = port or free_port()
    address = f"http://127.0.0.1:{port}/{base_path}".rstrip("/")
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port)]
    options = [
        "--server.address",
        "127.0.0.1",
        "--server.headless",
        "true",
        "--server.fileWatcherType",
        "none",
        "--server.baseUrlPath",
        base_path,
    ]
    variables = {**os.environ, **(environment or {})}
    if data is not None:
        variables["COALITION_DATA"] = str(data)
    with log.open("w+") if log else tempfile.TemporaryFile("w+") as printed:
        process = subprocess.Popen(command + options, cwd=ROOT, env=variables, stdout=printed, stderr=subprocess.STDOUT)
        try:
            if not _is_healthy(process, address):
                printed.seek(0)
                raise RuntimeError(f"{app.name} did not start:\n{printed.read()}")
            yield address
        finally:
            _stop(process)


def _is_healthy(process: subprocess.Popen[bytes], address: str) -> bool:
    # A proxy of the machine must not be asked for the machine itself.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + START_LIMIT
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with opener.open(f"{address}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return True
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_LIMIT)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
