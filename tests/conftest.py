"""What every test may ask for: the real texts, where there are any."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# No example fails for taking long on a busy machine; everybody is given the same examples, so that green is green everywhere.
settings.register_profile("scorer", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("scorer")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real treaties and human labels; skip where there is none.

    They are not ours to publish, so they live outside the repository: in ``SCORER_SHARED``, else in ``../shared`` beside it.
    """
    folder = Path(os.environ.get("SCORER_SHARED") or ROOT.parent / "shared")
    if not (folder / "corpus").is_dir():
        pytest.skip(f"no real texts: {folder} has no folder 'corpus'; set SCORER_SHARED to the folder that has")
    return folder


@pytest.fixture(scope="session", autouse=True)
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what the tool keeps out of the user's cache folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCORER_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes expected outputs anew, to be looked at in the diff."""
    parser.addoption("--long", action="store_true", help="also run what takes minutes")
    parser.addoption("--update-golden", action="store_true", help="write tests/golden and the printed examples of README.md anew")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what takes minutes unless it is asked for."""
    if not config.getoption("--long"):
        for item in items:
            if item.get_closest_marker("long"):
                item.add_marker(pytest.mark.skip(reason="takes minutes; run pytest --long"))
