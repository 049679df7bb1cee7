"""What a person types → what SQLite's FTS5 searches for: every word in all its spellings, whatever stands around it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

Spelling = Callable[[str], frozenset[str]]  # a word → itself and how else it is spelt ("labor", "labour")

HELP = 'write words, or "a phrase" AND word*, OR, NOT, NEAR(a b, 5)'
_OPERATOR = re.compile(r"\b(?:AND|OR|NOT|NEAR)\b|[\"*()]")
_WORD = re.compile(r"\w+")
_MOST_SPELLINGS = 16  # of one phrase: four words that are each spelt in two ways
_NEAR = 10  # words between, where no number is given, as in FTS5
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"'})
_BETWEEN = re.compile(r'("[^"]*"|\w+)\s+NEAR(?:/(\d+))?\s+("[^"]*"|\w+)')  # a NEAR b, as other programs have it
# NEAR(...), a phrase, a bracket, or a word: hyphens, points and apostrophes inside it part it, as they do in the index.
_PIECE = re.compile(r"NEAR\s*\((?P<near>[^()]*)\)|\"(?P<phrase>[^\"]*)\"|(?P<bracket>[()])|(?P<word>\w[\w'’./-]*)(?P<star>\*?)")
_JOINING = frozenset(("AND", "OR", "NOT"))


def phrase(typed: str, spelling: Spelling) -> str:
    """Return the query for the words as they stand, in every spelling.

    >>> phrase("Labor law", lambda word: frozenset({word, "labour"}) if word == "labor" else frozenset({word}))
    '"labor law" OR "labour law"'
    """
    return " OR ".join(_ways(typed, spelling))


def every_word(typed: str, spelling: Spelling) -> str:
    """Return the query for all of the words, anywhere in the article."""
    return " AND ".join(f"({phrase(word, spelling)})" for word in words(typed))


def expert(typed: str, spelling: Spelling) -> str:
    """Return the query for what is written with quotation marks, brackets, AND, OR, NOT, NEAR, word*; every word in all its spellings.

    >>> expert('labor-law AND NOT "fair wage"', lambda word: frozenset({word}))
    '("labor law") NOT ("fair wage")'
    >>> expert("wage NEAR/3 fair derog*", lambda word: frozenset({word}))
    '(NEAR("wage" "fair", 3)) AND (derog*)'

    Raises:
        ValueError: Says what is wrong, in a few words.
    """
    text = typed.translate(_QUOTES)
    if text.count('"') % 2:
        raise ValueError("a quotation mark is not closed")
    text = _BETWEEN.sub(lambda match: f"NEAR({match[1]} {match[3]}, {match[2] or _NEAR})", text)
    if text.count("(") != text.count(")"):
        raise ValueError("a bracket is not closed")
    written: list[str] = []
    for piece in _pieces(text, spelling):
        if piece == "NOT" and written[-1:] == ["AND"]:
            written.pop()
        if written and piece not in _JOINING and piece != ")" and written[-1] not in _JOINING and written[-1] != "(":
            written.append("AND")
        written.append(piece)
    if written[0] in _JOINING or written[-1] in _JOINING:
        raise ValueError("AND, OR and NOT stand between two words")
    return " ".join(written)


def is_expert(typed: str) -> bool:
    """Tell whether the query is written in FTS5's own language: quotation marks, brackets, AND, OR, NOT, NEAR, word*."""
    return bool(_OPERATOR.search(typed.translate(_QUOTES)))


def forms(typed: str, spelling: Spelling) -> frozenset[str]:
    """Return every word in all its spellings."""
    return frozenset(form for word in words(typed) for form in spelling(word))


def words(typed: str) -> list[str]:
    """Return the words, in small letters."""
    return _WORD.findall(typed.lower())


def has_words(typed: str) -> bool:
    """Tell whether there is anything to search for."""
    return any(word not in _JOINING and word != "NEAR" for word in _WORD.findall(typed))


def _pieces(text: str, spelling: Spelling) -> Iterator[str]:
    """Yield operators and brackets as they are, all else as a group of its spellings."""
    for match in _PIECE.finditer(text):
        if match["bracket"] or match["word"] in _JOINING:
            yield match[0]
        elif match["near"] is not None:
            yield f"({' OR '.join(_near(match['near'], spelling))})"
        elif match["star"]:
            *before, last = words(match["word"])
            begun = [f"{form}*" for form in sorted(spelling(last))]
            yield f"({' OR '.join(begun)})" if not before else f'("{" ".join((*before, last))}"*)'
        elif has_words(match["phrase"] or match["word"] or ""):
            yield f"({phrase(match['phrase'] or match['word'], spelling)})"


def _near(inner: str, spelling: Spelling) -> Iterator[str]:
    """Yield a NEAR group in every spelling."""
    told, _, number = inner.rpartition(",") if re.search(r",\s*\d+\s*$", inner) else (inner, "", str(_NEAR))
    apart = [match["phrase"] or match["word"] or "" for match in _PIECE.finditer(told)]
    ways = itertools.product(*(list(_ways(each, spelling)) for each in apart if has_words(each)))
    for way in itertools.islice(ways, _MOST_SPELLINGS):
        yield f"NEAR({' '.join(way)}, {number.strip()})"


def _ways(typed: str, spelling: Spelling) -> Iterator[str]:
    """Yield some words as a quoted phrase, in every spelling."""
    forms = [sorted(spelling(word)) for word in words(typed)]
    for way in itertools.islice(itertools.product(*forms), _MOST_SPELLINGS):
        yield f'"{" ".join(way)}"'
