"""What the pages of administrators get of other rooms.

Times are texts, ISO 8601 in UTC ending in Z. Codes are those of `config.yaml`.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, TypedDict

from web.view_types import PrinterForGuides, UnheardCall, VoiceForMonitoring


class PrinterForAdministrators(PrinterForGuides):
    """Also how a printer is reached. `connection`: in words of its settings; `spare`: a printer.

    `beside`: the kiosk whose computer prints on it, null: the server itself; `waiting`: slips;
    `heard_at`: when its agent last reported; `fault`: the last Condition in which it could not
    print, and when that was last reported. All of them since the server's start.
    """

    connection: str
    beside: str | None
    spare: str | None
    waiting: int
    heard_at: str | None
    fault: str | None
    fault_at: str | None


class TrialSound(TypedDict):
    """A sentence of a test call. `audio`: the address of its sound, null where nobody speaks it."""

    language: str
    text: str | None
    audio: str | None


class TrialCall(TypedDict):
    """A test call. `under_way`: a sound is being made, or somebody is to say it.

    `result`: how it ended (see Result), null: it has not.
    """

    under_way: bool
    result: str | None
    sounds: Sequence[TrialSound]


class LoudspeakersForAdministrators(TypedDict):
    """Loudspeakers that are heard together in these zones.

    `volume`: 0 to 100; `silent`: muted, or in quiet hours; `player`: a board, the server's own
    loudspeaker, or nobody; `waiting`: calls that have not been said.
    """

    id: str
    zones: Sequence[str]
    volume: int
    mute: bool
    silent: bool
    player: Literal["board", "own"] | None
    waiting: int
    fault: UnheardCall | None
    trial: TrialCall | None


class VoiceForAdministrators(VoiceForMonitoring):
    """Who speaks each language, and all loudspeakers."""

    loudspeakers: Sequence[LoudspeakersForAdministrators]


class TableFault(TypedDict):
    """Why an office's table, or a row of it, is not taken: a code, where, and what stands there.

    `said_vi`: the same in Vietnamese where it is a sentence. It never has a dossier's code.
    """

    what: str
    line: int
    said: str
    said_vi: str


class KeptDossiers(TypedDict):
    """The table in force. `counts`: state -> dossiers; `old`: saved longer ago than configured.

    `passed`: rows that could not be read, `first_passed`: the first of them.
    """

    file: str
    read_at: str
    saved_at: str
    old: bool
    counts: Mapping[str, int]
    passed: int
    first_passed: TableFault | None


class DossiersForAdministrators(TypedDict):
    """The source of what citizens are told of their dossiers.

    `path`: the file that is read on schedule, null: none; `looked_at`, `looked_file`, `fault`: the
    last look at a file; `service_fault`: why the service gave no answer, empty: it does.
    """

    on: bool
    source: Literal["file", "http"]
    path: str | None
    every_min: float
    table: KeptDossiers | None
    looked_at: str | None
    looked_file: str
    fault: TableFault | None
    service_url: str
    service_fault: str
