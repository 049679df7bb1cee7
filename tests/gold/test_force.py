"""Strength read at the quotes of the known-answer facts, against the strength a reader gave them."""

import json
import re
from collections import Counter

import pytest

from scorer import sources, structure
from scorer.clauses import Deontic, segment
from scorer.model import Strength

ACCURACY_FLOOR = 0.88
MACRO_F1_FLOOR = 0.88


def letters(text):
    """Return the letters and digits of a text and the offset of each."""
    found = [(match[0].lower(), match.start()) for match in re.finditer(r"[A-Za-z0-9]", text)]
    return "".join(letter for letter, _ in found), [offset for _, offset in found]


def clauses_with_headings(path):
    """Yield every clause of a file with its letters and the headings above it."""
    for part in sources.read(path).parts:
        tree = structure.build(part)
        above = {}

        def note(node, headings, above=above):
            above[node.eid] = headings = (*headings, *((node.heading,) if node.heading else ()))
            for child in node.children:
                note(child, headings)

        note(tree, ())
        for clause in segment(part, tree):
            yield clause, letters(clause.text), above[clause.unit]


def strength_at(quote, clauses, deontic):
    """Read the strength in the clause that holds most of the quote; None where none does."""
    wanted = letters(quote)[0]
    best = (0, None, (0, 0), ())
    for clause, (found, offsets), headings in clauses:
        start = found.find(wanted[:25])
        length = 0
        while start >= 0 and length < len(wanted) and start + length < len(found) and found[start + length] == wanted[length]:
            length += 1
        if length > best[0]:
            best = (length, clause, (offsets[start], offsets[start + length - 1] + 1), headings)
    _, clause, at, headings = best
    return deontic.read(clause.text, at, starts=clause.starts, place=clause.place, headings=headings).strength if clause else None


def macro_f1(pairs):
    scores = []
    for value in Strength:
        right = sum(gold == value == read for gold, read in pairs)
        scores.append(2 * right / max(1, sum((gold == value) + (read == value) for gold, read in pairs)))
    return sum(scores) / len(scores)


@pytest.mark.slow
def test_strength_agrees_with_the_reader(shared, record_property):
    facts = [json.loads(line) for line in (shared / "facts" / "dev.jsonl").read_text(encoding="utf-8").splitlines()]
    facts = [
        fact for fact in facts if fact["present"] and fact["strength"] != "n/a" and fact["quote"] and fact["text_file"].startswith("tota/")
    ]
    deontic = Deontic.default()
    texts = {}
    pairs = []
    for fact in facts:
        name = fact["text_file"].removeprefix("tota/")
        if name not in texts:
            texts[name] = list(clauses_with_headings(shared / "corpus" / "tota" / "xml" / name))
        pairs.append((fact["strength"], strength_at(fact["quote"], texts[name], deontic)))
    accuracy = sum(gold == read for gold, read in pairs) / len(pairs)
    missed = Counter(pair for pair in pairs if pair[0] != pair[1])
    figures = f"{len(pairs)} facts: accuracy {accuracy:.3f}, macro-F1 {macro_f1(pairs):.3f}; {missed}"
    record_property("force", figures)
    assert accuracy >= ACCURACY_FLOOR, figures
    assert macro_f1(pairs) >= MACRO_F1_FLOOR, figures
