// What a counter may do now.
import assert from "node:assert/strict";
import { test } from "node:test";
import { hindrance, isSecondPress, mainCommand, nameCitizen, stateOf, takenFrom } from "../../counters/static/commands.js";
import { holds, momentWords } from "../../counters/static/moments.js";
import { chips, nextReason, stillFinished, stillMissed } from "../../counters/static/tickets.js";

const NOW = Date.parse("2026-11-23T02:00:00.000Z");
const at = (seconds) => new Date(NOW + seconds * 1000).toISOString();
const ALWAYS = { after: null, until: null };

/** A counter's view; `offered`: the actions that the server takes, with the moments from and until which. */
const view = (state, current = null, waiting = [], offered = {}) => ({
  counter: { state, officer: "Lan" }, waiting, waiting_total: waiting.length, actions: offered,
  current: current && { state: current, number: "D018", recalls_left: 1, recall_after: at(5) },
});

test("a counter has one word for its state", () => {
  const states = [view("closed"), view("paused"), view("open"), view("open", "called"), view("paused", "serving")];
  assert.deepEqual(states.map(stateOf), ["closed", "paused", "ready", "called", "serving"]);
});

test("the main button opens, calls, or finishes and calls, and does nothing for nobody", () => {
  const someone = [{ id: "t" }];
  const all = { open: ALWAYS, "call-next": ALWAYS, "finish-and-call-next": ALWAYS };
  const commands = [
    view("closed", null, [], all), view("paused", null, [], all), view("open"),
    view("open", null, someone, all), view("open", "serving", [], all),
    view("open", "called", someone, all), view("paused", "serving", someone),
  ].map((each) => mainCommand(each, NOW).command);
  assert.deepEqual(commands,
    ["open", "open", null, "call-next", "finish", "finish-and-call-next", "finish"]);
});

test("an offer holds from its first through its last moment", () => {
  const offer = { after: at(0), until: at(10) };
  assert.deepEqual([-1, 0, 10, 10.001].map((s) => holds(offer, NOW + s * 1000)), [false, true, true, false]);
  assert.deepEqual([holds(undefined, NOW), holds(ALWAYS, NOW)], [false, true]);
});

test("what the server does not take is hindered by a sentence, what it takes by none", () => {
  const called = (offered) => hindrance("recall", view("open", "called", [], offered), NOW);
  assert.equal(called({ recall: ALWAYS }), null);
  assert.equal(called({ recall: { after: at(5), until: null } }), "Chờ 5 giây để gọi lại.");
  assert.equal(hindrance("recall", view("open", "serving"), NOW), "Số D018 đang được phục vụ.");
  assert.equal(hindrance("help", view("closed"), NOW), null);
});

test("a counter that serves finishes before it pauses", () => {
  const serving = view("open", "serving", [], { finish: ALWAYS });
  assert.equal(hindrance("pause", serving, NOW), null);
  assert.equal(hindrance("park", serving, NOW), "Máy chủ không nhận yêu cầu này.");
});

test("a counter is taken when another officer works there", () => {
  assert.deepEqual([takenFrom(view("open"), "Mai"), takenFrom(view("open"), "Lan"),
    takenFrom(view("open"), ""), takenFrom(view("closed"), "Mai")], [true, false, false, false]);
});

test("a press that would end a call of a moment ago is a second press, until the server's moment", () => {
  const called = (state) => ({
    ...view("open", state),
    current: { state, number: "D018", second_press_until: state === "called" ? at(3) : null },
  });
  const second = (command, seconds, state = "called") =>
    isSecondPress(command, called(state), NOW + seconds * 1000);
  for (const command of ["finish", "finish-and-call-next", "no-show", "return"]) {
    assert.deepEqual([-1, 0, 2.9, 3, 60].map((s) => second(command, s)), [true, true, true, false, false]);
    assert.equal(second(command, 1, "serving"), false);
  }
  assert.deepEqual(["start", "recall", "undo", "park"].map((command) => second(command, 1)), [false, false, false, false]);
});

test("a row says why it stands where it stands, once", () => {
  const row = { why: ["directed", "priority", "transferred_from"], came_from: "03", language: "vi" };
  assert.deepEqual(chips(row).map(({ text }) => text), ["Từ quầy 03", "Ưu tiên"]);
});

test("the reason of the next one has a word", () => {
  const words = ["priority", "restored", "taken_back", "transferred", "own_order"].map((next_why) => nextReason({ next_why }));
  assert.deepEqual(words, ["ưu tiên", "gọi lại số bị lỡ", "mở lại", "chuyển đến", "theo thứ tự"]);
});

test("who was missed is listed until the time to restore is over", () => {
  const missed = ["2026-11-23T02:00:00.000Z", "2026-11-23T02:00:00.001Z"].map((at) => ({ restorable_until: at }));
  assert.deepEqual(stillMissed({ missed }, Date.parse("2026-11-23T02:00:00.000Z")), [missed[1]]);
});

test("what was finished is listed until the time to take it back is over", () => {
  const finished = [at(0), at(0.001)].map((until) => ({ take_back_until: until }));
  assert.deepEqual(stillFinished({ finished }, NOW), [finished[1]]);
});

test("a moment of another day says which", () => {
  const words = ["2026-11-23T02:20:00Z", "2026-11-22T09:20:00Z", "2026-11-20T09:20:00Z"];
  assert.deepEqual(words.map((iso) => momentWords(iso, "2026-11-23")),
    ["09:20", "16:20 hôm qua", "16:20 ngày 20/11"]);
});

test("an unsure time is asked about while there is one", () => {
  const asked = (unsure) => hindrance("answer", { ...view("open"), unsure }, NOW);
  assert.deepEqual([asked([{}]), asked([])], [null, "Không có lượt nào cần hỏi lại thời gian."]);
});

test("what is about the citizen at the counter names who was seen there", () => {
  const busy = { current: { id: "261123-D018" } };
  assert.deepEqual(nameCitizen("park", { reason: "photo" }, busy), { reason: "photo", current: "261123-D018" });
  for (const command of ["recall", "start", "finish", "finish-and-call-next", "no-show", "return", "transfer"]) {
    assert.deepEqual(nameCitizen(command, undefined, busy), { current: "261123-D018" });
    assert.equal(nameCitizen(command, undefined, { current: null }), undefined);
  }
  assert.equal(nameCitizen("open", undefined, busy), undefined);
});
