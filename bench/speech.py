"""A phrase from its words to a checked sound file, beside what the engine alone takes for it."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import perf_counter, sleep

from bench import raw
from bench.program import ROOT, data_folder, serving
from bench.table import Row, show
from bench.timing import timed
from bench.wire import Http
from display.speech import Cache, Chain, Phrase, engine_named

TIMES, STARTS = 60, 9
VOICES = {"vi": "aav/vi"}
DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
BOARD, COUNTER, SERVICE = "/api/board?zone=tret", "07", "GTVT-LX"
PRESSES, PREPARED_WITHIN_S = 40, 1.5
COLD_MS, WARM_MS, CACHED_MS, LAG_MS = 400.0, 120.0, 5.0, 20.0

# How late somebody is who sleeps 2 ms at a time: alone, then while phrases are spoken, one after
# the other, and the engine is started once more.
LAG = """
import sys
from web.runtime import patch, runtime
patch("eventlet")
import json
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from time import perf_counter
from bench.speech import VOICES, phrase
from display.speech import Cache, Chain, engine_named
run = runtime("eventlet")
engine = engine_named("pyttsx3", VOICES, run.offload)
chain = Chain([engine], Cache(Path(sys.argv[1])), run.offload, lambda: datetime.now(UTC))
spoken = []

def speak():
    for serial in range(40):
        if serial == 20:
            engine.close()
        chain.say(phrase(serial))
    spoken.append(True)

def late(until):
    taken = []
    while not until():
        began = perf_counter()
        run.sleep(0.002)
        taken.append((perf_counter() - began) * 1000 - 2)
    return sorted(taken)

begin = perf_counter()
alone = late(lambda: perf_counter() - begin > 2)
Thread(target=speak).start()
beside = late(lambda: bool(spoken))
chain.close()
print(json.dumps([alone, beside]))
"""


def run() -> bool:
    """Measure, print, and say whether the limits are kept."""
    with data_folder() as folder:
        rows = [_cold(), *_phrases(folder / "voice"), *_lag(folder), *_pressed(folder / "centre")]
    show(f"speech: from words to a sound file, pyttsx3, {TIMES} calls", rows)
    return all(row.kept for row in rows)


def phrase(serial: int) -> Phrase:
    """Return a call that is not like the others."""
    said = ", ".join(DIGITS[int(digit)] for digit in f"{serial:03}")
    return Phrase(f"Xin mời công dân có số thứ tự dê, {said}, đến quầy số bảy.", "vi")


def _cold() -> Row:
    taken = timed([_start] * STARTS)
    bare = timed([partial(_run, [sys.executable, "-c", "import pyttsx3"])] * STARTS)
    beside = ("Python with pyttsx3", bare)
    return _row("the first phrase, engine not started", 50, taken, beside, COLD_MS)


def _start() -> None:
    engine = engine_named("pyttsx3", VOICES, lambda work: work())
    engine.synth(phrase(1).text, "vi")
    engine.close()


def _phrases(folder: Path) -> list[Row]:
    engine = engine_named("pyttsx3", VOICES, lambda work: work())
    chain = Chain([engine], Cache(folder), lambda work: work(), lambda: datetime.now(UTC))
    chain.say(phrase(999))
    said = [partial(chain.say, phrase(serial)) for serial in range(TIMES)]
    warm, cached = timed(said), timed(said)
    files = [spoken.path for each in said if (spoken := each()) is not None]
    read = timed([file.read_bytes for file in files])
    chain.close()
    command = ["espeak-ng", "-v", VOICES["vi"], "-s", "150", "-w", str(folder / "raw.wav")]
    alone = timed([partial(_run, [*command, phrase(serial).text]) for serial in range(TIMES)])
    return [
        _row(f"{figure}, {name} of {TIMES}", share, taken, beside, limit)
        for figure, taken, beside, limit in (
            ("a new phrase", warm, ("espeak-ng alone", alone), WARM_MS),
            ("a phrase from the cache", cached, ("reading the file", read), CACHED_MS),
        )
        for name, share in (("median", 50), ("p95", 95))
    ]


def _lag(folder: Path) -> list[Row]:
    command = [sys.executable, "-c", LAG, str(folder / "lag")]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    alone, beside = json.loads(done.stdout)
    return [
        _row(f"others wait meanwhile, {name}", share, beside, ("nobody speaks", alone), LAG_MS)
        for name, share in (("p99", 99), ("at most", 100))
    ]


def _pressed(folder: Path) -> list[Row]:
    """Measure from an officer's press until the board has the call with its sound.

    Prepared: while the number waited, because somebody listens.
    """
    folder.mkdir()
    with serving(folder) as program:
        http = Http(program.port, program.token)
        http.ask(f"/api/counters/{COUNTER}/open", {})
        _call(http)
        new = sorted(_call(http) for _ in range(PRESSES))
        bare = timed([partial(http.ask, BOARD)] * PRESSES)
        prepared = sorted(_call(http, listening=True) for _ in range(PRESSES))
    http.close()
    beside = ("asking for the board", bare)
    return [
        _row("press to sound on the board, new, median", 50, new, beside, WARM_MS),
        _row("press to sound on the board, prepared, median", 50, prepared, beside, WARM_MS),
    ]


def _call(http: Http, *, listening: bool = False) -> float:
    http.ask("/api/tickets", {"service": SERVICE})
    if listening:
        http.ask("/api/loudspeakers/tret/lease", {"player": "bench", "leads": True})
        sleep(PREPARED_WITHIN_S)
    began = perf_counter()
    number = http.ask(f"/api/counters/{COUNTER}/finish-and-call-next", {})["ticket"]["number"]
    while not any(line["number"] == number for line in http.ask(BOARD)["announcements"]):
        sleep(0.001)
    return (perf_counter() - began) * 1000


def _row(
    figure: str, share: int, taken: list[float], beside: tuple[str, list[float]], limit: float
) -> Row:
    measured = raw.percentile(taken, share)
    name, bare = beside
    return Row(
        figure,
        f"{measured:.1f} ms",
        f"{name} {raw.percentile(bare, share):.2f} ms",
        f"≤ {limit:.0f} ms",
        measured <= limit,
    )


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True)
