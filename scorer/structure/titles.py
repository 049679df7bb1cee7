"""Lines of a text, and whether a line reads as a title or as part of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from scorer.structure import words

_LINE = re.compile(r"[^\n]+")
_TERMINAL = (".", ";", ":", ",")
_LONGEST = 170  # characters in a title
_MOST_LINES = 3  # of a title
_FIRST_PARAGRAPH = re.compile(r"\(?1[.)]")
_NUMBERED = re.compile(r"(?:\(?[a-zA-Z0-9]{1,4}[.)]|\d+(?:\.\d+)*\.?|[-–—•])(?:\s|$)")


class Line(NamedTuple):
    """A line that is not empty, without the white space around it. ``gap`` tells that an empty line stands before it."""

    start: int
    end: int
    text: str
    gap: bool


def lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    r"""Return the lines of a stretch that are not empty.

    >>> [(line.text, line.gap) for line in lines("A \n\n b")]
    [('A', True), ('b', True)]
    """
    found: list[Line] = []
    last = start
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        bare = match[0].strip()
        if bare:
            at = match.start() + match[0].index(bare[0])
            found.append(Line(at, at + len(bare), bare, not found or text.count("\n", last, match.start()) > 1))
            last = match.end()
    return found


def reads_as_title(text: str) -> bool:
    """Tell whether words could be the title of a chapter or article rather than a piece of a sentence.

    >>> [reads_as_title(t) for t in ("Labour Rights", "General provisions", "of this Agreement", "The Parties shall consult", "Scope;")]
    [True, True, False, False, False]
    """
    if not text or len(text) > _LONGEST or text[0].islower() or text.endswith(_TERMINAL) or _NUMBERED.match(text):
        return False
    known = words.load()
    return not any(word.strip(",()") in known.sentence_verb for word in text.split())


def is_title_case(text: str) -> bool:
    """Tell whether all words but the small ones begin with a capital.

    >>> [is_title_case(t) for t in ("Scope And Coverage", "Level of Protection", "Customs duties on imports")]
    [True, True, False]
    """
    small = words.load().small
    content = [word for word in re.findall(r"[^\W\d_][\w’'-]*", text) if word.lower() not in small]
    return bool(content) and sum(word[0].isupper() for word in content) >= 0.75 * len(content)


def title_after(line: Line, following: Line | None) -> bool:
    """Tell whether ``line``, which stands under a number, is its title: not the first line of the text.

    ``following`` is the line after it; a sentence goes on there in small letters, a title does not.
    """
    if not reads_as_title(line.text):
        return False
    if following is not None and ends_open(line.text) and not is_title_case(line.text):
        return False
    goes_on = following is not None and not following.gap and following.text[0].islower()
    return len(line.text) < (120 if is_title_case(line.text) else 0 if goes_on else 110)


def before_first_paragraph(below: Sequence[Line]) -> list[Line]:
    r"""Return the lines between a number and the paragraph ``1.``, where they are one title: without a stop, and no line ends it.

    >>> [line.text for line in before_first_paragraph(lines("Duties and charges having\nequivalent effect\n1. No duty"))]
    ['Duties and charges having', 'equivalent effect']
    """
    first = next((at for at, line in enumerate(below) if _FIRST_PARAGRAPH.match(line.text)), 0)
    found = list(below[:first])
    wrapped = all(after.text[0].islower() or ends_open(before.text) for before, after in pairwise(found))
    plain = wrapped and len(found) in range(1, _MOST_LINES + 1) and not any(line.gap for line in found[1:])
    whole = " ".join(line.text for line in found)
    return found if plain and reads_as_title(whole) and not any(line.text.endswith(_TERMINAL) for line in found) else []


def ends_open(text: str) -> bool:
    """Tell whether words stop where neither a title nor a sentence can: behind ``the`` or ``of``.

    >>> [ends_open(t) for t in ("in accordance with the", "rates of duty")]
    [True, False]
    """
    return text.rsplit(maxsplit=1)[-1].lower() in words.load().small | words.load().sentence_start


def closes_sentence(text: str) -> bool:
    """Tell whether a new unit may begin after these words: they do not stop inside a sentence."""
    return text.rstrip('”"’) ').endswith((".", ";", ":", "!", "?")) or text.endswith((")", "]"))
