"""What the disk itself can do: overwriting a preallocated block and forcing it out."""

import os
from pathlib import Path
from time import perf_counter, sleep

BLOCK = 4096
BLOCKS = 1024


class RawFile:
    """A preallocated file that is overwritten block by block."""

    def __init__(self, folder: Path) -> None:
        """Lay the file out in full before anything is measured."""
        self._path = folder / "raw.bin"
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        os.write(self._file, bytes(BLOCK * BLOCKS))
        os.fsync(self._file)
        self._written = 0

    def write(self) -> float:
        """Overwrite one block durably; return the seconds it took."""
        began = perf_counter()
        os.pwrite(self._file, b"x" * BLOCK, BLOCK * (self._written % BLOCKS))
        os.fdatasync(self._file)
        self._written += 1
        return perf_counter() - began

    def close(self) -> None:
        """Remove the file."""
        os.close(self._file)
        self._path.unlink()


def rate(folder: Path, seconds: float = 2.0) -> float:
    """Return durable overwrites a second, back to back."""
    raw = RawFile(folder)
    began, count = perf_counter(), 0
    while perf_counter() - began < seconds:
        raw.write()
        count += 1
    raw.close()
    return count / seconds


def after_gap(folder: Path, times: int = 100, gap_s: float = 0.02) -> list[float]:
    """Return the sorted seconds of single durable overwrites, each after a pause."""
    raw = RawFile(folder)
    taken = []
    for _ in range(times):
        sleep(gap_s)
        taken.append(raw.write())
    raw.close()
    return sorted(taken)


def percentile(values: list[float], percent: float) -> float:
    """Return the nearest-rank percentile of sorted values."""
    rank = max(1, -(-len(values) * percent // 100))
    return values[int(rank) - 1]
