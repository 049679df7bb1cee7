"""Brackets in drafts: what is open between the Parties, and who wants what.

``[words]`` is open text; ``[XX propose: words]``, ``[XX/YY oppose: words]``, ``[XX, YY: words]`` say who. Brackets nest. Not brackets of a
draft: a footnote's mark ``[3]``, an ellipsis, a bracketed letter or number of a list, and a bracket that never closes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from scorer import yamlfile
from scorer.model import Bracket, CharSpan, SourceText, Stance

_FILE = Path(__file__).with_name("brackets.yaml")
_NOT_OPEN = re.compile(r"\s*(?:\d{1,3}|[ivxlc]+|[a-zA-Z*†‡]|\.{3}|…|_+|sic)?\s*", re.IGNORECASE)
_LONGEST = 20_000  # characters: what runs on longer was never closed
_DEEPEST = 20  # brackets in brackets


@dataclass(frozen=True, slots=True)
class _Attribution:
    """The words ``XX/YY propose:`` with which a bracket begins."""

    parties: tuple[str, ...]
    stance: Stance
    end: int


@lru_cache(maxsize=1)
def _shape() -> tuple[re.Pattern[str], dict[str, Stance]]:
    verbs: dict[str, list[str]] = yamlfile.load(_FILE).data
    stances = {verb: Stance(stance) for stance, words in verbs.items() for verb in words}
    either = "|".join(re.escape(verb) for verb in sorted(stances, key=len, reverse=True))
    party = r"[A-Z][A-Za-z.&-]{0,24}(?:\s(?!AND\b)[A-Z][A-Za-z.]{1,24})?"
    joint = r"\s*(?:/|,|;|&|\band\b|\+)\s*"
    who = rf"(?P<who>{party}(?:{joint}{party})*)"
    return re.compile(rf"\s*{who}(?:\s+(?P<verb>{either})\b\s*[:;,–—-]?|\s*:)\s*"), stances


def find(text: str) -> tuple[Bracket, ...]:
    """Return the brackets of a draft, in order of their beginnings; linear in the length of the text.

    >>> [(b.parties, b.stance.value) for b in find("Each Party [XX/YY propose: shall] [ZZ: may] [endeavour to] do so.[3]")]
    [(('XX', 'YY'), 'propose'), (('ZZ',), 'propose'), ((), 'open')]
    """
    found: list[Bracket] = []
    open_at: list[int] = []
    for match in re.finditer(r"[\[\]]", text):
        if match[0] == "[":
            open_at = [*open_at[-_DEEPEST + 1 :], match.start()]
        elif open_at:
            span = CharSpan(open_at.pop(), match.end())
            if span.end - span.start <= _LONGEST and not _NOT_OPEN.fullmatch(text, span.start + 1, span.end - 1):
                found.append(_bracket(text, span))
    return tuple(sorted(found, key=lambda bracket: bracket.span.start))


def settled(part: SourceText, bracket: Bracket, *, kept: bool) -> SourceText:
    """Return a part as it reads once a bracket is agreed: its words without brackets and names, or nothing in their place.

    Headings and notes keep their places in the shorter text; pages and tracked changes are left behind.
    """
    cuts = [(bracket.span.start, bracket.words.start), (bracket.words.end, bracket.span.end)] if kept else [tuple(bracket.span)]

    def moved(offset: int) -> int:
        return offset - sum(min(offset, end) - start for start, end in cuts if start < offset)

    edges = [0, *(edge for cut in cuts for edge in cut), len(part.text)]
    text = "".join(part.text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    marks = [replace(mark, span=CharSpan(moved(mark.span.start), moved(mark.span.end))) for mark in part.marks]
    stay = tuple(mark for mark in marks if mark.span.start < mark.span.end)
    return replace(part, text=text, marks=stay, origins=(), brackets=find(text), deletions=(), declared=None)


def _bracket(text: str, span: CharSpan) -> Bracket:
    said = _attribution(text, span)
    if said is None:
        return Bracket(span, CharSpan(span.start + 1, span.end - 1))
    return Bracket(span, CharSpan(min(said.end, span.end - 1), span.end - 1), said.parties, said.stance)


def _attribution(text: str, span: CharSpan) -> _Attribution | None:
    """Read who wants what: a verb of ``brackets.yaml`` says it; names in capitals and a colon alone mean a proposal."""
    shape, stances = _shape()
    match = shape.match(text, span.start + 1, span.end - 1)
    if not match:
        return None
    parties = tuple(name.strip() for name in re.split(r"\s*(?:/|,|;|&|\band\b|\+)\s*", match["who"]) if name.strip())
    if not match["verb"]:
        return _Attribution(parties, Stance.PROPOSE, match.end()) if all(_is_code(name) for name in parties) else None
    return _Attribution(parties, stances[match["verb"]], match.end())


def _is_code(name: str) -> bool:
    """``[NZ: shall]`` names a Party, ``[Note: ...]`` does not."""
    return name.isupper() and len(name) <= 5
