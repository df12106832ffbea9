"""The data folders of all hosts are watched: one backup is enough, one full disk too much."""

import os
import shutil
from time import time

import pytest

from centre.watching import FULL_BYTES, keep_watching
from storage.backup import MARK, OLD
from tests.centre import Centre
from tests.waiting import wait_until
from web.processes import Processes
from web.processes.shared_state import OwnState

ROOM = "watched folders"


@pytest.fixture
def hosts(tmp_path):
    """Two data folders, of which only the second has a fresh backup; a site for each."""
    shared = OwnState()
    with Centre(tmp_path / "db") as centre:
        sites = [centre.site(processes=Processes(shared)) for _ in range(2)]
        for name in ("one", "other"):
            folder = tmp_path / name
            folder.mkdir()
            mark = folder / MARK
            mark.write_text("backup.zip", encoding="utf-8")
            if name == "one":
                old = time() - OLD.total_seconds() - 60
                os.utime(mark, (old, old))
        yield [(site, tmp_path / name) for site, name in zip(sites, ("one", "other"), strict=True)]
        for site in sites:
            site.background.stop()


def kinds(site):
    return {trouble["kind"] for trouble in site.list_troubles()}


def test_a_backup_at_one_host_is_enough_for_all(hosts):
    (one, data), (other, copied) = hosts
    keep_watching(one, data)
    wait_until("it is alone with its old backup", lambda: "backup_old" in kinds(one))
    keep_watching(other, copied)
    wait_until("it has heard of the other's", lambda: "backup_old" not in kinds(one))
    assert "backup_old" not in kinds(other)


def test_a_full_disk_at_one_host_is_told_at_all(hosts):
    (one, data), (other, copied) = hosts
    keep_watching(one, data)
    keep_watching(other, copied)
    full = {"here": [[FULL_BYTES - 1, time()]]}
    one.processes.shared.change(ROOM, "a third host", lambda _before, _now_s: full, 60.0)
    assert shutil.disk_usage(data).free > FULL_BYTES
    for site in (one, other):
        wait_until("it is told", lambda site=site: "disk_full" in kinds(site))
