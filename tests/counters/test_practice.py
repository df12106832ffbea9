"""Practice: a new officer tries every button, and nothing of it is real."""

import re

from playwright.sync_api import expect

from counters.practice import STEPS
from counters.practice_rooms import ROOMS
from tests.counters.console import DRIVING, LOW, PANEL, WIDE, Console
from tests.counters.test_api import refused
from tests.counters.test_guide import VIETNAMESE
from tests.counters.test_help_call import HELP_KEY
from tests.kiosk.walk import AT_REST
from tests.pages import bring_cookie


def begin(page, centre):
    page.set_viewport_size(WIDE)
    bring_cookie(page, centre.url, centre.person("lan").session)
    page.goto(f"{centre.url}/counters")
    page.get_by_role("button", name="Tập dùng thử").click()
    page.wait_for_url("**/counters/practice")
    expect(page.locator(".pill:not(.away)")).to_be_visible()
    return Console(page)


def place(centre, name="lan"):
    """Where a person practises: the address of the commands, from the page's own data."""
    person = centre.person(name)
    assert person.form("/counters/practice").status_code == 303
    page = person.get("/counters/practice").text
    person.renew_token()
    return person, re.search(r'"api":"([^"]+)"', page)[1]


def test_a_new_officer_ticks_every_step_and_the_real_hall_never_hears_of_it(centre, page, faults):
    centre.issue()
    centre.directory.listed = (DRIVING,)
    hall = centre.office.hall
    console = begin(page, centre)
    expect(page.locator(".practice-band")).to_contain_text("không lên màn hình sảnh")
    expect(page).to_have_title(re.compile("Tập dùng thử"))

    def ticked(step):
        expect(page.locator(f"[data-step={step}]")).to_have_class("done")

    task = page.locator(".practice-task")
    console.press("1")
    expect(console.notice).to_contain_text("Phím 1 chọn kết quả khi có số ở quầy.")
    console.open()
    ticked("open")
    console.press("Space")
    console.shows("Đang gọi")
    ticked("call")
    console.press("r")
    ticked("recall")
    console.press("1", "Space")
    ticked("finish")
    console.press("g")
    console.type("", then="Enter")
    ticked("park")
    expect(task).to_contain_text("Gọi một số trước")
    console.press("Space")
    expect(task).to_contain_text("nhấn C")
    console.shows("Đang gọi")
    console.press("c")
    console.type("ngoai vu", then="Enter")
    console.press("Enter")
    ticked("transfer")
    console.press("Space")
    console.shows("Đang gọi")
    console.press("v")
    ticked("no_show")
    console.tab("Vắng mặt")
    page.get_by_role("button", name=re.compile("Cho chờ lại")).click()
    ticked("restore")
    console.press("Space")
    console.shows("Đang gọi")
    console.press("Control+z")
    ticked("undo")
    console.press("n")
    console.type("", then="Enter")
    ticked("walk_in")
    console.press("d")
    console.type("lai xe", then="Enter")
    expect(console.dialog.locator(".done li")).to_have_count(1)
    page.keyboard.press("Control+Enter")
    ticked("deliver")
    expect(task).to_contain_text("11/11")
    assert centre.office.hall is hall, "the real hall has changed"
    page.get_by_role("button", name="Kết thúc tập").click()
    page.wait_for_url("**/counters")
    page.goto(f"{centre.url}/counters/practice")
    page.wait_for_url("**/counters")
    assert centre.office.hall is hall


def test_a_practice_begins_with_a_queue_at_the_officers_own_counter(centre):
    person, api = place(centre)
    seen = person.post(f"{api}/counters/02/open")
    assert seen.status_code == 403, "only the counter of the practice"
    person.post(f"{api}/counters/07/open")
    view = person.post(f"{api}/counters/07/pause", {"reason": "meeting"}).json()
    assert (view["counter"]["id"], view["counter"]["state"]) == ("07", "paused")
    assert [step["done"] for step in view["practice"]["steps"]] == [True] + [False] * 10
    assert view["waiting_total"] == 6
    assert [step["step"] for step in view["practice"]["steps"]] == list(STEPS)
    assert view["waiting"][0]["number"].startswith("D")
    assert any(row["priority"] != "normal" for row in view["waiting"])
    assert person.form("/counters/practice", counter="08").status_code == 303
    assert "Quầy 08" in person.get("/counters").text
    assert '"id":"08"' in person.get("/counters/practice").text


def test_a_practice_is_its_officers_own(centre):
    _, api = place(centre, "lan")
    hung = centre.person("hung")
    assert refused(hung.post(f"{api}/counters/07/open"), 404, "unknown_practice")
    assert refused(hung.post("/api/practice/nothing/counters/07/open"), 404, "unknown_practice")


def test_a_practice_ends_when_another_begins_and_when_it_is_left(centre):
    lan, first = place(centre)
    _, second = place(centre)
    assert first != second
    assert refused(lan.post(f"{first}/counters/07/open"), 404, "unknown_practice")
    assert lan.post(f"{second}/counters/07/open").status_code == 200
    assert lan.form("/counters/practice/end").headers["Location"] == "/counters"
    assert refused(lan.post(f"{second}/counters/07/open"), 404, "unknown_practice")
    assert lan.session.get(centre.url + "/counters/practice", timeout=60).url.endswith("/counters")


def test_citizens_keep_coming_and_an_idle_practice_ends_by_itself(centre, page):
    console = begin(page, centre)
    console.open()
    expect(page.locator("#tab-waiting")).to_have_text("Hàng chờ 6")
    centre.clock.skip(seconds=41)
    expect(page.locator("#tab-waiting")).to_have_text("Hàng chờ 7")
    centre.clock.skip(minutes=31)
    expect(console.dialog).to_contain_text("Buổi tập đã kết thúc")
    console.dialog.get_by_role("button", name="Tập lại").click()
    expect(page.locator(".practice-task")).to_contain_text("0/11")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Quầy 07")
    centre.clock.skip(minutes=31)
    console.dialog.get_by_role("button", name="Về trang chọn quầy").click()
    page.wait_for_url("**/counters")


def test_there_are_only_so_many_rooms(centre):
    desks = [centre.device("counter") for _ in range(ROOMS + 1)]
    answers = [desk.post("/counters/practice") for desk in desks]
    assert [answer.status_code for answer in answers] == [200] * ROOMS + [409]


def test_practice_overflows_nowhere(centre, page, faults):
    console = begin(page, centre)
    console.open()
    console.press("Space")
    console.shows("Đang gọi")
    for size in (WIDE, LOW, PANEL):
        page.set_viewport_size(size)
        page.evaluate(AT_REST)
        wide = page.evaluate(
            """() => [...document.querySelectorAll('.console, .practice-band, .card, .no, .main')]
              .filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.className)"""
        )
        assert wide == [], size
        for text in ("Gọi lại", "Vắng mặt", "Chuyển", "Giữ lại", "Tạm nghỉ"):
            expect(page.get_by_role("button", name=text).first).to_be_in_viewport()
        console.press("9")
        expect(console.notice).to_contain_text("Chỉ có các kết quả từ phím 1 đến phím 5.")
        expect(console.notice).to_be_in_viewport(ratio=1)


def test_practice_speaks_english(centre, page, faults):
    console = begin(page, centre)
    page.goto(f"{centre.url}/counters/practice?lang=en")
    console.shows("Closed")
    expect(page.locator(".practice-band")).to_contain_text("There are no real citizens here")
    text = page.locator(".console").inner_text()
    assert not VIETNAMESE.search(text), text


def test_a_call_for_help_in_practice_reaches_nobody_and_says_so(centre, page, faults):
    hall = centre.office.hall
    console = begin(page, centre)
    console.open()
    page.locator(".sos").click()
    expect(console.dialog).to_contain_text("Đang tập: không báo ai")
    console.press("Escape")
    page.keyboard.press(HELP_KEY)
    expect(page.locator(".sos-state")).to_have_text("Không báo ai")
    assert centre.office.hall is hall, "the real hall has changed"


def test_a_practised_hand_over_can_be_taken_back(centre, page, faults):
    console = begin(page, centre)
    console.open()
    console.press("Space")
    console.shows("Đang gọi")
    console.press("o", "Enter")
    console.shows("Đã bàn giao")
    console.press("Space")
    console.shows("Đang gọi")
