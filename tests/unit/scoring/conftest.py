"""What the tests of scoring share: the rubric that ships."""

from __future__ import annotations

import pytest

from scorer.scoring import Rubric, load_rubric


@pytest.fixture(scope="session")
def rubric() -> Rubric:
    """The bundled rubric."""
    return load_rubric("just-trade")
