"""Passages found by a search → lines for a terminal, JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from scorer.model import Change, CharSpan, Near, Passage

SNIPPET = 320  # characters of an article around the first words that matched, for a screen
_LEAD = 80  # of them before the match
_SIGNS: dict[Change, tuple[str, str]] = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}  # as word diffs are written
_KEPT = 60  # characters of unchanged words shown on either side of a change


def found_lines(passages: Sequence[Passage], typed: str) -> list[str]:
    """Return the passages of a search: citation, headings, the words in their sentence with a star on either side."""
    if not passages:
        return [f"'{typed}' stands in no article of the library"]
    return [line for passage in passages for line in (_head(passage), f"    {_snippet(passage)}")]


def near_lines(asked: Passage, near: Sequence[Near]) -> list[str]:
    """Return the nearest clauses: citation, likeness in hundredths, and how the words differ: [-not there-] {+only there+}."""
    head = f"{asked.citation}: {asked.heading}"
    if not near:
        return [head, "", "no article of another agreement in the library is like it"]
    told = [line for each in near for line in ("", f"{each.likeness:.2f}  {_head(each.passage)}", f"    {_differences(each)}")]
    return [head, *told]


def found_json(passages: Sequence[Passage], typed: str, provision: str) -> str:
    """Return the passages of a search as JSON (``search/1``)."""
    return _text({"schema": "search/1", "query": typed, "provision": provision, "passages": [_data(passage) for passage in passages]})


def near_json(asked: Passage, near: Sequence[Near]) -> str:
    """Return the nearest clauses as JSON (``similar/1``)."""
    rows = [
        {**_data(each.passage), "likeness": round(each.likeness, 4), "changes": [list(change) for change in each.changes]} for each in near
    ]
    return _text({"schema": "similar/1", "asked": _data(asked), "near": rows})


def _head(passage: Passage) -> str:
    return f"{passage.citation}  {passage.heading}".rstrip() + f"  [{passage.source} {passage.eid}]"


def _snippet(passage: Passage) -> str:
    """Return the words around the first match, each match between two stars."""
    first = passage.marks[0].start - passage.start if passage.marks else 0
    begin = max(first - _LEAD, 0)
    end = min(begin + SNIPPET, len(passage.text))
    pieces, at = [], begin
    for mark in passage.marks:
        inner = CharSpan(mark.start - passage.start, mark.end - passage.start)
        if begin <= inner.start and inner.end <= end:
            pieces += [passage.text[at : inner.start], f"*{passage.text[inner.start : inner.end]}*"]
            at = inner.end
    pieces.append(passage.text[at:end])
    cut = " ".join("".join(pieces).split())
    return f"{'… ' if begin else ''}{cut}{' …' if end < len(passage.text) else ''}"


def _differences(near: Near) -> str:
    return "".join(_piece(kind, words) for kind, words in near.changes).strip()


def _piece(kind: Change, words: str) -> str:
    """Write a run of words with its signs; of a long run that is the same, its ends."""
    before, after = _SIGNS[kind]
    if kind == "same":
        return words if len(words) <= 2 * _KEPT else f"{words[:_KEPT]} … {words[-_KEPT:]}"
    return f"{' ' if words.startswith(' ') else ''}{before}{words.strip()}{after}"


def _data(passage: Passage) -> dict[str, object]:
    return {
        "source": passage.source,
        "agreement": passage.agreement,
        "title": passage.title,
        "part": passage.part,
        "eid": passage.eid,
        "citation": passage.citation,
        "heading": passage.heading,
        "start": passage.start,
        "quote": passage.text,
        "marks": [list(mark) for mark in passage.marks],
        "provisions": list(passage.provisions),
    }


def _text(data: dict[str, object]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)
