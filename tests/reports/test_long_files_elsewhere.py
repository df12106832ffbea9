"""Long files of several processes: whichever is asked has them, whatever its data folder."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from queueing.events import Entry, TicketErased
from reports.exports.job_list import KEPT_S, LEASE_S, MOST_AT_ONCE, JobList, Listed
from reports.exports.jobs import PLANS, Exports, UnknownExport, identify_folder
from tests.reports.centre import golden_day, house_in
from tests.reports.test_long_files import API, made
from tests.waiting import wait_until
from web.background import Background
from web.errors import TooMany
from web.processes.shared_state import OwnState
from web.runtime import runtime

RUNTIME = runtime("threading")
LISTED = Listed("job", "user:lan", "legs", "csv", 11, None, until=40, began_s=0.0)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with house_in(tmp_path_factory.mktemp("centre")) as house:
        golden_day(house)
        yield house


class Clock:
    now_s = 1000.0

    def __call__(self):
        return self.now_s


class Host:
    """A data folder's files, and what a process of it would do."""

    def __init__(self, folder, shared):
        self.folder, self.shared = folder, shared
        self.folder.mkdir(exist_ok=True)
        self.list = JobList(shared, identify_folder(folder))

    def open(self):
        return Exports(self.folder, RUNTIME, self.shared)


def test_a_file_is_whole_once_every_folder_has_it(house, tmp_path):
    shared = house.site.processes.shared
    other, background = Host(tmp_path / "exports", shared).open(), Background(RUNTIME)
    other.keep(background, house.folder)
    try:
        wait_until(
            "both know of each other", lambda: len(shared.look("folders of long files")) == 2
        )
        job, answer = made(house.api(), kind="csv")
        owner = JobList(shared, "any").read()[job["id"]].owner
        there = other.job(owner, job["id"])
        assert (there.state, there.done) == ("done", job["of"])
        assert b"".join(there.pieces()) == answer.get_data()
        assert there.file.parent == tmp_path / "exports"
        with pytest.raises(UnknownExport):
            other.job("user:nobody", job["id"])
    finally:
        background.stop()


def test_what_a_process_has_left_unfinished_another_makes(house, tmp_path):
    clock = Clock()
    host = Host(tmp_path / "exports", OwnState(clock))
    begun = house.api().post(API, {"kind": "csv"}).get_json()["id"]
    of_house = house.site.processes.shared
    plan = wait_until("it is planned", lambda: of_house.read(PLANS).get(begun))
    host.shared.change(PLANS, "job", lambda _before, _now_s: plan, KEPT_S)
    folders = [host.list.folder]
    host.list.begin(replace(LISTED, of=plan["count"]), "job-of-the-dead.csv", folders)
    fellow = host.open()
    fellow.follow(house.folder)
    assert fellow.job("user:lan", "job").state == "running"
    assert not list(host.folder.iterdir()), "it is left to its maker"
    clock.now_s += LEASE_S
    fellow.follow(house.folder)
    job = wait_until(
        "it is whole", lambda: (job := fellow.job("user:lan", "job")).state == "done" and job
    )
    assert job.file.name != "job-of-the-dead.csv"
    fellow.follow(house.folder)
    assert b"".join(host.open().job("user:lan", "job").pieces()) == job.file.read_bytes()


def test_a_start_leaves_alone_what_a_fellow_makes(tmp_path):
    host = Host(tmp_path / "exports", OwnState())
    host.list.begin(LISTED, "job-1.csv", [host.list.folder])
    for name in ("job-1.csv.part", "job-1.csv.progress", "of-nobody.csv", "job.csv"):
        (host.folder / name).touch()
    fellow = host.open()
    assert {each.name for each in host.folder.iterdir()} == {
        "job-1.csv.part",
        "job-1.csv.progress",
    }
    assert fellow.job("user:lan", "job").state == "running"


def test_as_many_are_made_in_a_folder_whichever_process_is_asked(tmp_path):
    shared = OwnState()
    lists = [Host(tmp_path / "exports", shared).list for _ in range(2)]
    for number in range(MOST_AT_ONCE):
        job = replace(LISTED, id=str(number), owner=f"user:{number}")
        lists[number % 2].begin(job, f"{number}.csv", [lists[0].folder])
    for each in lists:
        with pytest.raises(TooMany):
            each.begin(LISTED, "job.csv", [each.folder])


def test_what_was_read_before_somebody_was_erased_is_given_up_everywhere(tmp_path):
    shared = OwnState()
    one, other = (Host(tmp_path / name, shared) for name in ("one", "other"))
    one.list.begin(LISTED, "job-1.csv", [one.list.folder])
    exports, elsewhere = one.open(), other.open()
    assert elsewhere.job("user:lan", "job").state == "running"
    erased = Entry(41, TicketErased(datetime(2026, 11, 23, tzinfo=UTC), "261123-A001", ()), "cli")
    exports.note(None, (erased,))
    exports.follow(tmp_path)
    with pytest.raises(UnknownExport):
        elsewhere.job("user:lan", "job")
