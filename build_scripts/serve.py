"""A small server for the finished site: right types, precompressed files, the headers of `_headers`, revalidation."""

import mimetypes
import re
import sys
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from build_scripts.output import hosting

TYPES = mimetypes.MimeTypes()
for suffix, kind in {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".xml": "application/xml",
    ".zip": "application/zip",
    **{f".{suffix}": kind for suffix, kind in hosting.TYPES.items()},
}.items():
    TYPES.add_type(kind, suffix)
ENCODINGS = {"br": ".br", "gzip": ".gz"}  # the best first


class Server(ThreadingHTTPServer):
    """Serves the folder `site` on 127.0.0.1; port 0 takes a free one."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, site: Path, port: int = 0) -> None:
        self.site = site.resolve()
        super().__init__(("127.0.0.1", port), Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/"

    def start(self) -> "Server":
        """Serves in a thread of its own, until `shutdown()`."""
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader who leaves in the middle of a file is no fault of ours."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    def sitemap(self, file: Path) -> bytes:
        """A sitemap with our own address: the theme follows links without a new load only to addresses in it."""
        text = file.read_text(encoding="utf-8")
        return re.sub(r"(?<=<loc>)https?://[^/<]+/", self.url, text).encode()

    def headers_of(self, path: str) -> dict[str, str]:
        """What `_headers` says of a path: a line is a path, or a path's beginning and a star, then its headers."""
        file, headers, applies = self.site / "_headers", {}, False
        for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else []:
            if line.startswith("/"):
                applies = path.startswith(line[:-1]) if line.endswith("*") else path == line
            elif applies and line.strip():
                name, value = line.split(":", 1)
                headers[name.strip()] = value.strip()
        return headers


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        site, address = self.server.site, urlsplit(self.path)
        path = "/" + unquote(address.path).lstrip("/")
        file = (site / path[1:]).resolve()
        inside = file.is_relative_to(site) and not path.startswith("/_")
        if inside and file.is_dir() and not path.endswith("/"):
            query = f"?{address.query}" if address.query else ""
            self.answer(HTTPStatus.MOVED_PERMANENTLY, b"", {"Location": f"/{address.path.lstrip('/')}/{query}"})
            return
        if path.endswith("/"):
            file /= "index.html"
        if inside and file.is_file() and file.name == "sitemap.xml":
            self.answer(HTTPStatus.OK, self.server.sitemap(file), {"Content-Type": "application/xml"})
        elif inside and file.is_file():
            self.send_file(HTTPStatus.OK, file, path)
        else:
            self.send_file(HTTPStatus.NOT_FOUND, site / "404.html", path)

    do_HEAD = do_GET

    def send_file(self, status: HTTPStatus, file: Path, path: str) -> None:
        kind = TYPES.guess_type(file.name)[0] or "application/octet-stream"
        headers = {"Content-Type": f"{kind}; charset=utf-8" if kind.startswith("text/") else kind}
        headers |= {"Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
        headers |= self.server.headers_of(path)
        accepted = {part.split(";")[0].strip() for part in self.headers.get("Accept-Encoding", "").split(",")}
        for encoding, suffix in ENCODINGS.items():
            smaller = file.with_name(file.name + suffix)
            if encoding in accepted and smaller.is_file():
                file = smaller
                headers["Content-Encoding"] = encoding
                break
        stat = file.stat()
        headers["ETag"] = f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'
        if status == HTTPStatus.OK and headers["ETag"] in self.headers.get("If-None-Match", ""):
            self.answer(HTTPStatus.NOT_MODIFIED, b"", headers)
        else:
            self.answer(status, file.read_bytes(), headers)

    def answer(self, status: HTTPStatus, content: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Silent: an address holds the reader's case, and that is kept nowhere."""
