"""Ears for a board's page: what sounds in it, from when to when, and what it reports."""

import os

HEARD = """(() => {
  window.heard = [];
  window.reports = [];
  const listen = (kind, type) => {
    const start = type.prototype.start;
    type.prototype.start = function (...when) {
      const note = {kind, from: Date.now(), to: null};
      window.heard.push(note);
      this.addEventListener("ended", () => { note.to = Date.now(); });
      return start.apply(this, when);
    };
  };
  listen("tone", OscillatorNode);
  listen("speech", AudioBufferSourceNode);
  const ask = window.fetch;
  window.fetch = (address, wish = {}) => {
    if (String(address).endsWith("/result")) {
      const line = decodeURIComponent(address.split("/")[3]);
      window.reports.push({line, result: JSON.parse(wish.body).result, at: Date.now()});
    }
    return ask(address, wish);
  };
})()"""
LEADS = """async ([token, zone]) => {
  const headers = {Authorization: `Bearer ${token}`};
  const board = await (await fetch(`/api/board?zone=${zone}`, {headers})).json();
  const { id } = JSON.parse(sessionStorage.getItem("player"));
  return board.loudspeakers !== null && board.loudspeakers.leader === id;
}"""
TONES = 6
LONG_MS = 60_000
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
STRICT = "--autoplay-policy=document-user-activation-required"


class Board:
    """One lobby board in a page of its own that is listened to."""

    def __init__(self, page, centre, zone="tret", url=None):
        self.page, self.centre, self.zone = page, centre, zone
        page.add_init_script(HEARD)
        page.goto(f"{url or centre.url}/display?zone={zone}&layout=hero&token={centre.token}")
        page.wait_for_selector("html[data-ready]")

    def leads(self):
        """Wait until this board is the one that is heard."""
        self.page.wait_for_function(LEADS, arg=[self.centre.token, self.zone], timeout=LONG_MS)
        return self

    def forget(self):
        """Begin to listen anew, once nothing sounds any more."""
        self.page.wait_for_function("() => window.heard.every((each) => each.to !== null)")
        self.page.evaluate("() => { window.heard = []; window.reports = []; }")
        return self

    def is_saying(self):
        """Wait until somebody is speaking."""
        self.page.wait_for_function(
            "() => window.heard.some((each) => each.kind === 'speech' && each.to === null)",
            timeout=LONG_MS,
        )

    def reports(self, count):
        """Wait until so many lines were reported; return them, oldest first."""
        self.page.wait_for_function(
            "count => window.reports.length >= count", arg=count, timeout=LONG_MS
        )
        return self.page.evaluate("() => window.reports")

    def results(self, count):
        """Wait until so many lines were reported; return the results alone."""
        return [each["result"] for each in self.reports(count)]

    def heard(self, kind="speech"):
        """What sounded so far: from and to, in milliseconds; `to` None while it sounds."""
        return [each for each in self.page.evaluate("() => window.heard") if each["kind"] == kind]

    @property
    def chimes(self):
        return len(self.heard("tone")) / TONES
