"""What writing and reading Akoma Ntoso hold to alike: its names, and the layout in attributes of a namespace of its own.

- ``gap``: the white space before a ``num``, ``heading``, ``p`` or ``authorialNote`` where it is not the usual one: nothing at the
  beginning of the text, a line feed between number and heading, a blank behind the number of a list item and the mark of a note, an empty
  line before all else;
- ``value``: a number or heading as the tree has it, where it is not what is printed without label and stops; ``heading``: the same on a
  number that cannot be told from its heading;
- ``head``: a note's mark as printed, where it is not its number;
- ``span``: the tree's offsets where they are not those of what is printed;
- ``hcontainer name="text"`` holds words of its parent that stand between two of its children.

Source: OASIS Akoma Ntoso 1.0 (XML vocabulary 3.0) and its Naming Convention.
"""

from __future__ import annotations

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
LAYOUT = "urn:scorer:layout:1"
ITEMS = ("paragraph", "subparagraph", "point", "indent")  # outermost first
HIERARCHY = ("part", "title", "chapter", "section", "subsection", "article", *ITEMS)


def tag(name: str) -> str:
    """Return the name of an element as lxml has it."""
    return f"{{{AKN}}}{name}"


def layout(name: str) -> str:
    """Return the name of an attribute of the layout as lxml has it."""
    return f"{{{LAYOUT}}}{name}"


def bare(printed: str) -> str | None:
    """Return a printed number as a reader takes it: its last word without brackets and stops; None where nothing is left.

    >>> bare("Article 19.5"), bare("(a)"), bare("()")
    ('19.5', 'a', None)
    """
    return printed.split()[-1].strip("()[].:-–—•·") or None if printed.split() else None


def usual_gap(last: str, role: str) -> str:
    r"""Return the white space that stands before words of a role, after those of another, where nothing else is said.

    Args:
        last: Role of the words before (``number``, ``item``, ``heading``, ``mark``, ``words``); "" at the beginning of the text.
        role: Role of the words to come.

    >>> [usual_gap(last, role) for last, role in (("", "number"), ("number", "heading"), ("item", "words"), ("words", "number"))]
    ['', '\n', ' ', '\n\n']
    """
    if not last:
        return ""
    if role == "heading" and last in ("number", "item"):
        return "\n"
    return " " if role == "words" and last in ("item", "mark") else "\n\n"
