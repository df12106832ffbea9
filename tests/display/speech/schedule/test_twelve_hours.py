"""A board that runs a whole day, on a clock that goes faster, is in the evening what it was."""

import json
from datetime import UTC, datetime, timedelta
from itertools import cycle

import pytest
from playwright.sync_api import expect

from display.view import make_board
from queueing import commands as c
from settings.loading import load
from tests.display.centre import quickly
from tests.display.test_panel import picture
from tests.queueing.centre import Desk
from web.tickets import utc

HOURS = 12
STEP_S = 7.5  # the page says after 8 s of silence that it is out of touch
STEPS_A_CALL = 8
STEPS_AN_HOUR = int(3600 / STEP_S)
PING = "2"
SPEAKERS = {"id": "tret", "leader": "this page", "volume": 100, "silent": False}
A_FEW = 24


@pytest.fixture
def cinema(new_centre, tmp_path):
    def with_media(settings):
        quickly(settings)
        settings["screens"]["display"]["zones"]["tret"]["media"] = str(tmp_path / "media")

    (tmp_path / "media").mkdir()
    for name in ("a.png", "b.png"):
        (tmp_path / "media" / name).write_bytes(picture("green"))
    centre = new_centre(tmp_path, with_media)
    yield centre
    centre.stop()


FAST = """() => {
  const timers = new Map();
  const state = {now: 0, last: 0, steps: 0, socket: null, taken: false};
  const set = (call, wait, again) => {
    const every = Math.max(1, wait || 0);
    timers.set(++state.last, {at: state.now + every, call, every: again ? every : 0});
    return state.last;
  };
  const clear = (timer) => timers.delete(timer);
  performance.now = () => state.now;
  window.setTimeout = (call, wait, ...rest) => set(() => call(...rest), wait, false);
  window.setInterval = (call, wait, ...rest) => set(() => call(...rest), wait, true);
  window.requestAnimationFrame = (call) => set(() => call(state.now), 16, false);
  window.clearTimeout = window.clearInterval = window.cancelAnimationFrame = clear;

  const mine = (event) => event.isTrusted && state.taken && event.stopImmediatePropagation();
  window.WebSocket = class extends WebSocket {
    constructor(...where) {
      super(...where);
      state.socket = this;
      ["message", "close", "error"].forEach((kind) => this.addEventListener(kind, mine));
    }
    send(text) { return state.taken ? undefined : super.send(text); }
  };

  // What the player asks is answered here, as its socket's views come from here: it leads, for as
  // long as this clock needs to jump on, and is believed.
  const ask = window.fetch;
  window.played = new Set();
  window.fetch = (address, wish) => {
    const speech = /^\\/api\\/(announcements|loudspeakers)\\//.test(address);
    if (!state.taken || !speech) return ask(address, wish);
    if (wish.body === '{"result":"played"}') window.played.add(address);
    const text = async () => '{"leader": true, "lease_s": 30}';
    return Promise.resolve({ok: true, status: 200, text});
  };

  const turn = new MessageChannel();
  const breathe = () => new Promise((go) => {
    turn.port1.onmessage = go;
    turn.port2.postMessage(0);
  });
  const later = async (wait) => {
    state.now += wait;
    const due = Array.from(timers).filter((each) => each[1].at <= state.now);
    due.sort((one, other) => one[1].at - other[1].at).forEach(([id, timer]) => {
      if (!timers.has(id)) return;
      if (timer.every) timer.at = state.now + timer.every; else timers.delete(id);
      timer.call();
    });
    state.steps += 1;
    await (state.steps % 16 === 0 ? breathe() : null);
  };
  window.later = later;
  window.live = async (steps, wait) => {
    state.taken = true;
    for (const texts of steps) {
      texts.forEach((data) => state.socket.dispatchEvent(new MessageEvent("message", {data})));
      await later(wait);
    }
  };
}"""


class Day:
    """A day of the hall, as the page's socket brings it: whole views, beats and pings."""

    def __init__(self, catalogue):
        self.desk = Desk(catalogue, datetime(2026, 11, 23, 0, 0, tzinfo=UTC))
        counters = [each for each in catalogue.counters.values() if each.floor == "tret"]
        self.desk.open(*(counter.id for counter in counters))
        self.turn = cycle(counters)
        self.calls = 0

    def hour(self):
        """Return what comes at each step of the next hour."""
        return [self._step(step) for step in range(STEPS_AN_HOUR)]

    def _step(self, step):
        self.desk.now += timedelta(seconds=STEP_S)
        called = step % STEPS_A_CALL == 0
        if called:
            self._call()
        return [PING, *([self._view()] if called else []), self._beat()]

    def _call(self):
        counter, desk, self.calls = next(self.turn), self.desk, self.calls + 1
        if desk.hall.current(counter.id):
            desk.do(c.FinishService(counter.id))
        for _ in range(2 if self.calls % 7 == 0 else 1):
            desk.issue(counter.serves[0].service, language="vi" if self.calls % 5 else "en")
        if self.calls % 11 == 0:
            desk.do(c.PauseCounter(counter.id, "meeting"))
            desk.do(c.OpenCounter(counter.id, "user:lan"))
        desk.do(c.CallNext(counter.id))

    def _view(self):
        said = {
            "announcements": [self._make_line()], "loudspeakers": SPEAKERS, "notices": [],
            "next_up": [],
        }  # fmt: skip
        return self._event("view", make_board(self.desk.hall, "tret", self.desk.now) | said)

    def _make_line(self):
        """The newest call, which has its turn without a sound: nobody listens for twelve hours."""
        call = self.desk.hall.calls[0]
        return {
            "id": f"tret.{call.seq}.vi", "call_seq": call.seq, "number": call.number,
            "counter": call.counter, "language": "vi", "text": "Xin mời.", "audio": None,
            "duration_ms": 0, "repeats": 1, "chime": False,
        }  # fmt: skip

    def _beat(self):
        return self._event("beat", {"seq": self.desk.hall.seq, "at": utc(self.desk.now)})

    def _event(self, name, content):
        return "42/display," + json.dumps([name, content])


class Weight:
    """What the page holds after a forced collection of garbage."""

    def __init__(self, page):
        self._wire = page.context.new_cdp_session(page)
        self._wire.send("Performance.enable")
        self._wire.send("HeapProfiler.enable")

    def now(self):
        self._wire.send("HeapProfiler.collectGarbage")
        found = self._wire.send("Performance.getMetrics")["metrics"]
        held = {metric["name"]: metric["value"] for metric in found}
        return held["Nodes"], held["JSEventListeners"], held["JSHeapUsedSize"]


@pytest.fixture
def page(new_context):
    """A page of a context of its own: its clock goes faster, and what it holds is weighed."""
    return new_context().new_page()


def test_a_board_holds_after_twelve_hours_of_calls_no_more_than_in_the_morning(
    cinema, display, page
):
    page.add_init_script(f"({FAST})()")
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    loads, held = [], []
    display(cinema, layout="board")
    opened = len(loads)
    cinema.open("02")
    expect(page.locator(".waiting")).to_be_visible()
    day, weight = Day(load(cinema.server.config).catalogue()), Weight(page)
    for _ in range(HOURS):
        page.evaluate("([steps, wait]) => window.live(steps, wait)", [day.hour(), STEP_S * 1000])
        held.append(weight.now())
    newest = day.desk.hall.calls[0].number
    expect(page.locator(".call .no")).to_have_text(newest)
    assert page.evaluate("() => window.heroes.length") == day.calls
    assert day.calls - 1 <= page.evaluate("() => window.played.size") <= day.calls
    assert len(loads) == opened
    for kind, slack in enumerate((A_FEW, A_FEW, A_FEW * 10_000)):
        morning = max(each[kind] for each in held[1:4])
        evening = max(each[kind] for each in held[-3:])
        assert evening <= morning + slack, held
