// A control is new until it has lain still for the time it takes to see it, and no longer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { newUntil, noteWhere } from "../../web/static/taps.js";

const SETTLE_MS = 500;

/** Notes a control that lies at each height from a moment on, looked at in those moments. */
function follow(looks) {
  return looks.reduce((was, { at, top, scrolled = false }) => noteWhere(
    was, { left: 0, top, right: 90, bottom: top + 40, width: 90 }, { at, settle_ms: SETTLE_MS, scrolled }), undefined);
}

const until = (looks) => newUntil(follow(looks), SETTLE_MS);

test("what has come is new for the time of a look, and looking at it again prolongs nothing", () => {
  assert.equal(until([{ at: 1000, top: 0 }]), 1500);
  assert.equal(until([{ at: 1000, top: 0 }, { at: 1300, top: 0 }, { at: 1499, top: 0 }]), 1500);
});

test("what moves while it is new is new from its last move", () => {
  assert.equal(until([{ at: 1000, top: 0 }, { at: 1200, top: 3 }]), 1700);
  assert.equal(until([{ at: 1000, top: 0 }, { at: 1200, top: 3 }, { at: 1600, top: 6 }, { at: 1650, top: 6 }]), 2100);
});

test("what moves later is not new: it can be pressed where it lay before", () => {
  assert.equal(until([{ at: 1000, top: 0 }, { at: 1500, top: 50 }]), -Infinity);
  assert.equal(follow([{ at: 1000, top: 0 }, { at: 1500, top: 50 }, { at: 1700, top: 90 }]).before.top, 0);
});

test("a hand that scrolls prolongs nothing", () => {
  assert.equal(until([{ at: 1000, top: 0 }, { at: 1200, top: 80, scrolled: true }]), 1500);
});

test("after any moves a control is new for no longer than a look after the last of them", () => {
  let seed = 7;
  const next = (below) => {
    seed = seed * 48271 % 2147483647;
    return seed % below;
  };
  for (let walk = 0; walk < 500; walk += 1) {
    const looks = [];
    let at = 0;
    let last = 0;
    for (let step = 0; step < 12; step += 1) {
      at += next(2 * SETTLE_MS);
      looks.push({ at, top: next(3) });
      last = step === 0 || looks[step].top !== looks[step - 1].top ? at : last;
    }
    assert.ok(until(looks) <= last + SETTLE_MS);
  }
});
