"""evaluation/1: agreement with expert coding."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from scorer.report.schemas.base import Body, Share

Correlation = Annotated[float, Field(ge=-1, le=1)]


class Counts(Body):
    """Right and wrong answers for one code."""

    n: int
    positives: int
    tp: int
    fp: int
    fn: int
    precision: Share | None
    recall: Share | None
    f1: Share | None
    kappa: Correlation | None


class Code(Counts):
    """One yes/no code; ``keywords`` are the figures of a plain word list."""

    scheme: str
    code: str
    label: str
    f1_interval: tuple[Share | None, Share | None] | None
    keywords: Counts | None


class Graded(Body):
    """One graded code."""

    scheme: str
    code: str
    label: str
    n: int
    spearman: Correlation | None
    quadratic_weighted_kappa: Correlation | None


class Means(Body):
    """Means over the codes of one scheme."""

    scheme: str
    codes: int
    common_codes: int
    macro_f1_common: Share | None
    micro_f1_common: Share | None
    macro_f1: Share | None
    keywords_macro_f1: Share | None
    spearman_of_totals: Correlation | None


class Table(Body):
    """All figures of one half of the agreements, with or without those whose coders read more than the text."""

    half: Literal["open", "frozen", "all"]
    with_labels_exceeding_text: bool
    agreements: int
    codes: list[Code]
    graded: list[Graded]
    means: list[Means]


class Disagreement(Body):
    """One agreement on which the codings differ."""

    scheme: str
    code: str
    agreement: str
    title: str
    exceeds: bool
    expert: str
    ours: str
    citation: str | None
    quote: str | None


class EvaluationFile(Body):
    """evaluation/1: how far findings agree with expert coding."""

    schema_: Annotated[Literal["evaluation/1"], Field(alias="schema")]
    least_positives: int
    tables: list[Table]
    disagreements: list[Disagreement]
    left_out: list[str]
    faults: dict[str, str]
