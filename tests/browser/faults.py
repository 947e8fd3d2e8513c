"""A host on which one file goes wrong: the ways in which lines, disks, proxies and half-finished uploads fail."""

from __future__ import annotations

import threading
from collections.abc import Callable
from fnmatch import fnmatch
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from build_scripts.serve import Handler, Server

type Content = tuple[HTTPStatus, bytes, dict[str, str]]
type Fault = Callable[[Content], Content]

FILES = {
    "worker": "/assets/????????/worker.mjs",
    "loader": "*/pyodide.mjs",
    "glue": "*/pyodide.asm.js",
    "wasm": "*/pyodide.asm.wasm",
    "stdlib": "*/stdlib-*.zip",
    "calculators": "*/calculators-*.zip",
    "pack": "/assets/packs/gp-premium-*.json",
}


def _content(change: Callable[[bytes], bytes]) -> Fault:
    """Another content under the right headers, in no encoding."""

    def fault(answer: Content) -> Content:
        status, content, headers = answer
        return status, change(content), headers

    return fault


def _page(status: HTTPStatus) -> Fault:
    return lambda answer: (status, b"<!doctype html><p>Bonjour", answer[2] | {"Content-Type": "text/html"})


def _flip(content: bytes) -> bytes:
    return content[: len(content) // 2] + bytes([content[len(content) // 2] ^ 1]) + content[len(content) // 2 + 1 :]


FAULTS: dict[str, Fault] = {
    "missing": _page(HTTPStatus.NOT_FOUND),
    "broken": _page(HTTPStatus.INTERNAL_SERVER_ERROR),
    "elsewhere": _page(HTTPStatus.OK),  # a captive portal, or a host that answers all with its first page
    "empty": _content(lambda content: b""),
    "half": _content(lambda content: content[: len(content) // 2]),  # an upload that did not end
    "flipped": _content(_flip),
    "plain": lambda answer: (answer[0], answer[1], answer[2] | {"Content-Type": "text/plain"}),
    "binary": lambda answer: (answer[0], answer[1], answer[2] | {"Content-Type": "application/octet-stream"}),
}
"""What the host answers instead. These below need the line itself."""
ON_THE_LINE = ("refused", "cut", "stripped", "late")


class Faulty(Server):
    """The site, with one fault in one file as long as `times` lasts."""

    def __init__(self, site: Path) -> None:
        super().__init__(site)
        self.RequestHandlerClass = FaultyHandler
        self.mend()

    def harm(self, file: str, fault: str, times: int = 1_000_000) -> None:
        self.pattern, self.fault, self.times = FILES[file], fault, times
        self.asked, self.on_time = threading.Event(), threading.Event()

    def mend(self) -> None:
        self.pattern, self.fault, self.times = "", "", 0


class FaultyHandler(Handler):
    server: Faulty

    def answer(self, status: HTTPStatus, content: bytes, headers: dict[str, str]) -> None:
        server, path = self.server, urlsplit(self.path).path
        if server.times <= 0 or not fnmatch(path, server.pattern):
            super().answer(status, content, headers)
            return
        server.times -= 1
        server.asked.set()
        fault, encoding = server.fault, headers.pop("Content-Encoding", "")
        if encoding and fault != "stripped":  # that is a proxy which forgets to say in which encoding it sends
            content = (server.site / path[1:]).read_bytes()
        if fault in ("cut", "refused"):
            self.close_connection = True
            if fault == "cut":
                self.begin(status, headers | {"Content-Length": str(len(content))})
                self.wfile.write(content[: len(content) // 2])
            self.connection.close()
            return
        if fault == "late":
            server.on_time.wait(60)
        if fault in FAULTS:
            status, content, headers = FAULTS[fault]((status, content, headers))
        super().answer(status, content, headers)

    def begin(self, status: HTTPStatus, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
