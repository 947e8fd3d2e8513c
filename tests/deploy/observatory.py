"""How Mozilla's HTTP Observatory counts what a site says to browsers, as far as it concerns one without cookies.

By its published rules (developer.mozilla.org/en-US/observatory/docs/tests_and_scoring): it starts at 100; a bonus
counts only for who has 90 or more without it; 100 and more is A+. Only its own scanner has the last word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

HALF_A_YEAR = 15_768_000  # seconds


def score(redirect: str, headers: Mapping[str, str], page: str) -> int:
    """`redirect`: where http leads; `headers` of the page, by their small names; `page`: its HTML."""
    metas = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    policies = [*metas, headers.get("content-security-policy", "")]
    said: list[dict[str, str]] = [dict(re.findall(r"([\w-]+)\s+([^;]+)", policy)) for policy in policies]
    scripts = [each.get("script-src", each.get("default-src", "")) for each in said]
    scripts = [sources for sources in scripts if sources]
    styles = [each["style-src"] for each in said if "style-src" in each]
    framed = any("frame-ancestors" in each for each in said)
    age = re.search(r"max-age=(\d+)", headers.get("strict-transport-security", ""))
    scripts_of_others = re.findall(r"<script[^>]*\bsrc=\"?(?:https?:)?//", page)
    lost = {
        "policy": 0 if scripts else -25,
        "unsafe-inline or data:": -20 if any(re.search("'unsafe-inline'|data:", each) for each in scripts) else 0,
        "unsafe-eval": -10 if any("'unsafe-eval'" in each for each in scripts) else 0,
        "redirect": 0 if redirect.startswith("https://") else -20,
        "transport": 0 if age and int(age[1]) >= HALF_A_YEAR else -20 if not age else -10,
        "types": 0 if headers.get("x-content-type-options") == "nosniff" else -5,
        "frames": 0 if framed or "x-frame-options" in headers else -20,
        "sharing": -50 if headers.get("access-control-allow-origin") == "*" and "cookie" in headers else 0,
        "integrity": -5 if scripts_of_others else 0,
    }
    base = 100 + sum(lost.values())
    strict = any("'none'" in each.get("default-src", "") for each in said)
    bonus = {
        "policy": 10 if strict and not any("'unsafe-inline'" in each for each in (*scripts, *styles)) else 0,
        "referrer": 5 if headers.get("referrer-policy") in ("no-referrer", "same-origin", "strict-origin") else 0,
        "frames": 5 if framed else 0,
    }
    return base + (sum(bonus.values()) if base >= 90 else 0)
