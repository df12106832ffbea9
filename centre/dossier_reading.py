"""The process that reads an office's table of dossiers, so that the hall waits for no workbook.

    python -m centre.dossier_reading

Takes the pickled (content, TableOptions) from its input, and writes the pickled DossierTable.
"""

import warnings
from collections.abc import Mapping
from functools import partial

from admin.sheets.cells import Cells, UnreadableSheet
from admin.sheets.reader import find_columns, read_table
from admin.sheets.sentences import translate
from admin.sheets.vietnamese import VIETNAMESE
from results.sources.table import COLUMNS, DossierTable, Fault, TableOptions, read_dossiers
from web.child import answer_parent


def read_content(content: bytes, options: TableOptions) -> DossierTable:
    """Return what a file's content says, or why it cannot be read."""
    try:
        table = read_table(content, COLUMNS)
        names = find_columns(table.heading, COLUMNS)
        rows = map(partial(_name_cells, names), table.rows)
        return read_dossiers(set(filter(None, names)), rows, options)
    except UnreadableSheet as fault:
        said = fault.args[0]
        why = Fault("unreadable", fault.line, said, translate(said, VIETNAMESE))
        return DossierTable(fault=why)


def _name_cells(names: list[str | None], row: Cells) -> tuple[int, Mapping[str, str]]:
    """Return a row's line, and its texts by column."""
    texts = (*row.texts, *[""] * len(names))
    return row.line, {name: text for name, text in zip(names, texts, strict=False) if name}


def main() -> None:
    """Read one table and end."""
    # What openpyxl misses in a workbook is no matter of the server's log
    warnings.simplefilter("ignore")
    answer_parent(lambda asked: read_content(*asked))


if __name__ == "__main__":
    main()
