"""Findings kept between runs: the same in every field, whole or not there, and never in the way."""

from __future__ import annotations

import logging
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorer import keeping, pipeline, store
from scorer.model import (
    Agreement,
    Bracket,
    CharSpan,
    Coverage,
    CoverageStatus,
    Deletion,
    Enforceable,
    Findings,
    Mark,
    NotFound,
    NotFoundStatus,
    Origin,
    Stance,
)
from tests import factories as make

TEXT, OTHER_TEXT = "a" * 64, "b" * 64
MAKER, OTHER_MAKER = "1" * 64, "2" * 64

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
spans = st.tuples(st.integers(0, 9), st.integers(10, 30)).map(lambda ends: CharSpan(*ends))


@st.composite
def any_findings(draw: st.DrawFn) -> Findings:
    """Findings with every field that a reader or a detector may fill."""
    part = make.a_part(
        draw(words),
        marks=tuple(draw(st.lists(st.builds(Mark, words, spans, words, st.none() | words), max_size=2))),
        origins=tuple(
            draw(st.lists(st.builds(Origin, st.integers(0, 9), st.none() | st.integers(1, 9), st.integers(0, 9), st.none() | words)))
        ),
        brackets=tuple(draw(st.lists(st.builds(Bracket, spans, spans, st.tuples(words), st.sampled_from(Stance)), max_size=2))),
        deletions=tuple(draw(st.lists(st.builds(Deletion, st.integers(0, 9), words, st.none() | words), max_size=2))),
        declared=draw(st.none() | st.just(make.a_tree())),
    )
    coverage = draw(st.builds(Coverage, st.sampled_from(CoverageStatus), st.tuples(words)))
    finding = make.a_finding(
        confidence=draw(st.none() | st.floats(0, 1)),
        tags=draw(st.tuples(words)),
        regime=make.a_regime(draw(st.sampled_from(Enforceable))),
        rank=draw(st.integers(0, 99)),
    )
    missing = draw(st.builds(NotFound, words, st.sampled_from(NotFoundStatus), st.none() | words))
    agreement = make.an_agreement(title=draw(words), parts=(part,), coverage=coverage, signed=draw(st.none() | st.just("2016-02-04")))
    return make.some_findings(agreement, (finding,) * draw(st.integers(0, 2)), not_found=(missing,))


@settings(max_examples=40)
@given(any_findings())
def test_findings_come_back_equal_in_every_field(findings: Findings) -> None:
    assert store.load(store.dump(findings)) == findings


def test_findings_of_a_whole_agreement_come_back_equal() -> None:
    findings = pipeline.find(pipeline.read("model-just"))
    again = store.load(store.dump(findings))
    assert again == findings
    assert type(again.findings[0].at.spans[0]) is CharSpan
    assert type(again.agreement) is Agreement


def test_what_was_kept_is_found_by_text_and_maker_alone(tmp_path: Path) -> None:
    kept = store.Store(tmp_path, MAKER)
    kept.put(TEXT, make.some_findings())
    assert kept.get(TEXT) == make.some_findings()
    assert kept.get(OTHER_TEXT) is None
    assert store.Store(tmp_path, OTHER_MAKER).get(TEXT) is None


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: data[: len(data) // 2], id="cut_short"),
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda data: data[:-9] + bytes(9), id="altered"),
        pytest.param(lambda _: zlib.compress(b'{"agreement": 1}'), id="of_another_shape"),
        pytest.param(lambda _: zlib.compress(b"no JSON"), id="no_json"),
    ],
)
def test_a_damaged_entry_is_logged_and_made_again(damage, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    kept = store.Store(tmp_path, MAKER)
    kept.put(TEXT, make.some_findings())
    entry = next(tmp_path.rglob("*.findings"))
    entry.write_bytes(damage(entry.read_bytes()))
    with caplog.at_level(logging.WARNING):
        assert kept.get(TEXT) is None
    assert len(caplog.records) == 1
    kept.put(TEXT, make.some_findings())
    assert kept.get(TEXT) == make.some_findings()


def test_a_folder_that_cannot_be_written_is_told_once_and_no_error(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_told", bytearray(1))
    (tmp_path / "file").write_text("", encoding="utf-8")
    kept = store.Store(tmp_path / "file", MAKER)
    with caplog.at_level(logging.WARNING):
        kept.put(TEXT, make.some_findings())
        kept.put(OTHER_TEXT, make.some_findings())
    assert [record.message.split(" cannot be written ")[1] for record in caplog.records] == [
        "(Not a directory): findings are not kept; choose another folder with --cache"
    ]


def test_cleaning_takes_what_others_made_and_nothing_that_is_not_ours(tmp_path: Path) -> None:
    mine, old = store.Store(tmp_path, MAKER), store.Store(tmp_path, OTHER_MAKER)
    mine.put(TEXT, make.some_findings())
    old.put(TEXT, make.some_findings())
    (tmp_path / MAKER / ".new-half").write_bytes(b"half")
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    gone = mine.clean()
    assert gone.entries == 2
    assert mine.get(TEXT) is not None
    assert sorted(path.name for path in tmp_path.iterdir()) == [MAKER, "letter.txt"]
    assert mine.clean(everything=True).entries == 1
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_change_of_the_text_or_of_its_name_is_another_text(tmp_path: Path) -> None:
    from scorer import sources

    first, second, third = (tmp_path / name for name in ("a/x.txt", "b/x.txt", "a/y.txt"))
    for path, text in ((first, "one"), (second, "two"), (third, "one")):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert len({sources.fingerprint(path) for path in (first, second, third)}) == 3


def test_the_kept_findings_are_those_that_would_be_found_anew(tmp_path: Path) -> None:
    kept = store.Store(tmp_path, MAKER)
    anew = keeping.found("model-status-quo", None)
    assert keeping.found("model-status-quo", kept) == anew
    assert keeping.found("model-status-quo", kept) == anew
    assert len(list(tmp_path.rglob("*.findings"))) == 1
