"""A centre moves to PostgreSQL and back: nothing of it changes, and nothing is left halfway."""

from contextlib import closing

import pytest
from sqlalchemy import select

from storage.accounts import Accounts
from storage.citizen_words import CitizenWords
from storage.database import open_database
from storage.faults import StorageFault
from storage.lock import ServerLock
from storage.migrating import move_to_folder, move_to_postgres
from storage.place import DATABASE, MOVED, find_url, settle
from storage.tables import metadata
from storage.verify import verify
from tests.program import run
from tests.storage.centre import a_morning, centre_in, change, take_number


@pytest.fixture
def folder(tmp_path):
    """A data folder with something in most tables."""
    with centre_in(tmp_path) as centre:
        a_morning(centre)
        take_number(centre, key="press-1")
        accounts = Accounts(centre.database)
        for name in ("Máy 1", "Máy 2"):
            accounts.create_token("kiosk", name)
        accounts.create_person("lan", "officer", "bí mật")
        CitizenWords(centre.database, lambda: centre.now).keep("r1", "remark", "XD", "Cảm ơn")
    return tmp_path


def tell_nobody(_table, _done, _of):
    pass


def all_rows(folder):
    with closing(open_database(folder, create=False)) as database:
        return {
            name: database.read(
                lambda c, t=table: sorted(map(tuple, c.execute(select(t))), key=str)
            )
            for name, table in metadata.tables.items()
        }


def test_a_centre_moves_there_and_back(folder, postgres):
    before, told = all_rows(folder), []
    last = move_to_postgres(folder, postgres, lambda *each: told.append(each))
    assert find_url(folder) == postgres
    assert not (folder / DATABASE).exists()
    assert (folder / MOVED).exists()
    assert all_rows(folder) == before
    assert ("journal", last, last) in told
    with centre_in(folder) as centre:
        assert take_number(centre, key="press-1") == "A004"
        assert take_number(centre) == "A005"
        # New rows get numbers of their own
        Accounts(centre.database).create_token("kiosk", "Máy 3")
        assert [each.id for each in Accounts(centre.database).tokens()] == [1, 2, 3]
        assert verify(centre.database) == []
    before = all_rows(folder)
    move_to_folder(postgres, folder, tell_nobody)
    assert find_url(folder) is None
    assert all_rows(folder) == before
    with centre_in(folder) as centre:
        assert take_number(centre) == "A006"
        assert verify(centre.database) == []
    # Whoever is led there again would give A006 once more
    settle(folder.parent / "other host", postgres)
    with pytest.raises(StorageFault, match=r"has moved into a data folder .* drop it"):
        centre_in(folder.parent / "other host")


def test_a_database_that_holds_anything_is_refused(folder, tmp_path_factory, postgres):
    other = tmp_path_factory.mktemp("other")
    settle(other, postgres)
    with closing(open_database(other)) as database:
        Accounts(database).create_token("kiosk", "Máy 9")
    with pytest.raises(StorageFault, match="is not empty"):
        move_to_postgres(folder, postgres, tell_nobody)
    assert find_url(folder) is None
    with pytest.raises(StorageFault, match="has a database already"):
        move_to_folder(postgres, folder, tell_nobody)
    assert [each[3] for each in all_rows(other)["token"]] == [None]


def test_a_journal_that_is_not_sound_is_not_moved(folder, postgres):
    change(folder, "UPDATE journal SET actor = 'user:minh' WHERE seq = 3")
    with pytest.raises(StorageFault, match="is not sound: journal entry 3 was changed"):
        move_to_postgres(folder, postgres, tell_nobody)
    assert (folder / DATABASE).exists()
    assert find_url(folder) is None


def test_nothing_is_moved_under_a_server(folder, tmp_path_factory, postgres):
    lock = ServerLock(folder)
    with pytest.raises(StorageFault, match="already uses the data folder"):
        move_to_postgres(folder, postgres, tell_nobody)
    lock.release()
    move_to_postgres(folder, postgres, tell_nobody)
    with centre_in(folder) as centre:
        centre.database.claim()
        with pytest.raises(StorageFault, match="a server already uses the database"):
            move_to_folder(postgres, tmp_path_factory.mktemp("other"), tell_nobody)


def test_no_centre_begins_anew_beside_the_one_that_is_there(folder, tmp_path, postgres):
    with pytest.raises(
        StorageFault, match=r"has a database of its own; \./run migrate-data --from"
    ):
        settle(folder, postgres)
    move_to_postgres(folder, postgres, tell_nobody)
    with pytest.raises(StorageFault, match=r"does not say so any more; \./run migrate-data --from"):
        settle(folder, None)
    elsewhere = postgres.replace("127.0.0.1", "localhost")
    settle(folder, elsewhere)
    assert find_url(folder) == elsewhere
    settle(tmp_path / "new", postgres)
    assert find_url(tmp_path / "new") == postgres


def test_a_database_without_a_centre_is_not_moved(tmp_path, postgres):
    with pytest.raises(StorageFault, match="holds no centre"):
        move_to_folder(postgres, tmp_path / "new", tell_nobody)
    assert not (tmp_path / "new").exists()


@pytest.mark.processes
def test_an_address_of_postgresql_has_one_way_to_begin(tmp_path):
    for given in (("var", "postgres://x@y/z"), ("postgres://y/z", tmp_path / "new")):
        refused = run("migrate-data", "--from", given[0], "--to", given[1], expect=2)
        assert "an address of PostgreSQL begins with postgresql://" in refused.stderr


def test_a_refused_move_leaves_no_folder_that_was_not_there(tmp_path, postgres):
    with pytest.raises(StorageFault, match="there is no database in"):
        move_to_postgres(tmp_path / "a" / "mistyped", postgres, tell_nobody)
    assert not (tmp_path / "a").exists()
