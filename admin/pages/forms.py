"""What a page of the configuration is made of: forms, and lists of things that have a code."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from admin.pages.door import KeyPath
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
    """A part of the configuration that holds things by code; `shows`: what their list tells."""

    key: str
    title: str
    one: str
    top: KeyPath
    fields: Sequence[Field]
    shows: Sequence[Field]
    about: str = ""
    code: str = "Mã"
    code_type: Literal["text", "date"] = "text"


@dataclass(frozen=True)
class SettingsPage:
    """A page of forms and collections."""

    address: str
    name: str
    symbol: str
    about: str
    parts: Sequence[Form | Collection]
