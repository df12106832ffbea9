// How large tiles are drawn, for as many offices as a centre has.
import assert from "node:assert/strict";
import { test } from "node:test";
import { LYING, planTiles, shrink, SMALL, UPRIGHT } from "../../kiosk/static/tiles.js";

const ROOMS = [
  [UPRIGHT, { width: 62, height: 78.4 }], // 1080 × 1920
  [LYING, { width: 83.7, height: 53.8 }], // 1920 × 1080
  [SMALL, { width: 32.9, height: 24.3 }], // 1024 × 600 on 10.1 inches
];
// the way to a guide is one of them
const CENTRES = [[2], [4], [6], [13], [10, 7], [19], [21, 20]];

const plansOf = ([base, room]) => CENTRES.map((counts) => planTiles(counts, room, base));

test("fewer tiles are drawn larger, by row or by stack, and few much larger", () => {
  for (const room of ROOMS) {
    const scales = plansOf(room).filter((_, place) => CENTRES[place].length === 1)
      .map((plan) => (plan ? plan.scale : 0));
    scales.slice(1).forEach((scale, place) => assert.ok(scale <= scales[place] * 1.05, `${scales}`));
    assert.ok(scales[0] > 1.6, `${scales}`);
  }
});

test("what is planned fits into its room and leaves no more than half a row of it", () => {
  for (const room of ROOMS) {
    plansOf(room).forEach((plan, place) => {
      if (plan !== null) {
        const rows = CENTRES[place].map((count) => Math.ceil(count / plan.columns));
        const all = rows.reduce((sum, count) => sum + 2.7 + count * (plan.height + 0.82) - 0.82, 0);
        assert.ok(all <= room[1].height && all > room[1].height - plan.height / 2, JSON.stringify(plan));
      }
    });
  }
});

test("a centre as drawn has tiles as high as drawn, and one of forty offices turns pages", () => {
  const [upright, lying] = ROOMS.map(plansOf);
  assert.equal(upright[4].columns, 2);
  assert.ok(upright[4].height >= 7.44, upright[4].height);
  assert.equal(lying[4].columns, 3);
  assert.deepEqual([upright[6], lying[6]], [null, null]);
});

test("a plan shrinks step by step until it is as drawn, and then it is given up", () => {
  let plan = planTiles([2], ROOMS[0][1], UPRIGHT);
  const scales = [];
  while (plan !== null) {
    scales.push(plan.scale);
    plan = shrink(plan);
  }
  // at last without the small words of long names
  assert.deepEqual(scales.slice(-2), [1, 1]);
  assert.deepEqual(scales.slice(0, -1), [...new Set(scales)].sort((one, other) => other - one));
});
