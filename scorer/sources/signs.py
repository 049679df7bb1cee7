"""Characters of print → characters of text: ligatures, blanks, hyphens, bullets; what nobody sees goes."""

from __future__ import annotations

import unicodedata

HYPHEN = "-"
SOFT = "\xad"  # a hyphen that shows at the end of a line only

_AS = {
    "\x02": HYPHEN,  # how the PDF library writes a hyphen at the end of a line
    "\ufffe": HYPHEN,
    "‐": HYPHEN,
    "‑": HYPHEN,
    "−": HYPHEN,
    "\uf0b7": "•",  # bullets of symbol fonts
    "\uf0a7": "•",
    "\uf02d": "–",
    "ﬅ": "st",
    "ﬆ": "st",
}
_KEPT = frozenset({SOFT, "\t"})


def clean(character: str) -> str:
    r"""Return what one printed character stands for; "" where it stands for nothing.

    >>> [clean(c) for c in ("\ufb01", "\xa0", "\u2010", "\u200b", "\x00", "é")]
    ['fi', ' ', '-', '', '', 'é']
    """
    if character.isascii() and character.isprintable():
        return character
    if character in _AS:
        return _AS[character]
    if character in _KEPT:
        return character
    if character.isspace():
        return " "
    if "\ufb00" <= character <= "\ufb06":
        return unicodedata.normalize("NFKC", character)
    return "" if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Cn") else character


def unreadable(character: str) -> bool:
    """Tell whether a character only shows that the font does not say what it means."""
    return character == "\ufffd" or unicodedata.category(character) == "Co"
