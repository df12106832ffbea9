"""The tablet on a counter, in a real browser: four faces for whoever was just served."""

from playwright.sync_api import expect

from tests.api import Api
from tests.kiosk.walk import AT_REST
from tests.rating.conftest import COUNTER, SERVICE
from tests.waiting import wait_until

IDLE = "Mời Ông/Bà đánh giá sau khi được phục vụ"
ASK = "Ông/Bà có hài lòng không?"


def test_whoever_was_just_served_presses_one_face_and_is_thanked(tablet, program, api, served):
    expect(tablet.get_by_role("heading", name=IDLE)).to_be_visible()
    before = api.get("/api/reports/departments").json()["total"]["ratings"]
    ticket = served()
    expect(tablet.get_by_role("heading", name=ASK)).to_be_visible()
    expect(tablet.locator("[data-number]")).to_have_text(ticket["number"])
    tablet.get_by_role("button", name="Rất hài lòng").click()
    expect(tablet.get_by_role("heading", name="Cảm ơn Ông/Bà đã đánh giá")).to_be_visible()
    report = api.get("/api/reports/departments").json()["total"]
    assert (report["ratings"], report["satisfaction"]) == (before + 1, 1)
    expect(tablet.get_by_role("heading", name=IDLE)).to_be_visible()
    again = {"ticket": ticket["id"], "level": "neutral"}
    refused = api.post(f"/api/counters/{COUNTER}/rate", again)
    assert (refused.status_code, refused.json()["error"]) == (409, "already_rated")


def test_who_is_less_than_satisfied_may_choose_reasons_after_the_rating_is_stored(
    tablet, api, served
):
    served()
    tablet.get_by_role("button", name="Không hài lòng").click()
    chosen, not_meant = (
        tablet.get_by_role("button", name=name) for name in ("Chờ lâu", "Thái độ phục vụ")
    )
    for chip, pressed in ((chosen, "true"), (not_meant, "true"), (not_meant, "false")):
        chip.click()
        expect(chip).to_have_attribute("aria-pressed", pressed)
    assert api.get("/api/reports/opinions").json()["reasons"] == {}
    tablet.get_by_role("button", name="Xong").click()
    expect(chosen).to_be_hidden()
    wait_until(
        "the reasons are counted",
        lambda: api.get("/api/reports/opinions").json()["reasons"] == {SERVICE: {"wait": 1}},
    )
    expect(tablet.get_by_role("heading", name=IDLE)).to_be_visible()


def test_the_next_citizen_served_is_asked_not_the_one_before(tablet, served):
    served()
    second = served()
    expect(tablet.locator("[data-number]")).to_have_text(second["number"])


def test_a_finish_that_is_taken_back_is_asked_no_more(tablet, api, served):
    before = {"ticket": served()["id"], "level": "satisfied"}
    assert api.post(f"/api/counters/{COUNTER}/rate", before).status_code == 200
    served()
    expect(tablet.get_by_role("heading", name=ASK)).to_be_visible()
    assert api.post(f"/api/counters/{COUNTER}/undo").status_code == 200
    expect(tablet.get_by_role("heading", name=IDLE)).to_be_visible()
    api.post(f"/api/counters/{COUNTER}/finish")


def test_a_citizen_who_reads_english_turns_the_page(tablet, served):
    served()
    tablet.get_by_role("link", name="English").click()
    expect(tablet.get_by_role("heading", name="Were you satisfied?")).to_be_visible()
    tablet.get_by_role("button", name="Dissatisfied").click()
    expect(tablet.get_by_role("heading", name="Thank you for your rating")).to_be_visible()
    expect(tablet.get_by_role("heading", name=IDLE)).to_be_visible()


def test_a_language_ends_with_the_citizen_who_chose_it(new_context, program, tablet_token, served):
    page = new_context().new_page()
    page.clock.install()
    page.goto(f"{program.url}/rate?counter={COUNTER}&token={tablet_token}")
    served()
    expect(page.get_by_role("heading", name=ASK)).to_be_visible()
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="Were you satisfied?")).to_be_visible()
    second = served()
    expect(page.get_by_role("heading", name=ASK)).to_be_visible()
    expect(page.locator("[data-number]")).to_have_text(second["number"])
    page.locator("[data-level]").first.click()
    expect(page.get_by_role("heading", name="Cảm ơn Ông/Bà đã đánh giá")).to_be_visible()
    page.clock.run_for(7_000)
    expect(page.get_by_role("heading", name=IDLE)).to_be_visible()
    # turned to by somebody who was not asked, and left
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="Please rate the service")).to_be_visible()
    for _ in range(8):
        page.clock.run_for(4_000)
    expect(page.get_by_role("heading", name=IDLE)).to_be_visible()


def test_the_faces_are_large_and_fit_every_tablet(tablet, served):
    served()
    expect(tablet.get_by_role("heading", name=ASK)).to_be_visible()
    for width, height in ((600, 1024), (768, 1024), (800, 480), (1280, 800)):
        tablet.set_viewport_size({"width": width, "height": height})
        tablet.evaluate(AT_REST)
        assert tablet.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
        for face in tablet.locator("[data-level]").all():
            box = face.bounding_box()
            assert min(box["width"], box["height"]) >= 96, width


def test_the_tablet_of_another_counter_is_refused(page, program, served):
    token = program.tokens["counter 07"]
    answer = page.goto(f"{program.url}/rate?counter={COUNTER}&token={token}")
    assert answer.status == 403
    other = Api(program.url, token)
    body = {"ticket": served()["id"], "level": "neutral"}
    assert other.post(f"/api/counters/{COUNTER}/rate", body).json()["error"] == "not_allowed"


def test_a_repeated_press_gets_its_answer_although_somebody_else_was_served_since(api, served):
    path, key = f"/api/counters/{COUNTER}/rate", {"Idempotency-Key": "one-face"}
    body = {"ticket": served()["id"], "level": "neutral"}
    first = api.post(path, body, **key)
    served()
    again = api.post(path, body, **key)
    assert (again.status_code, again.json()) == (200, first.json())


def test_only_the_ticket_that_the_counter_served_last_can_be_rated(api, served):
    first, last = served(), served()
    path = f"/api/counters/{COUNTER}/rate"
    assert api.post(path, {"ticket": first["id"], "level": "neutral"}).status_code == 404
    assert api.post(path, {"ticket": last["id"], "level": "five"}).json()["field"] == "level"
    assert api.post(path, {"ticket": last["id"], "level": "neutral"}).status_code == 200
