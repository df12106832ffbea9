"""What anybody can see and read: contrast of the theme, weight of the page."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
THEME = (ROOT / "web/static/theme.css").read_text()
COLOURS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", THEME)) | {"white": "#ffffff"}

TEXT, LARGE, LOBBY = 4.5, 3.0, 7.0
PAIRS = [
    ("ink", "paper", TEXT), ("ink-2", "surface", TEXT), ("ink-2", "paper", TEXT),
    ("ink-3", "paper", TEXT), ("river-700", "surface", TEXT), ("white", "river-900", LOBBY),
    ("white", "river-800", LOBBY), ("white", "river-700", TEXT), ("river-200", "river-900", TEXT),
    ("river-200", "river-800", TEXT), ("river-200", "river-700", TEXT),
    ("river-300", "river-800", TEXT), ("river-950", "mai-400", LOBBY),
    ("mai-400", "river-950", LOBBY), ("mai-400", "river-800", LOBBY), ("mai-ink", "mai-100", TEXT),
    ("ok-700", "ok-100", TEXT), ("warn-700", "warn-100", TEXT), ("bad-700", "bad-100", TEXT),
    ("idle-700", "idle-100", TEXT), ("white", "idle-700", TEXT), ("line-strong", "paper", LARGE),
    ("focus", "paper", LARGE), ("focus", "mai-400", LARGE), ("focus-on-dark", "river-900", LARGE),
    ("focus-on-dark", "river-700", LARGE),
]  # fmt: skip


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_the_theme_keeps_its_contrasts(front, back, least):
    high, low = sorted((luminance(COLOURS[front]), luminance(COLOURS[back])), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= least
