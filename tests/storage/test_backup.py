"""A backup is one sound file, made while the centre works; a restore accepts nothing less."""

import sqlite3
from contextlib import closing
from threading import Thread

import pytest

from queueing import commands as c
from storage.accounts import Accounts
from storage.backup import backup, restore
from storage.database import open_database
from storage.faults import StorageFault
from storage.lock import ServerLock
from storage.place import DATABASE
from storage.verify import verify
from tests.storage.centre import a_morning, centre_in, take_number


def backed_up(folder, file, **options):
    database = open_database(folder, create=False)
    try:
        backup(database, file, **options)
    finally:
        database.close()


def test_a_restored_centre_goes_on_where_the_backup_was_made(folder, tmp_path):
    with centre_in(folder) as centre:
        a_morning(centre)
        token = Accounts(centre.database).create_token("kiosk", "Máy 1")
        # Another program makes the backup while this one has the folder open
        backed_up(folder, tmp_path / "monday.backup")
        at_backup = centre.office.hall
        take_number(centre)
    assert (tmp_path / "monday.backup").stat().st_mode & 0o077 == 0
    people, devices = restore(tmp_path / "monday.backup", tmp_path / "restored")
    assert (people, [each.name for each in devices]) == ([], ["Máy 1"])
    assert sorted(p.name for p in (tmp_path / "restored").iterdir()) == ["server.lock", DATABASE]
    with centre_in(tmp_path / "restored") as centre:
        assert centre.office.hall == at_backup
        assert Accounts(centre.database).find_token(token).name == "Máy 1"


def test_a_backup_made_while_numbers_are_given_is_sound(folder, tmp_path):
    with centre_in(folder) as centre:
        centre.press(c.OpenCounter("1", "lan"))
        working = Thread(target=lambda: [take_number(centre) for _ in range(400)])
        working.start()
        copies = [tmp_path / f"{n}.backup" for n in range(5)]
        for copy in copies:
            backed_up(folder, copy)
        working.join()
        assert len(centre.waiting()) == 400
    for copy in copies:
        restore(copy, tmp_path / copy.stem)
        with centre_in(tmp_path / copy.stem) as centre:
            assert verify(centre.database) == []


def test_a_backup_never_overwrites_by_itself(tmp_path):
    open_database(tmp_path / "var").close()
    file = tmp_path / "monday.backup"
    file.write_text("another file")
    with pytest.raises(StorageFault, match="exists already and is not overwritten"):
        backed_up(tmp_path / "var", file)
    assert file.read_text() == "another file"
    backed_up(tmp_path / "var", file, overwrite=True)
    restore(file, tmp_path / "restored")


def test_a_backup_that_cannot_be_written_leaves_nothing(tmp_path):
    open_database(tmp_path / "var").close()
    with pytest.raises(StorageFault, match="cannot be used"):
        backed_up(tmp_path / "var", tmp_path / "nowhere" / "monday.backup")


def test_nothing_is_restored_over_a_centre_or_under_a_server(tmp_path):
    open_database(tmp_path / "var").close()
    backed_up(tmp_path / "var", tmp_path / "monday.backup")
    with pytest.raises(StorageFault, match="is not empty"):
        restore(tmp_path / "monday.backup", tmp_path / "var")
    (tmp_path / "new").mkdir()
    lock = ServerLock(tmp_path / "new")
    with pytest.raises(StorageFault, match="already uses the data folder"):
        restore(tmp_path / "monday.backup", tmp_path / "new")
    lock.release()
    restore(tmp_path / "monday.backup", tmp_path / "new")


def test_a_missing_backup_is_told(tmp_path):
    with pytest.raises(StorageFault, match="there is no backup"):
        restore(tmp_path / "nothing", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_backup_that_was_edited_is_not_restored(tmp_path):
    with centre_in(tmp_path / "var") as centre:
        a_morning(centre)
    file = tmp_path / "monday.backup"
    backed_up(tmp_path / "var", file)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE journal SET actor = 'user:minh' WHERE seq = 3")
    connection.close()
    with pytest.raises(StorageFault, match="is not sound: journal entry 3 was changed"):
        restore(file, tmp_path / "new")
    file.write_bytes(b"no backup at all" * 1000)
    with pytest.raises(StorageFault, match="is damaged"):
        restore(file, tmp_path / "new")
    assert not (tmp_path / "new" / DATABASE).exists()
    assert not (tmp_path / "new" / "restoring").exists()


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("CREATE TRIGGER t AFTER INSERT ON token BEGIN DELETE FROM journal; END", "trigger t"),
        ("CREATE VIEW v AS SELECT * FROM person", "view v"),
        ("CREATE TABLE beside (a)", "table beside"),
        ("CREATE VIRTUAL TABLE found USING fts5(words)", "table found"),
        ("ALTER TABLE person ADD COLUMN secret TEXT", "column person.secret"),
        ("ALTER TABLE token ADD COLUMN n INTEGER AS (id + 1)", r"column token.n \(computed\)"),
        ("ALTER TABLE answer DROP COLUMN day", "column answer.day"),
    ],
)
def test_a_backup_that_holds_what_this_program_does_not_write_is_not_restored(
    tmp_path, statement, what
):
    open_database(tmp_path / "var").close()
    file = tmp_path / "monday.backup"
    backed_up(tmp_path / "var", file)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(statement)
        connection.commit()
    with pytest.raises(StorageFault, match=f"does not write {what}"):
        restore(file, tmp_path / "new")
    assert not (tmp_path / "new" / DATABASE).exists()
