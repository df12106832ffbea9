"""Who speaks in other processes, where it is not who should: guides may ask any of them."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from secrets import token_hex

from display.speech.engines import InForce
from queueing.errors import CannotStore
from web.processes import SharedState
from web.processes.shared_state import Value

ROOM = "voice sources"
KEPT_S, AGAIN_S = 60.0, 20.0
"""What a process that has ended said of itself is forgotten soon."""


class Elsewhere:
    """Says which sources fail here, by language, and knows which fail in other processes."""

    def __init__(self, shared: SharedState) -> None:
        """Begin with nothing to say."""
        self._shared, self._me = shared, token_hex(4)
        self._failing: dict[str, Value] = {}

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` when others may have said something; it must return at once."""
        self._shared.subscribe(ROOM, listener)

    def record(self, language: str, now: InForce) -> None:
        """Say who speaks a language here from now on."""
        said = None
        if now.resting:
            said = {
                "language": language,
                "source": now.source,
                "since": now.since.isoformat(),
                "resting": [list(each) for each in now.resting],
            }
            self._failing[language] = said
        elif self._failing.pop(language, None) is None:
            return
        self._tell(language, said)

    def forget(self) -> None:
        """Take back all that was said: other sources speak here."""
        for language in list(self._failing):
            del self._failing[language]
            self._tell(language, None)

    def say_again(self) -> None:
        """Say again what still holds; to be called every AGAIN_S."""
        for language, said in list(self._failing.items()):
            self._tell(language, said)

    def find(self, language: str) -> InForce | None:
        """Return who speaks a language in a process where a source fails; None: nowhere else."""
        own = f"{self._me}.{language}"
        said = (each for key, each in self._shared.look(ROOM).items() if key != own)
        found = (each for each in said if each["language"] == language)
        return next((_read(each) for each in found), None)

    def _tell(self, language: str, said: Value | None) -> None:
        # A call is spoken also where nobody else can hear of it now
        with suppress(CannotStore):
            self._shared.change(ROOM, f"{self._me}.{language}", lambda *_: said, KEPT_S)


def _read(value: Value) -> InForce:
    resting = tuple((source, cause) for source, cause in value["resting"])
    return InForce(value["source"], datetime.fromisoformat(value["since"]), resting)
