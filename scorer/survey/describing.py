"""Members → one Survey."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scorer.model import RubricRef
from scorer.model.survey import Gap, LeftOut, Member, Scale, Survey
from scorer.survey.members import Headline
from scorer.survey.outliers import outliers
from scorer.survey.periods import Nearness, diffusions, trends
from scorer.survey.ranking import cohorts


@dataclass(frozen=True, slots=True)
class Asked:
    """What all members were asked.

    Attributes:
        rubric: Which made the scores.
        provisions_sha256: Of the provisions searched for.
        scales: The whole first, then the principles in order of the rubric.
        questions: By id of the criterion.
        principle_of: By id of the criterion.
        headlines: Provisions whose spread is told.
        settled: Share of joint draws from which on an order is settled.
        manifest: What made the result.
    """

    rubric: RubricRef
    provisions_sha256: str
    scales: tuple[Scale, ...]
    questions: Mapping[str, str]
    principle_of: Mapping[str, str]
    headlines: tuple[Headline, ...]
    settled: float
    manifest: Mapping[str, object]


def describe(given: Iterable[Member], failed: Iterable[LeftOut], asked: Asked, nearness: Nearness) -> Survey:
    """Describe the members. ``failed`` are agreements that could not be read; ``nearness`` as in ``periods.diffusions``."""
    members, left_out = _sorted_out(sorted(given, key=lambda each: (each.signed or "9999", each.source)))
    signed = [each for each in members if each.signed]
    ranked = cohorts(signed, asked.scales, asked.settled)
    return Survey(
        rubric=asked.rubric,
        provisions_sha256=asked.provisions_sha256,
        scales=asked.scales,
        questions=asked.questions,
        members=tuple(members),
        left_out=tuple(sorted([*left_out, *failed], key=lambda each: (each.why, each.source))),
        trends=trends(signed, asked.scales),
        diffusions=diffusions(signed, asked.headlines, nearness),
        cohorts=ranked,
        outliers=outliers({each.source: each for each in signed}, ranked, asked.scales, asked.principle_of),
        gaps=_gaps(members, asked.scales),
        manifest=asked.manifest,
        settled=asked.settled,
    )


def _sorted_out(given: Sequence[Member]) -> tuple[list[Member], list[LeftOut]]:
    """Take out drafting models, texts that cannot be scored, and texts that are there already."""
    kept: list[Member] = []
    left_out: list[LeftOut] = []
    seen: dict[tuple[str, ...], Member] = {}
    for each in given:
        text = (each.same_as,) if each.same_as else tuple(sha256 for _, sha256 in each.files)
        if each.model:
            left_out.append(LeftOut(each.source, each.title, "model", "a drafting model, which nobody signed"))
        elif not each.scorable:
            left_out.append(LeftOut(each.source, each.title, "not_scored", ", ".join((each.text, *each.text_reasons)).replace("_", " ")))
        elif text in seen:
            left_out.append(LeftOut(each.source, each.title, "same_text", f"the same text as {seen[text].source}, which is counted"))
        else:
            seen[text] = each
            kept.append(each)
    return kept, left_out


def _gaps(members: Sequence[Member], scales: Sequence[Scale]) -> tuple[Gap, ...]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for scale in scales:
        for each in members:
            scored = each.scores[scale.id]
            if scored.score is None:
                found[scale.id, scored.reason or "not assessed"].append(each.source)
    return tuple(Gap(scale, reason, tuple(sources)) for (scale, reason), sources in found.items())
