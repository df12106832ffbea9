// How people are told where to go.
import assert from "node:assert/strict";
import { test } from "node:test";
import { page } from "../../web/static/page.js";
import { groupByFloor, listCounters } from "../../web/static/places.js";

page.catalogue.floors = { tret: "Tầng trệt", 1: "Tầng 1", b: "B2" };
const counter = (label, floor) => ({ label, floor, department: "XD" });

test("counters are told with their floor where the centre has several", () => {
  page.catalogue.counters = { 7: counter("07", "tret"), 21: counter("21", "1"), 8: counter("08", "tret"), 30: counter("30", "b") };
  assert.equal(listCounters(["7", "8"]), "07, 08 (tầng trệt)");
  assert.equal(listCounters(["7", "21", "8", "30"]), "07, 08 (tầng trệt), 21 (tầng 1), 30 (B2)");
  assert.deepEqual(groupByFloor(["7", "21"]), [["Tầng trệt", ["07"]], ["Tầng 1", ["21"]]]);
  assert.equal(listCounters([]), "");
});

test("where there is one floor it is not told", () => {
  page.catalogue.counters = { 7: counter("07", "tret") };
  assert.equal(listCounters(["7"]), "07");
});
