"""The data folder: made on first start, refused in plain words when it cannot be used."""

import os
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, select

from queueing import commands as c
from storage import tables
from storage.citizen_words import CitizenWords
from storage.database import open_database
from storage.faults import StorageFault
from storage.lock import ServerLock
from storage.place import DATABASE
from storage.schema import HEAD, MIGRATIONS, create, migrate, version
from storage.sqlite.database import WAL_PAGES
from tests.storage.centre import a_morning, centre_in
from tests.storage.children import child, told_by


def test_the_first_start_makes_folder_and_database(tmp_path):
    folder = tmp_path / "new" / "var"
    open_database(folder).close()
    assert (folder / DATABASE).is_file()
    assert folder.stat().st_mode & 0o077 == 0


def test_what_is_only_looked_at_is_not_made(tmp_path):
    with pytest.raises(StorageFault, match="there is no database in"):
        open_database(tmp_path / "nowhere", create=False)
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("way", [create, lambda connection: migrate(connection, "", None)])
def test_a_new_database_and_a_migrated_one_have_the_tables_of_the_program(way):
    with create_engine("sqlite://").begin() as connection:
        way(connection)
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []
        assert version(connection) == HEAD
        counted = connection.execute(select(tables.tally).order_by(tables.tally.c.name)).all()
    assert [tuple(row) for row in counted] == [("procedures", 0)]


def test_the_program_knows_the_newest_migration():
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_a_database_of_a_newer_program_is_refused(tmp_path):
    open_database(tmp_path).close()
    newer = sqlite3.connect(tmp_path / DATABASE)
    newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.commit()
    newer.close()
    with pytest.raises(StorageFault, match=r"made by a newer version of this program \(form 9999"):
        open_database(tmp_path)


LATER_COLUMNS = {
    "token": ("zone", "scopes", "seen_at", "page"),
    "person": ("must_change", "totp_secret", "totp_step", "recovery"),
    "procedure": ("off_at",),
}
LATER_TABLES = (
    "citizen_words", "sign_in", "account_change", "openid_link", "procedure_change",
    "push_subscription",
)  # fmt: skip


def test_a_database_of_the_first_form_gains_a_place_for_what_citizens_write(tmp_path):
    with centre_in(tmp_path) as centre:
        a_morning(centre)
        entries = centre.entries()
    older = sqlite3.connect(tmp_path / DATABASE)
    older.execute("DROP INDEX ix_journal_complaints")
    for table in LATER_TABLES:
        older.execute(f"DROP TABLE {table}")
    for table, columns in LATER_COLUMNS.items():
        for column in columns:
            older.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    older.execute("UPDATE alembic_version SET version_num = '0001'")
    older.commit()
    older.close()
    with centre_in(tmp_path) as centre:
        assert centre.entries() == entries
        words = CitizenWords(centre.database, lambda: centre.now)
        words.keep("r1", "remark", "XD", "Cảm ơn")
        assert [written.text for written in words.written("remark")] == ["Cảm ơn"]


def test_a_file_that_is_no_database_is_refused(tmp_path):
    (tmp_path / DATABASE).write_bytes(b"a letter to the director, not a database\n" * 100)
    with pytest.raises(StorageFault, match="is damaged; restore a backup"):
        open_database(tmp_path)


def test_a_damaged_page_of_the_journal_is_told_in_plain_words(tmp_path):
    with centre_in(tmp_path) as centre:
        a_morning(centre)
        pages = centre.database.read(
            lambda connection: connection.exec_driver_sql(
                "SELECT pageno FROM dbstat WHERE name = 'journal'"
            ).scalars().all()
        )  # fmt: skip
    with (tmp_path / DATABASE).open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * 4096)
            file.write(b"\xa5" * 4096)
    with pytest.raises(StorageFault, match="is damaged; restore a backup"), centre_in(tmp_path):
        pass


def test_a_file_in_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "var").write_text("not a folder")
    with pytest.raises(StorageFault, match="is not a folder"):
        open_database(tmp_path / "var")


AS_NOBODY = """
import alembic.command, alembic.script, os, sys
from pathlib import Path
from storage.database import open_database
from storage.place import DATABASE
from storage.sqlite.database import WAL_PAGES
from storage.faults import StorageFault
from storage.lock import ServerLock
if os.geteuid() == 0:
    os.setuid(65534)
for use in (open_database, ServerLock):
    try:
        use(Path(sys.argv[1]))
    except StorageFault as fault:
        print(fault)
"""


def test_a_folder_that_may_only_be_read_is_refused(tmp_path_factory):
    # Administrators may write everywhere: the child becomes nobody, who must get into the folder
    folder = tmp_path_factory.mktemp("read-only")
    open_database(folder).close()
    (folder / DATABASE).chmod(0o444)
    (folder / "server.lock").write_text("")
    (folder / "server.lock").chmod(0o444)
    folder.chmod(0o555)
    reach = [parent for parent in folder.parents if parent.stat().st_uid == os.getuid()]
    modes = {parent: parent.stat().st_mode for parent in reach if parent != Path("/")}
    try:
        for parent in modes:
            parent.chmod(modes[parent] | 0o011)
        told = told_by(AS_NOBODY, folder).splitlines()
    finally:
        for parent, mode in modes.items():
            parent.chmod(mode)
    assert "read-only" in told[0]
    assert str(folder) in told[0]
    assert "may not use" in told[1]


HOLDS_THE_LOCK = """
import sys
from pathlib import Path
from storage.lock import ServerLock
lock = ServerLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_server_is_refused_until_the_first_is_gone(tmp_path):
    first = child(HOLDS_THE_LOCK, tmp_path, stdin=-1)
    assert first.stdout.readline() == "held\n"
    with pytest.raises(StorageFault, match=rf"a server \(process {first.pid}\) already uses"):
        ServerLock(tmp_path)
    first.kill()
    first.communicate()
    lock = ServerLock(tmp_path)
    assert (tmp_path / "server.lock").read_text() == f"{os.getpid()}\n"
    lock.release()
    ServerLock(tmp_path).release()


def test_a_change_that_fails_halfway_leaves_nothing(tmp_path):
    database = open_database(tmp_path)

    def halfway(connection):
        connection.execute(tables.tally.insert(), {"name": "half", "n": 1})
        raise KeyError("the other half")

    with pytest.raises(KeyError):
        database.write(halfway)
    names = database.read(lambda c: c.execute(select(tables.tally.c.name)).scalars().all())
    database.close()
    assert "half" not in names


def test_the_log_is_copied_while_commits_go_on(tmp_path):
    with centre_in(tmp_path) as centre:
        centre.press(c.OpenCounter("1", "lan"))
        log = tmp_path / f"{DATABASE}-wal"
        laid_out = log.stat().st_size
        for n in range(2 * WAL_PAGES):
            centre.press(c.PauseCounter("1", "meeting"), key=f"k{n}")
            centre.press(c.OpenCounter("1", "lan"))
        # Copying that lags behind lets the log grow a little; without it, it grows sixfold
        assert log.stat().st_size < 2 * laid_out
        entries = len(centre.entries())
    assert not log.exists()
    with centre_in(tmp_path) as centre:
        assert len(centre.entries()) == entries
