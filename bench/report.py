"""The measurements as Markdown."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from statistics import median

from bench import peers
from bench.batch import Run
from bench.visits import FURTHER, VARIANTS, Visit

type Made = dict[str, dict[str, list[tuple[Visit, Visit]]]]
COLD, WARM = 0, 1
LOCAL, MOBILE, QUARTER = "localhost", "4G", "4G, quarter of a core"
OWN = "efg"  # this site's variants
LATER = {"e": 30, "f": 30, "g": 30, "h": 50}  # ms, at most, for a further answer

# What, setting, visit, ours, theirs, the value compared, at most.
RATIOS: tuple[tuple[str, str, int, str, str, Callable[[Visit], float], float], ...] = (
    ("4G cold, answer to a changed case in the pack", MOBILE, COLD, "e", "d", lambda v: v.changed, 1.25),
    ("4G cold, premium with a typed amount", MOBILE, COLD, "g", "d", lambda v: v.changed, 1.25),
    ("4G cold, answer outside the pack", MOBILE, COLD, "f", "a", lambda v: v.changed, 0.48),
    ("4G warm, answer outside the pack", MOBILE, WARM, "f", "a", lambda v: v.changed, 0.32),
    ("localhost warm, answer outside the pack", LOCAL, WARM, "f", "a", lambda v: v.changed, 0.32),
    ("bytes to be ready for any case", MOBILE, COLD, "f", "a", lambda v: v.bytes, 0.55),
    ("4G cold on a quarter of a core, answer in the pack", QUARTER, COLD, "e", "d", lambda v: v.changed, 1.5),
)


def head(day: date, machine: str, rounds: int, agreed: int, slow: str) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in peers.versions().items())
    return f"""# How fast the site is

Measured by `make bench` on {day}. Machine: {machine}. Peers: {versions}.

- All variants but (g) and (h) show the same case of the calculator `cmp-project` and then answer a changed one; (g)
  does so on the page of the premium, which is three times as long, (h) on that of a practice, opened with the scores of
  twenty doctors. Before measuring, the
  peers' outcomes, totals and rows were compared with Python's on {agreed} cases (on some of
  them where the peer runs Python itself). The pages of publicodes and of JavaScript lack citations, calendar, drawing
  and advice, which favours them.
- Medians of {rounds} rounds; in a round every variant is visited once. Ratios are medians of the rounds' own ratios.
- Cold: a new browser profile. Warm: the second visit with it, some seconds later, over about:blank.
- 4G: 9 Mbit/s down, shared; 85 ms there and back; 2 such trips for a new connection. HTTP/1.1, brotli at its highest
  level for all, no slow start. The line is emulated in the server (bench/line.py), which also counts what it sends.
- Quarter of a core: {slow}.
- A reader in a hurry (bench/reader.js) looks at every frame, changes the case as soon as a script listens, and presses
  *Calculer*. Times are in ms since the navigation began. Bytes are those sent by the server, headers included, until
  that answer; « at rest » some seconds later.
- Later answers: medians of {FURTHER} in a row in the second visit, first by pressing, then by changing alone. While the
  first dozen are given, the browser still compiles Python's WebAssembly a second time, on all cores: they take up to
  twice as long.
- Tasks: the longest on the page's own thread; browsers tell only those of 50 ms or more. « Script »: the longest one
  in a slow frame that is not the theme's.
"""


def limits(made: Made) -> str:
    """The ratios and times that must hold, each with its verdict."""
    rows = []
    for what, setting, visit, ours, theirs, value, most in RATIOS:
        pairs = zip(made.get(setting, {}).get(ours, ()), made.get(setting, {}).get(theirs, ()), strict=False)
        if ratios := [value(one[visit]) / value(other[visit]) for one, other in pairs]:
            spread = f"{min(ratios):.2f}–{max(ratios):.2f}"
            measured = f"{median(ratios):.2f} × ({spread})"
            rows.append((f"{what}, ({ours}) / ({theirs})", measured, f"{most} ×", _verdict(median(ratios), most)))
    for setting in (LOCAL, MOBILE):
        own = [visit for key in OWN for pair in made.get(setting, {}).get(key, ()) for visit in pair]
        if own:
            longest = max(
                _median(made[setting], key, visit, "script")
                for key in OWN
                if key in made[setting]
                for visit in (COLD, WARM)
            )
            rows.append(
                (f"longest task of our scripts, {setting}", f"{longest:.0f} ms", "50 ms", _verdict(longest, 50))
            )
    for key, most in LATER.items():
        for way in ("Calculer", "change"):
            times = _later(made, key, way)
            if times:
                what = (
                    f"later answers, ({key}), by {'pressing Calculer' if way == 'Calculer' else 'changing an answer'}"
                )
                rows.append((what, f"{median(times):.1f} ms", f"{most} ms", _verdict(median(times), most)))
    return "## Limits\n\n" + _table(("what", "measured", "at most", ""), rows)


def visits(made: Made) -> str:
    """One table a setting."""
    parts = []
    for setting, variants in made.items():
        rows = []
        for variant in VARIANTS:
            pairs = variants.get(variant.key)
            if not pairs:
                continue
            row = [f"({variant.key}) {variant.name}"]
            for visit in (COLD, WARM):
                changed = [pair[visit].changed for pair in pairs]
                values = {
                    name: _median(variants, variant.key, visit, name)
                    for name in Visit.__annotations__
                    if name != "later"
                }
                row += [
                    f"{values['paint']:.0f}",
                    f"{values['first']:.0f}",
                    f"**{values['changed']:.0f}** ({min(changed):.0f}–{max(changed):.0f})",
                    f"{values['task']:.0f} / {values['script']:.0f}",
                    f"{values['requests']:.0f}",
                    f"{values['bytes'] / 1000:.1f}",
                    f"{values['bytes_at_rest'] / 1000:.1f}",
                ]
            later = _later(made, variant.key, "Calculer") if setting == LOCAL else []
            row.append(f"{median(later):.1f}" if later else "")
            rows.append(row)
        names = ("first paint", "first answer", "changed case", "task / script", "requests", "kB", "kB at rest")
        heads = ("", *(f"{when}: {name}" for when in ("cold", "warm") for name in names), "later answers")
        parts.append(f"## {setting}\n\n" + _table(heads, rows))
    return "\n".join(parts)


def batch(
    runs: Sequence[Run], outcomes: dict[str, int], profile: Iterable[tuple[str, int, float, float]], profiled: int
) -> str:
    """The command line's `--batch`."""
    table = _table(
        ("cases", "of each answer", "seconds", "answers a second", "peak memory, MB"),
        [
            (
                f"{run.cases:,}",
                f"`{run.fields}`" if run.fields else "all of it",
                f"{run.seconds:.1f}",
                f"{run.cases / run.seconds:,.0f}",
                f"{run.peak / 1e6:.1f}",
            )
            for run in runs
        ],
    )
    few, many, *_, some = runs
    growth = max(many.peak, some.peak) / few.peak if few.peak else 0
    faster = many.seconds / some.seconds
    ends = ", ".join(f"{name} {count}" for name, count in sorted(outcomes.items(), key=lambda item: -item[1]))
    functions = _table(
        ("function", "calls", "alone", "with what it calls"),
        [(f"`{name}`", f"{calls:,}", f"{own:.1%}", f"{whole:.1%}") for name, calls, own, whole in profile],
    )
    return (
        f"## `calculators --batch`\n\n{table}\nMemory with {many.cases // few.cases} times the cases: "
        f"{growth:.2f} ×: {_verdict(growth, 1.05)}. Answers a second of `--fields {some.fields}` beside whole answers, "
        f"{many.cases:,} cases: {faster:.1f} ×, at least 4 ×: {_verdict(4, faster)}. Outcomes: {ends}.\n\n"
        f"Where the time of {profiled:,} of these cases goes (cProfile):\n\n{functions}"
    )


def build(steps: str) -> str:
    """The build's own time, as it prints it."""
    return f"## Build, caches filled\n\n```\n{steps}\n```\n"


def _median(variants: dict[str, list[tuple[Visit, Visit]]], key: str, visit: int, name: str) -> float:
    return median(getattr(pair[visit], name) or 0 for pair in variants[key])


def _later(made: Made, key: str, way: str) -> list[float]:
    return [time for _, warm in made.get(LOCAL, {}).get(key, ()) for time in warm.later.get(way, ())]


def _verdict(value: float, most: float) -> str:
    return "holds" if value <= most else "**does not hold**"


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [heads, ["---"] + ["--:"] * (len(heads) - 1), *rows]
    return "".join("| " + " | ".join(map(str, line)) + " |\n" for line in lines)
