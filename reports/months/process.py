"""The process that answers for the figures, so that the hall's own never waits for them.

    python -m reports.months.process DATA ask MOST_LIVE
    python -m reports.months.process DATA make

`ask` reads questions from its input, one pickled (journal number, call) after the other, and writes
each answer to its output. It ends when its input does, or when nobody has asked for a while.
`make` writes the files of closed days that are missing, and says on its output how far it is.
"""

import logging
import os
import pickle
import sys
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, BinaryIO

import duckdb

from queueing.errors import CannotStore
from reports.months.making import make
from reports.months.tables import Tables
from storage.journal_file import JournalFile
from web.child import give_way

IDLE_S = 120.0
GENTLE = 5
"""Less than other work beside the hall has: somebody waits for the page."""
Asked = tuple[int, Any]


def main() -> None:
    """Do what the command line says."""
    data, work = Path(sys.argv[1]), sys.argv[2]
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    give_way(GENTLE)
    if work == "make":
        Thread(target=_end_with_the_input, daemon=True).start()
        try:
            make(data, JournalFile(data), tell=partial(_tell, sys.stdout.buffer))
        except (CannotStore, OSError, duckdb.Error) as fault:
            logging.getLogger("xinmoi.reports").warning("files of earlier days: %s", fault)
            sys.exit(1)
    else:
        answer_questions(data, int(sys.argv[3]), sys.stdin.buffer, sys.stdout.buffer)
        # Whoever waits for the next question holds the lock of the input
        os._exit(0)


def answer_questions(data: Path, most_live: int, questions: BinaryIO, answers: BinaryIO) -> None:
    """Answer until the questions end or nobody has asked for IDLE_S seconds."""
    waiting: SimpleQueue[Asked | None] = SimpleQueue()
    Thread(target=_read, args=(questions, waiting), daemon=True).start()
    tables: Tables | None = None
    while (asked := _next(waiting)) is not None:
        until, call = asked
        answer: tuple[bool, Any]
        try:
            # Opened by the first question: it may be refused like any other
            tables = tables or Tables(data, JournalFile(data), most_live)
            answer = True, tables.ask(until, call)
        except CannotStore as fault:
            answer = False, fault
        except Exception as fault:
            logging.getLogger("xinmoi.reports").exception("a question about figures failed")
            answer = False, CannotStore(f"the figures cannot be read: {fault}")
        try:
            answers.write(pickle.dumps(answer))
            answers.flush()
        except BrokenPipeError:  # the server has gone: nobody waits for an answer
            return


def _next(waiting: "SimpleQueue[Asked | None]") -> Asked | None:
    try:
        return waiting.get(timeout=IDLE_S)
    except Empty:
        return None


def _read(questions: BinaryIO, waiting: "SimpleQueue[Asked | None]") -> None:
    try:
        while True:
            waiting.put(pickle.load(questions))  # nosec B301 # from the process that began this one
    except EOFError:
        waiting.put(None)


def _tell(output: BinaryIO, done: int, of: int) -> None:
    output.write(f"{done} {of}\n".encode("ascii"))
    output.flush()


def _end_with_the_input() -> None:
    # Not through sys.stdin: its lock would be held when the program ends by itself
    while os.read(0, 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    main()
