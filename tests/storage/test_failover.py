"""A database that hangs, and one whose standby takes its place: what was told is kept."""

import signal

import pytest

from queueing.errors import CannotStore
from storage.accounts import Accounts
from storage.faults import StorageFault
from storage.place import write_mark
from storage.verify import verify
from tests.postgres_pair import PostgresPair
from tests.storage.centre import centre_in, take_number
from tests.storage.cutting import CuttingProxy


@pytest.fixture(scope="module")
def pair():
    """A primary and its standby; who lets them change places puts a new standby there."""
    servers = PostgresPair()
    yield servers
    servers.remove()


@pytest.fixture
def proxy(postgres_server):
    """The network before the server."""
    network = CuttingProxy(postgres_server.port)
    yield network
    network.let_go()
    network.close()


def test_a_database_that_hangs_holds_nobody_for_ever(tmp_path, postgres, postgres_server, proxy):
    write_mark(tmp_path, postgres.replace(f":{postgres_server.port}/", f":{proxy.port}/"))
    with centre_in(tmp_path) as centre:
        accounts = Accounts(centre.database)
        told = [take_number(centre, key="press-1")]
        accounts.create_token("kiosk", "Máy 1")
        proxy.fall_silent()
        with pytest.raises(CannotStore, match="cannot be reached"):
            take_number(centre, key="press-2")
        with pytest.raises(StorageFault, match="cannot be reached"):
            accounts.tokens()
        proxy.let_go()
        told.append(take_number(centre, key="press-2"))
        assert [each.name for each in accounts.tokens()] == ["Máy 1"]
        assert take_number(centre, key="press-2") == told[-1]
        assert centre.waiting() == told
        assert verify(centre.database) == []


def test_a_missing_standby_holds_acknowledgements_back_and_loses_none(tmp_path, pair):
    write_mark(tmp_path, pair.create_database())
    with centre_in(tmp_path) as centre:
        told = [take_number(centre, key="press-1")]
        pair.standby.stop(signal.SIGQUIT)
        with pytest.raises(CannotStore):
            take_number(centre, key="press-2")
        pair.standby.start()
        told.append(take_number(centre, key="press-2"))
        assert centre.waiting() == told == ["A001", "A002"]
        assert verify(centre.database) == []


def test_the_standby_goes_on_where_the_primary_was_killed(tmp_path, pair):
    write_mark(tmp_path, pair.create_database())
    with centre_in(tmp_path) as centre:
        told = [take_number(centre, key=f"press-{n}") for n in range(3)]
        pair.primary.stop(signal.SIGQUIT)
        with pytest.raises(CannotStore):
            take_number(centre, key="press-3")
        gone = pair.promote()
        told.append(take_number(centre, key="press-3"))
        assert take_number(centre, key="press-2") == told[2]
        assert centre.waiting() == told == ["A001", "A002", "A003", "A004"]
        assert verify(centre.database) == []
    pair.replace(gone)


def test_an_old_primary_that_comes_back_is_not_gone_on_with(tmp_path, pair):
    write_mark(tmp_path, pair.create_database())
    with centre_in(tmp_path) as centre:
        told = [take_number(centre)]
        pair.primary.stop(signal.SIGQUIT)
        gone = pair.promote()
        told.append(take_number(centre))
        # It is the first of the two hosts, and takes changes
        gone.start()
        pair.primary.cut_all()
        with pytest.raises(CannotStore, match="the journal is another by now"):
            take_number(centre, key="press-1")
        assert not centre.office.healthy()
        gone.stop(signal.SIGQUIT)
        told.append(take_number(centre, key="press-1"))
        assert centre.waiting() == told == ["A001", "A002", "A003"]
        assert verify(centre.database) == []
    pair.replace(gone)
