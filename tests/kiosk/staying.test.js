// How long the ticket page stays.
import assert from "node:assert/strict";
import { test } from "node:test";
import { prolong, secondLater, staysFor } from "../../kiosk/static/staying.js";

test("without paper there is time to fetch a phone, and who is slow has twice the time", () => {
  assert.equal(staysFor(30, true, false), 30);
  assert.equal(staysFor(30, false, false), 60);
  assert.equal(staysFor(30, false, true), 120);
});

test("the last seconds wait for a slip that is coming, as long as it is waited for at all", () => {
  assert.deepEqual(secondLater({ left: 5, waited: 3 }, true, 20), { left: 5, waited: 4 });
  assert.deepEqual(secondLater({ left: 5, waited: 20 }, true, 20), { left: 4, waited: 21 });
  assert.deepEqual(secondLater({ left: 6, waited: 3 }, true, 20), { left: 5, waited: 4 });
  assert.deepEqual(secondLater({ left: 5, waited: 9 }, false, 20), { left: 4, waited: 0 });
});

test("a slip that fails leaves more time, one that comes after all takes none away", () => {
  assert.deepEqual(prolong({ left: 12, waited: 4 }, 30, 60), { left: 42, waited: 4 });
  assert.deepEqual(prolong({ left: 42, waited: 4 }, 60, 30), { left: 42, waited: 4 });
});
