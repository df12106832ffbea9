"""Declarations for the browser's checker, written from the Python types of the views."""

import sys
from importlib.util import module_from_spec, spec_from_file_location

from tools.browser_types import declarations

SOURCE = '''
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Literal, NotRequired, TypedDict

from web.view_types import TicketAnswer, TicketJson

class Mood(StrEnum):
    GOOD = "good"
    BAD = "bad"

Size = Literal["big", "small"]

class Small(TypedDict):
    """A small thing."""

    mood: Mood
    size: Size
    count: int | None

class Large(Small):
    """A large thing.

    `length_s`: seconds.
    """

    length_s: NotRequired[float]
    ticket: TicketJson
    parts: Sequence[Small | None]
    by_code: Mapping[str, Sequence[str]]
    pair: tuple[str, bool]
    other: Literal["a", "b"]
    anything: Any
    more: object
'''
WRITTEN = """
import type { TicketJson } from "../web/view_types.js";

export type Mood = "good" | "bad";

export type Size = "big" | "small";

/** A small thing. */
export interface Small {
  mood: Mood;
  size: Size;
  count: number | null;
}

/**
 * A large thing.
 *
 * `length_s`: seconds.
 */
export interface Large {
  mood: Mood;
  size: Size;
  count: number | null;
  length_s?: number;
  ticket: TicketJson;
  parts: (Small | null)[];
  by_code: Record<string, string[]>;
  pair: [string, boolean];
  other: "a" | "b";
  anything: unknown;
  more: object;
}
"""


def test_what_python_says_is_what_the_browser_is_checked_against(tmp_path, monkeypatch):
    path = tmp_path / "view_types.py"
    path.write_text(SOURCE)
    spec = spec_from_file_location("room.view_types", path)
    module = module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)

    assert declarations(module).split("\n", 1)[1] == WRITTEN[1:]
