"""The site while it is being written: a change of a source builds it again, and the pages that are open load anew.

Each build is a process of its own, so that changed Python counts too, and goes into a folder that is not served: a
reader sees one build or the next, never half of one. What fails is told where the server was started; the last good
build stays. All that this adds is added on the way to the browser, nothing of it is in the folder that is published: a
script of the site's own origin, as its policy asks, and a service worker that forgets what an earlier one kept.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from itertools import cycle
from pathlib import Path
from threading import Condition, Event
from urllib.parse import urlsplit

from watchdog import events
from watchdog.observers import Observer

from build_scripts import ROOT
from build_scripts.serve import Handler, Server

FOLDERS = ("build_scripts", "calculators", "docs")
CHANGES = [
    events.FileCreatedEvent,
    events.FileModifiedEvent,
    events.FileMovedEvent,
    events.FileDeletedEvent,
    events.DirMovedEvent,
]
QUIET = 0.2  # seconds without another change: an editor or git may write many files
HEARTBEAT = 10.0  # seconds after which a waiting page is looked for: it may be gone

# Waits while its page is seen: a browser keeps few connections to one server, and a hidden page can wait.
RELOAD = b"""let events;
function wait() {
  events?.close();
  if (document.visibilityState === "hidden") return;
  events = new EventSource(import.meta.url.replace("reload.mjs", "reload"));
  events.onmessage = () => location.reload();
}
document.addEventListener("visibilitychange", wait);
wait();
"""
FORGET = b"""addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(forget()));
async function forget() {
  const kept = (await caches.keys()).filter((name) => name.startsWith("site "));
  for (const name of kept) await caches.delete(name);
  await registration.unregister();
  if (kept.length) for (const page of await clients.matchAll({ includeUncontrolled: true })) page.navigate(page.url);
}
"""


def forever(folder: Path, port: int) -> None:
    """Serves the site on this port until Ctrl-C, and builds it below `folder` whenever a source changes."""
    server = DevelopmentServer(folder, port)  # from now on a browser waits for the first build
    with watch(ROOT) as changed:
        try:
            for site in builds((folder / "0", folder / "1"), build, changed):
                server.publish(site)
                if server.published == 1:
                    server.start()
                print(f"The site is at {server.url} and follows your changes (Ctrl-C stops it).", flush=True)
        except KeyboardInterrupt:
            print()


def build(site: Path) -> bool:
    """The site as it stands now, in a folder. The build itself says what is wrong, where it returns False."""
    command = [sys.executable, "-m", "build_scripts", "build", "--no-compression", "--site", str(site)]
    return subprocess.call(command, cwd=ROOT) == 0


def builds(folders: Sequence[Path], build: Callable[[Path], bool], changed: Event) -> Iterator[Path]:
    """The folder of each build that succeeds: one at once, then one after each change; the folders take turns."""
    turns = cycle(folders)
    folder = next(turns)
    while True:
        settle(changed)
        if build(folder):
            yield folder
            folder = next(turns)
        else:
            print("The build failed, and nothing new is shown. Mend it and save: the site is built again.", flush=True)
        changed.wait()


def settle(changed: Event) -> None:
    """Returns once nothing has changed for a moment. What changes from then on is news."""
    while changed.is_set():
        changed.clear()
        time.sleep(QUIET)


@contextmanager
def watch(root: Path) -> Iterator[Event]:
    """An event that is set by every change of a source of the site."""
    changed, observer = Event(), Observer()

    class Sources(events.FileSystemEventHandler):
        def on_any_event(self, event: events.FileSystemEvent) -> None:
            if any(is_source(Path(str(path)), root) for path in (event.src_path, event.dest_path) if path):
                changed.set()

    observer.schedule(Sources(), str(root), event_filter=CHANGES)
    for name in FOLDERS:
        observer.schedule(Sources(), str(root / name), recursive=True, event_filter=CHANGES)
    observer.start()
    try:
        yield changed
    finally:
        observer.stop()
        observer.join()


def is_source(path: Path, root: Path) -> bool:
    """Whether the site is made of this file: not of what a build or an editor writes beside its sources."""
    first, *rest = path.relative_to(root).parts
    if path.name.startswith((".", "#")) or path.name.endswith(("~", ".tmp")) or "__pycache__" in rest:
        return False
    if first in FOLDERS:
        return not (first == "docs" and path.name.startswith("abbreviations."))
    return not rest and first.startswith("mkdocs") and path.suffix == ".yml"


class DevelopmentServer(Server):
    """Serves the site that was published last, and tells the pages of another one to load anew."""

    def __init__(self, site: Path, port: int = 0) -> None:
        super().__init__(site, port)
        self.RequestHandlerClass = DevelopmentHandler
        self.published = 0
        self.started = time.time_ns()
        self._news = Condition()

    @property
    def version(self) -> str:
        """Of the pages that are served: another one after each publication, and of each server."""
        return f"{self.started:x}-{self.published}"

    def publish(self, site: Path) -> None:
        with self._news:
            self.site = site.resolve()
            self.published += 1
            self._news.notify_all()

    def is_old(self, version: str, patience: float) -> bool:
        """Whether there is another version than this one, now or within so many seconds."""
        with self._news:
            return self._news.wait_for(lambda: self.version != version, patience)


class DevelopmentHandler(Handler):
    server: DevelopmentServer
    version: str

    def do_GET(self) -> None:
        self.version = self.server.version  # before the file is read: a page may be newer than it says, never older
        del self.headers["Accept-Encoding"]  # to a compressed page nothing could be added
        address = urlsplit(self.path)
        script = {"Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "no-store"}
        if address.path == "/reload":
            self.tell(address.query)
        elif address.path == "/reload.mjs":
            self.answer(HTTPStatus.OK, RELOAD, script)
        elif address.path == "/sw.js":
            self.answer(HTTPStatus.OK, FORGET, script)
        else:
            super().do_GET()

    def answer(self, status: HTTPStatus, content: bytes, headers: dict[str, str]) -> None:
        if headers.get("Content-Type", "").startswith("text/html"):
            script = f'<script src="/reload.mjs?{self.version}" type="module"></script></head>'
            content = content.replace(b"</head>", script.encode(), 1)
            headers = {name: value for name, value in headers.items() if name != "ETag"} | {"Cache-Control": "no-store"}
        super().answer(status, content, headers)

    def tell(self, version: str) -> None:
        """Keeps the connection until the page is of an old version, and says so once."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        while not self.server.is_old(version, HEARTBEAT):
            self.wfile.write(b":\n\n")  # fails where nobody waits any more
        self.wfile.write(b"data: another version\n\n")
