"""A whole centre with the pages below /admin, and people who open them without a window."""

import re
from html import unescape

from centre import assembly
from queueing import commands as c
from settings.loading import load
from tests.program import CONFIG, PASSWORD, write_configuration
from tests.queueing.centre import MORNING
from tests.waiting import wait_until

TAGS = re.compile(r"<script.*?</script>|<[^>]+>", re.DOTALL)
SELECTS = re.compile(r'<select[^>]* name="([^"]*)".*?>(.*?)</select>', re.DOTALL)
TEXTS = re.compile(r'<textarea[^>]* name="([^"]*)".*?>(.*?)</textarea>', re.DOTALL)


class Administration:
    """A centre of the shipped configuration, with changes to it; the test turns the clock."""

    def __init__(self, folder, *changes):
        self.now = MORNING
        folder.mkdir(exist_ok=True)
        self.config = folder / "config.yaml"
        shipped = CONFIG.read_text(encoding="utf-8")  # with its comments, as an office has it
        text = shipped.replace("async_mode: eventlet", "async_mode: threading")
        self.config.write_text(text, encoding="utf-8")
        if changes:
            write_configuration(self.config, *changes, mode="threading")
        self.folder = folder / "data"
        self.parts = assembly.build(load(self.config), self.folder, lambda: self.now, {})
        self.pages, self.office = self.parts.site, self.parts.office
        self.accounts = self.pages.guard.accounts

    def person(self, role="admin", name="quan"):
        """Return the browser of somebody who has signed in."""
        self.accounts.create_person(name, role, PASSWORD, None)
        return Browser(self.pages.app.test_client()).sign_in(name)

    def issue(self, service="XD"):
        """Give a number; return it."""
        command = c.IssueTicket(service, f"follow-{self.office.hall.seq}")
        return self.office.submit(
            command, actor="user:lan", reply=lambda _, entries: entries[-1].event.number
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.pages.background.stop()
        if self.parts.voice is not None:
            self.parts.voice.close()
        self.parts.office.stop()
        self.parts.figures.close()
        self.parts.database.close()


class Browser:
    """Opens pages and sends their forms."""

    def __init__(self, client):
        self.client = client

    def sign_in(self, name):
        answer = self.send("/sign-in", {"name": name, "password": PASSWORD})
        assert answer.status_code == 303, words_of(answer)
        return self

    def open(self, address, **headers):
        return self.client.get(address, headers=headers)

    def read(self, address, **headers):
        """Return the words of a page as one line."""
        answer = self.open(address, **headers)
        assert answer.status_code == 200, answer.text
        return words_of(answer)

    def send(self, address, fields=(), csrf=None):
        """Send fields with the token of this browser's pages."""
        token = self.csrf() if csrf is None else csrf
        return self.client.post(address, data={**dict(fields), "csrf_token": token})

    def fill(self, address, part, fields=(), button=None, without=()):
        """Fill in a form as the page has it and press a button; return the answer."""
        found = fields_of(self.open(address).text, part)
        found.update(fields)
        for name in without:
            found.pop(name, None)
        return self.client.post(
            address.partition("?")[0], data=found | ({button: "1"} if button else {})
        )

    def confirm(self, answer, button="confirmed"):
        """Press a button of the page that shows what a change will do; return the answer."""
        assert "Chưa lưu gì" in answer.text, words_of(answer)
        form = fields_of(answer.text, 'method="post" class="actions"')
        return self.client.post(answer.request.path, data=form | {button: "1"})

    def csrf(self):
        return re.search(r'csrf-token" content="([^"]+)"', self.open("/sign-in").text)[1]

    def until(self, address, words):
        """Read a page again and again until it says something."""
        wait_until(f"{address} says {words}", lambda: words in self.read(address))
        return self.read(address)


def fields_of(page, mark):
    """Return what a form would send: the first one whose tag or fields have the mark."""
    form = next(
        each for each in re.findall(r"<form.*?</form>", page, re.DOTALL)
        if mark in each.partition(">")[0] or f'name="part" value="{mark}"' in each
    )  # fmt: skip
    fields = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = (re.search(rf' {key}="([^"]*)"', tag) for key in ("name", "value"))
        if 'type="checkbox"' in tag and " checked" not in tag:
            continue
        fields.setdefault(unescape(name[1]), []).append(unescape(value[1]) if value else "")
    for name, options in re.findall(
        r'<select[^>]* name="([^"]*)".*?>(.*?)</select>', form, re.DOTALL
    ):
        chosen = re.search(r'value="([^"]*)" selected', options)
        fields[name] = [unescape(chosen[1]) if chosen else ""]
    for name, text in re.findall(
        r'<textarea[^>]* name="([^"]*)".*?>(.*?)</textarea>', form, re.DOTALL
    ):
        fields.setdefault(unescape(name), []).append(unescape(text))
    return fields


def words_of(answer):
    """Return what people read in an answer, as one line."""
    return " ".join(unescape(TAGS.sub(" ", answer.text)).split())
