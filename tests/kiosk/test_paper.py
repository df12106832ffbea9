"""The kiosk beside a printer: it says what became of the slip, and never more than is known."""

import pytest
from playwright.sync_api import expect

from tests.api import Api
from tests.gallery.print_agent import PrintAgent
from tests.kiosk.catalogue import import_procedures
from tests.kiosk.conftest import open_kiosk
from tests.kiosk.test_aids import A_VOICE, said
from tests.kiosk.walk import (
    CROWDED,
    FAINT,
    OUT_OF_REACH,
    SMALL_TARGETS,
    SMALL_TEXT,
    TOO_WIDE,
    stand_on,
)
from tests.program import at_any_hour, server_in, serving
from tests.waiting import wait_until

PLUGGED_IN = {"connection": "file", "device": "/dev/null", "beside": "K1"}
PANELS = ((1080, 1920), (768, 1366), (1920, 1080))
EVERY_AID = ((), ("large",), ("low",), ("contrast", "low"), ("large", "low"))
PHOTOGRAPH, TAKE_IT = "Mời Ông/Bà chụp lại số này", "Mời Ông/Bà lấy phiếu bên dưới"
COMING = "Đang in phiếu, xin đợi một chút"
NO_SLIPS = "Hiện chưa in được phiếu. Mời Ông/Bà chụp lại số và mã QR trên màn hình."


def with_a_printer(settings):
    at_any_hour(settings)
    settings["printers"]["M1"].update(PLUGGED_IN)
    # so short that the page has to wait for a slip
    settings["screens"]["kiosk"]["ticket_page_s"] = 12


@pytest.fixture(scope="module")
def centre(furnished, tmp_path_factory):
    server = server_in(tmp_path_factory.mktemp("paper"), with_a_printer, furnished=furnished)
    import_procedures(server)
    with serving(server):
        yield server


@pytest.fixture(scope="module")
def token(centre):
    return centre.token("kiosk", kiosk="K1")


@pytest.fixture(scope="module")
def speaker(centre):
    """Who speaks for the printer all the time."""
    agent = PrintAgent(centre.port, centre.token("printer", kiosk="K1"), M1="ready")
    yield agent
    agent.stop()


@pytest.fixture
def agent(speaker):
    speaker.finds("M1", "ready")
    return speaker


@pytest.fixture
def desk(page, centre, token, agent):
    open_kiosk(page, centre, token)
    expect(page.locator(".no-slips")).to_have_count(0)
    return page


def take(page, unit="XD"):
    """Take a number; return the ticket's id."""
    page.locator(f"[data-unit={unit}]").click()
    with page.expect_response("**/api/tickets") as answered:
        page.locator(".groups .no").click()
    return answered.value.json()["ticket"]["id"]


def title(page):
    return page.get_by_role("heading", level=1)


def reprint(page):
    """The button that is for one more slip."""
    return page.get_by_role("button", name="In lại phiếu")


def press_reprint(page):
    with page.expect_response("**/reprint") as answered:
        reprint(page).click()
    return answered.value


def test_a_slip_is_announced_while_it_comes_and_once_it_is_there(desk, agent):
    ticket = take(desk)
    expect(title(desk)).to_have_text(COMING)
    expect(reprint(desk)).to_be_disabled()
    expect(desk.locator(".slot text")).to_have_text(desk.locator(".tk .no").text_content())
    agent.slip(ticket, "sending")
    expect(desk.locator(".slot.coming")).to_be_visible()
    agent.slip(ticket, "printed")
    expect(desk.locator(".ok[role=status]")).to_contain_text(TAKE_IT)
    expect(desk.locator(".slot.out")).to_be_visible()
    expect(reprint(desk)).to_be_enabled()


def test_english_says_the_same(desk, agent):
    desk.get_by_role("button", name="English").click()
    ticket = take(desk)
    expect(title(desk)).to_have_text("Printing your slip, one moment please")
    agent.slip(ticket, "sending", "unknown", cause="cover_open")
    expect(title(desk)).to_have_text("Please take a photo of this number")
    expect(desk.locator(".ok p")).to_contain_text("please touch “Print again”")
    desk.get_by_role("button", name="Print again").click()
    expect(title(desk)).to_have_text("Printing your slip, one moment please")


def test_a_slip_that_cannot_be_printed_costs_no_number_and_may_still_come(desk, agent):
    ticket = take(desk)
    agent.slip(ticket, "not_started", cause="paper_out")
    expect(title(desk)).to_have_text(PHOTOGRAPH)
    expect(desk.locator(".ok p")).to_have_text(
        "Hiện máy chưa in được phiếu. Số này vẫn có giá trị và vẫn được gọi."
    )
    expect(reprint(desk)).to_have_count(0)
    expect(desk.locator(".slot")).to_have_count(0)
    agent.slip(ticket, "sending", "printed")
    expect(title(desk)).to_have_text(TAKE_IT)


def test_a_printer_that_never_answers_is_trusted(desk, agent):
    ticket = take(desk)
    agent.slip(ticket, "sending", "unknown", cause="no_status")
    expect(title(desk)).to_have_text(TAKE_IT)


def test_a_doubtful_slip_is_printed_again_when_asked_for_and_twice_at_most(desk, agent):
    ticket = take(desk)
    agent.slip(ticket, "sending", "unknown", cause="paper_out")
    expect(title(desk)).to_have_text(PHOTOGRAPH)
    expect(desk.locator(".ok p")).to_contain_text("Phiếu có thể chưa in xong.")
    shown = desk.locator(".tk .no").text_content()
    assert press_reprint(desk).json()["ticket"]["number"] == shown
    expect(title(desk)).to_have_text(COMING)
    expect(reprint(desk)).to_be_disabled()
    agent.slip(ticket, "sending", "printed", copy=1)
    expect(title(desk)).to_have_text(TAKE_IT)
    press_reprint(desk)
    agent.slip(ticket, "sending", "printed", copy=2)
    expect(desk.locator(".ok p")).to_have_text(
        "Nếu cần thêm bản in, mời Ông/Bà gặp nhân viên hướng dẫn."
    )
    expect(reprint(desk)).to_have_count(0)


def test_a_double_tap_prints_one_copy(desk, agent):
    ticket = take(desk)
    agent.slip(ticket, "sending", "printed")
    expect(reprint(desk)).to_be_enabled()
    asked = []
    desk.on("request", lambda request: asked.append(request.url.endswith("/reprint")))
    with desk.expect_response("**/reprint"):
        reprint(desk).evaluate("button => { button.click(); button.click(); }")
    agent.slip(ticket, "sending", "printed", copy=1)
    expect(title(desk)).to_have_text(TAKE_IT)
    assert asked.count(True) == 1


def test_a_copy_that_is_refused_is_not_waited_for(desk, agent, centre):
    ticket = take(desk)
    agent.slip(ticket, "sending", "printed")
    expect(reprint(desk)).to_be_enabled()
    staff = Api(centre.url, centre.token("api"))
    assert staff.post(f"/api/tickets/{ticket}/cancel").status_code == 200
    assert press_reprint(desk).status == 409
    expect(desk.locator(".ok p")).to_contain_text("Chưa in lại được phiếu.")
    expect(title(desk)).to_have_text(TAKE_IT)


def test_without_paper_the_kiosk_says_so_before_anybody_presses(desk, agent):
    agent.finds("M1", "paper_out")
    note = desk.locator(".no-slips")
    expect(note).to_have_text(NO_SLIPS)
    desk.locator("[data-unit=XD]").click()
    expect(desk.locator(".groups + .no-slips")).to_have_text(NO_SLIPS)
    desk.locator(".back").click()
    desk.locator(".find").click()
    desk.locator(".field input").fill("doi giay phep lai xe")
    desk.locator(".r").first.click()
    expect(desk.locator(".take .no-slips")).to_have_text(NO_SLIPS)
    desk.get_by_role("button", name="Lấy số", exact=True).click()
    expect(title(desk)).to_have_text(PHOTOGRAPH)
    expect(desk.locator(".ok p")).to_contain_text("Hiện máy chưa in được phiếu.")
    desk.locator(".ticket .pri").click()
    expect(note).to_have_text(NO_SLIPS)
    agent.finds("M1", "near_end")
    expect(note).to_have_count(0)
    expect(desk.locator(".hero p")).to_contain_text("Tìm tên thủ tục")


def test_the_page_waits_for_a_slip_that_is_coming_but_not_for_ever(clocked, centre, token, agent):
    open_kiosk(clocked, centre, token)
    expect(clocked.locator(".no-slips")).to_have_count(0)
    ticket = take(clocked)
    agent.slip(ticket, "sending")
    expect(title(clocked)).to_have_text(COMING)
    done = clocked.locator(".ticket .pri")
    clocked.clock.run_for(16_000)
    expect(done).to_contain_text("(5)")
    agent.slip(ticket, "printed")
    expect(title(clocked)).to_have_text(TAKE_IT)
    clocked.clock.run_for(6_000)
    expect(clocked.locator(".tile.ask")).to_be_visible()
    agent.slip(take(clocked), "sending")
    expect(clocked.locator(".slot.coming")).to_be_visible()
    clocked.clock.run_for(27_000)
    expect(clocked.locator(".tile.ask")).to_be_visible()


def test_what_becomes_of_the_slip_is_read_after_the_number_and_not_over_it(
    page, centre, token, agent
):
    page.add_init_script(A_VOICE)
    open_kiosk(page, centre, token)
    expect(page.locator(".no-slips")).to_have_count(0)
    page.keyboard.press("5")
    ticket = take(page)
    wait_until("the news", lambda: (said(page) or "").startswith(COMING))
    number = page.locator(".tk .no").text_content()
    assert page.evaluate("window.said.slice(-2)[0]").startswith(
        f"Số thứ tự của Ông/Bà, {', '.join(number)}"
    )
    agent.slip(ticket, "sending", "printed")
    wait_until("the slip", lambda: said(page).startswith(TAKE_IT))
    assert page.evaluate("window.said.slice(-2)[0]").startswith(COMING), "nothing was cut short"


def test_a_member_of_staff_at_a_kiosk_is_promised_no_slip(page, centre, agent):
    page.set_extra_http_headers({"Authorization": f"Bearer {centre.token('guide')}"})
    page.goto(f"{centre.url}/kiosk")
    page.locator(".tile.ask").wait_for()
    take(page)
    expect(title(page)).to_have_text(PHOTOGRAPH)
    expect(page.locator(".ok p")).to_contain_text("Số này được gọi khi có quầy mở.")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_everything_about_the_slip_fits_every_panel_with_every_aid(desk, agent, language):
    if language == "en":
        desk.get_by_role("button", name="English").click()
        expect(title(desk)).to_contain_text("Welcome")
    agent.finds("M1", "paper_out")
    expect(desk.locator(".no-slips")).to_be_visible()
    aids = EVERY_AID if language == "vi" else ((), ("large", "low"))
    fits_with_every_aid(desk, "home", aids)
    agent.finds("M1", "ready")
    expect(desk.locator(".no-slips")).to_have_count(0)
    ticket = take(desk)
    agent.slip(ticket, "sending", "unknown", cause="paper_out")
    expect(desk.locator("[data-news=doubtful]")).to_be_visible()
    fits_with_every_aid(desk, "doubtful", aids)
    desk.locator(".three-acts .sec:first-child").click()
    fits_with_every_aid(desk, "coming", aids)


def fits_with_every_aid(page, name, every_aid):
    """Check the page as it stands on every panel, with the aids worn one after the other."""
    for aids in every_aid:
        for aid in aids:
            page.locator(f"[data-aid={aid}]").click()
        for width, height in PANELS:
            stand_on(page, (width, height))
            place = name, width, aids
            assert page.evaluate(TOO_WIDE) == [], place
            assert page.evaluate(CROWDED, 9) == [], place
            if width == 1080:
                assert page.evaluate(SMALL_TEXT, 32 if "large" in aids else 18) == [], place
                assert page.evaluate(SMALL_TARGETS, [".act button", 88]) == [], place
                assert "low" not in aids or page.evaluate(OUT_OF_REACH) == [], place
                assert "contrast" not in aids or page.evaluate(FAINT, 7) == [], place
        for aid in aids:
            page.locator(f"[data-aid={aid}]").click()
