"""The section `screens.display` of config.yaml: what lobby boards do."""

from typing import Literal

from pydantic import Field

from web.section import Part


class Board(Part):
    """The lobby board of one zone; `margin_percent` of each side stays empty at every edge."""

    layout: Literal["hero", "board"] = Field(default="board", description="hero or board")
    panel_inches: float = Field(default=55, ge=7, le=150, description="inches, 7 to 150")
    viewing_m: float = Field(default=7, gt=0, le=100, description="metres, above 0, at most 100")
    margin_percent: int = Field(default=0, ge=0, le=10, description="percent, 0 to 10, whole")
    media: str | None = Field(
        default=None, min_length=1, max_length=300, description="a folder, like media/tret"
    )


class DisplayScreen(Part):
    """How every lobby board behaves; times in seconds, `zones` has what differs.

    A call stays large for `hero_s`, shorter when many wait; a new one stays yellow for `bright_s`.
    `page_s`: each page of counters; `notice_s`: each notice of the footer; `turn_s`: each turn of
    what is beside the call. `figures`: whether those of the last day have a turn there.
    `next_up`: whether numbers whose turn is certain are told to get ready.
    """

    hero_s: float = Field(default=6, ge=2, le=60, description="seconds, 2 to 60")
    bright_s: float = Field(default=20, ge=5, le=120, description="seconds, 5 to 120")
    page_s: float = Field(default=10, ge=5, le=60, description="seconds, 5 to 60")
    notice_s: float = Field(default=12, ge=5, le=120, description="seconds, 5 to 120")
    turn_s: float = Field(default=12, ge=5, le=120, description="seconds, 5 to 120")
    figures: bool = Field(default=False, description="true or false")
    next_up: bool = Field(default=False, description="true or false")
    zones: dict[str, Board] = Field(
        default={}, description="a zone of the section zones and its board"
    )
