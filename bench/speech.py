"""A phrase from its words to a checked sound file, beside what the engine alone takes for it."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import perf_counter, sleep

from bench.program import ROOT, data_folder, serving
from bench.table import Row, share_rows, show
from bench.timing import timed
from bench.wire import Http
from display.speech.engines import Cache, Chain, Phrase, make_engine
from display.speech.engines.engines import WorkingEngine
from display.speech.engines.worker_process import Offload
from display.speech.words.number_words import spell_number
from display.speech.words.spelling import Speller
from web.runtime import runtime

TIMES, STARTS, PRESSES = 60, 9, 40
VOICES = {"vi": "aav/vi"}
BOARD, COUNTER, SERVICE = "/api/board?zone=tret", "07", "GTVT-LX"
COLD_MS, NEW_MS, CACHED_MS, LATE_MS = 400.0, 120.0, 5.0, 20.0

# How late others are while phrases are spoken, one after the other, and the engine starts again
LATE = """
import sys
from web.runtime import patch, runtime
patch("eventlet")
from bench.timing import measure_late
from bench.speech import Path, json, make_chain, make_phrase
run = runtime("eventlet")
engine, chain = make_chain(Path(sys.argv[1]), run.offload)

def speak():
    for serial in range(40):
        if serial == 20:
            engine.close()
        chain.say(make_phrase(serial))

print(json.dumps(measure_late(run, speak)))
chain.close()
"""


def run() -> bool:
    """Measure, print, and say whether the limits are kept."""
    with data_folder() as folder:
        rows = [*_measure_cold(folder), *_measure_phrases(folder / "voice"), *_measure_late(folder)]
        rows += _measure_presses(folder / "centre")
    return show(f"speech: from words to a sound file, pyttsx3, {TIMES} calls", rows)


def make_phrase(serial: int) -> Phrase:
    """Return a call that is not like the others."""
    number = Speller("vi", spell_number).spell_ticket(f"D{serial:03}")
    return Phrase(f"Xin mời công dân có số thứ tự {number}, đến quầy số bảy.", "vi")


def make_chain(folder: Path, offload: Offload) -> tuple[WorkingEngine, Chain]:
    """Return pyttsx3, not yet started, and a chain of it alone with its cache in `folder`."""
    engine = make_engine("pyttsx3", VOICES, offload)
    return engine, Chain([engine], Cache(folder), offload, lambda: datetime.now(UTC))


def _measure_cold(folder: Path) -> list[Row]:
    def start() -> None:
        engine, _ = make_chain(folder, runtime("threading").offload)
        engine.synth(make_phrase(1).text, "vi")
        engine.close()

    bare = _time_commands([[sys.executable, "-c", "import pyttsx3"]] * STARTS)
    taken, beside = timed([start] * STARTS), ("Python with pyttsx3", bare)
    return share_rows("the first phrase, not started", (50,), taken, beside, COLD_MS)


def _time_commands(commands: list[list[str]]) -> list[float]:
    return timed([partial(subprocess.check_call, command) for command in commands])


def _measure_phrases(folder: Path) -> list[Row]:
    _, chain = make_chain(folder, runtime("threading").offload)
    chain.say(make_phrase(999))
    steps = [partial(chain.say, make_phrase(serial)) for serial in range(TIMES)]
    new, cached = timed(steps), timed(steps)
    files = [spoken.path for step in steps if (spoken := step()) is not None]
    read = timed([file.read_bytes for file in files])
    chain.close()
    command = ["espeak-ng", "-v", VOICES["vi"], "-s", "150", "-w", str(folder / "raw.wav")]
    alone = _time_commands([[*command, make_phrase(n).text] for n in range(TIMES)])
    beside, file = ("espeak-ng alone", alone), ("reading the file", read)
    return [
        *share_rows("a new phrase", (50, 95), new, beside, NEW_MS),
        *share_rows("one from the cache", (50, 95), cached, file, CACHED_MS),
    ]


def _measure_late(folder: Path) -> list[Row]:
    command = [sys.executable, "-c", LATE, str(folder / "late")]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    alone, beside = json.loads(done.stdout)
    return share_rows("others wait", (99, 100), beside, ("nobody speaks", alone), LATE_MS)


def _measure_presses(folder: Path) -> list[Row]:
    """Measure from a press until the board has the sound; prepared: while the number waited."""
    folder.mkdir()
    with serving(folder) as program:
        http = Http(program.port, program.token)
        http.ask(f"/api/counters/{COUNTER}/open", {})
        _call(http)
        new = sorted(_call(http) for _ in range(PRESSES))
        beside = ("asking for the board", timed([partial(http.ask, BOARD)] * PRESSES))
        prepared = sorted(_call(http, listening=True) for _ in range(PRESSES))
    return [
        *share_rows("press to sound, new", (50,), new, beside, NEW_MS),
        *share_rows("press to sound, prepared", (50,), prepared, beside, NEW_MS),
    ]


def _call(http: Http, *, listening: bool = False) -> float:
    http.ask("/api/tickets", {"service": SERVICE})
    if listening:
        http.ask("/api/loudspeakers/tret/lease", {"player": "bench", "leads": True})
        sleep(1.5)
    began = perf_counter()
    number = http.ask(f"/api/counters/{COUNTER}/finish-and-call-next", {})["ticket"]["number"]
    while not any(line["number"] == number for line in http.ask(BOARD)["announcements"]):
        sleep(0.001)
    return (perf_counter() - began) * 1000
