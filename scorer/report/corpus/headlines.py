"""What stands out in a survey, in sentences: how scores and provisions moved between the first and the last period with enough in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from scorer.model.survey import OVERALL, PERIOD, Period, Survey
from scorer.report import words
from scorer.report.corpus import wording

ENOUGH = 8  # agreements; of fewer, a median or a share says little of its time
TOLD = 3  # provisions of which it is told how they spread
_FELT = 1.0  # points; what is less is no move

Ends = tuple[Period, Period]
Counted = TypeVar("Counted")


def headlines(survey: Survey) -> Iterator[str]:
    """Yield sentences; none where no two periods have enough agreements."""
    titles = {scale.id: scale.title for scale in survey.scales}
    moved = {each.scale: ends for each in survey.trends if (ends := _ends(each.periods, lambda period: period.count)) is not None}
    if OVERALL in moved:
        yield f"The median overall score was {_from_to(moved[OVERALL])}."
    rest = sorted((_by(ends), scale) for scale, ends in moved.items() if scale != OVERALL)
    for name, (by, scale) in (("rose", rest[-1]), ("fell", rest[0])) if rest else ():
        if (by if name == "rose" else -by) >= _FELT:
            yield f"Of the principles, “{titles[scale]}” {name} most: its median was {_from_to(moved[scale])}."
    yield from _spread(survey)


def _ends(entries: Sequence[Counted], count: Callable[[Counted], int]) -> tuple[Counted, Counted] | None:
    """Return the first and the last entry with enough agreements."""
    enough = [entry for entry in entries if count(entry) >= ENOUGH]
    return (enough[0], enough[-1]) if len(enough) > 1 else None


def _by(ends: Ends) -> float:
    return ends[1].median - ends[0].median


def _from_to(ends: Ends) -> str:
    return " and ".join(
        f"{words.whole(each.median)} among those signed {wording.years(each.start, PERIOD)} ({words.count(each.count, 'agreement')})"
        for each in ends
    )


def _spread(survey: Survey) -> Iterator[str]:
    """Yield the provisions that spread most, with the shares at both ends."""
    known = ((each, _ends(each.shares, lambda share: share.assessed)) for each in survey.diffusions)
    ends = [(each, *shares) for each, shares in known if shares is not None]
    ends.sort(key=lambda entry: entry[1].share - entry[2].share)
    for each, first, last in ends[:TOLD]:
        if last.low > first.high:  # more than the few agreements of a period may do by chance
            old, new = (
                f"{share.found} of {share.assessed} agreements signed {wording.years(share.start, PERIOD)}" for share in (first, last)
            )
            yield f"“{each.question}” Yes in {old}, in {new}."
