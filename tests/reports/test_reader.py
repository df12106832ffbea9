"""The process that answers for figures: it comes and goes, and nobody is told a wrong figure."""

import os
import signal
import time

import pytest

from centre.estimate_training import keep_trained
from queueing.errors import CannotStore
from reports.months import reader
from reports.months.making import make_months
from reports.pages.day_checks import Checks
from tests.centre import Centre
from tests.reports.centre import golden_day, house_in
from tests.waiting import wait_until
from web.background import Background
from web.runtime import runtime

DAY = "from=2026-11-23&to=2026-11-23"


def test_a_process_that_was_killed_is_started_again(tmp_path):
    with house_in(tmp_path) as house:
        golden_day(house)
        before = house.api().departments()
        os.kill(house.figures.process_id, signal.SIGKILL)
        assert house.api().departments() == before


def test_a_question_that_fails_says_so_and_the_next_one_is_answered(tmp_path):
    with house_in(tmp_path) as house:
        with pytest.raises(CannotStore):
            house.figures.ask(len)
        assert house.api().departments()[1]["called"] == 0


def test_a_question_that_takes_too_long_is_given_up_with_its_process(tmp_path, monkeypatch):
    monkeypatch.setattr(reader, "LIMIT_S", 1.0)
    with house_in(tmp_path) as house:
        with pytest.raises(reader.FiguresNotRead) as refused:
            house.figures.ask_for_request(wait_for_ever)
        assert "not read within 1 s" in str(refused.value.__cause__)
        monkeypatch.undo()
        assert house.api().departments()[1]["called"] == 0


def wait_for_ever(_relations):
    time.sleep(60)


def test_a_file_of_earlier_versions_is_removed_and_the_months_are_made(tmp_path):
    with house_in(tmp_path) as house:
        (tmp_path / "reports.db").write_bytes(b"rows of another time")
        golden_day(house)
        before, background = house.api().departments(), Background(runtime("threading"))
        house.figures.keep_files(background)
        wait_until("the month is there", lambda: list(tmp_path.glob("reports/legs-*.parquet")))
        background.stop()
        assert not (tmp_path / "reports.db").exists()
        assert house.api().departments() == before


def test_while_the_files_are_made_pages_say_so_and_the_hall_is_shown(tmp_path):
    with house_in(tmp_path, most_live=5) as house:
        golden_day(house)
        house.next_day().at("08:00").issue("A")
        director = house.person("director")
        answer = director.get(f"/api/reports/statistics?{DAY}")
        assert (answer.status_code, answer.get_json()["error"]) == (503, "figures_not_ready")
        assert answer.headers["Retry-After"] == "10"
        page = director.get(f"/reports/statistics?{DAY}")
        assert (page.status_code, page.headers["Refresh"]) == (503, "10")
        assert "đang được chuẩn bị" in page.get_data(as_text=True)
        today = director.get("/reports").get_data(as_text=True)
        assert '"preparing":0.0' in today
        assert '"waiting_now":1' in today
        make_months(tmp_path)
        assert director.get(f"/api/reports/statistics?{DAY}").get_json()["total"]["called"] == 5
        assert '"preparing":null' in director.get("/reports").get_data(as_text=True)


class AtOnce:
    """Background work that is done once, here and now."""

    def every(self, _seconds, work, _name):
        work()


class Later:
    """Background work that is done when the test does it."""

    def every(self, _seconds, work, _name):
        self.work = work


def test_a_day_is_checked_once_the_files_of_earlier_days_are_there(tmp_path):
    with house_in(tmp_path) as house:
        golden_day(house)
        house.next_day()
        making, checks = Later(), Checks(house.office, house.figures)
        house.figures.keep_files(making)
        checks.follow(AtOnce())
        assert checks.latest is None
        making.work()
        checks.follow(AtOnce())
        assert checks.latest is not None


def test_an_empty_journal_starts_no_process_to_learn_from_it(tmp_path):
    with Centre(tmp_path) as centre:
        figures = reader.FigureReader(tmp_path, centre.office, runtime("threading"))
        try:
            keep_trained(centre.office, figures, AtOnce())
            assert figures.process_id is None
            centre.issue()
            making = Later()
            figures.keep_files(making)
            keep_trained(centre.office, figures, AtOnce())
            assert figures.process_id is None, "the files of earlier days come first"
            making.work()
            keep_trained(centre.office, figures, AtOnce())
            assert figures.process_id is not None
        finally:
            figures.close()
