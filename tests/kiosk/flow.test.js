// The way to a number: which page comes next.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as flow from "../../kiosk/static/flow.js";
import * as several from "../../kiosk/static/several.js";

const GROUPS = ["elderly", "disabled"];
const one = { code: "TNMT", services: [{ code: "DAT" }] };
const two = { code: "GTVT", services: [{ code: "LX" }, { code: "XE" }] };

test("a unit with one service leads to the question, one with several to their list", () => {
  const asked = flow.chooseUnit(flow.HOME, one, GROUPS);
  assert.deepEqual([asked.step, asked.choice.service], ["priority", "DAT"]);
  assert.equal(flow.back(asked).step, "home");
  assert.deepEqual(flow.chooseUnit(flow.HOME, two, GROUPS), { ...flow.HOME, step: "unit", unit: "GTVT" });
});

test("what can be done instead of a number leads back to where the service was chosen", () => {
  const listed = { ...flow.HOME, step: "unit", unit: "GTVT", priority: "normal", matters: [{ service: "DAT", from: "home" }] };
  const shut = flow.showWaysOut(listed, "LX");
  assert.deepEqual([shut.step, shut.choice.service], ["shut", "LX"]);
  assert.deepEqual(flow.back(shut), listed);
});

test("the question is asked once, and not at all where there are no groups", () => {
  const known = { ...flow.HOME, priority: "normal" };
  assert.equal(flow.chooseService(known, { service: "LX", from: "home" }, GROUPS).step, "issue");
  assert.equal(flow.chooseService(flow.HOME, { service: "LX", from: "home" }, []).step, "issue");
});

test("what a procedure needs is read before the question", () => {
  const facts = flow.chooseService(flow.HOME, { service: "LX", facts: true, from: "search" }, GROUPS);
  assert.equal(facts.step, "facts");
  assert.equal(flow.afterFacts(facts, true).step, "priority");
  assert.equal(flow.back(flow.afterFacts(facts, true)).step, "facts");
  assert.deepEqual([flow.back(facts).step, flow.back(facts).choice], ["search", null]);
});

test("who leaves without a number may still come back to the papers, or take one all the same", () => {
  const facts = flow.chooseService(flow.HOME, { service: "LX", facts: true, from: "search" }, GROUPS);
  const leaving = flow.leave(facts, { reason: "missing_papers", papers: ["Căn cước"] });
  assert.deepEqual([leaving.step, leaving.leaving.papers], ["leaving", ["Căn cước"]]);
  assert.deepEqual(flow.back(leaving), facts);
  assert.deepEqual(flow.afterFacts(leaving, true), flow.afterFacts(facts, true));
  assert.deepEqual(flow.back(flow.afterFacts(leaving, true)), facts);
});

test("an answer without a service leads home, and there a second press takes it back", () => {
  const home = flow.answerPriority(flow.askPriorityFirst(flow.HOME, GROUPS), "elderly");
  assert.deepEqual([home.step, home.priority], ["home", "elderly"]);
  assert.equal(flow.back(home).priority, null);
  assert.equal(flow.askPriorityFirst(flow.HOME, ["elderly"]).priority, "elderly");
});

test("one more number is asked about where it was pressed, and then taken as it was chosen", () => {
  const chosen = flow.chooseService({ ...flow.HOME, priority: "normal" }, { service: "LX", from: "home" }, GROUPS);
  const asked = flow.askAgain(chosen, "priority", "A001");
  assert.deepEqual([asked.step, asked.taken, asked.choice.service], ["priority", "A001", "LX"]);
  assert.deepEqual(flow.takeAgain(asked), { ...chosen, step: "issue", taken: "A001" });
  assert.equal(flow.issued(asked, { ticket: {} }).taken, null);
  assert.equal(flow.refused(asked, "Hết số").taken, null);
});

test("a number that was given back leads home and is named there", () => {
  assert.deepEqual(flow.gaveBack("D072"), { ...flow.HOME, cancelled: "D072" });
});

test("a refusal leads home and says why, a number leads to its page", () => {
  const asked = flow.chooseService({ ...flow.HOME, priority: "normal" }, { service: "LX", from: "home" }, GROUPS);
  assert.deepEqual(flow.refused(asked, "Hết số"), { ...asked, step: "home", choice: null, trouble: "Hết số" });
  assert.equal(flow.issued(asked, { ticket: {} }).step, "ticket");
});

test("a dossier's code is asked for first, and what it leads to goes back to what was told of it", () => {
  const asked = flow.askCode(flow.HOME, "result");
  assert.deepEqual([asked.step, flow.back(asked)], ["code", flow.HOME]);
  assert.equal(flow.back(flow.askOffice(asked, "result")).step, "code");
  const told = flow.tellDossier(asked, { standing: "ready" });
  assert.deepEqual([told.step, flow.back(told).step, flow.back(told).dossier], ["dossier", "code", null]);
  assert.equal(flow.back(flow.chooseUnit(told, two, GROUPS)).step, "dossier");
  const chosen = flow.chooseUnit(told, one, GROUPS);
  assert.deepEqual([chosen.choice.procedure, flow.back(chosen).step], ["result", "dossier"]);
  assert.equal(flow.refused(told, "Hết số").dossier, null);
});

test("digits that lead to no booking stay to be typed again, and the guide is one press away", () => {
  const wrong = flow.notFound({ ...flow.HOME, step: "booked", typed: "123456" }, "Không có lượt đặt này.");
  assert.deepEqual([wrong.step, wrong.typed, wrong.trouble], ["booked", "123456", "Không có lượt đặt này."]);
  assert.deepEqual(flow.typeAgain(wrong), { ...flow.HOME, step: "booked", typed: "123456" });
  const guide = flow.chooseService(wrong, { service: "TT", from: "booked" }, GROUPS);
  assert.deepEqual([guide.step, guide.trouble], ["priority", null]);
  assert.deepEqual(flow.back(guide), flow.typeAgain(wrong));
});

test("several matters go on one list, and one number is taken for all of them", () => {
  const first = flow.chooseService(flow.HOME, { service: "LX", from: "home" }, GROUPS);
  const more = several.addMore(first);
  assert.deepEqual([more.step, more.choice, more.matters.map((each) => each.service)], ["home", null, ["LX"]]);
  const two = flow.chooseService(more, { service: "DAT", from: "unit" }, GROUPS);
  assert.deepEqual([two.step, two.matters.length, two.same], ["matters", 2, null]);
  const read = flow.chooseService(several.addMore(two), { service: "XE", facts: true, from: "search" }, GROUPS);
  assert.equal(read.step, "facts");
  const all = several.takeAll(flow.afterFacts(read, false), GROUPS);
  assert.deepEqual([all.step, all.choice.service, all.matters.length], ["priority", "LX", 3]);
  assert.equal(flow.answerPriority(all, "normal").step, "issue");
  assert.equal(flow.back(all).step, "matters");
  assert.equal(several.takeAll({ ...two, priority: "normal" }, GROUPS).step, "issue");
});

test("a service has one place on the list, what is taken out is gone, and the last leads home", () => {
  const listed = flow.chooseService({ ...flow.HOME, matters: [{ service: "LX", from: "home" }] },
    { service: "LX", procedure: "other", from: "search" }, GROUPS);
  assert.deepEqual([listed.matters.length, listed.same], [1, "LX"]);
  assert.deepEqual(several.removeMatter(listed, "LX"), { ...flow.HOME, step: "home" });
  assert.deepEqual(flow.back(several.showList(listed)).matters, listed.matters);
  assert.deepEqual(flow.refused(listed, "Hết số").matters, []);
});

test("the only procedure that is filed online is named at once where a service gives no number", () => {
  const shut = flow.showWaysOut({ ...flow.HOME, step: "unit", unit: "TNMT" }, "MT");
  const told = flow.fileOnline(flow.back(shut), "MT", { code: "MT-1", documents: ["Tờ khai"] }, GROUPS);
  assert.deepEqual([told.step, told.choice.procedure, told.leaving.reason], ["leaving", "MT-1", "online"]);
  assert.deepEqual([flow.back(told).step, flow.back(flow.back(told)).step], ["facts", "unit"]);
});
