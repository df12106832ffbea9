"""The process that reads a file of procedures, so that the hall waits for no workbook.

    python -m admin.reading_process

Takes the pickled (content, catalogue) from its input, and writes the pickled Reading to its output.
"""

import warnings

from admin.catalogue_file import check_procedures
from web.child import answer_parent


def main() -> None:
    """Read one file and end."""
    # What openpyxl misses in a workbook is no matter of the server's log
    warnings.simplefilter("ignore")
    answer_parent(lambda asked: check_procedures(*asked))


if __name__ == "__main__":
    main()
