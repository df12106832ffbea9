"""Managers follow the day: figures come by themselves, and a page out of touch says so."""

from contextlib import contextmanager

import pyarrow.parquet
import pytest
import socketio
from playwright.sync_api import expect

from tests.journeys.wire import Client
from tests.program import PASSWORD, in_a_hurry, run, server_in
from tests.reports.folders import rewrite
from tests.waiting import LONG_S, wait_until

LEGS = "reports/legs-*.parquet"


@contextmanager
def watching(server, token):
    """The views that a program receives; each is answered with `seen`."""
    client, views = socketio.Client(reconnection=False), []

    @client.on("view", namespace="/reports")
    def view(content):
        views.append(content)
        client.emit("seen", {"seq": content["seq"]}, namespace="/reports")

    client.connect(server.url, namespaces=["/reports"], auth={"token": token}, wait_timeout=LONG_S)
    try:
        yield views
    finally:
        client.disconnect()


@pytest.fixture(scope="module")
def hall(tmp_path_factory, furnished):
    """A server for those who look at it one after the other, and a caller that may do all."""
    server = server_in(tmp_path_factory.mktemp("hall"), in_a_hurry, furnished=furnished).start()
    office = Client(server.port, server.tokens["api"])
    yield server, office
    office.close()
    server.kill()
    assert not server.traces(), server.traces()


def rows_of(view):
    return {row["department"]: row for row in view["rows"]}


def serve_one(office):
    """A citizen comes to the department of transport and is called at once."""
    assert office.post("/api/counters/07/open").status in (200, 409), "it may be open already"
    departments = office.get("/api/services").json["departments"]
    transport = next(each for each in departments if each["code"] == "GTVT")
    office.done("/api/tickets", {"service": transport["services"][0]["code"]})
    office.done("/api/counters/07/call-next")


def test_the_figures_arrive_by_themselves_and_are_true_at_their_number(server, office):
    with watching(server, server.tokens["api"]) as views:
        wait_until("a first view", lambda: views)
        serve_one(office)
        seq = office.get("/healthz").json["seq"]
        newest = wait_until(
            "today's figures", lambda: views[-1] if views[-1]["seq"] == seq else None
        )
        assert rows_of(newest)["GTVT"]["called"] == newest["total"]["issued"] == 1
        office.done("/api/counters/07/finish")
        wait_until("the served ticket", lambda: views[-1]["total"]["served"] == 1)
        numbers = [view["seq"] for view in views]
        assert numbers == sorted(numbers)
    report = office.get("/api/reports/departments").json
    assert report["total"]["served"] == 1


@pytest.mark.parametrize("role", ["kiosk", "display", "counter", "printer"])
def test_devices_are_not_shown_any_figures(hall, role):
    server, _ = hall
    with pytest.raises(socketio.exceptions.ConnectionError), watching(server, server.tokens[role]):
        pass


def test_figures_are_the_same_after_a_power_cut_and_verify_compares_them(new_server):
    server = new_server().start()
    office = Client(server.port, server.tokens["api"])
    serve_one(office)
    before = office.get("/api/reports/departments").json
    server.restart()
    office.close()
    office.done("/api/counters/07/finish")
    after = office.get("/api/reports/departments").json
    assert (before["total"]["called"], before["total"]["served"]) == (1, 0)
    assert (after["total"]["called"], after["total"]["served"]) == (1, 1)
    assert "sound" in run("verify", "--data", server.data).stdout
    run("close-day", "--yes", "--at-once", "--data", server.data)
    (legs,) = wait_until("the file of the month is there", lambda: list(server.data.glob(LEGS)))
    assert len(pyarrow.parquet.read_table(legs)) == 1  # read beside the running server
    assert office.get("/api/reports/departments").json["total"] == after["total"]
    rewrite(legs, "SELECT * REPLACE (waiting_us + 1000 AS waiting_us) FROM stored")
    assert "waiting_us is" in run("verify", "--data", server.data, expect=1).stdout
    legs.unlink()
    assert office.get("/api/reports/departments").json["total"] == after["total"]
    server.restart()
    office.close()
    wait_until("the file is made again", legs.is_file)
    assert office.get("/api/reports/departments").json["total"] == after["total"]
    assert "sound" in run("verify", "--data", server.data).stdout
    office.close()


# ── in the browser ──


def sign_in(page, server, name, address="/reports"):
    page.goto(server.url + address)
    page.locator("input[name=name]").fill(name)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(f"**{address}*")


def test_a_director_sees_the_day_change_without_reloading_and_knows_when_it_is_stale(page, hall):
    server, office = hall
    sign_in(page, server, "giang")
    expect(page.get_by_text("Hôm nay chưa có ai lấy số")).to_be_visible()
    serve_one(office)
    row = page.get_by_role("row", name="Sở Giao thông vận tải")
    expect(row).to_be_visible()
    everywhere = office.get("/api/reports/departments").json["rows"]
    shut = "TC"  # has no counter, and nobody came
    assert shut in [row["department"] for row in everywhere]
    expect(page.locator(".departments").get_by_role("row")).to_have_count(len(everywhere))
    office.done("/api/counters/07/finish")
    expect(page.locator(".keys div", has_text="Đã phục vụ").locator("b")).to_have_text("1")
    server.kill()
    expect(page.get_by_role("alert")).to_contain_text("Mất kết nối với máy chủ")
    server.start()
    expect(page.get_by_role("alert")).to_have_count(0)

    # Satisfaction is said with its ratings, and not of fewer than ten
    office.close()
    for number in range(9):
        served_and_rated(office, "neutral" if number < 2 else "very_satisfied")
    department = row.locator(".content")
    figure = page.locator(".keys div", has_text="Hài lòng")
    for place in (department, figure):
        expect(place).to_contain_text("chưa đủ số liệu")
        expect(place).to_contain_text("9 đánh giá · 90% lượt phục vụ")
    served_and_rated(office, "satisfied")
    for place in (department, figure):
        expect(place).to_contain_text("80%")
        expect(place).to_contain_text("10 đánh giá · 90% lượt phục vụ")
    page.set_viewport_size({"width": 1440, "height": 1080})
    assert page.locator(".wide").evaluate("box => box.scrollWidth <= box.clientWidth")


def served_and_rated(office, level):
    """A citizen is served at counter 07 and presses a face on its tablet."""
    office.done("/api/tickets", {"service": "GTVT-LX"})
    ticket = office.done("/api/counters/07/finish-and-call-next")["ticket"]
    office.done("/api/counters/07/finish")
    office.done("/api/counters/07/rate", {"ticket": ticket["id"], "level": level})


def test_a_department_head_sees_one_row_and_no_figure_of_another_department(page, hall):
    server, office = hall
    serve_one(office)
    served = office.get("/api/reports/departments").json["total"]["served"]
    with page.expect_websocket(lambda socket: "/socket.io/" in socket.url) as opened:
        sign_in(page, server, "dung")
    frames = []
    opened.value.on("framereceived", lambda frame: frames.append(str(frame)))
    expect(page.locator(".departments").get_by_role("row")).to_have_count(2)
    office.done("/api/counters/07/finish")
    figure = page.locator(".keys div", has_text="Đã phục vụ").locator("b")
    expect(figure).to_have_text(str(served + 1))
    assert any('"department":"GTVT"' in frame for frame in frames)
    assert not any('"department":"TP"' in frame for frame in frames)


def test_an_officer_is_told_that_figures_are_not_for_officers(page, hall):
    server, _ = hall
    sign_in(page, server, "lan", "/counters")
    assert page.goto(f"{server.url}/reports").status == 403
    expect(page.get_by_role("main")).to_be_visible()
