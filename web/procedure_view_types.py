"""What every screen that tells of procedures gets as JSON."""

from collections.abc import Mapping, Sequence
from typing import Literal, NotRequired, TypedDict


class ProcedureFacts(TypedDict):
    """What citizens should know of a procedure first; what nobody knows is left out.

    `names` by language; the rest is in the catalogue's Vietnamese. `online`: how much of it can be
    done so, `online_at`: the address for it; `same_day`: the result comes on the day; `anywhere`:
    any centre of the city or province takes it.
    """

    code: str
    names: Mapping[str, str]
    documents: NotRequired[Sequence[str]]
    fee: NotRequired[str]
    time_limit: NotRequired[str]
    online: NotRequired[Literal["part", "full"]]
    online_at: NotRequired[str]
    same_day: NotRequired[bool]
    anywhere: NotRequired[bool]


class ElsewhereJson(TypedDict):
    """What is not done here: the words it is asked for by, and where to go, by language."""

    asked: Sequence[str]
    go_to: Mapping[str, str]
