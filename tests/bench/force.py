"""What force, loopholes and the enforceability map cost, as a share of detection without them.

Times nothing in the suite: the name of this file keeps it from being collected. Run it by name, on an idle machine:

    make test PYTEST="tests/bench/force.py -n 0 --junit-xml=cost.xml -o junit_family=xunit1"

The figures stand in cost.xml.
"""

import time
from dataclasses import replace

import pytest

from scorer import clauses, pipeline, shipped
from scorer.detection import detect, drafts, search, sources_of_derived
from scorer.detection.corpus import ClauseIndex
from scorer.model import Aspect, Bearer, Force, Strength

TEXTS = (112, 449, 404, 343, 233, 85)  # two long texts, two of middle length, an association agreement, a community with a court
ROUNDS = 3  # the quickest of so many counts
MOST = 1.0  # as much time again as detection without them
OURS = ("dispute.", *(f"{aspect}." for aspect in Aspect))


def without_force(agreement, trees, pieces, library, readers):
    """Search and draft findings: no wording of disputes and loopholes, every force the same."""
    patterns = tuple(p for p in library.patterns if not p.owner.startswith(OURS) and p.owner not in library.loopholes)
    plain = Force(Strength.BINDING_SHALL, Bearer.OTHER, None, "none")
    index = ClauseIndex(pieces, trees, library)
    wanted = {entry.id for entry in library.reported} | sources_of_derived(library)
    hits = search(index, replace(library, patterns=patterns))
    return drafts((hit for hit in hits if hit.owner in wanted), index, agreement, library, replace(readers, force=lambda *_: plain))


def quickest(work, *what):
    """Return the seconds of processor that the quickest of a few runs takes."""
    times = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work(*what)
        times.append(time.process_time() - begun)
    return min(times)


@pytest.fixture(scope="module")
def times(shared):
    """Return (seconds without, seconds with) of each text."""
    library = shipped.provision_library()
    found = {}
    for number in TEXTS:
        agreement = pipeline.read(shared / "corpus" / "tota" / "xml" / f"pta_{number}.xml")
        trees = pipeline.parse(agreement)
        pieces = tuple(clause for part in agreement.parts for clause in clauses.segment(part, trees[part.id]))
        what = (agreement, trees, pieces, library, pipeline.readers(agreement, trees))
        found[number] = quickest(without_force, *what), quickest(detect, *what)
    return found


def test_they_cost_at_most_as_much_time_again(times, record_property):
    lines = [f"pta_{n}: {without:.2f} s without, {whole:.2f} s with: {whole / without - 1:+.0%}" for n, (without, whole) in times.items()]
    without, whole = (sum(each) for each in zip(*times.values(), strict=True))
    record_property("cost", f"together {whole / without - 1:+.0%}; " + "; ".join(lines))
    assert whole - without <= MOST * without
