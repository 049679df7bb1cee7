"""Passages found by a search → lines for a terminal, JSON, CSV."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from scorer.model import Change, CharSpan, Found, Near, Passage
from scorer.report import words
from scorer.report.rows import PASSAGE_COLUMNS, Row, to_csv

SNIPPET = 320  # characters of an article around the first words that matched, for a screen
_LEAD = 80  # of them before the match
_SIGNS: dict[Change, tuple[str, str]] = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}  # as word diffs are written
_KEPT = 60  # characters of unchanged words shown on either side of a change
LONG_RUN = 600  # characters that only one side has, shown whole: a long paragraph; JSON has all
COMPARED = 0.25  # likeness; of 17 clauses less like the one asked for, 14 dealt with another matter (seven TPP articles, six texts)


def found_lines(found: Found, typed: str) -> list[str]:
    """Return what a search found: how much, then citation, headings, and the words in their sentence with a star on either side."""
    if not found.passages:
        return [f"'{typed}' stands in no article that was searched"]
    told = f"{found.articles} article{'' if found.articles == 1 else 's'} of {words.count(found.agreements, 'agreement')}"
    told += "" if found.as_typed else f" hold all of these words; none has '{typed}' as it stands"
    told += "" if len(found.passages) == found.articles else f"; the best {len(found.passages)} (--limit shows more)"
    listed = [line for passage in found.passages for line in (_head(passage), f"    {_snippet(passage)}")]
    return [told, "", *listed, *_licences(found.passages)]


def near_lines(asked: Passage, near: Sequence[Near]) -> list[str]:
    """Return the nearest clauses: citation, likeness in hundredths, what was found in one of the two only, and how their words differ.

    Words after number and heading are compared: [-not there-] {+only there+}.
    """
    head = f"{asked.citation}: {asked.heading}"
    if not near:
        return [head, "", "no article of another agreement that was searched is like it"]
    told = [line for each in near for line in ("", f"{each.likeness:.2f}  {_head(each.passage)}", *_compared(asked, each))]
    return [head, *told, *_licences([asked, *(each.passage for each in near)])]


def found_json(found: Found, typed: str, provision: str) -> str:
    """Return the passages of a search as JSON (``search/1``)."""
    counted = {"articles": found.articles, "agreements": found.agreements, "as_typed": found.as_typed}
    body = {"query": typed, "provision": provision, **counted, "passages": [_data(passage) for passage in found.passages]}
    return _text({"schema": "search/1", **body})


def near_json(asked: Passage, near: Sequence[Near]) -> str:
    """Return the nearest clauses as JSON (``similar/1``)."""
    rows = [
        {**_data(each.passage), "likeness": round(each.likeness, 4), "changes": [list(change) for change in each.changes]} for each in near
    ]
    return _text({"schema": "similar/1", "asked": _data(asked), "near": rows})


def found_csv(found: Found) -> str:
    """Return the passages of a search as a table, ``PASSAGE_COLUMNS``."""
    return to_csv([_row(passage) for passage in found.passages], PASSAGE_COLUMNS)


def near_csv(near: Sequence[Near]) -> str:
    """Return the nearest clauses as a table, ``PASSAGE_COLUMNS``."""
    return to_csv([{**_row(each.passage), "likeness": round(each.likeness, 4)} for each in near], PASSAGE_COLUMNS)


def _row(passage: Passage) -> Row:
    matched = (passage.text[mark.start - passage.start : mark.end - passage.start] for mark in passage.marks)
    return {
        "source": passage.source,
        "agreement": passage.agreement,
        "title": passage.title,
        "signed": passage.signed,
        "part": passage.part,
        "eid": passage.eid,
        "citation": passage.citation,
        "heading": passage.heading,
        "quote": passage.text,
        "matched": "; ".join(dict.fromkeys(" ".join(each.split()) for each in matched)),
        "provisions": "; ".join(passage.provisions),
        "loopholes": "; ".join(passage.loopholes),
        "licence": "; ".join(dict.fromkeys(each.licence for each in passage.published)),
        "cite": "; ".join(dict.fromkeys(each.cite for each in passage.published)),
    }


def _head(passage: Passage) -> str:
    year = f" ({passage.signed[:4]})" if passage.signed else ""
    return f"{passage.citation}{year}  {passage.heading}".rstrip() + f"  [{passage.source} {passage.eid}]"


def _found(asked: Passage, other: Passage) -> Iterator[str]:
    """Yield what was found in one of two clauses only."""
    for told, ours, its in (("provisions", asked.provisions, other.provisions), ("loopholes", asked.loopholes, other.loopholes)):
        here, there = (", ".join(sorted(set(one) - set(two))) for one, two in ((ours, its), (its, ours)))
        sides = [f"{side}: {names}" for side, names in (("only in yours", here), ("only there", there)) if names]
        if sides:
            yield f"    {told} {'; '.join(sides)}"


def _compared(asked: Passage, near: Near) -> Iterator[str]:
    """Yield how another clause differs from the one asked for."""
    if near.likeness < COMPARED:
        yield "    little in common: not compared (JSON has all)"
        return
    yield from _found(asked, near.passage)
    yield "    the same words" if all(kind == "same" for kind, _ in near.changes) else f"    {_differences(near)}"


def _licences(passages: Sequence[Passage]) -> Iterator[str]:
    """Yield an empty line and what has to be said of each collection that is quoted."""
    told = dict.fromkeys(f"{of.title}, {of.licence}. Cite: {of.cite}" for passage in passages for of in passage.published)
    if told:
        yield ""
    yield from (f"Texts: {each}" for each in told)


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
    return "".join(_piece(kind, run) for kind, run in near.changes).strip()


def _piece(kind: Change, run: str) -> str:
    """Write a run of words with its signs; of a long one its ends, with the number of words between them where one side alone has them."""
    before, after = _SIGNS[kind]
    if kind == "same":
        return run if len(run) <= 2 * _KEPT else f"{run[:_KEPT]} … {run[-_KEPT:]}"
    return f"{' ' if run.startswith(' ') else ''}{before}{_ends(run.strip())}{after}"


def _ends(run: str) -> str:
    """Return a run of words, or the ends of one that is too long to be read beside others."""
    if len(run) <= LONG_RUN:
        return run
    first, last = run[:_KEPT].rsplit(" ", 1)[0], run[-_KEPT:].split(" ", 1)[-1]
    return f"{first} … [{len(run.split()) - len(first.split()) - len(last.split())} words] … {last}"


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
        "loopholes": list(passage.loopholes),
        "signed": passage.signed,
        "published": [asdict(each) for each in passage.published],
    }


def _text(data: dict[str, object]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)
