"""A line between a browser and a dashboard that counts what travels on it."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

PIECE = 65_536
MESSAGES = b"/_stcore/stream"
"""What a browser asks for, in the first line of its request, to get the messages of a page."""


class Wire(socketserver.ThreadingTCPServer):
    """The line; `messages` are the bytes that the server's messages took on it, headers included."""

    daemon_threads = True
    messages = 0

    def __init__(self, address: str) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self._dashboard = urlsplit(address)
        self.target = (self._dashboard.hostname, self._dashboard.port)

    @property
    def address(self) -> str:
        """The address of the dashboard by way of this line."""
        return self._dashboard._replace(netloc=f"127.0.0.1:{self.server_address[1]}").geturl()


class _Connection(socketserver.BaseRequestHandler):
    server: Wire
    request: socket.socket

    def handle(self) -> None:
        request = self.request.recv(PIECE)
        has_messages = MESSAGES in request.partition(b"\r")[0]
        with socket.create_connection(self.server.target) as dashboard:
            dashboard.sendall(request)
            onwards = threading.Thread(target=_copy, args=(self.request, dashboard))
            onwards.start()
            _copy(dashboard, self.request, self.server if has_messages else None)
            onwards.join()


def _copy(source: socket.socket, target: socket.socket, counter: Wire | None = None) -> None:
    """Passes on what comes, until one of the two has left; then both have."""
    try:
        while piece := source.recv(PIECE):
            if counter is not None:
                counter.messages += len(piece)
            target.sendall(piece)
        target.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


@contextmanager
def wire_to(address: str) -> Iterator[Wire]:
    """A line to the dashboard at that address, open while the block runs."""
    with Wire(address) as wire:
        threading.Thread(target=wire.serve_forever, daemon=True).start()
        try:
            yield wire
        finally:
            wire.shutdown()
