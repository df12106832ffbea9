"""A data folder goes on with its own journal alone, whichever database an address leads to."""

from datetime import timedelta

import pytest

from storage.faults import StorageFault
from storage.first_entry import NOTE, require_same_journal
from storage.place import DATABASE, write_mark
from tests.queueing.centre import MORNING
from tests.storage.centre import centre_in, take_number


def test_another_centre_or_an_empty_database_is_not_gone_on_with(tmp_path, postgres_server):
    own, other, empty = (postgres_server.create_database() for _ in range(3))
    folder, elsewhere = tmp_path / "own", tmp_path / "other"
    for data, url, minutes in ((folder, own, 0), (elsewhere, other, 1)):
        write_mark(data, url)
        with centre_in(data, now=MORNING + timedelta(minutes=minutes)) as centre:
            take_number(centre)
            require_same_journal(centre.database)
    for url in (other, empty):
        write_mark(folder, url)
        later = MORNING + timedelta(minutes=2)
        with centre_in(folder, now=later) as centre, pytest.raises(StorageFault, match="another"):
            require_same_journal(centre.database)
    write_mark(folder, own)
    with centre_in(folder) as centre:
        require_same_journal(centre.database)
    for url in (own, other, empty):
        postgres_server.drop_database(url)


def test_a_file_in_the_folder_is_its_own(tmp_path):
    with centre_in(tmp_path) as centre:
        require_same_journal(centre.database)
        take_number(centre)
        require_same_journal(centre.database)
    assert (tmp_path / DATABASE).is_file()
    assert not (tmp_path / NOTE).exists()
