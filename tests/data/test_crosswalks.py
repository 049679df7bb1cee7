"""The crosswalks that ship name provisions that exist."""

from __future__ import annotations

from scorer import evaluate, shipped


def test_crosswalks_name_only_provisions_of_the_library() -> None:
    walks = evaluate.crosswalks(provisions=shipped.provision_library().provisions)
    assert {walk.gold for walk in walks} == {"labpta", "trend", "unctad"}


def test_tags_asked_for_exist() -> None:
    library = shipped.provision_library()
    asked = {
        (name, tag)
        for walk in evaluate.crosswalks()
        for term in (*(code.when for code in walk.codes), *(grade.when for graded in walk.graded for grade in graded.grades))
        for _, name, tags in term.provisions()
        for tag in tags
    }
    assert {(name, tag) for name, tag in asked if tag not in library.provisions[name].scope} == set()
