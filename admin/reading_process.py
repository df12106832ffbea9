"""The process that reads a file of procedures, so that the hall waits for no workbook.

    python -m admin.reading_process

Takes the pickled (catalogue, content) from its input, and writes the pickled Reading to its output.
"""

import os
import pickle
import sys
import warnings

from admin.catalogue_file import check_procedures

GENTLE = 10
"""Whoever waits in the hall comes first."""


def main() -> None:
    """Read one file and end."""
    if hasattr(os, "nice"):
        os.nice(GENTLE)
    # What openpyxl misses in a workbook is no matter of the server's log
    warnings.simplefilter("ignore")
    # The pipe is between two processes of this program
    catalogue, content = pickle.load(sys.stdin.buffer)  # nosec B301
    sys.stdout.buffer.write(pickle.dumps(check_procedures(content, catalogue)))


if __name__ == "__main__":
    main()
