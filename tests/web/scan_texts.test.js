// A page that wants them gets whole scans as texts; the others keep nothing of them.
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { gatherScans, QUIET_MS, takeScans } from "../../web/static/scan_texts.js";

/** Gives all keys to a new gatherer; a scan is known from its fourth key on. */
function scan(keys, gather = gatherScans()) {
  Array.from(keys).forEach((key, place) => gather(key === "\n" ? "Enter" : key, place < 3 ? 0 : place + 1));
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

test("what was scanned before somebody wanted it is not handed on", () => {
  const gather = gatherScans();
  scan("0792010", gather);
  const taken = [];
  const stop = takeScans((text) => taken.push(text));
  gather("Enter", 8);
  assert.deepEqual(taken, []);
  stop();
});
