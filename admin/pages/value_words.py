"""Values of the configuration as people read them, before and after a change."""

import json
from collections.abc import Callable
from typing import Any

from admin.pages.notices import say_notice
from web.languages import SOURCE

NO_LIMIT = "không giới hạn"


def write_values(say: Callable[..., str], old: str, new: str) -> tuple[str, str]:
    """Return two values, given as JSON, or "" for none; of notices what one of them has alone."""
    if not (old and new):
        return _write_one(say, old), _write_one(say, new)
    before, after = json.loads(old), json.loads(new)
    if isinstance(before, list) and isinstance(after, list):
        gone = [each for each in before if each not in after]
        come = [each for each in after if each not in before]
        if any(isinstance(each, dict) for each in gone + come):
            return _write_lines(say, gone), _write_lines(say, come)
    # Of a number null is no limit, of a text none
    none = say("không có" if isinstance(before, str) or isinstance(after, str) else NO_LIMIT)
    return (
        none if before is None else _write(say, before),
        none if after is None else _write(say, after),
    )


def _write_lines(say: Callable[..., str], notices: list[Any]) -> str:
    return "\n".join(_write(say, each) for each in notices) or "–"


def _write_one(say: Callable[..., str], value: str) -> str:
    return _write(say, json.loads(value)) if value else say("không có")


def _write(say: Callable[..., str], value: Any) -> str:
    match value:
        case bool():
            return say("có") if value else say("không")
        case None:
            return say(NO_LIMIT)
        case list():
            return "; ".join(_write(say, each) for each in value) or say("trống")
        case dict() if SOURCE in value:
            return say_notice(say, value)
        case dict():
            return ", ".join(f"{key}: {_write(say, each)}" for key, each in value.items())
    return str(value)
