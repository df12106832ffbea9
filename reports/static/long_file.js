/** The file of every leg: asked for by a button, made beside the server, fetched when it is whole. */
/** @import { ExportJob } from "../view_types.js" */
/** @import { Answer } from "../web/post.js" */
import { page } from "../web/page.js";
import { post } from "../web/post.js";
import { gettext } from "../web/words.js";

const EXPORTS = "/api/reports/exports";
const FIELDS = ["from", "to", "department", "service", "counter", "officer", "priority", "channel", "call_reason"];
const LOOK_MS = 500;
const button = /** @type {HTMLButtonElement | null} */ (document.getElementById("every-leg"));
const said = document.getElementById("every-leg-says");
const number = new Intl.NumberFormat(page.locale);

/**
 * The question of this page, as the links to its other files have it.
 * @param {string} like
 */
function describeFile(like) {
  const asked = new URL(like, location.href).searchParams;
  const kept = FIELDS.filter((name) => asked.get(name)).map((name) => [name, asked.get(name)]);
  return { kind: "xlsx", ...Object.fromEntries(kept) };
}

/** @param {string} text */
function say(text) {
  if (said !== null) {
    said.hidden = false;
    said.textContent = text;
  }
}

/**
 * @param {string} id
 * @returns {Promise<Answer<ExportJob> | null>}
 */
async function look(id) {
  try {
    const answer = await fetch(`${EXPORTS}/${id}`, { headers: { Accept: "application/json" } });
    return { ok: answer.ok, status: answer.status, data: await answer.json() };
  } catch {
    return null;
  }
}

/** @param {ExportJob} job */
async function watch(job) {
  if (job.state === "done") {
    say(gettext("Tệp đã xong, %(n)s lượt.", { n: number.format(job.of) }));
    location.assign(job.file || "");
    return;
  }
  if (job.state !== "running") {
    say(gettext("Không làm được tệp. Xin thử lại; nếu vẫn không được, xin báo quản trị."));
    return;
  }
  say(gettext("Đang làm tệp: %(n)s trên %(of)s lượt.", {
    n: number.format(job.done), of: number.format(job.of),
  }));
  await new Promise((done) => { setTimeout(done, LOOK_MS); });
  const answer = await look(job.id);
  if (answer === null) {
    await watch(job);
  } else if (answer.ok) {
    await watch(answer.data);
  } else {
    say(answer.data.message || "");
  }
}

/** @param {HTMLButtonElement} button */
async function begin(button) {
  button.disabled = true;
  /** @type {Answer<ExportJob>} */
  const answer = await post(`${EXPORTS}?lang=${page.language}`, describeFile(button.dataset.like || ""));
  if (answer.ok) {
    await watch(answer.data);
  } else {
    say(answer.data.message || gettext("Máy chủ không trả lời. Xin thử lại."));
  }
  button.disabled = false;
}

if (button) {
  button.hidden = false;
  button.addEventListener("click", () => begin(button));
}
