"""The form of every JSON output: what ``scorer rubric show --schema`` publishes and tests hold real outputs against."""

from __future__ import annotations

from pydantic import BaseModel

from scorer.report.schemas.cards import ComparisonFile, ScorecardFile
from scorer.report.schemas.corpus import CorpusFile
from scorer.report.schemas.delta import DeltaFile
from scorer.report.schemas.evaluation import EvaluationFile
from scorer.report.schemas.library import AgreementsFile, SearchFile, SimilarFile
from scorer.report.schemas.texts import FindingsFile, StructureFile

OUTPUTS: dict[str, type[BaseModel]] = {
    "findings/1": FindingsFile,
    "structure/1": StructureFile,
    "scorecard/1": ScorecardFile,
    "comparison/1": ComparisonFile,
    "corpus/1": CorpusFile,
    "agreements/1": AgreementsFile,
    "search/1": SearchFile,
    "similar/1": SimilarFile,
    "delta/1": DeltaFile,
    "evaluation/1": EvaluationFile,
}
