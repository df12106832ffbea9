"""A page that is closed is told all the same: from the call to what Firefox shows."""

from tests import firefox
from tests.api import Api
from tests.phone.push.service import PushService, told_by
from tests.program import at_any_hour, server_in, serving
from tests.waiting import wait_until

SHOWN = """navigator.serviceWorker.getRegistration('/t/').then((r) => r ? r.getNotifications() : [])
  .then((all) => all.map((each) => each.title).join(' | '))"""


def preferences(service):
    """Firefox as citizens have it, but with another push service and with leave to tell."""
    return f"""
user_pref("remote.prefs.recommended", false);
user_pref("dom.push.serverURL", "{service.url.replace("http", "ws")}/");
user_pref("dom.push.testing.allowInsecureServerURL", true);
user_pref("dom.push.connection.enabled", true);
user_pref("permissions.default.desktop-notification", 1);
user_pref("alerts.useSystemBackend", false);
"""


def test_firefox_is_told_while_the_page_is_closed(furnished, tmp_path):
    profile = tmp_path / "profile"
    profile.mkdir()
    with (
        PushService() as service,
        serving(
            server_in(tmp_path / "centre", at_any_hour, told_by(service), furnished=furnished)
        ) as server,
        firefox.running(profile, preferences(service)) as browser,
    ):
        api = Api(server.url, server.tokens["api"])
        _, ours = (api.post("/api/tickets", {"service": "XD"}).json() for _ in range(2))
        number = ours["ticket"]["number"]
        page = browser.open(server.url + ours["follow_url"], 390, 844)
        page.click("[data-act=push]")
        page.sees("[data-when=on]", "số người phía trước còn 5")
        near = f"{number} · Còn 1 người phía trước"
        wait_until(near, lambda: near == page.evaluate(SHOWN))

        page.go(f"{server.url}/sign-in")
        api.post("/api/counters/02/open")
        api.post("/api/counters/02/call-next")
        api.post("/api/counters/02/finish-and-call-next")
        called = f"{number} · Mời Ông/Bà đến quầy 02 (tầng trệt)"
        wait_until(called, lambda: called == page.evaluate(SHOWN))

        page.go(server.url + ours["follow_url"])
        page.sees(".call .no", number)
