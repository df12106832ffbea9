"""The public page in a browser: it keeps itself up to date, alone and in another site's frame."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import expect

from tests.api import Api
from tests.program import at_any_hour, server_in, serving
from tests.waiting import wait_until

SERVICE, COUNTER = "NgV", "27"
NAME = "Sở Ngoại vụ"


def embedded(settings):
    settings["now"] = {"embed": True}


@pytest.fixture(scope="module")
def server(furnished, tmp_path_factory):
    folder = tmp_path_factory.mktemp("now")
    with serving(server_in(folder, at_any_hour, embedded, furnished=furnished)) as server:
        yield server


@pytest.fixture
def api(server):
    return Api(server.url, server.tokens["api"])


@pytest.fixture
def portal(tmp_path):
    """Another site, which serves what lies in its folder."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    site = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path))
    thread = Thread(target=site.serve_forever, daemon=True)
    thread.start()
    yield tmp_path, f"http://127.0.0.1:{site.server_port}"
    site.shutdown()
    thread.join()
    site.server_close()


def unit(page):
    return page.locator(".unit", has_text=NAME)


def shown_in_time(page, text):
    """Let the page's time go on until it shows a text: what it is sent may be seconds old."""

    def shows():
        page.clock.fast_forward(15_000)
        return text in unit(page).inner_text()

    wait_until(f"the page shows {text}", shows)


def test_the_page_follows_the_hall_and_says_when_it_has_lost_the_centre(page, server, api):
    page.clock.install()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{server.url}/now")
    expect(unit(page)).to_contain_text("Tạm dừng")
    api.post(f"/api/counters/{COUNTER}/open")
    api.post("/api/tickets", {"service": SERVICE})
    shown_in_time(page, "1 người chờ")
    expect(page.locator("[data-offline]")).to_be_hidden()
    server.kill()
    page.clock.fast_forward(60_000)
    expect(page.locator("[data-offline]")).to_contain_text("Đang mất liên lạc với trung tâm")
    server.start()
    page.clock.fast_forward(15_000)
    expect(page.locator("[data-offline]")).to_be_hidden()


def test_another_site_shows_it_in_a_narrow_frame_and_reads_its_data(page, server, portal):
    folder, url = portal
    (folder / "index.html").write_text(
        f'<iframe src="{server.url}/now?lang=en" title="Now" width="320" height="480"></iframe>',
        encoding="utf-8",
    )
    page.goto(url)
    frame = page.frame_locator("iframe")
    expect(frame.locator("h1")).to_have_text("How busy is it now?")
    assert frame.locator("html").evaluate("html => html.scrollWidth") <= 320
    frame.get_by_role("link", name="Tiếng Việt").click()
    expect(frame.locator("h1")).to_have_text("Bây giờ có đông không?")
    read = "address => fetch(address).then((answer) => answer.json()).then((all) => all[0].type)"
    assert page.evaluate(read, f"{server.url}/api/now") == "QueueMonitor"


def test_without_scripts_it_is_whole_and_comes_again(browser, server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.url}/now")
    expect(unit(page)).to_be_visible()
    assert '<meta http-equiv="refresh" content="30">' in page.content()
    context.close()
