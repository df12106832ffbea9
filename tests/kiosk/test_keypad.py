"""Everything by keypad: arrows, Tab and Enter lead from home to a number and back."""

from playwright.sync_api import expect

from tests.hands import KEY_MS
from tests.kiosk.test_page import number
from tests.waiting import wait_until

FOCUSED = "document.activeElement"
RING = f"""() => {{ const ring = getComputedStyle({FOCUSED});
  return [ring.outlineStyle, ring.outlineColor]; }}"""
BLUE, YELLOW = "rgb(27, 77, 255)", "rgb(255, 201, 60)"
LEFT_OUT = """() => [...document.querySelectorAll("#screen button:not(:disabled)")]
  .filter((e) => !e.dataset.reached).map((e) => e.textContent)"""


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key, delay=KEY_MS)


def until_focused(page, locator, key, most=60):
    """Press the key until the control has the focus; a control that is never reached fails."""
    for _ in range(most):
        if locator.evaluate(f"each => each === {FOCUSED}"):
            return
        press(page, key)
    expect(locator).to_be_focused()


def test_arrows_and_enter_lead_to_a_number_and_home_again(kiosk):
    press(kiosk, "ArrowDown")
    expect(kiosk.locator(".find")).to_be_focused()
    until_focused(kiosk, kiosk.locator("[data-unit=XD]"), "ArrowDown")
    press(kiosk, "ArrowRight")
    expect(kiosk.locator("[data-unit=TNMT]")).to_be_focused()
    press(kiosk, "ArrowLeft", "Enter")
    expect(kiosk.get_by_role("heading", level=1)).to_be_focused()
    until_focused(kiosk, kiosk.locator(".groups .no"), "ArrowDown")
    press(kiosk, "Enter")
    number(kiosk)
    expect(kiosk.locator(".tk")).to_be_focused()
    until_focused(kiosk, kiosk.locator(".ticket .pri"), "Tab")
    press(kiosk, "Enter")
    expect(kiosk.get_by_role("heading", level=1)).to_be_focused()


def test_tab_reaches_every_control_of_home(kiosk):
    for _ in range(kiosk.locator("#screen button").count()):
        press(kiosk, "Tab")
        kiosk.evaluate(f"{FOCUSED}.dataset.reached = 1")
    assert kiosk.evaluate(LEFT_OUT) == []


def test_the_search_is_typed_chosen_and_left_by_keys(kiosk):
    press(kiosk, "ArrowDown", "Enter")
    expect(kiosk.get_by_role("textbox")).to_be_focused()
    kiosk.keyboard.type("doi giay phep lai xe", delay=KEY_MS)
    expect(kiosk.locator(".r .n").first).to_have_text("Đổi giấy phép lái xe")
    press(kiosk, "Enter")
    expect(kiosk.locator(".r").first).to_be_focused()
    press(kiosk, "ArrowDown")
    expect(kiosk.locator(".r").nth(1)).to_be_focused()
    until_focused(kiosk, kiosk.get_by_role("button", name="Cơ quan"), "ArrowDown")
    press(kiosk, "ArrowRight", "Enter")
    expect(kiosk.get_by_role("textbox")).to_have_value("doi giay phep lai xe ")


def test_left_and_right_stay_in_the_text(kiosk):
    press(kiosk, "ArrowDown", "Enter")
    box = kiosk.get_by_role("textbox")
    expect(box).to_be_focused()
    kiosk.keyboard.type("ab", delay=KEY_MS)
    expect(box).to_have_value("ab")
    press(kiosk, "ArrowLeft")
    wait_until("the caret between them", lambda: box.evaluate("box => box.selectionStart") == 1)
    kiosk.keyboard.type("x")
    expect(box).to_have_value("axb")


def test_the_focus_is_seen_on_light_and_on_dark(kiosk):
    press(kiosk, "ArrowDown")
    assert kiosk.evaluate(RING) == ["solid", YELLOW]
    until_focused(kiosk, kiosk.locator("[data-unit=XD]"), "ArrowDown")
    assert kiosk.evaluate(RING) == ["solid", BLUE]
    until_focused(kiosk, kiosk.locator(".bar button").first, "ArrowDown")
    assert kiosk.evaluate(RING) == ["solid", YELLOW]


def test_a_question_keeps_the_focus_and_gives_it_back(kiosk):
    kiosk.locator("[data-unit=YT]").click()
    kiosk.locator(".groups .no").click()
    number(kiosk)
    cancel = kiosk.get_by_role("button", name="Hủy số")
    cancel.focus()
    press(kiosk, "Enter")
    keep = kiosk.get_by_role("button", name="Giữ số")
    expect(keep).to_be_focused()
    press(kiosk, "Tab")
    expect(kiosk.locator(".answers .bad")).to_be_focused()
    press(kiosk, "Tab")
    expect(keep).to_be_focused()
    press(kiosk, "Shift+Tab")
    expect(kiosk.locator(".answers .bad")).to_be_focused()
    press(kiosk, "ArrowLeft")
    expect(keep).to_be_focused()
    press(kiosk, "ArrowUp")
    expect(keep).to_be_focused()
    press(kiosk, "Enter")
    expect(cancel).to_be_focused()
