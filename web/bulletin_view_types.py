"""What all who wait are told, as JSON: the shape alone, which stands on nothing."""

from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict


class BulletinJson(TypedDict):
    """What all who wait are told. `texts`: by language, with `vi`.

    `at`: since when, `until`: its end; `departments`, `services`: whom it concerns, neither:
    everybody. `words`: own words in it, by language. `by`: who published it, in views of staff
    alone.
    """

    id: str
    reason: str
    texts: Mapping[str, str]
    words: Mapping[str, str]
    departments: Sequence[str]
    services: Sequence[str]
    at: str
    until: str
    by: NotRequired[str]
