"""Do the findings of an agreement satisfy a condition of the rubric?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from scorer.model import NO_GOVERNING_WORD, Finding, Findings, NotFoundStatus, Strength
from scorer.scoring.schema import Condition, Probe, When, as_probe

PREAMBLE = "preamble"  # first piece of the eId of everything that stands in a preamble


class Evidence:
    """The findings of one agreement, looked up by what a rubric asks of them."""

    def __init__(self, findings: Findings, groups: Mapping[str, tuple[str, ...]]) -> None:
        self.agreement = findings.agreement.id
        self.findings = findings.findings
        self._groups = groups
        self._by_provision: dict[str, list[int]] = defaultdict(list)
        at_home = Counter(map(_home, self.findings))
        for index in sorted(range(len(self.findings)), key=lambda i: _order(self.findings[i], at_home)):
            self._by_provision[self.findings[index].provision].append(index)
        self.not_assessed = {
            item.provision: item.reason or item.status.value for item in findings.not_found if item.status is NotFoundStatus.NOT_ASSESSED
        }

    def speaks_to(self, provisions: Collection[str]) -> bool:
        """Tell whether any of these provisions was found, whatever its properties."""
        return not self._by_provision.keys().isdisjoint(provisions)

    def provisions(self, names: Iterable[str]) -> Iterator[str]:
        """Yield provision ids, with groups replaced by their members."""
        for name in names:
            yield from self._groups.get(name, (name,))

    def matching(self, probe: Probe) -> Iterator[int]:
        """Yield the indexes of the findings that answer a probe with yes: in order of its provisions, the most explicit wording first."""
        for name in probe.names:
            for provision in self._groups.get(name, (name,)):
                for index in self._by_provision.get(provision, ()):
                    if _answers(self.findings[index], probe):
                        yield index

    def holds(self, when: When) -> bool:
        """Tell whether every key of a set of conditions holds."""
        enough = when.at_least is None or sum(map(self.met, when.at_least.of)) >= when.at_least.count
        some = not when.any or any(map(self.met, when.any))
        return enough and some and all(map(self.met, when.all)) and not any(map(self.met, when.none))

    def met(self, condition: Condition) -> bool:
        """Tell whether one condition holds."""
        if isinstance(condition, When):
            return self.holds(condition)
        return next(self.matching(as_probe(condition)), None) is not None

    def firsts(self, probes: Iterable[Probe]) -> Iterator[int]:
        """Yield, for each probe that is answered with yes, the first finding that does."""
        for probe in probes:
            index = next(self.matching(probe), None)
            if index is not None:
                yield index


def in_preamble(finding: Finding) -> bool:
    """Tell whether a finding stands in the preamble."""
    return finding.at.eid.split("__", 1)[0] == PREAMBLE


def _answers(finding: Finding, probe: Probe) -> bool:
    loopholes = {qualifier.id for qualifier in finding.qualifiers} if probe.loopholes or probe.free_of else set()
    return (
        (not probe.strength or finding.strength in probe.strength)
        and (not probe.regime or finding.regime.value in probe.regime)
        and (not probe.tags or set(probe.tags) <= set(finding.tags))
        and (not probe.without or not set(probe.without) & set(finding.tags))
        and (probe.where is None or (probe.where == PREAMBLE) == in_preamble(finding))
        and set(probe.loopholes) <= loopholes
        and not set(probe.free_of) & loopholes
    )


def in_note(finding: Finding) -> bool:
    """Tell whether a finding stands in a footnote."""
    return "authorialNote" in finding.at.eid


def stands_aside(finding: Finding) -> bool:
    """Tell whether a clause only explains another one: it stands in a footnote, or no word in it governs."""
    return in_note(finding) or NO_GOVERNING_WORD in finding.review


def _home(finding: Finding) -> tuple[str, str, str]:
    """Return a finding's family of provisions and the chapter that it stands in, or what stands for a chapter."""
    return finding.provision.partition(".")[0], finding.at.part, finding.at.eid.partition("__")[0]


def _order(finding: Finding, at_home: Mapping[tuple[str, str, str], int]) -> tuple[object, ...]:
    """Return a key that orders findings of a provision whatever order they came in; the first is the one to quote.

    The most explicit wording comes first; of one wording, what only explains another clause or recognizes something comes last, and the
    chapter in which most of its family stand before others; then the order of the text decides.
    """
    place = tuple((span.start, span.end) for span in finding.at.spans)
    wish = finding.strength is Strength.RECOGNITION
    return finding.provision, finding.rank, stands_aside(finding), wish, -at_home[_home(finding)], finding.at.part, place
