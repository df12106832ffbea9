// A page that wants them gets whole scans as texts; the others keep nothing of them.
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { gatherScans, keyOfScan, QUIET_MS, takeScans } from "../../web/static/scan_texts.js";

const GAP_MS = 20;

/** Gives all keys to a gatherer; a scan is known from its fourth key on. */
function scan(keys, gather = gatherScans(-Infinity), at = 5000, known = 3) {
  Array.from(keys).forEach((key, place) => gather(
    key === "\n" ? "Enter" : key, place < known ? 0 : place + 1, at + GAP_MS * place));
}

test("a scan is handed on whole, when the key that ends it has come or when it is over", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const taken = [];
  const stop = takeScans((text) => taken.push(text));
  scan("H13.16-240226-0123\n");
  assert.deepEqual(taken, ["H13.16-240226-0123"]);
  scan("2.001046");
  assert.equal(taken.length, 1);
  mock.timers.tick(QUIET_MS);
  assert.deepEqual(taken, ["H13.16-240226-0123", "2.001046"]);
  stop();
  mock.timers.reset();
});

test("who asked last gets it, nobody after that", () => {
  const [first, last] = [[], []];
  const stops = [first, last].map((taken) => takeScans((text) => taken.push(text)));
  scan("123456\n");
  stops.pop()();
  scan("654321\n");
  stops.pop()();
  scan("000000\n");
  assert.deepEqual([first, last], [["654321"], ["123456"]]);
});

/** What becomes of a scan that a taker waits for: its texts, and how often it was asked for anew. */
function take(run) {
  const [taken, broken] = [[], []];
  const begin = () => takeScans((text) => taken.push(text), () => broken.push(1));
  run(begin)();
  return [taken, broken.length];
}

test("what began before somebody wanted it is not handed on, but asked for anew", () => {
  const gather = gatherScans(-Infinity);
  assert.deepEqual(take((begin) => {
    scan("0792010", gather);
    const stop = begin();
    gather("Enter", 8, 5200);
    return stop;
  }), [[], 1]);
  assert.deepEqual(take((begin) => {
    gather("H", 0, 9000);
    const stop = begin();
    "13.16-261110".split("").forEach((key, place) => gather(key, place < 2 ? 0 : place + 2, 9020 + GAP_MS * place));
    gather("Enter", 14, 9300);
    return stop;
  }), [[], 1]);
});

test("a scan whose first signs came late, or before the page could hear them, is asked for anew", () => {
  const late = gatherScans(-Infinity);
  assert.deepEqual(take((begin) => {
    const stop = begin();
    late("H", 0, 5000 - QUIET_MS);
    scan("13.16-261110-0123\n", late);
    return stop;
  }), [[], 1]);
  assert.deepEqual(take((begin) => {
    const stop = begin();
    scan("13.16-261110-0123\n", gatherScans(4900));
    return stop;
  }), [[], 1]);
});

test("what somebody typed a while ago is no part of a scan, and a key alone asks for nothing", () => {
  const gather = gatherScans(-Infinity);
  assert.deepEqual(take((begin) => {
    const stop = begin();
    gather("x", 0, 5000 - QUIET_MS - 1);
    scan("123456\n", gather);
    gather("Enter", 2, 5130);
    return stop;
  }), [["123456"], 0]);
});

test("a control character ends a scan or is no sign of it; with Alt beside Ctrl a sign is typed", () => {
  const keys = (ctrlKey, altKey) => ["j", "M", "i", "b", "]", "Enter", "Shift"].map((key) => keyOfScan({ key, ctrlKey, altKey }));
  assert.deepEqual(keys(true, false), ["Enter", "Enter", "Enter", "Control", "Control", "Enter", "Shift"]);
  assert.deepEqual(keys(false, false), keys(true, true));
  assert.equal(keyOfScan({ key: "j", ctrlKey: false, altKey: false }), "j");
});
