"""What the public pages of procedures get for their scripts, and what they show of the hall."""

from collections.abc import Mapping, Sequence
from typing import NotRequired, TypedDict

from queueing.intake import Closure
from queueing.staffing import NoCounter
from web.procedure_view_types import ElsewhereJson
from web.view_types import NewcomerWait


class ServiceNow(TypedDict):
    """The service of a procedure at this moment, for somebody without priority.

    `reason`: why it gives no numbers, null while it does; `closure`: how it stands then;
    `opens_at`: when it gives some again, null while it does, and where no day is known;
    `no_counter`: why nobody could call now; `may_be_too_late`: the range ends behind the last hour
    of the day.
    """

    reason: str | None
    closure: Closure | None
    opens_at: str | None
    waiting: int
    wait: NewcomerWait | None
    may_be_too_late: bool
    no_counter: NoCounter | None


class FoundRow(TypedDict):
    """A procedure in the list that is searched; `also`: other words that people use."""

    code: str
    names: Mapping[str, str]
    department: str
    keywords: NotRequired[str]


class FindableJson(TypedDict):
    """The answer of `GET /procedures/list.json`, most asked for first.

    `elsewhere`: what is not done here; `units`: what the centre calls its departments and services.
    """

    synonyms: Mapping[str, str]
    elsewhere: Sequence[ElsewhereJson]
    units: Sequence[str]
    procedures: Sequence[FoundRow]
