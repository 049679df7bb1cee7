"""Text stands out from its ground by 4.5 to 1, lines by 3 to 1, in light and dark (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

CSS = files("scorer.report").joinpath("templates/report.css").read_text(encoding="utf-8")
LIGHT, DARK = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2])

TEXT = [("ink", ground) for ground in ("paper", "card", "decide", "limit")]
TEXT += [(ink, ground) for ink in ("soft", "link", "not", "none") for ground in ("paper", "card")]
TEXT += [(state, f"{state}-bg") for state in ("met", "partly", "not")]
LINES = [(line, "card") for line in ("edge", "bar", "met", "partly", "not", "none")]


def luminance(colour: str) -> float:
    """Return the relative luminance, 0-1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (LINES, 3.0)], ids=["text", "lines"])
def test_colours_stand_out(theme: dict[str, str], pairs: list[tuple[str, str]], least: float) -> None:
    faults = {pair: ratio for pair in pairs if (ratio := contrast(theme[pair[0]], theme[pair[1]])) < least}
    assert faults == {}
