"""Moments inside what is kept of the hall, moved when the clock was set."""

from dataclasses import fields, is_dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar, cast

T = TypeVar("T")


def move_moments(value: T, by: timedelta) -> T:
    """Return the value with every moment in it `by` later, however deep; days stay as they are."""
    moved: Any = value
    if isinstance(value, datetime):
        moved = value + by
    elif isinstance(value, tuple | list):
        moved = type(value)(move_moments(each, by) for each in value)
    elif isinstance(value, dict):
        moved = {key: move_moments(each, by) for key, each in value.items()}
    elif is_dataclass(value) and not isinstance(value, type):
        changes = {each.name: move_moments(getattr(value, each.name), by) for each in fields(value)}
        moved = replace(value, **changes)
    return cast("T", moved)
