"""The reports' front door: who may read what, as JSON and CSV, and what a wrong question gets."""

import csv
from io import StringIO

import pytest

from queueing import commands as c
from tests.reports.centre import golden_day, house_in

API = "/api/reports/departments"
ROUTES = [API, f"{API}.csv", f"{API}.xlsx", f"{API}.pdf", "/reports"]


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with house_in(tmp_path_factory.mktemp("centre")) as house:
        golden_day(house)
        yield house


# ── who may read what ──


@pytest.mark.parametrize("role", ["director", "auditor", "admin"])
def test_directors_auditors_and_administrators_see_every_department(house, role):
    rows, total = house.person(role).departments()
    assert (list(rows), total["issued"]) == (["XD", "TP", "YT"], 8)


def test_a_department_head_sees_the_own_department_and_nothing_of_the_others(house):
    head = house.person("department-head", "TP")
    rows, total = head.departments()
    assert list(rows) == ["TP"]
    assert total == {name: value for name, value in rows["TP"].items() if name != "department"}
    for address in (API, f"{API}.csv"):  # the page has the names of all departments, no figures
        assert "XD" not in head.get(address).get_data(as_text=True)
    assert (
        '"department":"XD"' not in head.get("/reports").get_data(as_text=True).split('id="view"')[1]
    )


@pytest.mark.parametrize("address", ROUTES)
def test_a_department_head_without_a_department_sees_nothing(house, address):
    name = f"head {ROUTES.index(address)}"
    house.accounts.create_person(name, "department-head", "x" * 12, None)
    client = house.app.test_client()
    with client.session_transaction() as session:
        session.update(person=name, session_version=0, until=2**40)
    assert client.get(address).status_code == 403


@pytest.mark.parametrize("address", ROUTES)
def test_officers_guides_and_devices_see_no_reports(house, address):
    for number, role in enumerate(("officer", "guide")):
        name = f"{role} {number} {ROUTES.index(address)}"
        house.accounts.create_person(name, role, "x" * 12, None)
        client = house.app.test_client()
        with client.session_transaction() as session:
            session.update(person=name, session_version=0, until=2**40)
        assert client.get(address).status_code == 403
    for role in ("kiosk", "display", "counter", "printer"):
        assert house.device(role).get(address).status_code == 403


def test_nobody_reads_without_signing_in(house):
    client = house.app.test_client()
    for address in ROUTES[:-1]:
        answer = client.get(address)
        assert (answer.status_code, answer.get_json()["error"]) == (401, "not_signed_in")
    assert client.get("/reports").headers["Location"].startswith("/sign-in")


def test_reports_are_read_only(house):
    for address in ROUTES[:-1]:
        answer = house.api()._client.post(address)
        assert answer.status_code in (401, 405)


# ── wrong questions ──


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("from=2026-11-24&to=2026-11-23", "from"),
        ("from=23/11/2026&to=2026-11-23", "from"),
        ("from=2026-11-23&to=tomorrow", "to"),
        ("from=2026-02-30&to=2026-11-23", "from"),
        ("from=20261123&to=2026-11-23", "from"),
        ("from=&to=2026-11-23", "from"),
        ("from=0001-01-01&to=0001-01-02", "from"),
        ("from=2026-11-23&to=9999-12-31", "to"),
        ("from=2020-01-01&to=2026-11-23", "to"),
        ("from=٢٠٢٦-١١-٢٣&to=2026-11-23", "from"),
        ("from=2026-11-23%00&to=2026-11-23", "from"),
    ],
)
def test_a_period_that_is_none_names_its_field(house, query, field):
    for address in ROUTES[:-1]:
        answer = house.api().get(f"{address}?{query}")
        assert answer.status_code == 422
        content = answer.get_json()
        assert (content["error"], content["field"]) == ("invalid_field", field)


def test_five_years_may_be_asked_for_at_once(house):
    _, total = house.api().departments("2021-11-24", "2026-11-23")
    assert total["issued"] == 8


def test_without_dates_the_report_is_of_today(house):
    answer = house.api().get(API).get_json()
    assert (answer["from"], answer["to"], answer["total"]["issued"]) == (
        "2026-11-23",
        "2026-11-23",
        8,
    )


# ── CSV ──


def table(answer):
    assert answer.status_code == 200
    assert answer.content_type == "text/csv; charset=utf-8"
    raw = answer.get_data()
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(raw.decode("utf-8-sig"), newline="")))


def test_csv_holds_the_figures_of_the_json_and_the_total(house):
    header, *lines = table(house.api().get(API, Accept="text/csv"))
    rows, total = house.api().departments()
    assert header == ["department", "name", *total]
    assert [line[0] for line in lines] == ["XD", "TP", "YT", "total"]
    for line in lines:
        wanted = total if line[0] == "total" else rows[line[0]]
        shown = dict(zip(header[2:], line[2:], strict=True))
        assert shown == {name: "" if wanted[name] is None else str(wanted[name]) for name in total}


def test_csv_comes_by_its_own_address_too_for_a_link_on_a_page(house):
    answer = house.api().get(f"{API}.csv?from=2026-11-23&to=2026-11-23")
    assert "cho-theo-co-quan_2026-11-23_2026-11-23.csv" in answer.headers["Content-Disposition"]
    assert table(answer) == table(house.api().get(API, Accept="text/csv"))


def test_no_cell_of_the_csv_is_a_formula(house):
    names = [line[1] for line in table(house.api().get(f"{API}.csv"))]
    assert names == ["name", "Xây dựng", "'=Sở Tư pháp", "Sở Y tế", "Tổng cộng"]


def test_browsers_and_programs_that_take_anything_get_json(house):
    for accepted in ("*/*", "text/html,application/xhtml+xml,*/*;q=0.8", "application/json"):
        assert house.api().get(API, Accept=accepted).is_json


# ── the page ──


@pytest.mark.parametrize(("language", "heading"), [("vi", "Đăng xuất"), ("en", "Sign out")])
def test_the_page_carries_its_first_view_in_each_language(house, language, heading):
    page = house.person("director", language).get(f"/reports?lang={language}")
    text = page.get_data(as_text=True)
    assert heading in text
    assert f'"seq":{house.office.hall.seq},' in text


def test_the_view_says_how_many_counters_work_and_since_when_somebody_waits(tmp_path):
    with house_in(tmp_path) as house:
        house.at("08:00").press(c.OpenCounter("1", "lan"))
        house.issue("A")
        house.at("08:01").issue("A")
        page = house.person("auditor").get("/reports").get_data(as_text=True)
    waits = '"waiting_since":"2026-11-23T01:00:00.000Z","waiting_unsure":false'
    assert f'{waits},"counters_open":1,"counters":2' in page
