"""What the hall depends on and nobody looks at is told to guides and managers, until it is well."""

import os
from contextlib import ExitStack

from centre.watching import FULL_BYTES, LOW_BYTES, judge_room
from storage.backup import MARK, OLD, find_last_backup
from tests.journeys.live import Follower
from tests.program import run
from tests.waiting import wait_until


def test_a_gone_device_and_an_old_backup_are_told_and_are_calm_when_they_are_well(new_server):
    server = new_server(at="2026-12-01T09:00:00").start()
    api = {"token": server.tokens["api"]}

    def told(place):
        return sorted(each["kind"] for each in place.views[-1]["troubles"])

    with Follower(server, "/guide", api) as guide, Follower(server, "/reports", api) as managers:
        guide.view()
        managers.view()
        devices = [
            lambda: Follower(server, "/kiosk", {"token": server.tokens["kiosk K2"]}),
            lambda: Follower(server, "/display", {"token": server.tokens["display"]}, zone="tret"),
        ]
        with ExitStack() as hall:
            for device in devices:
                hall.enter_context(device()).view()
            wait_until("a look at who is there", lambda: (server.data / MARK).exists())
            last = find_last_backup(server.data) - OLD.total_seconds() - 60
            os.utime(server.data / MARK, (last, last))
            wait_until("the old backup", lambda: told(guide) == ["backup_old"])
        expected = ["backup_old", "board_gone", "kiosk_gone"]
        wait_until("all of it", lambda: told(guide) == told(managers) == expected)
        places = {each["kind"]: each["place"] for each in guide.views[-1]["troubles"]}
        assert places == {"backup_old": None, "board_gone": "tret", "kiosk_gone": "K2"}
        with ExitStack() as hall:
            for device in devices:
                hall.enter_context(device())
            run("backup", server.data.parent / "copy", "--data", server.data)
            wait_until("calm", lambda: told(guide) == told(managers) == [])


def test_a_disk_is_told_before_it_is_full():
    assert judge_room(LOW_BYTES) is None
    assert judge_room(LOW_BYTES - 1) == "disk_low"
    assert judge_room(FULL_BYTES - 1) == "disk_full"
