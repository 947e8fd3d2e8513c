"""A link as it arrives: what mail programs, networks and copying did to it is undone where only one thing can be meant.

docs/assets/calculator/links.mjs reads the same, to the character: tests/hostile_links.json holds both to it.
"""

from __future__ import annotations

import re
from urllib.parse import unquote_plus

RESERVED = ("rules", "sw")
"""Names in an address that are no questions: the version of the rules, and whether the site is kept on the device."""

IGNORED = """
h q
utm_* mtm_* pk_* piwik_* matomo_* hsa_* sc_* wt_* wt.* at_* cm_* itm_* ns_* et_* ml_* li_* ga_* gad_* _ga* fb_* fbc_*
ig_* af_* adj_* hmb_* guce_* sfmc_* bsft_* elq* sp_* trk* _hs* __hs* __cft__* __tn__* __xts__* vero_* oly_* dm_* ck_*
fbclid gclid gclsrc dclid gbraid wbraid srsltid msclkid twclid ttclid yclid ysclid rdt_cid sccid epik li_fat_id qclid
igshid igsh mibextid sfnsn fref hc_ref lipi rcm tblci obclid dicbo zanpid irclickid irgwc wickedid vmcid cvid ocid
mc_cid mc_eid mc_tc hsctatracking mkt_tok _openstat openstat _gl _ke _kx _se _bta_tid _bta_c _branch_match_id
_branch_referrer __s vgo_ee goal spm scm spjobid spmailingid spreportid spuserid xtor s_cid s_kwcid ef_id cmpid cmp cid
icid ncid campaign campaign_id campaignid adgroupid adid guccounter nr_email_referer email_source email_referrer si
s t share_id _r _t is_from_webapp sender_device
feature ref ref_ ref_src ref_url referer referrer source src medium via share shared trackingid soc_src soc_trk
""".split()
"""What newsletters, networks and the site's own search (`h`, `q`) add to an address; a star stands for any ending."""

_NAMES = frozenset((*RESERVED, *(name for name in IGNORED if name[-1] != "*")))
_BEGINNINGS = tuple(name[:-1] for name in IGNORED if name[-1] == "*")

SPACES = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""What is left out before and after an answer: neither `str.strip` nor JavaScript's `trim` has quite the same."""

_UNSEEN = (
    (0, 8), (0xE, 0x1B), (0x7F, 0x84), (0x86, 0x9F), (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160),
    (0x17B4, 0x17B5), (0x180B, 0x180E), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164),
    (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF9, 0xFFFB), (0xE0000, 0xE007F),
)  # fmt: skip
"""Characters that nobody sees: they come along when a text is copied."""

_PLAIN = (
    dict.fromkeys(code for first, last in _UNSEEN for code in range(first, last + 1))
    | {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # full-width letters, digits and signs
    | dict.fromkeys((*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63), "-")
)

_QUOTED_BREAK = re.compile(r"=(?:\r|%0D)?(?:\n|%0A)", re.IGNORECASE)
_TRADEMARK = re.compile("®|%C2%AE", re.IGNORECASE)
_AMPERSAND = re.compile(r"(?:^|&|%26)(?:(?:amp|(?:#|%23)(?:0*38|x0*26))(?:;|%3B))+", re.IGNORECASE)
_BETWEEN = re.compile(r"&|[;?](?=[A-Za-z_][A-Za-z0-9_.-]*=)")
_WITHIN = re.compile(r"(?:&|(?<![&;]amp);)(?:amp;)*(?=[A-Za-z_][A-Za-z0-9_.-]*=)")
_ENTITY = re.compile(r"#?[A-Za-z0-9]+;")
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")
_BREAK = re.compile(r"[\r\n]+")
_BEFORE_NAME = re.compile(r"^(?:[?&;]|amp;)+", re.IGNORECASE)
_BEHIND = ".,;:!?)]}>\"'’‘“”„«»‹›<([{…*_~|\\/" + SPACES
"""What a sentence, a bracket or a mark-up leaves behind a link."""
_LONGEST = 200
_LONGEST_LINK = 5000
"""Characters of an answer and of a link; in what is longer, nothing is mended but what costs nothing.

So the time grows with the length alone, whatever a link holds: tests/law/test_hostile.py measures it.
"""


def pairs(query: str) -> list[tuple[str, str]]:
    """The names and values of a query, in order, as they were meant; names stay in the case they have."""
    text = query.lstrip("?" + SPACES)
    if "=3D" in text:  # quoted-printable
        text = _QUOTED_BREAK.sub("", text)
    text = _TRADEMARK.sub("&reg", text)  # some programs make it of the beginning of `&registered`
    found: list[tuple[str, str]] = []
    for piece in _BETWEEN.split(_AMPERSAND.sub("&", text)):
        raw, equals, value = piece.partition("=")
        told = _meant(raw)
        if "=" in told and len(query) <= _LONGEST_LINK:  # the whole was encoded once too often
            found += pairs(told + equals + value)
        elif equals or (told.strip(_BEHIND) and not _ENTITY.match(told)):
            found.append((name(told), _meant(value)))
    return _mended([pair for pair in found if pair[0]])


def _mended(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """One answer alone may hold others, their separators encoded; what stands behind the last one is no part of it."""
    answers = _answers(found)
    if len(answers) == 1:
        told, value = found[answers[0]]
        if len(value) <= _LONGEST_LINK and (within := _WITHIN.search(value)):
            rest = [(told, tidy(value[: within.start()])), *pairs(value[within.end() :])]
            found = [*found[: answers[0]], *rest, *found[answers[0] + 1 :]]
            answers = _answers(found)
    for place in {len(found) - 1, *answers[-1:]} if found else ():
        told, value = found[place]
        found[place] = (told, value.rstrip(_BEHIND) or value)
    return found


def _answers(found: list[tuple[str, str]]) -> list[int]:
    return [place for place, (told, _) in enumerate(found) if not is_ignored(told)]


def _meant(raw: str) -> str:
    """A text of an address, decoded as often as it was encoded: no answer holds a percent sign before two digits.

    Nor does one begin with 3D, as quoted-printable writes it.
    """
    text = tidy(unquote_plus(raw))
    while len(text) <= _LONGEST and (text.startswith("3D") or _ENCODED.search(text)):
        text = tidy(unquote_plus(text.removeprefix("3D")))
    return text


def name(text: str) -> str:
    """A name without what cannot be in one: spaces, what nobody sees, the rest of a separator before it."""
    return _BEFORE_NAME.sub("", "".join(letter for letter in tidy(text) if letter not in SPACES))


def tidy(text: str) -> str:
    """A text without what nobody sees and the spaces around it, in one line, its signs in their plain form."""
    text = text.translate(_PLAIN).strip(SPACES)
    if "\n" not in text and "\r" not in text:
        return text
    return "".join(line.strip(SPACES).lstrip("> ") for line in _BREAK.split(text))  # as mails wrap and quote


def is_ignored(told: str) -> bool:
    """Whether a name is none of a question's: it is neither an answer nor told as unknown."""
    told = told.lower()
    return told in _NAMES or told.startswith(_BEGINNINGS)
