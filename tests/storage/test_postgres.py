"""What is PostgreSQL's own: what a server must promise, lost connections, who was faster."""

import signal
from contextlib import closing

import psycopg
import pytest

from queueing import commands as c
from queueing.errors import Behind, CannotStore, CounterIsClosed
from queueing.events import CounterOpened, Entry
from queueing.office import KeyedAnswer
from storage.accounts import Accounts
from storage.faults import StorageFault
from storage.journal_file import JournalFile
from storage.place import find_url, write_mark
from storage.verify import verify
from tests.postgres import PostgresServer
from tests.queueing.centre import MORNING
from tests.storage.centre import centre_in, change, take_number
from tests.storage.cutting import CuttingProxy


@pytest.fixture
def folder(tmp_path, postgres):
    write_mark(tmp_path, postgres)
    return tmp_path


@pytest.fixture(scope="module")
def own_server():
    """A server that these tests stop and start as they like."""
    server = PostgresServer()
    yield server
    server.remove()


@pytest.fixture
def own_folder(own_server, tmp_path):
    own_server.stop()
    own_server.start(fsync="on", full_page_writes="on")
    write_mark(tmp_path, own_server.create_database())
    return tmp_path


@pytest.mark.parametrize("commits", ["off", "local", "remote_write"])
def test_a_server_that_could_lose_what_it_acknowledged_is_refused(
    folder, postgres, postgres_server, commits
):
    name = postgres.rpartition("/")[2]
    postgres_server.execute(f"ALTER DATABASE {name} SET synchronous_commit = {commits}")
    with pytest.raises(StorageFault, match=f"has synchronous_commit = {commits} and could lose"):
        centre_in(folder)
    postgres_server.execute(f"ALTER DATABASE {name} SET synchronous_commit = remote_apply")
    with centre_in(folder) as centre:
        take_number(centre)


@pytest.mark.parametrize("setting", ["fsync", "full_page_writes"])
def test_a_server_that_could_lose_it_in_a_power_cut_is_refused(own_folder, own_server, setting):
    own_server.stop()
    own_server.start(**{setting: "off"})
    with pytest.raises(StorageFault, match=f"has {setting} = off"):
        centre_in(own_folder)


@pytest.mark.parametrize("setting", ["fsync", "full_page_writes"])
def test_a_server_that_comes_back_with_less_is_refused(own_folder, own_server, setting):
    with centre_in(own_folder) as centre:
        take_number(centre)
        own_server.stop()
        own_server.start(**{setting: "off"})
        with pytest.raises(CannotStore):
            take_number(centre)
        assert not centre.office.healthy()
        own_server.stop()
        own_server.start(**{setting: "on"})
        assert centre.office.healthy()


def test_texts_that_would_be_spoilt_are_refused(tmp_path, postgres_server):
    postgres_server.execute("CREATE DATABASE ascii ENCODING 'SQL_ASCII' TEMPLATE template0")
    write_mark(tmp_path, postgres_server.url("ascii"))
    with pytest.raises(StorageFault, match="keeps texts as SQL_ASCII"):
        centre_in(tmp_path)
    postgres_server.drop_database(postgres_server.url("ascii"))


def test_a_database_that_is_not_there_is_told_in_one_sentence(tmp_path, postgres_server):
    write_mark(tmp_path, postgres_server.url("nowhere"))
    with pytest.raises(StorageFault, match=r"nowhere at 127\.0\.0\.1") as told:
        centre_in(tmp_path)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT])
def test_the_database_stops_and_comes_back_and_nothing_is_lost(own_folder, own_server, how):
    with centre_in(own_folder) as centre:
        told = [take_number(centre, key=f"press-{n}") for n in range(3)]
        own_server.stop(how)
        for _ in range(2):
            with pytest.raises(CannotStore, match=r"reached|stopped|journal cannot be written"):
                take_number(centre, key="press-3")
        assert not centre.office.healthy()
        own_server.start()
        assert centre.office.healthy()
        told.append(take_number(centre, key="press-3"))
        assert centre.waiting() == told
        assert verify(centre.database) == []


def test_readers_do_not_notice_that_their_connections_were_cut(folder, postgres_server):
    with centre_in(folder) as centre:
        accounts = Accounts(centre.database)
        secret = accounts.create_token("kiosk", "Máy 1")
        postgres_server.cut_all()
        assert [each.name for each in accounts.tokens()] == ["Máy 1"]
        postgres_server.cut_all()
        accounts.create_token("kiosk", "Máy 2")
        postgres_server.cut_all()
        assert accounts.find_token(secret).name == "Máy 1"
        reader = JournalFile(folder)
        postgres_server.cut_all()
        assert reader.entries_after(0, 10) == centre.entries()
        reader.close()


def test_a_number_whose_commit_was_cut_is_given_once(folder, postgres, postgres_server):
    proxy = CuttingProxy(postgres_server.port)
    write_mark(folder, postgres.replace(f":{postgres_server.port}/", f":{proxy.port}/"))
    with centre_in(folder) as centre:
        first = take_number(centre, key="press-1")
        proxy.swallow_the_next_answer()
        second = take_number(centre, key="press-2")
        assert proxy.swallowed.is_set()
        # A refusal has no entry, its answer is stored all the same
        proxy.swallow_the_next_answer()
        with pytest.raises(CounterIsClosed):
            centre.press(c.CallNext("1"), key="press-3")
        assert proxy.swallowed.is_set()
        assert take_number(centre, key="press-2") == second
        assert centre.waiting() == [first, second]
        assert take_number(centre) not in (first, second)
        assert verify(centre.database) == []
    proxy.close()


def test_a_number_that_never_reached_the_database_is_given_over_a_new_connection(
    folder, postgres_server
):
    with centre_in(folder) as centre:
        told = []
        for _ in range(3):
            told.append(take_number(centre))
            postgres_server.cut_all()
        assert centre.waiting() == told
        assert verify(centre.database) == []


def test_a_refusal_that_was_decided_on_what_is_no_longer_so_is_not_stored(folder):
    with centre_in(folder) as centre, centre_in(folder) as other:
        last = other.last_seq()
        take_number(centre)
        with pytest.raises(Behind, match="another process has stored an entry behind"):
            other.journal.append(last, [], [KeyedAnswer("user:lan", "press-0", {"refused": "x"})])
        assert other.journal.follow()[-1].seq == centre.office.hall.seq
        assert other.journal.answer("user:lan", "press-0") is None


def test_another_journal_is_not_continued(folder):
    with centre_in(folder) as centre:
        take_number(centre)
        last = centre.last_seq()
        change(folder, f"UPDATE journal SET chain = substr(chain, 2) WHERE seq = {last}")
        with pytest.raises(Behind):
            centre.journal.append(last, [opened(last + 1)], [])


def opened(seq):
    return Entry(seq, CounterOpened(MORNING, "1", "lan"), "user:lan")


def test_a_process_whose_database_a_newer_release_has_changed_stores_nothing_more(folder):
    with centre_in(folder) as centre:
        number = take_number(centre)
        (known,) = change(folder, "SELECT version_num FROM alembic_version")[0]
        set_form(folder, "0999")
        changed = r"another release of this program has changed the database .* \(form 0999, known"
        for press in (
            lambda: take_number(centre),
            lambda: Accounts(centre.database).create_token("kiosk", "Máy 1"),
            centre.office.follow,
            lambda: centre.journal.follow(hold=True),
        ):
            with pytest.raises(CannotStore, match=changed):
                press()
        # And nobody is held off by it
        held = (
            "SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = database "
            "WHERE locktype = 'advisory' AND datname = current_database()"
        )
        assert change_anyway(folder, held).rowcount == 0
        assert not centre.office.healthy()
        assert Accounts(centre.database).tokens() == []
        set_form(folder, known)
        assert centre.office.healthy()
        assert centre.waiting() == [number]


def set_form(folder, form):
    change_anyway(folder, f"UPDATE alembic_version SET version_num = '{form}'")


def change_anyway(folder, statement):
    """Carry out a statement whatever form the database has."""
    with closing(psycopg.connect(find_url(folder), autocommit=True)) as connection:
        return connection.execute(statement)


def test_who_wants_the_database_alone_is_refused_while_a_process_serves(folder):
    with centre_in(folder) as centre, centre_in(folder) as other:
        centre.database.join_others()
        with pytest.raises(StorageFault, match="a server already uses the database"):
            other.database.claim()
        centre.database.close()
        other.database.claim()
        with centre_in(folder) as late, pytest.raises(StorageFault, match="is just being moved"):
            late.database.join_others()
