"""From a phone to the director, to a department's head, and back by the code; killed in between."""

import pytest
from playwright.sync_api import expect

from tests.api import Api
from tests.pages import let_in
from tests.program import at_any_hour, server_in, serving

TEXT = {
    "vi": "Tôi được hướng dẫn sai quầy.", "en": "I was sent to the wrong counter.",
}  # fmt: skip
SAYS = {
    "vi": {
        "link": "Gửi phản ánh, kiến nghị", "send": "Gửi phản ánh", "look": "Xem trả lời",
        "received": "Đã tiếp nhận", "answered": "Đã trả lời ngày",
    },
    "en": {
        "link": "Send a complaint", "send": "Send complaint", "look": "Show the answer",
        "received": "Received", "answered": "Answered on",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def program(furnished, tmp_path_factory):
    folder = tmp_path_factory.mktemp("answered")
    with serving(server_in(folder, at_any_hour, furnished=furnished)) as server:
        yield server


def sign_in(context, program, name):
    page = context.new_page()
    let_in(page, program.url, name)
    page.goto(f"{program.url}/complaints/desk")
    expect(page.locator(".tabs")).to_be_visible()
    return page


def file_from_ticket(page, program, language):
    """Complain on a ticket's page; return the code."""
    api = Api(program.url, program.tokens["api"])
    follow = api.post("/api/tickets", {"service": "NgV"}).json()["follow_url"]
    page.goto(f"{program.url}{follow}?ask=complain&lang={language}")
    page.fill("#text", TEXT[language])
    page.locator("#panel button[type=submit]").click()
    code = page.locator("#panel .code")
    expect(code).to_be_visible()
    return code.inner_text()


def file_in_lobby(page, program, language):
    """Complain without a ticket, without scripts; return the code."""
    page.goto(f"{program.url}/complaints?lang={language}")
    page.fill("#text", TEXT[language])
    page.locator("form button[type=submit]").click()
    return page.locator(".code").inner_text()


def look(page, program, code, language):
    page.goto(f"{program.url}/complaints/answer?lang={language}")
    page.fill("#code", code)
    page.get_by_role("button", name=SAYS[language]["look"]).click()
    expect(page.locator("h1")).to_contain_text(code)


@pytest.mark.parametrize(
    ("language", "file", "scripts"), [("vi", file_from_ticket, True), ("en", file_in_lobby, False)]
)
def test_a_complaint_is_answered_whatever_dies_in_between(
    new_context, program, language, file, scripts
):
    lose_power = program.restart if language == "vi" else lambda: None
    citizen = new_context(java_script_enabled=scripts).new_page()
    code = file(citizen, program, language)
    look(citizen, program, code, language)
    expect(citizen.locator(".steps")).to_contain_text(SAYS[language]["received"])
    lose_power()
    director = sign_in(new_context(), program, "giang")
    card = director.locator(f"[id='{code}']")
    expect(card).to_contain_text(TEXT[language])
    card.locator("select").select_option("GTVT")
    card.locator(".act button[type=submit]").first.click()
    expect(director.locator(".notice.good")).to_contain_text(code)
    lose_power()
    head = sign_in(new_context(), program, "dung")
    card = head.locator(f"[id='{code}']")
    card.locator("textarea").fill(f"Trả lời {code}")
    card.locator("details button[type=submit]").click()
    expect(head.locator(".notice.good")).to_contain_text(code)
    lose_power()
    look(citizen, program, code, language)
    expect(citizen.locator(".answer")).to_contain_text(SAYS[language]["answered"])
    expect(citizen.locator(".answer .words")).to_have_text(f"Trả lời {code}")


def test_the_list_says_that_it_has_changed_and_keeps_what_is_being_written(new_context, program):
    citizen = new_context().new_page()
    code = file_in_lobby(citizen, program, "vi")
    director = sign_in(new_context(), program, "giang")
    card = director.locator(f"[id='{code}']")
    card.locator("summary").first.click()
    card.locator("textarea").fill("đang viết")
    file_in_lobby(citizen, program, "vi")
    expect(director.locator("[data-changed]")).to_be_visible()
    expect(card.locator("textarea")).to_have_value("đang viết")
