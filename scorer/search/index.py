"""The index: one SQLite file with a full-text table (FTS5) of all articles and paragraphs."""

from __future__ import annotations

import contextlib
import itertools
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from scorer.errors import LibraryError
from scorer.model import CharSpan, Findings, Passage
from scorer.search import query
from scorer.search.query import Spelling
from scorer.search.units import ARTICLE, units

FORMAT = 1  # of the tables below; a file of another format is made anew
_WAIT = 30.0  # seconds for another process that is writing
_OPEN, _CLOSE = "\x02", "\x03"  # around words that matched; no text holds them, since readers drop control characters
_TABLES = """
CREATE TABLE agreements (source TEXT PRIMARY KEY, stamp TEXT, id TEXT, title TEXT, short TEXT);
CREATE TABLE units (
    number INTEGER PRIMARY KEY, source TEXT, part TEXT, eid TEXT, grain TEXT, citation TEXT, start INTEGER, finish INTEGER, provisions TEXT
);
CREATE INDEX units_of ON units (source);
CREATE VIRTUAL TABLE words USING fts5 (heading, text, tokenize = 'porter unicode61 remove_diacritics 2');
"""

_COLUMNS = "u.source, a.id, a.title, u.part, u.eid, u.citation, w.heading, u.start, u.provisions"
_JOINED = "FROM words w JOIN units u ON u.number = w.rowid JOIN agreements a ON a.source = u.source"

Stamp = str  # what an agreement's rows were made from: another stamp, and they are made again


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
            self._base.execute(
                "INSERT INTO agreements VALUES (?, ?, ?, ?, ?)", (source, stamp, agreement.id, agreement.title, agreement.short)
            )
            for unit in units(findings):
                row = (source, unit.part, unit.eid, unit.grain, unit.citation, *unit.span, json.dumps(unit.provisions))
                done = self._base.execute("INSERT INTO units VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)", row)
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

    def search(self, typed: str, spelling: Spelling, *, provision: str = "*", limit: int, sources: Iterable[str]) -> tuple[Passage, ...]:
        """Return the articles that hold the words as they stand; where there is none, those that hold all of them; the best first.

        Args:
            typed: Words, or a query in FTS5's own language.
            spelling: How else a word is spelt.
            provision: Glob; only articles in which such a provision was found.
            limit: The most passages.
            sources: Only these agreements.

        Raises:
            LibraryError: The query cannot be understood.
        """
        if not query.has_words(typed):
            raise LibraryError(f"'{typed}' holds no word to search for")
        tries = [typed] if query.is_expert(typed) else [query.phrase(typed, spelling), query.every_word(typed, spelling)]
        among = frozenset(sources)
        for asked in tries:
            found = tuple(self._found(asked, typed, provision, limit, among))
            if found:
                return found
        return ()

    def _found(self, asked: str, typed: str, provision: str, limit: int, among: frozenset[str]) -> Iterator[Passage]:
        """Yield the articles that match, in order of rank, then of the corpus."""
        held = "*" if provision == "*" else f'*"{provision}"*'
        try:
            rows = self._base.execute(
                f"""
                SELECT {_COLUMNS}, highlight(words, 1, ?, ?), -bm25(words) {_JOINED}
                WHERE words MATCH ? AND u.grain = ? AND u.provisions GLOB ? ORDER BY bm25(words), u.number
                """,
                (_OPEN, _CLOSE, asked, ARTICLE, held),
            )
            known = (row for row in rows if row[0] in among)
            for *row, marked, score in itertools.islice(known, limit):
                text, marks = _unmarked(marked, row[7])
                yield _passage(row, text, marks, score)
        except sqlite3.OperationalError as error:
            raise LibraryError(f"'{typed}' is no query ({error}); write words, or \"a phrase\" AND word*, OR, NOT, NEAR(a b, 5)") from None

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


def _passage(row: Sequence[Any], text: str, marks: tuple[CharSpan, ...] = (), score: float = 0.0) -> Passage:
    """Return a row of ``_COLUMNS`` as the passage it is."""
    source, agreement, title, part, eid, citation, heading, start, provisions = row
    found = tuple(json.loads(provisions))
    return Passage(source, agreement, title, part, eid, citation, heading, start, text, marks, found, score)


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
