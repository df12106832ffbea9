"""Ears for a board's page: what sounds in it, from when to when, and what it reports."""

from tests.waiting import wait_until

HEARD = """(() => {
  window.heard = [];
  window.contexts = [];
  const Context = AudioContext;
  window.AudioContext = class extends Context {
    constructor(...options) {
      if (window.noSound) {
        throw new Error("no audio device");
      }
      super(...options);
      window.contexts.push(this);
    }
  };
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
    } else if (String(address).endsWith("/lease")) {
      window.player = JSON.parse(wish.body).player;
    }
    return ask(address, wish);
  };
})()"""
PLAYER = "() => window.player"
TONES = 6
LONG_MS = 60_000
STRICT = "--autoplay-policy=document-user-activation-required"


class Board:
    """One lobby board in a page of its own that is listened to."""

    def __init__(self, page, centre, zone="tret", url=None):
        self.page, self.centre, self.zone = page, centre, zone
        page.context.add_init_script(HEARD)
        page.goto(f"{url or centre.url}/display?zone={zone}&layout=hero&token={centre.token}")
        page.wait_for_selector("html[data-ready]")

    def duplicate(self):
        """Return a second tab that is a copy of this board's, as a browser makes it."""
        with self.page.context.expect_page() as copied:
            self.page.evaluate("() => { window.open(location.href); }")
        copy = object.__new__(Board)
        copy.page, copy.centre, copy.zone = copied.value, self.centre, self.zone
        copy.page.wait_for_selector("html[data-ready]")
        return copy

    def leads(self):
        """Wait until this board is the one that is heard."""
        wait_until("the board leads", self._is_leader)
        return self

    def _is_leader(self):
        speakers = self.centre.board(self.zone).json["loudspeakers"]
        return speakers is not None and speakers["leader"] == self.page.evaluate(PLAYER)

    def disturb(self, how):
        """Close the sound of this board, or suspend it, as a device does that goes away."""
        self.page.evaluate(
            "how => window.contexts.filter((each) => each.state !== 'closed')"
            ".forEach((each) => each[how]())", how
        )  # fmt: skip

    def lose_sound(self):
        """Take its loudspeaker away for good."""
        self.page.evaluate("() => { window.noSound = true; }")
        self.disturb("close")

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

    def first_reports(self, count):
        """Wait until so many different lines were reported; return the first report of each.

        A report whose answer came late is sent again: the line was said once all the same.
        """
        self.page.wait_for_function(
            "count => new Set(window.reports.map((each) => each.line)).size >= count",
            arg=count,
            timeout=LONG_MS,
        )
        first = {}
        for each in self.page.evaluate("() => window.reports"):
            first.setdefault(each["line"], each)
        return list(first.values())

    def count_reports(self, line, more_than=0):
        """Wait until a line was reported more often than so many times; return how often.

        A report whose answer came late is sent again, and those of other lines are no concern.
        """
        self.page.wait_for_function(
            "([line, least]) => window.reports.filter((each) => each.line === line).length > least",
            arg=[line, more_than],
            timeout=LONG_MS,
        )
        return [each["line"] for each in self.page.evaluate("() => window.reports")].count(line)

    def results(self, count):
        """Wait until so many different lines were reported; return their first results alone."""
        return [each["result"] for each in self.first_reports(count)]

    def heard(self, kind="speech"):
        """What sounded so far: from and to, in milliseconds; `to` None while it sounds."""
        return [each for each in self.page.evaluate("() => window.heard") if each["kind"] == kind]

    @property
    def chimes(self):
        return len(self.heard("tone")) / TONES
