"""With scripts the list follows each letter; on paper one sheet holds it all."""

from playwright.sync_api import expect

from tests.hands import KEY_MS


def test_the_list_follows_what_is_typed_and_comes_back(page, program):
    page.goto(f"{program.url}/procedures?lang=vi")
    begun = page.locator(".found li").count()
    with page.expect_response("**/procedures/list.json*"):
        page.reload()
    page.locator("#q").press_sequentially("doi giay phep lai", delay=KEY_MS)
    first = page.locator(".found a").first
    expect(first).to_contain_text("Đổi giấy phép lái xe")
    expect(first.locator("mark").first).to_be_visible()
    page.locator("#q").fill("zzzz")
    expect(page.locator("#summary")).to_contain_text("Chưa tìm thấy")
    page.locator("#q").fill("cancuoc")
    expect(page.locator("#summary")).to_contain_text("Xin đến Công an xã, phường gần nhất.")
    page.locator("#q").fill("")
    expect(page.locator(".found li")).to_have_count(begun)
    page.locator("#q").fill("doi giay phep lai xe")
    page.locator(".found a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đổi giấy phép lái xe")


def test_on_paper_the_papers_are_boxes_on_one_sheet(page, program):
    page.goto(f"{program.url}/procedures/TP-0?lang=vi")
    page.emulate_media(media="print")
    expect(page.locator(".papers input").first).to_be_visible()
    expect(page.locator(".top .rooms")).to_be_hidden()
    expect(page.locator(".online")).to_be_hidden()
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1


def test_without_scripts_the_way_to_a_procedure_is_the_same(browser, program):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{program.url}/procedures?lang=en")
    page.locator("#q").fill("lai xe")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator(".found a").first.click()
    expect(page.locator(".where")).to_contain_text("Code: GTVT-LX")
    context.close()
