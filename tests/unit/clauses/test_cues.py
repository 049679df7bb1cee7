"""The phrase notation of deontic.yaml."""

import pytest

from scorer.clauses.cues import Notation

NOTATION = Notation({"modal": ["shall"], "soft": ["promote", "make ...2 effort~"]})


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("shall apply~", "it shall applying it", "shall applying"),
        ("shall not? apply", "it shall apply", "shall apply"),
        ("shall not? apply", "it shall not apply", "shall not apply"),
        ("shall (in no case)? apply", "it shall in no case apply", "shall in no case apply"),
        ("shall {soft}", "it shall make every effort", "shall make every effort"),
        ("shall -ly promote", "it shall actively promote", "shall actively promote"),
        ("shall <aside> promote", "it shall, if asked, promote", "shall, if asked, promote"),
        ("shall <aside> promote", "it shall promote", "shall promote"),
        ("no ...3 may", "no party to this may", "no party to this may"),
        ("no ...3 may", "no one. it may", None),
        ("no ...5 may", "no one shall and may", None),
        ("may", "dismay", None),
        ("recognise~", "it recognizes this", "recognizes"),
        ("endeavour", "an endeavor", "endeavor"),
        ("co-operate", "to cooperate", "cooperate"),
        ("shall promote", "it shall, promote", "shall, promote"),
    ],
)
def test_phrase_finds(phrase, text, found):
    match = NOTATION.union([phrase]).search(text)
    assert (match[0] if match else None) == found
