"""The index: one SQLite file with a full-text table (FTS5) of all articles and paragraphs."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import Any

from scorer.errors import LibraryError
from scorer.model import CharSpan, Findings, Found, Passage, Publication
from scorer.search import query
from scorer.search.query import Spelling
from scorer.search.units import ARTICLE, units

FORMAT = 2  # of the tables below; a file of another format is made anew
_LOOKED_AT = 200  # matches of the best rank, among which those with the very words come first
_WAIT = 30.0  # seconds for another process that is writing
_OPEN, _CLOSE = "\x02", "\x03"  # around words that matched; no text holds them, since readers drop control characters
_TABLES = """
CREATE TABLE agreements (source TEXT PRIMARY KEY, stamp TEXT, id TEXT, title TEXT, signed TEXT, published TEXT);
CREATE TABLE units (
    number INTEGER PRIMARY KEY, source TEXT, part TEXT, eid TEXT, grain TEXT, citation TEXT, start INTEGER, finish INTEGER, inner INTEGER,
    provisions TEXT, loopholes TEXT
);
CREATE INDEX units_of ON units (source);
CREATE VIRTUAL TABLE words USING fts5 (heading, text, tokenize = 'porter unicode61 remove_diacritics 2');
"""

_COLUMNS = (
    "u.source, a.id, a.title, u.part, u.eid, u.citation, w.heading, u.start, u.provisions, u.loopholes, a.signed, u.inner, a.published"
)
_START = 7  # of the columns: where the passage begins
_JOINED = "FROM words w JOIN units u ON u.number = w.rowid JOIN agreements a ON a.source = u.source"

COUNTS = "words-{}-{}.npz"  # beside the index, by grain and state of it: how often each word stands in each piece (``near``)

Stamp = str  # what an agreement's rows were made from: another stamp, and they are made again


@dataclass(frozen=True, slots=True)
class _Among:
    """What is looked at: a glob of provisions, the agreements, and the words that were typed, in every spelling."""

    provision: str
    sources: frozenset[str]
    words: frozenset[str]


class Index:
    """All articles of the agreements that were put in."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._base = _opened(path)

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def stamps(self) -> Mapping[str, Stamp]:
        """Return the stamp of every agreement in the index, by source."""
        return dict(self._base.execute("SELECT source, stamp FROM agreements"))

    def put(self, source: str, stamp: Stamp, findings: Findings) -> None:
        """Index an agreement, in place of what was indexed of the same source."""
        agreement = findings.agreement
        with self._base:
            self._base.execute("BEGIN IMMEDIATE")
            self._forget(source)
            published = json.dumps([astuple(each) for each in agreement.published])
            told = (source, stamp, agreement.id, agreement.title, agreement.signed, published)
            self._base.execute("INSERT INTO agreements VALUES (?, ?, ?, ?, ?, ?)", told)
            for unit in units(findings):
                held = (json.dumps(unit.provisions), json.dumps(unit.loopholes))
                row = (source, unit.part, unit.eid, unit.grain, unit.citation, *unit.span, unit.inner, *held)
                done = self._base.execute("INSERT INTO units VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
                self._base.execute("INSERT INTO words (rowid, heading, text) VALUES (?, ?, ?)", (done.lastrowid, unit.heading, unit.text))

    def drop(self, sources: Iterable[str]) -> None:
        """Forget agreements."""
        with self._base:
            self._base.execute("BEGIN IMMEDIATE")
            for source in sources:
                self._forget(source)

    def erase(self, source: str) -> None:
        """Forget an agreement so that none of its words stay in the file."""
        self.drop([source])
        self._base.execute("INSERT INTO words (words) VALUES ('optimize')")
        self._base.commit()
        self._base.execute("VACUUM")

    def _forget(self, source: str) -> None:
        self._base.execute("DELETE FROM words WHERE rowid IN (SELECT number FROM units WHERE source = ?)", (source,))
        self._base.execute("DELETE FROM units WHERE source = ?", (source,))
        self._base.execute("DELETE FROM agreements WHERE source = ?", (source,))

    def search(self, typed: str, spelling: Spelling, *, provision: str = "*", limit: int, sources: Iterable[str]) -> Found:
        """Return the articles that hold the words as they stand; where there is none, those that hold all of them; the best first.

        Args:
            typed: Words, or a query with quotation marks, brackets, AND, OR, NOT, NEAR, word*.
            spelling: How else a word is spelt.
            provision: Glob; only articles in which such a provision was found.
            limit: The most passages.
            sources: Only these agreements.

        Raises:
            LibraryError: The query cannot be understood.
        """
        if not query.has_words(typed):
            raise LibraryError(f"'{typed}' holds no word to search for; {query.HELP}")
        among = _Among(provision, frozenset(sources), query.forms(typed, spelling))
        try:
            if query.is_expert(typed):
                return self._found(query.expert(typed, spelling), among, limit)
            found = self._found(query.phrase(typed, spelling), among, limit)
            if found.passages:
                return found
            return replace(self._found(query.every_word(typed, spelling), among, limit), as_typed=False)
        except (ValueError, sqlite3.OperationalError) as error:
            raise LibraryError(f"'{typed}' is no query ({error}); {query.HELP}") from None

    def _found(self, asked: str, among: _Among, limit: int) -> Found:
        """Return the articles that match, those with a word as it was typed before those with other forms of it, then by rank."""
        held = "*" if among.provision == "*" else f'*"{among.provision}"*'
        where = "WHERE words MATCH ? AND u.grain = ? AND u.provisions GLOB ?"
        rows = self._base.execute(f"SELECT u.source, u.number {_JOINED} {where} ORDER BY bm25(words), u.number", (asked, ARTICLE, held))
        known = [(source, number) for source, number in rows if source in among.sources]
        best = [self._marked(asked, number) for _, number in known[: max(limit, _LOOKED_AT)]]
        best.sort(key=lambda passage: not _as_typed(passage, among.words))
        return Found(tuple(best[:limit]), len(known), len({source for source, _ in known}), as_typed=True)

    def _marked(self, asked: str, number: int) -> Passage:
        """Return an article with the words that match."""
        select = f"SELECT {_COLUMNS}, highlight(words, 1, ?, ?) {_JOINED} WHERE words MATCH ? AND w.rowid = ?"
        *row, marked = self._base.execute(select, (_OPEN, _CLOSE, asked, number)).fetchone()
        return _passage(row, *_unmarked(marked, row[_START]))

    def texts(self, grain: str) -> Iterator[str]:
        """Yield the text of every piece of one grain, in the order of ``sources``."""
        yield from (text for (text,) in self._base.execute(f"SELECT w.text {_JOINED} WHERE u.grain = ? ORDER BY u.number", (grain,)))

    def sources(self, grain: str) -> list[tuple[int, str]]:
        """Return number and source of every piece of one grain, in order of number."""
        return self._base.execute("SELECT number, source FROM units WHERE grain = ? ORDER BY number", (grain,)).fetchall()

    def passage(self, number: int) -> Passage:
        """Return the piece with this number."""
        *row, text = self._base.execute(f"SELECT {_COLUMNS}, w.text {_JOINED} WHERE u.number = ?", (number,)).fetchone()
        return _passage(row, text)


def _as_typed(passage: Passage, typed: frozenset[str]) -> bool:
    """Tell whether all words of a match are as they were typed; the index takes "sustained" and "sustainable" for one word."""
    matched = (passage.text[mark.start - passage.start : mark.end - passage.start] for mark in passage.marks)
    return any(typed.issuperset(query.words(each)) for each in matched)


def _passage(row: Sequence[Any], text: str, marks: tuple[CharSpan, ...] = ()) -> Passage:
    """Return a row of ``_COLUMNS`` as the passage it is."""
    source, agreement, title, part, eid, citation, heading, start, provisions, loopholes, signed, inner, published = row
    found, limits = tuple(json.loads(provisions)), tuple(json.loads(loopholes))
    collections = tuple(Publication(*each) for each in json.loads(published))
    return Passage(source, agreement, title, part, eid, citation, heading, start, text, marks, found, limits, signed, inner, collections)


def _opened(path: Path) -> sqlite3.Connection:
    """Open the file; one that is damaged or of another format is made anew."""
    with contextlib.suppress(sqlite3.DatabaseError):
        base = sqlite3.connect(path, timeout=_WAIT)
        if base.execute("PRAGMA user_version").fetchone()[0] == FORMAT:
            return base
        base.close()
    path.unlink(missing_ok=True)
    base = sqlite3.connect(path, timeout=_WAIT)
    base.execute("PRAGMA journal_mode = WAL")  # a search goes on while another process writes
    base.executescript(_TABLES)
    base.execute(f"PRAGMA user_version = {FORMAT}")
    return base


def _unmarked(marked: str, start: int) -> tuple[str, tuple[CharSpan, ...]]:
    r"""Take the marks out of a text; return it with their ranges, counted from ``start``.

    >>> _unmarked("of \x02labor\x03 law", 10)
    ('of labor law', (CharSpan(start=13, end=18),))
    """
    pieces: list[str] = []
    marks: list[CharSpan] = []
    at = start
    for number, piece in enumerate(marked.replace(_CLOSE, _OPEN).split(_OPEN)):
        if number % 2:
            marks.append(CharSpan(at, at + len(piece)))
        pieces.append(piece)
        at += len(piece)
    return "".join(pieces), tuple(marks)
