"""Printed numbers → integers: digits, roman numerals, letters, number words."""

from __future__ import annotations

import re

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN_SHAPE = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE)
_DIGITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_UNITS = (*_DIGITS, *_TEENS)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: n for n, word in enumerate(_UNITS, 1)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}

WORD_NUMBER = rf"(?:(?:{'|'.join(_TENS)})(?:[ \t-]+(?:{'|'.join(_DIGITS)}))?|{'|'.join(reversed(_UNITS))})"
ROMAN_NUMBER = r"(?=[IVXLivxl])(?:X{0,4}L?X{0,3})(?:IX|IV|V?I{0,4})"


def roman(text: str) -> int | None:
    """Return the value of a roman numeral of either case, None where it is none.

    >>> [roman(t) for t in ("iv", "XIX", "ab", "")]
    [4, 19, None, None]
    """
    if not text or not _ROMAN_SHAPE.fullmatch(text):
        return None
    values = [_ROMAN[c] for c in text.lower()]
    return sum(-v if i + 1 < len(values) and values[i + 1] > v else v for i, v in enumerate(values))


def words(text: str) -> int | None:
    """Return the value of a number written in words, below one hundred.

    >>> [words(t) for t in ("ELEVEN", "Twenty One", "twenty-two", "labour")]
    [11, 21, 22, None]
    """
    parts = [_WORDS.get(word) for word in re.split(r"[\s-]+", text.strip().lower())]
    if not parts or len(parts) > 2 or any(part is None for part in parts):
        return None
    return sum(part for part in parts if part)


def letter(text: str) -> int | None:
    """Return the place of a letter in the alphabet; doubled letters go on after z.

    >>> [letter(t) for t in ("a", "C", "aa", "ab")]
    [1, 3, 27, None]
    """
    if not text.isalpha() or not text.isascii() or len(set(text.lower())) != 1 or len(text) > 3:
        return None
    return ord(text[0].lower()) - 96 + 26 * (len(text) - 1)


def follows(before: str, after: str) -> bool:
    """Tell whether a printed number is the next one.

    >>> [follows("9", "10"), follows("IX", "X"), follows("9.3", "9.4"), follows("9.3", "10.1"), follows("9", "11"), follows("G-2", "8-3")]
    [True, True, True, True, False, False]
    """
    old, new = ([figure(piece) for piece in re.split(r"[.\-]", number)] for number in (before, after))
    if None in old or None in new or len(old) != len(new):
        return False
    up = [b - a for a, b in zip(old, new, strict=True) if a is not None and b is not None]
    return up == [*[0] * (len(up) - 1), 1] or (len(up) == 2 and up[0] == 1 and new[1] == 1)


def figure(text: str) -> int | None:
    """Return the value of a number in figures, roman numerals, words or as a letter.

    >>> [figure(t) for t in ("12", "XIX", "twelve", "G", "Labour")]
    [12, 19, 12, 7, None]
    """
    return int(text) if text.isdecimal() else roman(text) or words(text) or letter(text)
