"""What a page of the configuration is made of: forms, and lists of things that have a code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from admin.pages.door import NOT_THERE, KeyPath
from admin.pages.fields import Field


@dataclass(frozen=True)
class Form:
    """Keys that are there once."""

    key: str
    title: str
    fields: Sequence[Field]
    about: str = ""


@dataclass(frozen=True)
class Collection:
    """A part of the configuration that holds things by code; `shows`: what their list tells.

    `standard`: the things that count while the part, a whole section, is left out.
    """

    key: str
    title: str
    one: str
    top: KeyPath
    fields: Sequence[Field]
    shows: Sequence[Field]
    about: str = ""
    code: str = "Mã"
    code_type: Literal["text", "date"] = "text"
    standard: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def is_left_out(self, tree: Mapping[str, Any]) -> bool:
        """Say whether the standard counts."""
        return bool(self.standard) and self.top[0] not in tree


@dataclass(frozen=True)
class SettingsPage:
    """A page of forms and collections."""

    address: str
    name: str
    symbol: str
    about: str
    parts: Sequence[Form | Collection]

    def complete(self, tree: Mapping[str, Any]) -> dict[str, Any]:
        """Return the configuration with what counts where a list of this page is left out."""
        standards = {
            str(part.top[0]): part.standard
            for part in self.parts
            if isinstance(part, Collection) and part.is_left_out(tree)
        }
        return {**tree, **standards}

    def keep_standards(
        self, tree: Mapping[str, Any], changes: Mapping[KeyPath, Any]
    ) -> Mapping[KeyPath, Any]:
        """Return changes of a list's things; the first one writes the others that count down."""
        for part in self.parts:
            if isinstance(part, Collection) and part.is_left_out(tree):
                own = {path: value for path, value in changes.items() if path[:1] == part.top}
                if own:
                    return {part.top: _change_things(part.standard, own)}
        return changes


def _change_things(
    standard: Mapping[str, Mapping[str, Any]], changes: Mapping[KeyPath, Any]
) -> dict[Any, Any]:
    things: dict[Any, Any] = {code: dict(thing) for code, thing in standard.items()}
    for (_, code, *key), value in changes.items():
        part, last = (things[code], key[0]) if key else (things, code)
        if value is NOT_THERE:
            part.pop(last)
        else:
            part[last] = value
    return things
