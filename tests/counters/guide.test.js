// What the guide's tablet finds, and what it must say at once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { alarms } from "../../counters/static/alarms.js";
import { ended, fitting, isNumber, lastOf, priorityLeads, returnOf, stillHere } from "../../counters/static/guide_rows.js";
import { page } from "../../web/static/page.js";

const NOW = Date.parse("2026-11-23T02:00:00.000Z");
const ago = (minutes) => new Date(NOW - minutes * 60000).toISOString();
page.catalogue.departments = { TNMT: { name: "Sở Tài nguyên" } };
page.catalogue.services = { DAT: { name: "Đất đai", department: "TNMT" } };
page.catalogue.counters = { "07": { label: "07", floor: "1", department: "TNMT" } };

const ticket = (number, others = {}) => ({
  id: number, number, service: "DAT", department: "TNMT", state: "waiting", priority: "normal",
  language: "vi", issued_at: ago(1), waited_since: ago(1), since: ago(1), counter: null,
  procedure_name: {}, restorable_until: null, slip: null, ...others,
});
const view = (others = {}) => ({
  worst: ["TNMT"], taken_on: {},
  tickets: [], counters: [], services: [], printers: [], forgotten: [], help: [], runs: [],
  voice: { languages: {}, output: "lobby", output_wanted: "lobby", unheard: [] },
  clock: null, at: ago(0), troubles: [],
  limits: { target_wait_s: 900, red_line_wait_s: 1800 }, ...others,
});
const queue = (open, others = {}) => ({
  service: "DAT", department: "TNMT", waiting: 1, waiting_since: ago(20), counters: ["07"], open,
  idle: [], paused: [], closed: open ? [] : ["07"], asked: {}, ...others,
});
const counter = (state) => ({
  id: "07", state, officer: null, reason: null, since: ago(5), number: null, waiting: 1,
  waiting_since: ago(20),
});
const kinds = (shown) => alarms(shown, NOW).map(({ kind, level }) => `${kind} ${level}`);

test("a number is found with or without its letter and its noughts", () => {
  const tickets = [ticket("D018"), ticket("D118"), ticket("E018")];
  const found = (typed) => fitting(typed, tickets).map(({ number }) => number);
  assert.deepEqual(found("18"), ["D018", "E018"]);
  assert.deepEqual(found("d18"), ["D018"]);
  assert.deepEqual(found(" D 018 "), ["D018"]);
  assert.deepEqual(found("dat dai"), ["D018", "D118", "E018"]);
  assert.deepEqual(found("e"), ["E018"]);
  tickets.push(ticket("DE018"));
  assert.deepEqual(found("de18"), ["DE018"]);
  assert.deepEqual(found("d18"), ["D018"]);
  assert.deepEqual(found("18"), ["D018", "E018", "DE018"]);
  const letters = [ticket("Y018"), ticket("I018")];
  assert.deepEqual(["y18", "Y 018", "y"].map((typed) => fitting(typed, letters).map(({ number }) => number)),
    [["Y018"], ["Y018"], ["Y018"]]);
});

test("what the kiosk's search leads to stands behind what fits by itself, and beside no number", () => {
  const tickets = [ticket("D018", { service: "LX" }), ticket("E018")];
  const found = (typed) => fitting(typed, tickets, ["LX"]).map(({ number }) => number);
  assert.deepEqual(found("dat dai"), ["E018", "D018"]);
  assert.deepEqual(found("bang lai"), ["D018"]);
  assert.deepEqual(found("e18"), ["E018"]);
});

test("a priority that leads is one before somebody who came earlier", () => {
  const first = ticket("D002", { priority: "elderly", issued_at: ago(5) });
  assert.equal(priorityLeads([first, ticket("D001", { issued_at: ago(9) })]), true);
  assert.equal(priorityLeads([first, ticket("D003", { issued_at: ago(1) })]), false);
  assert.equal(priorityLeads([ticket("D001", { issued_at: ago(9) }), first]), false);
});

test("only letters with digits can be a number", () => {
  assert.deepEqual(["18", "D018", "ab12", "dat", "D", "thu 2"].map(isNumber), [true, true, true, false, false, false]);
});

test("a no-show stays as long as it may be restored", () => {
  const missed = (minutes) => ticket("A001", { state: "no_show", restorable_until: ago(minutes) });
  const tickets = [missed(1), missed(-1), missed(0), ticket("A002")];
  assert.deepEqual(stillHere(view({ tickets }), NOW), [tickets[1], tickets[3]]);
});

test("served, cancelled and expired tickets are over", () => {
  assert.deepEqual(["waiting", "no_show", "served", "cancelled", "expired"].map((state) => ended({ state })),
    [false, false, true, true, true]);
});

test("a calm hall has no alarm", () => {
  assert.deepEqual(kinds(view({ tickets: [ticket("D018")], services: [queue(1)] })), []);
});

test("who waits too long is told by the limit that was passed", () => {
  const waits = (minutes) => kinds(view({
    tickets: [ticket("D018", { waited_since: ago(minutes) })], services: [queue(1)],
  }));
  assert.deepEqual([14.9, 15, 29.9, 30].map(waits), [[], ["target near"], ["target near"], ["red_line missed"]]);
});

test("people without an open counter are graver than a long wait, and told instead of it", () => {
  const [alarm] = alarms(view({ tickets: [ticket("D018", { waited_since: ago(40) })], services: [queue(0)] }), NOW);
  assert.equal(alarm.kind, "no_counter");
  assert.equal(alarm.title, "Sở Tài nguyên · Đất đai: 1 người chờ, chưa có quầy nào mở");
  assert.equal(alarm.detail, "Chờ lâu nhất 20 phút. Hãy báo mở một trong các quầy: Quầy 07.");
});

test("while no counter of a service is open, the first that is to be back is told", () => {
  const paused = (id, minutes) => ({ ...counter("paused"), id, until: minutes === null ? null : ago(-minutes) });
  const told = (open, ...counters) => returnOf(
    { counters, services: [{ ...queue(open), counters: ["07", "08"] }] }, "DAT", NOW);
  assert.equal(told(0, paused("07", 30), paused("08", 10), paused("09", 5)), ago(-10));
  assert.equal(told(1, paused("07", 30)), null);
  assert.equal(told(0, paused("07", -1), paused("08", null)), null);
});

test("a counter that is to be back is told", () => {
  const back = { ...counter("paused"), waiting: 0, until: ago(-10) };
  const told = alarms(view({ services: [queue(0)], counters: [back] }), NOW);
  assert.match(told[0].detail, /Quầy 07 hẹn trở lại lúc 09:10\.$/);
});

test("the queue where somebody waits longest is told first, a department's queues together", () => {
  page.catalogue.services.TU = { name: "Hộ tịch", department: "TP" };
  const services = [
    queue(0, { waiting_since: ago(9) }), queue(1, { service: "TU", department: "TP", waiting_since: ago(65) }),
    queue(0, { service: "TU2", department: "TP", waiting_since: ago(3) }),
  ];
  const tickets = [ticket("D018", { waited_since: ago(65), service: "TU", department: "TP" })];
  const shown = alarms(view({ services, tickets, worst: ["TP", "TNMT"] }), NOW);
  assert.deepEqual(shown.map((alarm) => [alarm.kind, alarm.service, alarm.subject]), [
    ["red_line", "TU", "queue TP"], ["no_counter", "TU2", "queue TP"], ["no_counter", "DAT", "queue TNMT"],
  ]);
});

test("an alarm names the counters that could serve, idle ones first, and none that was asked already", () => {
  const told = { by: "mai", at: ago(1), until: ago(-14) };
  const asked = queue(0, { idle: ["08"], closed: ["07"], paused: ["09"], asked: { "07": told } });
  assert.deepEqual(alarms(view({ services: [asked] }), NOW)[0].could, ["08", "09"]);
  const [away] = alarms(view({ counters: [counter("paused")], services: [queue(1, { asked: { "07": told } })] }), NOW);
  assert.deepEqual([away.could, away.subject], [[], "counter 07"]);
});

test("a counter that pauses while people wait beyond the target is told, with its service", () => {
  const shown = view({ counters: [counter("paused")], services: [queue(1)] });
  const [alarm] = alarms(shown, NOW);
  assert.deepEqual([alarm.kind, alarm.service, alarm.title],
    ["paused", "DAT", "Quầy 07 tạm nghỉ 5 phút, 1 người chờ"]);
  const justNow = view({ counters: [{ ...counter("paused"), since: ago(0) }], services: [queue(1)] });
  assert.equal(alarms(justNow, NOW)[0].title, "Quầy 07 vừa tạm nghỉ, 1 người chờ");
});

test("a pause says when the officer means to be back, also once that is over", () => {
  const back = { ...counter("paused"), reason: "lunch", until: ago(-60) };
  const [alarm] = alarms(view({ counters: [back], services: [queue(1)] }), NOW);
  assert.match(alarm.detail, /^Lý do: lunch. Hẹn trở lại lúc 10:00. Chờ lâu nhất/);
  const forgotten = [{ kind: "paused_long", counter: "07", number: null, service: null, since: ago(50) }];
  const late = view({ counters: [{ ...back, waiting: 0, until: ago(5) }], forgotten });
  assert.equal(alarms(late, NOW)[0].detail, "Hẹn trở lại lúc 08:55. Hãy hỏi cán bộ của quầy.");
});

test("a printer that cannot print is the gravest, its low paper the least grave", () => {
  const printer = (condition, low) => ({
    id: "p1", names: { vi: "Máy in cửa chính" }, places: [], condition, paper_low: low, left_m: 2,
    roll_m: 50, doubtful: [], trial: null, confirms: true,
  });
  const services = [queue(0)];
  assert.deepEqual(kinds(view({ services, printers: [printer("paper_out", true)] })),
    ["printer missed", "no_counter missed"]);
  assert.deepEqual(kinds(view({ services, printers: [printer("near_end", true)] })),
    ["no_counter missed", "paper_low near"]);
  const [alarm] = alarms(view({ printers: [{ ...printer("ready", false), confirms: false }] }), NOW);
  assert.deepEqual([alarm.kind, alarm.title], ["unconfirmed", "Máy in cửa chính không xác nhận đã in"]);
  assert.match(alarm.detail, /“status: none” cho máy p1/);
});

test("what was not heard, and who speaks in another's place, is told", () => {
  const languages = { vi: { speaker: "chime", first: "clips", since: null, resting: [] } };
  const unheard = [{ cause: "blocked", zones: ["A"], number: null, at: null }];
  const voice = { languages, output: "lobby", output_wanted: "local", unheard };
  assert.deepEqual(kinds(view({ voice })), ["voice missed", "voice missed", "voice missed"]);
});

test("a clock that is wrong, or has ended the day and may be, is said", () => {
  assert.deepEqual(kinds(view({ clock: "wrong" })), ["clock missed"]);
  assert.deepEqual(kinds(view({ clock: "day_over" })), ["clock missed"]);
});

test("what was forgotten at a counter names counter and number, a pause only where it is not told yet", () => {
  const forgotten = [
    { kind: "same_number", counter: "07", number: "A001", service: "DAT", since: ago(120) },
    { kind: "paused_long", counter: "07", number: null, service: null, since: ago(50) },
  ];
  assert.deepEqual(alarms(view({ forgotten }), NOW).map((alarm) => alarm.title),
    ["Quầy 07: cùng một số A001 đã 2 giờ 00 phút", "Quầy 07 tạm nghỉ đã 50 phút"]);
  const waited = view({ forgotten, counters: [counter("paused")], services: [queue(1)] });
  assert.deepEqual(kinds(waited), ["paused near", "forgotten near"]);
});

test("a run of numbers names kiosk, service and minutes, and how many still wait", () => {
  page.catalogue.kiosks = { K1: "Máy 1" };
  const run = { kiosk: "K1", service: "DAT", since: ago(1.9), until: ago(0), given: 12, tickets: ["a", "b"] };
  const [first, second] = alarms(view({ runs: [run, { ...run, kiosk: "K9", since: ago(0) }] }), NOW);
  assert.deepEqual([first.kind, first.level, first.run], ["run", "missed", run]);
  assert.equal(first.title, "Máy 1: 12 số trong 2 phút cho Sở Tài nguyên · Đất đai");
  assert.match(first.detail, /Còn 2 số đang chờ/);
  assert.equal(second.title, "K9: 12 số trong 1 phút cho Sở Tài nguyên · Đất đai");
});

test("whoever missed a call and is here is told before the queues, and opens that number", () => {
  const missed = ticket("D003", { state: "no_show", call_asked_at: ago(1), restorable_until: ago(-20) });
  const later = { ...missed, id: "D004", number: "D004", call_asked_at: ago(0) };
  const others = [ticket("D005"), { ...missed, id: "D006", call_asked_at: null }];
  const found = alarms(view({ tickets: [later, missed, ...others], services: [queue(0)] }), NOW);
  assert.deepEqual(found.map(({ kind }) => kind), ["came_back", "came_back", "no_counter"]);
  assert.equal(found[0].title, "Số D003 đã đến, xin được gọi lại");
  assert.equal(found[0].ticket, missed);
});

test("what the hall depends on is told: what stops it before the queues, upkeep after all", () => {
  page.catalogue.kiosks = { K1: "Máy cửa chính" };
  const trouble = (kind, place = null) => ({ kind, place, since: ago(7) });
  const shown = view({
    services: [queue(0)],
    troubles: [trouble("backup_old"), trouble("kiosk_gone", "K1"), trouble("disk_full"), trouble("disk_low")],
  });
  assert.deepEqual(kinds(shown), [
    "trouble missed", "trouble missed", "no_counter missed", "upkeep near", "upkeep near",
  ]);
  assert.match(alarms(shown, NOW)[0].title, /Máy cửa chính mất kết nối từ 08:53/);
  const heldBack = view({ troubles: [trouble("held_back", "K1"), trouble("held_back")] });
  const titles = alarms(heldBack, NOW).map(({ title }) => title);
  assert.match(titles[0], /^Máy cửa chính: lấy quá nhiều số/);
  assert.match(titles[1], /^Toàn trung tâm/);
});

test("whoever still waited when the day ended has lost the number, who was served has been", () => {
  const became = ["waiting", "called", "parked", "serving", "no_show", "cancelled", "served"].map(
    (state) => lastOf(ticket("A001", { state, counter: "07", actions: ["cancel"] })));
  assert.deepEqual(became.map(({ state }) => state),
    ["expired", "expired", "expired", "served", "no_show", "cancelled", "served"]);
  assert.deepEqual(became.flatMap(({ actions }) => actions), []);
});

test("a counter that calls for help comes before everything else, and a test says that it is one", () => {
  const call = (test, coming = null) => ({ counter: "07", at: ago(1), by: "lan", test, coming, coming_at: coming && ago(0) });
  const told = (help) => alarms(view({ services: [queue(0)], help: [help] }), NOW)[0];
  assert.deepEqual(kinds(view({ services: [queue(0)], help: [call(false)] })), ["help missed", "no_counter missed"]);
  assert.equal(told(call(false)).title, "Quầy 07 cần hỗ trợ ngay, từ 08:59");
  assert.equal(told(call(false, "mai")).detail, "mai đang đến, từ 09:00.");
  assert.deepEqual([told(call(true)).title, told(call(true)).level], ["Thử: Quầy 07 gọi hỗ trợ từ 08:59", "near"]);
});
