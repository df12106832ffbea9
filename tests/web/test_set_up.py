"""The first administrator: by a code that the server's first start prints, and never again."""

import pytest

from tests.centre import Centre
from tests.program import Server, run, write_configuration
from tests.waiting import wait_until
from tests.web.accounts import NEW, Browser
from web.processes import Processes
from web.processes.shared_state import OwnState
from web.set_up_code import TAKEN_FOR_S, SetUp

PAGE = "/setup"


@pytest.fixture
def centre(tmp_path):
    with Centre(tmp_path) as centre:
        centre.pages = centre.site()
        yield centre


@pytest.fixture
def browser(centre):
    return Browser(centre.pages)


def fill_in(browser, code, **fields):
    asked = {"code": code, "name": "quản trị", "new": NEW, "again": NEW} | fields
    return browser.submit(PAGE, PAGE, **asked)


def test_whoever_has_the_code_becomes_administrator_and_nobody_after(centre, browser):
    code = centre.pages.set_up.open()
    made = fill_in(browser, code.lower().replace("-", " "))
    assert (made.status_code, made.headers["Location"]) == (303, "/")
    assert browser.signed_in
    assert [(p.name, p.role) for p in centre.accounts.people()] == [("quản trị", "admin")]
    assert [change.actor for change in centre.accounts.list_changes()] == ["set-up"]
    assert Browser(centre.pages).open(PAGE).status_code == 404
    again = Browser(centre.pages).submit(PAGE, code=code, name="b", new=NEW, again=NEW)
    assert again.status_code == 404
    assert centre.pages.set_up.open() is None


def test_without_a_code_there_is_no_such_page(centre, browser):
    assert browser.open(PAGE).status_code == 404
    assert browser.submit(PAGE, code="", name="a", new=NEW, again=NEW).status_code == 404
    assert centre.accounts.people() == []


def test_a_code_is_tried_five_times(centre, browser):
    code = centre.pages.set_up.open()
    assert [fill_in(browser, "AAAAA-AAAAA").status_code for _ in range(5)] == [403] * 5
    assert browser.open(PAGE).status_code == 404
    assert browser.submit(PAGE, code=code, name="a", new=NEW, again=NEW).status_code == 404
    assert centre.accounts.people() == []


def test_a_code_is_good_for_a_quarter_of_an_hour(centre, browser):
    passed_s = 0.0
    centre.pages.set_up = SetUp(centre.accounts, OwnState(lambda: passed_s))
    code = centre.pages.set_up.open()
    passed_s = 899.0
    assert browser.open(PAGE).status_code == 200
    passed_s = 900.0
    assert browser.open(PAGE).status_code == 404
    late = browser.submit(PAGE, code=code, name="a", new=NEW, again=NEW)
    assert late.status_code == 404
    assert centre.accounts.people() == []


def test_a_code_of_one_process_is_good_once_at_any(centre, browser):
    shared = OwnState()
    here, there = (centre.site(processes=Processes(shared)) for _ in range(2))
    code = here.set_up.open()
    assert there.set_up.open() is None, "it stands in the log of one process"
    assert fill_in(Browser(there), "AAAAA-AAAAA").status_code == 403
    assert fill_in(Browser(there), code).status_code == 303
    assert Browser(here).open(PAGE).status_code == 404


def test_a_code_is_nobody_elses_while_it_is_used_and_good_again_if_that_broke_off(centre):
    passed_s = 0.0
    shared = OwnState(lambda: passed_s)
    one, other = SetUp(centre.accounts, shared), SetUp(centre.accounts, shared)
    code = one.open()
    with one.use(code) as right:
        assert right
        assert not other.is_open()
        with other.use(code) as taken:
            assert not taken
    assert other.is_open(), "no administrator was made"
    cut_off = one.use(code)
    assert cut_off.__enter__()
    assert not other.is_open()
    passed_s = TAKEN_FOR_S
    assert other.is_open(), "that process has ended"


@pytest.mark.parametrize(
    "fields", [{"name": "a;b"}, {"name": ""}, {"new": "matkhau2026"}, {"again": "another one"}]
)
def test_what_cannot_be_is_said_and_costs_no_try(centre, browser, fields):
    code = centre.pages.set_up.open()
    for _ in range(6):
        assert fill_in(browser, code, **fields).status_code == 422
    assert fill_in(browser, code).status_code == 303


def test_the_first_start_prints_the_code_and_later_ones_do_not(tmp_path):
    (tmp_path / "data").mkdir()
    server = Server(tmp_path / "data", write_configuration(tmp_path / "config.yaml"))
    try:
        server.start()
        wait_until("the code is printed", lambda: "open /setup of this server" in server.log)
        server.stop()
        run("user", "add", "quan", "--role", "admin", "--password-stdin", "--data", server.data,
            stdin=NEW + "\n")  # fmt: skip
        printed = server.log
        server.start()
        assert "/setup" not in server.log.removeprefix(printed)
    finally:
        server.kill()
