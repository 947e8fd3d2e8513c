"""The site's own server, with the line that leads to it: how fast, how far, and what it carried.

The line is emulated where the bytes leave, in the server, so it costs no processor time and treats the page, its
workers and its service worker alike. All connections share the rate fairly; a new one first waits for its handshakes,
and every request for its way there and back. TCP's slow start and lost packets are not emulated; HTTP is 1.1.
"""

import math
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_scripts.serve import Handler, Server

PART = 16_384  # bytes that a connection sends before another has its turn
HANDSHAKES = 2  # round trips of a new connection: TCP and TLS 1.3


@dataclass(frozen=True)
class Line:
    """A line: `rate` in bytes a second, `trip` there and back in seconds."""

    name: str
    rate: float = math.inf
    trip: float = 0.0


LOCAL = Line("localhost")
MOBILE = Line("4G", rate=9e6 / 8, trip=0.085)


class MeteredServer(Server):
    """Counts the requests and the bytes sent, headers included."""

    def __init__(self, folder: Path, line: Line) -> None:
        super().__init__(folder)
        self.RequestHandlerClass = MeteredHandler
        self.line = line
        self.bytes = self.requests = 0
        self._lock = threading.Lock()
        self._free = 0.0

    def carry(self, size: int) -> None:
        """Returns when `size` more bytes have gone through the line."""
        with self._lock:
            self._free = arrived = max(self._free, time.monotonic()) + size / self.line.rate
            self.bytes += size
        time.sleep(max(0.0, arrived - time.monotonic()))

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):  # a reader who leaves is no fault
            super().handle_error(request, client_address)


class MeteredHandler(Handler):
    server: MeteredServer
    disable_nagle_algorithm = True  # else a small file may wait for the acknowledgement of its headers

    def setup(self) -> None:
        super().setup()
        self.open = time.monotonic() + HANDSHAKES * self.server.line.trip
        self.wfile = _Paced(self.wfile, self.server)  # type: ignore[assignment]

    def do_GET(self) -> None:
        self.server.requests += 1
        time.sleep(max(0.0, self.open - time.monotonic()) + self.server.line.trip)
        super().do_GET()


class _Paced:
    """A connection's way out, as far as the handler uses it."""

    closed = False

    def __init__(self, out: Any, server: MeteredServer) -> None:
        self._out, self._server = out, server

    def write(self, content: bytes) -> None:
        for start in range(0, len(content), PART):
            part = content[start : start + PART]
            self._server.carry(len(part))
            self._out.write(part)

    def flush(self) -> None:
        self._out.flush()

    def close(self) -> None:
        self._out.close()
