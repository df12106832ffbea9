/** Hands pictures and videos in, one after the other, and says how far each one is. */
import { page } from "../web/page.js";
import { gettext } from "../web/words.js";

const MB = 1048576;
const faults = document.querySelector("[data-upload-faults]");

/** @param {string[]} sentences */
function sayFaults(sentences) {
  if (faults instanceof HTMLElement) {
    faults.hidden = sentences.length === 0;
    faults.lastElementChild?.replaceChildren(sentences.join(" "));
  }
}

/**
 * Returns why a file need not even be sent; empty where it may be.
 * @param {File} file
 * @param {DOMStringMap} bounds
 */
function refusal(file, bounds) {
  const picture = file.type.startsWith("image/");
  const most = Number(picture ? bounds.mostPictureMb : bounds.mostMb || Infinity);
  return file.size > most * MB
    ? gettext("%(name)s lớn hơn %(most)s MB.", { name: file.name, most })
    : "";
}

/**
 * Sends one file; resolves to the sentence of what went wrong, empty where nothing did.
 * @param {string} zone
 * @param {File} file
 * @param {(percent: number) => void} onProgress
 * @returns {Promise<string>}
 */
function send(zone, file, onProgress) {
  const lost = gettext("Mất kết nối khi đang gửi %(name)s. Hãy thử lại.", { name: file.name });
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/media?${new URLSearchParams({ zone, name: file.name, lang: page.language })}`);
    request.setRequestHeader("X-CSRFToken", page.csrf);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => onProgress(Math.floor(100 * loaded / total));
    request.onerror = () => resolve(lost);
    request.onload = () => resolve(request.status === 201 ? "" : request.response?.message || lost);
    request.send(file);
  });
}

/**
 * Draws the files of a board anew.
 * @param {HTMLElement} place
 */
async function drawAgain(place) {
  const answer = await fetch(location.href, { credentials: "same-origin" });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const section = place.closest("section");
  const same = fresh.querySelector(`[data-upload="${place.dataset.upload}"]`)?.closest("section");
  for (const part of ["h2", "ol.media"]) {
    section?.querySelector(part)?.replaceWith(...same?.querySelectorAll(part) || []);
  }
}

/** @param {HTMLElement} place */
function takeFiles(place) {
  const input = /** @type {HTMLInputElement} */ (place.querySelector("input"));
  const state = /** @type {HTMLElement} */ (place.querySelector("[role=status]"));
  input.disabled = false;
  input.addEventListener("change", async () => {
    const files = [...input.files || []];
    input.disabled = true;
    sayFaults([]);
    const wrong = [];
    for (const file of files) {
      wrong.push(refusal(file, place.dataset) || await send(place.dataset.upload || "", file, (percent) => {
        state.textContent = gettext("Đã gửi %(percent)s phần trăm của %(name)s", { percent, name: file.name });
      }));
    }
    await drawAgain(place).catch(() => location.reload());
    sayFaults(wrong.filter(Boolean));
    state.textContent = "";
    input.value = "";
    input.disabled = false;
  });
}

document.querySelectorAll("[data-upload]").forEach((place) => takeFiles(/** @type {HTMLElement} */ (place)));
