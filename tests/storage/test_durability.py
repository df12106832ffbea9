"""Nothing acknowledged is lost: by a kill in mid-write, by a full disk."""

import resource

import pytest

from storage.database import open_database
from storage.verify import verify
from tests.storage.centre import centre_in
from tests.storage.children import child

ISSUES_UNTIL_KILLED = """
import sys
from pathlib import Path
from tests.storage.centre import centre_in, take_number
with centre_in(Path(sys.argv[1])) as centre:
    while True:
        print(take_number(centre, key=f"press-{centre.office.hall.seq}"), flush=True)
"""


@pytest.mark.parametrize("numbers", [1, 150])
def test_every_number_that_was_told_is_there_after_a_kill(folder, numbers):
    told = []
    for _ in range(2):
        process = child(ISSUES_UNTIL_KILLED, folder)
        told += [process.stdout.readline().strip() for _ in range(numbers)]
        process.kill()
        told += process.stdout.read().split("\n")[:-1]
        assert process.stderr.read() == ""
        process.communicate()
    with centre_in(folder) as centre:
        stored = centre.waiting()
        # The last one may be stored and not yet told, never the other way round
        assert len(set(stored)) == len(stored)
        assert set(told) <= set(stored)
        assert len(stored) - len(told) <= 2
        assert verify(centre.database) == []


FILLS_THE_DISK = """
import resource, signal, sys
from pathlib import Path
from queueing.errors import CannotStore
from queueing.office import KeyedAnswer
from tests.storage.centre import centre_in, take_number
# The system then refuses to let a file grow, as a full disk does
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with centre_in(Path(sys.argv[1])) as centre:
    told, faults = [take_number(centre)], []
    # Use up what was laid out in advance
    for n in range(50):
        answer = KeyedAnswer("token:1", f"long-{n}", {"ok": "x" * 100_000})
        centre.journal.append(centre.office.hall.seq, [], [answer])
    full = centre.database.path.stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (full, resource.RLIM_INFINITY))
    # The first refusals still find some room by copying the log into the database
    while centre.office.healthy():
        try:
            told.append(take_number(centre, key=f"press-{len(told)}"))
        except CannotStore as fault:
            faults.append(fault)
    print("refused:", faults[-1])
    seq = centre.office.hall.seq
    try:
        take_number(centre)
    except CannotStore:
        print("refused again")
    assert centre.office.hall.seq == seq
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert centre.office.healthy()
    told.append(take_number(centre))
    assert centre.waiting() == told, "what was refused is not there, what was told is"
    print("works again after", len(told))
"""


def test_a_full_disk_refuses_and_loses_nothing_and_works_again(tmp_path):
    process = child(FILLS_THE_DISK, tmp_path)
    output, errors = process.communicate(timeout=100)
    assert process.returncode == 0, errors
    lines = output.splitlines()
    assert lines[0].startswith("refused: the disk that holds")
    assert lines[1] == "refused again"
    assert lines[2].startswith("works again")
    database = open_database(tmp_path)
    assert verify(database) == []
    database.close()


def test_the_disk_limit_of_these_tests_is_not_inherited():
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
