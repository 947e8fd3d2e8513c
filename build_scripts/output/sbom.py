"""sbom.cdx.json: all that the site holds and others made, in the form of CycloneDX 1.6, for programs that look for
known faults or check licences. The page on licences shows the same list (docs/components.toml) to readers.

A script, style or picture of which nobody says where it comes from stops the build.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.factory.license import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component as Entry
from cyclonedx.model.component import ComponentType
from cyclonedx.model.component_evidence import ComponentEvidence, Occurrence
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from build_scripts.components import FILE, Component, components
from build_scripts.pages import knowledge
from calculators.engine.words import LANGUAGES

NAME = "sbom.cdx.json"
OURS = {
    "calculators-*.whl", "sw.js", "embed.js", "assets/????????/*.mjs", "assets/????????/*.css",
    "assets/runtime/calculators-*.zip", "assets/favicon.svg", "assets/icon*", "assets/card.png",
}  # fmt: skip
"""Patterns of what this project made itself; what it took from others stands in it as `packages` says."""
_LICENCES = "EUPL-1.2 AND CC-BY-4.0"  # of the code and of the texts
_SUFFIXES = {".css", ".js", ".mjs", ".wasm", ".zip", ".whl", ".docx", ".woff2", ".png", ".svg", ".ico"}
_PACKAGE = re.compile(r"node_modules/((?:@[^/]+/)?[^/]+)/")
_THEMES_OWN = re.compile(r"^Package: (.+)@", re.MULTILINE)  # in the notices that Zensical's script brings


def of_scripts(inputs: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """The packages of others in each script, from the files that it was made of."""
    return {script: set(_PACKAGE.findall("\n".join(files))) for script, files in inputs.items()}


def of_theme(assets: Path) -> set[str]:
    """The packages in the theme's scripts and styles, before their maps are dropped: as these or its notices say."""
    maps = [json.loads(path.read_text(encoding="utf-8"))["sources"] for path in assets.rglob("*.map")]
    found = set(_PACKAGE.findall("\n".join(source for sources in maps for source in sources)))
    for notices in assets.glob("javascripts/LICENSE"):
        found |= set(_THEMES_OWN.findall(notices.read_text(encoding="utf-8")))
    return found


def write(site: Path, scripts: Mapping[str, set[str]], theme: set[str]) -> None:
    """Writes the list, when all other files are finished. `scripts` and `theme` are what the two functions above say.

    Errors: a file or a package that no component stands for.
    """
    every = components()
    found = list(places(site))
    names = {Path(place).name for place in found}
    scripts = {name: packages for name, packages in scripts.items() if name in names}
    if unknown := (theme | set().union(*scripts.values())) - every.keys():
        raise SystemExit(f"The site holds what {FILE.name} does not name: {', '.join(sorted(unknown))}")
    if strange := [place for place in found if not _matches(place, OURS | _patterns(every))]:
        raise SystemExit(f"{FILE.name} says of no component that these are its files:\n" + "\n".join(sorted(strange)))
    entries = {each.id: _entry(each, site, found, scripts) for each in every.values()}
    whole = Entry(
        name=knowledge.words(LANGUAGES[0])("site.name"),
        type=ComponentType.APPLICATION,
        bom_ref="site",
        licenses=[LicenseFactory().make_from_string(_LICENCES)],
        components=[_file("site", site, place) for place in found if _matches(place, OURS)],
    )
    bom = Bom(components=entries.values())
    bom.metadata.component = whole
    for each in every.values():
        bom.register_dependency(entries[each.part_of] if each.part_of else whole, [entries[each.id]])
    content = json.loads(JsonV1Dot6(bom).output_as_string())
    del content["metadata"]["timestamp"]  # the same sources give the same bytes
    del content["serialNumber"]
    said = json.dumps(content, sort_keys=True)
    content["serialNumber"] = uuid5(NAMESPACE_URL, said).urn
    (site / NAME).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def places(site: Path) -> Iterator[str]:
    """The scripts, styles, pictures, faces and archives of a site."""
    for path in sorted(site.rglob("*")):
        if path.suffix in _SUFFIXES:
            yield path.relative_to(site).as_posix()


def _matches(place: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch(place, pattern) for pattern in patterns)


def _patterns(every: Mapping[str, Component]) -> set[str]:
    return {pattern for each in every.values() for pattern in each.files}


def _entry(component: Component, site: Path, found: Iterable[str], scripts: Mapping[str, set[str]]) -> Entry:
    """A component with its files: whole ones by their hashes, of those that hold something else too the places."""
    whole = [place for place in found if _matches(place, component.files)]
    within = [place for place in found if component.id in scripts.get(Path(place).name, ())]
    return Entry(
        name=component.title,
        version=component.version or None,
        type=ComponentType.LIBRARY,
        bom_ref=component.id,
        purl=PackageURL.from_string(component.purl),
        description=component.what,
        licenses=[LicenseFactory().make_from_string(component.licence)],
        external_references=[
            ExternalReference(type=ExternalReferenceType.DISTRIBUTION, url=XsUri(component.source)),
            ExternalReference(type=ExternalReferenceType.LICENSE, url=XsUri(f"assets/licences/{component.notice}")),
        ],
        components=[_file(component.id, site, place) for place in whole],
        evidence=ComponentEvidence(occurrences=[Occurrence(location=place) for place in within]) if within else None,
    )


def _file(owner: str, site: Path, place: str) -> Entry:
    digest = hashlib.sha256((site / place).read_bytes()).hexdigest()
    return Entry(
        name=place,
        type=ComponentType.FILE,
        bom_ref=f"{owner}:{place}",
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
    )
