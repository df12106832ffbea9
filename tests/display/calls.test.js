// Which call is shown when: the rules of the lobby display.
import assert from "node:assert/strict";
import { test } from "node:test";
import { advanced, opened, picture, received } from "../../display/static/calls.js";

const PACE = { hold: 6000, least: 1500, rush: 20000, fresh: 20000, seen: 10000 };

function call(seq, { number = `A${String(seq).padStart(3, "0")}`, state = "called" } = {}) {
  return { seq, number, state };
}

/** A board's calls, newest first; `unsaid`: the numbers of those that are still to be said. */
function view(calls, { since = 0, unsaid = null, leader = "a", silent = false } = {}) {
  return {
    seq: calls.length > 0 ? calls[0].seq : 0,
    calls,
    calls_since: since,
    announcements: (unsaid || []).map((seq) => ({ call_seq: seq })),
    loudspeakers: unsaid === null ? null : { leader, silent },
  };
}

/** Opens the page on a view, then goes through steps [ms, view or null]: [large, fresh, list]. */
function play(first, ...steps) {
  let state = opened(first);
  return steps.map(([now, next]) => {
    state = advanced(next === null ? state : received(state, next), now, PACE);
    const shown = picture(state, now, PACE);
    return [shown.call && shown.call.number, shown.fresh, shown.list.map((each) => each.number)];
  });
}

const large = (steps) => steps.map(([number]) => number);
const largeAndList = (steps) => steps.map(([number, , list]) => [number, list]);

test("what was called before the page was opened stands there calmly", () => {
  const old = view([call(2), call(1)]);
  const calm = ["A002", false, ["A001"]];
  assert.deepEqual(play(old, [0, null], [9000, old]), [calm, calm]);
});

test("a new call is large at once and yellow for twenty seconds", () => {
  const steps = play(view([call(1)]), [5000, view([call(2), call(1)])], [24999, null], [25000, null]);
  assert.deepEqual(steps.map(([, fresh]) => fresh), [true, true, false]);
  assert.deepEqual(largeAndList(steps), Array(3).fill(["A002", ["A001"]]));
});

test("a call stays large for six seconds, then the next has its turn", () => {
  const both = view([call(3), call(2), call(1)]);
  const steps = play(view([call(1)]), [0, both], [5999, both], [6000, both]);
  assert.deepEqual(large(steps), ["A002", "A002", "A003"]);
  assert.deepEqual(steps[2][2], ["A002", "A001"]);
});

test("where calls are heard each stays large until it was said, and the next are listed", () => {
  const both = [call(3), call(2), call(1)];
  const steps = play(
    view([call(1)], { unsaid: [] }),
    [0, view(both, { unsaid: [2, 3] })], [13000, null],
    [13100, view(both, { unsaid: [3] })], [19200, view(both, { unsaid: [] })],
  );
  assert.deepEqual(largeAndList(steps), [
    ["A002", ["A003", "A001"]], ["A002", ["A003", "A001"]],
    ["A003", ["A002", "A001"]], ["A003", ["A002", "A001"]],
  ]);
});

test("a recall of the large number has no row of its own while it waits", () => {
  const both = [call(2), call(1)];
  const again = view([call(3, { number: "A002" }), ...both], { unsaid: [2, 3] });
  const steps = play(view([call(1)], { unsaid: [] }), [0, view(both, { unsaid: [2] })], [7000, again]);
  assert.deepEqual(largeAndList(steps), [["A002", ["A001"]], ["A002", ["A001"]]]);
});

test("a call that was said quickly is large for its six seconds", () => {
  const both = [call(3), call(2), call(1)];
  const steps = play(
    view([call(1)], { unsaid: [] }),
    [0, view(both, { unsaid: [2, 3] })], [3000, view(both, { unsaid: [3] })],
  );
  assert.deepEqual(large(steps), ["A002", "A002"]);
});

for (const nobody of [{ leader: null }, { silent: true }]) {
  test(`with ${JSON.stringify(nobody)} the next has its turn though nothing was said`, () => {
    const both = view([call(3), call(2), call(1)], { unsaid: [2, 3], ...nobody });
    const steps = play(view([call(1)], { unsaid: [], ...nobody }), [0, both], [6000, null]);
    assert.deepEqual(largeAndList(steps), [["A002", ["A001"]], ["A003", ["A002", "A001"]]]);
  });
}

test("many calls at once are each shown, in order and faster", () => {
  const burst = view(Array.from({ length: 21 }, (_, place) => call(21 - place)));
  const ticks = Array.from({ length: 699 }, (_, tick) => [(tick + 1) * 100, null]);
  const numbers = large(play(view([call(1)]), [0, burst], ...ticks));
  assert.deepEqual([...new Set(numbers)], Array.from({ length: 20 }, (_, place) => call(place + 2).number));
  assert.equal(numbers.indexOf("A003") * 100, 1500);
});

test("a recall is shown again and has one row", () => {
  const again = view([call(3, { number: "A001" }), call(2)]);
  assert.deepEqual(play(view([call(2), call(1)]), [0, again]), [["A001", true, ["A002"]]]);
});

test("a call that is recalled before its turn is shown once", () => {
  const steps = play(
    view([call(1)]),
    [0, view([call(2), call(1)])],
    [1000, view([call(3), call(2), call(1)])],
    [2000, view([call(4, { number: "A003" }), call(2), call(1)])],
    [6000, null], [30000, null],
  );
  assert.deepEqual(large(steps), ["A002", "A002", "A002", "A003", "A003"]);
});

for (const gone of [null, "waiting", "cancelled", "expired"]) {
  test(`a call that is taken back (${gone}) before its turn is skipped`, () => {
    const rest = [call(2), call(1)];
    const takenBack = gone === null ? [] : [call(3, { state: gone })];
    const steps = play(
      view([call(1)]),
      [0, view([call(4), call(3), ...rest])], [1000, view([call(4), ...takenBack, ...rest])],
      [6000, null],
    );
    assert.deepEqual(large(steps), ["A002", "A002", "A004"]);
    assert.ok(!steps[2][2].includes("A003"));
  });
}

test("a citizen who is already at the counter was still called", () => {
  const served = view([call(3, { state: "serving" }), call(2, { state: "served" }), call(1)]);
  assert.deepEqual(large(play(view([call(1)]), [0, served], [6000, null])), ["A002", "A003"]);
});

test("the large call disappears when it is undone, and the last one stands calmly", () => {
  const steps = play(view([call(1)]), [0, view([call(2), call(1)])], [1000, view([call(1)])]);
  assert.deepEqual(steps[1], ["A001", false, []]);
});

test("a return that is undone brings the row back without calling again", () => {
  const steps = play(
    view([call(1)]),
    [0, view([call(2), call(1)])],
    [7000, view([call(2, { state: "waiting" }), call(1)])],
    [8000, view([call(2), call(1)])],
  );
  assert.deepEqual(large(steps), ["A002", "A001", "A002"]);
});

test("a call too old for the list still gets its turn", () => {
  const steps = play(
    view([call(1)]),
    [0, view([call(3), call(2), call(1)])], [1000, view([call(4)], { since: 4 })],
    [6000, null], [12000, null],
  );
  assert.deepEqual(large(steps), ["A002", "A002", "A003", "A004"]);
});

test("a call is quiet once it has been in sight for ten seconds and none waits behind it", () => {
  const state = advanced(received(opened(view([call(1)])), view([call(2), call(1)])), 0, PACE);
  assert.deepEqual([9999, 10000].map((now) => picture(state, now, PACE).quiet), [false, true]);
});

test("of two calls at once both are marked, each for as long as it is new", () => {
  const both = view([call(3), call(2), call(1)]);
  let state = advanced(received(opened(view([call(1)])), both), 0, PACE);
  const marked = (now) => {
    state = advanced(state, now, PACE);
    const shown = picture(state, now, PACE);
    return [shown.age, shown.marked.map(({ seq }) => seq).sort()];
  };
  assert.deepEqual(marked(0), [0, [2, 3]]);
  assert.deepEqual(marked(6000), [0, [2, 3]]);
  assert.deepEqual(marked(20000), [14000, [3]]);
  assert.deepEqual(marked(26000), [20000, []]);
});
