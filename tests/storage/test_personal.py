"""What is kept of one ticket's holder leaves every byte of the folder, and nothing else does."""

import os
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from centre.erasing import erase_ticket
from centre.forgetting import Forgetting
from queueing import commands as c
from queueing.catalogue import Bookings
from queueing.errors import TicketInHall, UnknownTicket
from queueing.matters import Matter
from storage.citizen_words import CitizenWords
from storage.database import open_database
from storage.personal import erase_kept, find_kept
from storage.place import find_url
from storage.tables import metadata
from storage.verify import verify
from tests.storage.centre import centre_in

EVERY_TABLE = metadata.tables.values()
TRACES = (b"PRIVATE-ADDRESS", b"NOTED-BY-THE-OFFICER", b"WRITTEN-FREELY", b"PRIVATE-PROCEDURE")


@pytest.fixture
def centre(folder):
    with centre_in(folder) as centre:
        centre.press(c.OpenCounter("1", "lan"))
        command = c.IssueTicket("A", "PRIVATE-ADDRESS", "elderly", procedure="PRIVATE-PROCEDURE")
        centre.press(command, key="press-1")
        centre.issue("A", key="press-2")
        centre.press(c.CallNext("1"))
        centre.press(c.ParkTicket("1", "NOTED-BY-THE-OFFICER"))
        ticket = centre.office.hall.follows["PRIVATE-ADDRESS"]
        centre.press(c.ResumeTicket("1", ticket))
        centre.press(c.FinishService("1"))
        words = CitizenWords(centre.database, lambda: centre.now)
        words.keep("r1", "remark", "XD", "WRITTEN-FREELY")
        words.keep("r2", "remark", "XD", "of somebody else")
        centre.press(c.RateTicket(ticket, "satisfied", "r1"))
        yield centre


def close(centre):
    centre.now += timedelta(hours=1)
    centre.press(c.CloseDay())


def erase(centre, which):
    return erase_ticket(centre.office, centre.database, centre.database.folder, which, "user:admin")


def traces_in(folder):
    """What is in any byte of the folder, or can be read from its database elsewhere."""
    held = [file.read_bytes() for file in folder.rglob("*") if file.is_file()]
    if find_url(folder):
        with closing(open_database(folder, create=False)) as database:
            held += [database.read(partial(everything, table)) for table in EVERY_TABLE]
    return {trace for trace in TRACES for each in held if trace in each}


def everything(table, connection):
    return str([tuple(row) for row in connection.execute(select(table))]).encode()


@pytest.mark.parametrize("by", ["number", "address", "id"])
def test_nothing_of_an_erased_ticket_is_in_any_byte(centre, folder, by):
    day, ticket = centre.office.hall.day, centre.office.hall.follows["PRIVATE-ADDRESS"]
    close(centre)
    assert traces_in(folder) == set(TRACES)
    which = {"number": f"{day}/A001", "address": "https://so.example/t/PRIVATE-ADDRESS"}
    erase(centre, which.get(by, ticket))
    # While the program goes on, and after its end
    assert traces_in(folder) == set()
    assert verify(centre.database) == []
    centre.database.close()
    assert traces_in(folder) == set()
    with centre_in(folder) as again:
        assert verify(again.database) == []
        assert [each.id for each in CitizenWords(again.database, None).written("remark")] == ["r2"]
        events = [fact["kind"] for fact in find_kept(again.database, ticket).entries]
        assert events[0] == "TicketIssued"
        assert "TicketServed" in events
        again.now = centre.now + timedelta(days=1)
        assert again.issue("A").number == "A001"


def test_what_was_booked_goes_with_its_ticket(folder):
    with centre_in(folder) as centre:
        catalogue = replace(centre.office.hall.catalogue, bookings=Bookings(on=True), digest="on")
        centre.office.reconfigure(catalogue)
        also = (Matter("B", "PRIVATE-PROCEDURE"),)
        make = c.MakeBooking("A", "PRIVATE-ADDRESS", 123, also=also)
        centre.press(make, key="home-1")
        [booking] = centre.office.hall.bookings
        centre.press(c.ConfirmBooking(booking, "follow-1"))
        day = centre.office.hall.day
        close(centre)
        assert traces_in(folder) == {b"PRIVATE-ADDRESS", b"PRIVATE-PROCEDURE"}
        kept = erase(centre, f"{day}/A001")
        assert kept.entries[0]["kind"] == "BookingMade"
        assert traces_in(folder) == set()
        assert verify(centre.database) == []


def test_a_ticket_of_today_stays_until_its_day_is_closed(centre, folder):
    with pytest.raises(TicketInHall):
        erase(centre, f"{centre.office.hall.day}/A001")
    assert traces_in(folder) == set(TRACES)


@pytest.mark.parametrize("which", ["2020-01-01/A001", "nothing", "", "/"])
def test_who_does_not_exist_is_not_erased(centre, which):
    close(centre)
    before = centre.last_seq()
    with pytest.raises(UnknownTicket):
        erase(centre, which)
    assert centre.last_seq() == before


def test_after_a_power_cut_in_between_verify_names_what_is_left_and_a_repetition_does_it(
    centre, folder
):
    which = f"{centre.office.hall.day}/A001"
    close(centre)
    kept = find_kept(centre.database, which)
    # The power fails when the record is stored and the entries are not yet changed
    centre.press(c.EraseTicket(kept.ticket, kept.to_erase))
    faults = verify(centre.database)
    assert {fault.seq for fault in faults} == {seq for seq, _ in kept.to_erase}
    assert "was to be erased" in faults[0].sentence
    erase(centre, which)
    assert verify(centre.database) == []
    assert traces_in(folder) == set()
    erase(centre, which)
    assert verify(centre.database) == []


def test_an_entry_that_is_changed_after_its_erasure_is_found(centre):
    which = f"{centre.office.hall.day}/A001"
    close(centre)
    seq = erase(centre, which).to_erase[0][0]
    changed = f"UPDATE journal SET data = replace(data, '\"A001\"', '\"A009\"') WHERE seq = {seq}"
    centre.database.write(lambda connection: connection.exec_driver_sql(changed))
    assert f"journal entry {seq} was to be erased" in verify(centre.database)[0].sentence


@pytest.fixture
def other_host(centre, tmp_path):
    """The data folder of another host: monthly files from before, and of now; a long file."""
    folder = tmp_path / "other"
    for name in ("reports/legs-2026-10", "reports/legs-2026-11", "reports/legs-2026-12"):
        file = folder / f"{name}.parquet"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    (folder / "exports").mkdir()
    (folder / "exports" / "job.csv").touch()
    return folder


def files_in(folder):
    return sorted(file.name for file in folder.rglob("*") if file.is_file())


LEFT = ["legs-2026-10.parquet", "legs-2026-12.parquet"]


def test_other_hosts_forget_who_was_erased_once_the_rows_are_gone(centre, other_host):
    close(centre)
    before = files_in(other_host)
    forgetting = Forgetting(centre.database, other_host)
    centre.office.subscribe(forgetting.note)
    kept = find_kept(centre.database, "2026-11-23/A001")
    centre.press(c.EraseTicket(kept.ticket, kept.to_erase))
    forgetting.forget()
    assert files_in(other_host) == before, "what is made of the rows until then is wrong too"
    erase_kept(centre.database, kept)
    forgetting.forget()
    assert files_in(other_host) == LEFT


def test_a_host_that_was_away_forgets_when_it_serves_again(centre, other_host):
    close(centre)
    erase(centre, "2026-11-23/A001")
    made_at = (centre.now - timedelta(days=1)).timestamp()
    for file in other_host.rglob("*.parquet"):
        os.utime(file, (made_at, made_at))
    before = files_in(other_host)
    Forgetting(centre.database, other_host).forget()
    # A folder with a database of its own has no other host
    gone = {"legs-2026-11.parquet"} if centre.database.is_shared else set()
    assert set(before) - set(files_in(other_host)) == gone
