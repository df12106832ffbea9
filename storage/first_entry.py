"""Which journal a data folder has: noted, so that no other database is taken for its own."""

from functools import partial

from sqlalchemy import Connection, select

from storage import tables
from storage.database import Database
from storage.faults import StorageFault, fault_from
from storage.place import CENTRE, put_in_place

NOTE = "first-entry"
"""A file of the data folder: the chain value of the journal's first entry, in hex."""


def require_same_journal(database: Database, centre: str = CENTRE) -> None:
    """Note whose journal it is, or raise StorageFault where the folder had another one.

    A file in the folder is its own; a database on a server is whichever an address leads to.
    """
    if not database.is_shared:
        return
    first = database.read(partial(_first_chain, centre=centre))
    note = database.folder / NOTE
    try:
        noted = note.read_text(encoding="ascii").strip() if note.exists() else ""
        if noted and noted != first:
            raise StorageFault(
                f"the database of {database.folder} holds another journal than before, or none: "
                "its numbers would be given a second time; set server.database to the one it had, "
                f"or remove {note} if the other is meant"
            )
        if first and not noted:
            partial_note = note.with_name(f"{NOTE}.partial")
            partial_note.write_text(f"{first}\n", encoding="ascii")
            put_in_place(partial_note, note)
    except OSError as error:
        raise fault_from(error, note)


def _first_chain(connection: Connection, centre: str) -> str:
    j = tables.journal.c
    found = connection.execute(select(j.chain).where(j.centre == centre, j.seq == 1)).scalar()
    return "" if found is None else bytes(found).hex()
