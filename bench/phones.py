"""Thousands of phones follow one queue by streams: when the last has its view, and who waits."""

from statistics import median
from time import perf_counter, sleep

from bench import raw
from bench.call_to_display import calls
from bench.followers import Board, Followers, followers
from bench.program import Program, data_folder, open_many_files, serving
from bench.raw_streams import raw_streams
from bench.table import Row, most_row, show
from bench.wire import Http, Looks, make_queue

LAST_S = {2000: 0.150, 5000: 0.350}
ROUNDS = 5
CALLS = 40
CALL_GAP_S = 0.5
CALM_S = 3.0
CALL_S, HELD_S = 0.050, 0.05
BULLETINS, BULLETIN = "/api/bulletins", {"reason": "system", "shown_min": 10}
TOLD_S = 1.0
PHONE_KB = 45
EVENT_BYTES = 600


def run() -> bool:
    """Measure, print, and say whether the limits are kept."""
    open_many_files(3 * max(LAST_S))
    kept = True
    for size, limit_s in LAST_S.items():
        with data_folder() as folder, serving(folder) as program:
            rows = _measure(program, size, limit_s)
        kept = show(f"{size} phones follow one queue by streams", rows) and kept
    return kept


def _measure(program: Program, size: int, limit_s: float) -> list[Row]:
    office = Http(program.port, program.token)
    path, tokens = make_queue(office, size + ROUNDS + 1)
    before_kb = program.rss_kb()
    with followers("phone", program.port, tokens[ROUNDS + 1 :]) as phones:
        phones.come()
        sleep(CALM_S)
        each_kb = (program.rss_kb() - before_kb) / size
        last = median(measure_last(office, path, phones) for _ in range(ROUNDS))
        board = Board(program.port, program.token)
        board.next_view()
        taken = sorted(calls(program, board, CALLS, CALL_GAP_S))
        sleep(CALM_S)
        told = max(_tell(office, phones, board) for _ in range(ROUNDS))
        before = Looks.of(office)
        phones.leave()
        sleep(2 * CALM_S)
        held, _ = Looks.of(office).later_than(HELD_S, before)
    bare = _raw(size)
    return [
        most_row("call → last phone, median", last * 1000, limit_s * 1000, "ms",
                 f"streams {bare * 1000:.0f} ms"),
        most_row("call → display p99 meanwhile", raw.percentile(taken, 99) * 1000, CALL_S * 1000,
                 "ms", digits=1),
        most_row(f"bulletin → last phone and board, longest of {ROUNDS}", told * 1000,
                 TOLD_S * 1000, "ms"),
        most_row("RSS for each phone", each_kb, PHONE_KB, "KB"),
        most_row(f"loop over {HELD_S * 1000:.0f} ms late when all leave", held, 0, "times"),
    ]  # fmt: skip


def measure_last(office: Http, path: str, phones: Followers) -> float:
    """Call somebody; return the seconds until the last phone knows, and let it be calm again."""
    began = perf_counter()
    office.ask(path, {})
    taken = phones.last_at(int(office.ask("/healthz")["seq"])) - began
    sleep(CALM_S)
    return taken


def _tell(office: Http, phones: Followers, board: Board) -> float:
    """Tell all who wait something; return the seconds until phones and the board have it."""
    board.drain()
    began = perf_counter()
    told = office.ask(BULLETINS, BULLETIN)
    board.next_view()
    seq = int(office.ask("/healthz")["seq"])
    taken = max(board.at, phones.last_at(seq)) - began
    office.ask(f"{BULLETINS}/{told['id']}/end", {})
    board.next_view()
    sleep(CALM_S)
    return taken


def _raw(size: int) -> float:
    with raw_streams(EVENT_BYTES) as port, followers("phone", port, ["-"] * size) as phones:
        phones.come()
        times = []
        for seq in range(1, ROUNDS + 1):
            sleep(1)
            began = float(Http(port, "").ask(f"/send/{seq}")["began"])
            times.append(phones.last_at(seq) - began)
    return median(times)
