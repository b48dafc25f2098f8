"""A proxy as offices have them: it passes on what is asked of a web server, and lets no web socket through."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


@contextmanager
def without_sockets(address: str) -> Iterator[str]:
    """The address of such a proxy before a server."""
    behind = urlsplit(address).netloc

    class Strict(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if "Upgrade" in self.headers:
                self.send_error(403)
                return
            asked = http.client.HTTPConnection(behind, timeout=60)
            asked.request("GET", self.path, headers=dict(self.headers))
            answer = asked.getresponse()
            content = answer.read()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in ("content-length", "transfer-encoding", "connection"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
            asked.close()

        def log_message(self, *_said: object) -> None:
            """Says nothing."""

    proxy = ThreadingHTTPServer(("127.0.0.1", 0), Strict)
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{proxy.server_address[1]}"
    finally:
        proxy.shutdown()
        proxy.server_close()
