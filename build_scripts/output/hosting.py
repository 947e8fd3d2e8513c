"""What a host is told of the files, in one list: `_headers`, and how nginx, Caddy and Apache serve them.

Netlify, Cloudflare Pages and our own server read `_headers`. The other three are written from the templates in `hosts`.
They say nothing that changes with a page, so a new version of the site needs no new configuration: the whole policy of
a page stands in the page itself, with the hash of each inline script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

FOREVER = "public, max-age=31536000, immutable"
ANEW = "no-cache"
KEPT = (
    "assets/runtime/",
    "assets/packs/",
    "assets/[0-9a-f]{8}/",
    r"assets/.*\.[0-9a-f]{8}\.(min\.)?(js|css)$",
)
"""Patterns of the addresses, from the home page on, whose names change with their content: kept for ever."""

FRAMED = "frame-ancestors 'none'"
"""Who may show a page within theirs: a page cannot say it of itself."""
EMBEDDED = "([a-z][a-z]/)?embed/"
"""Pattern of the addresses, from the home page on, that any site may show: calculators' frames, in each language."""
EMBEDDABLE = "frame-ancestors *"
_OTHERS = "base-uri 'none'; object-src 'none'"
POLICY = f"{FRAMED}; {_OTHERS}"
POLICY_OF_FRAMES = f"{EMBEDDABLE}; {_OTHERS}"
SHARED = "embed.js"
"""What another site may also ask for as a module, which a browser allows it only with the word of ours."""
WORKER = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"
"""The policy of scripts: a worker takes its own from its response."""
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
TRANSPORT = "max-age=63072000"
"""For how long a browser asks over https alone, once it has."""
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ics": "text/calendar",
    "mjs": "text/javascript",
    "wasm": "application/wasm",
    "webmanifest": "application/manifest+json",
    "woff2": "font/woff2",
}
"""Those that some host does not know by itself."""
NAMES = ("nginx.conf", "Caddyfile", ".htaccess")
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("hosts")),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    autoescape=False,  # no page comes of it
)


@dataclass(frozen=True)
class Place:
    """Where a host serves the site. `path` is that of its address: the files stand in that folder of `root`."""

    name: str = "example.org"
    path: str = "/"
    root: str = "/srv/cmp"
    http: int = 80
    https: int = 443
    certificate: str = "/etc/ssl/certs/cmp.pem"
    key: str = "/etc/ssl/private/cmp.key"
    log: str = "/var/log/nginx/cmp.log"
    brotli: bool = False

    @classmethod
    def of(cls, address: str) -> Place:
        """That of the site's public address; of an example, where none is told."""
        if not address:
            return cls()
        found = urlsplit(address)
        return cls(name=found.hostname or cls.name, path=found.path or "/")


def configuration(name: str, place: Place) -> str:
    """One of NAMES, for a place."""
    return _TEMPLATES.get_template(name).render(
        place=place,
        kept=KEPT,
        forever=FOREVER,
        anew=ANEW,
        policy=POLICY,
        embedded=EMBEDDED,
        policy_of_frames=POLICY_OF_FRAMES,
        shared=SHARED,
        worker=WORKER,
        headers=HEADERS,
        transport=TRANSPORT,
        types=TYPES,
    )


def write(folder: Path, place: Place) -> None:
    """All of NAMES into a folder."""
    for name in NAMES:
        (folder / name).write_text(configuration(name, place), encoding="utf-8")


def headers(site: Path, policy: str) -> str:
    """The content of `_headers`: those of all files, the policy, then each file that is kept for ever, by its name.

    It knows no patterns, but it is published with the files, so it can say the whole `policy` of the pages. Where two
    rules say the same header, hosts differ: some send both, and of two policies the stricter holds. So no rule for all
    names a policy, and no address has two.
    """
    lines = ["/*", *(f"  {name}: {value}" for name, value in HEADERS.items())]
    for place, framed in _places(site):
        lines += [place, f"  Content-Security-Policy: {policy}; {framed}"]
    lines += [f"/{SHARED}", f"  Cache-Control: {ANEW}", "  Access-Control-Allow-Origin: *"]
    lines += ["/sw.js", f"  Cache-Control: {ANEW}"]  # kept by a browser, it would keep the whole site from changing
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and is_kept(name):
            lines += [f"/{name}", f"  Cache-Control: {FOREVER}"]
    return "\n".join(lines) + "\n"


def write_headers(site: Path, policy: str) -> None:
    """`_headers` of a site whose files are all there, but for compressed copies."""
    (site / "_headers").write_text(headers(site, policy), encoding="utf-8")


def _places(folder: Path, above: str = "/") -> Iterator[tuple[str, str]]:
    """The addresses in a folder that between them are all of it, and who may show each within theirs."""
    for path in sorted(folder.iterdir()):
        if path.name == "embed":
            yield f"{above}embed/*", EMBEDDABLE
        elif (path / "embed").is_dir():
            yield from _places(path, f"{above}{path.name}/")
        elif path.is_dir():
            yield f"{above}{path.name}/*", FRAMED
        elif path.suffix not in (".br", ".gz") and not path.name.startswith("_"):
            yield f"{above}{path.name}", FRAMED
            if path.name == "index.html":
                yield above, FRAMED


def is_kept(name: str) -> bool:
    """Does the name of a file, from the root of the site, change with its content?"""
    return any(re.match(pattern, name) for pattern in KEPT)
