/** The switch for alerts while the page is closed: asks the browser, then the server. */
/** @import { PhoneExtra, PushAnswer, PushOptions } from "../view_types.js" */
/** @import { Answer } from "../web/post.js" */
import { page, recall, remember } from "../web/page.js";
import { post } from "../web/post.js";

/** @typedef {"ask" | "on" | "denied" | "home" | "unsupported" | "failed"} PushState */
const { token, push: options } = /** @type {PhoneExtra} */ (page.extra);
const STORE = `push ${token}`;
const SCOPE = "/t/";
const WORKER = "/t/worker.js";
/** @type {PushState | null} */
let shown = null;

/** Says what stands in the way of alerts on this phone, or whether they are on. */
function findState() {
  if (!("serviceWorker" in navigator) || !("PushManager" in window)) {
    // On iPhones only a page on the home screen may be told of anything
    return "standalone" in navigator && !navigator.standalone ? "home" : "unsupported";
  }
  if (Notification.permission === "denied") {
    return "denied";
  }
  return recall(localStorage, STORE) === null ? "ask" : "on";
}

/** Dresses the switch of a page just drawn. */
export function dressPush() {
  /** @type {HTMLElement | null} */
  const box = document.querySelector("[data-push]");
  if (box === null) {
    return;
  }
  const state = shown === "failed" ? shown : findState();
  box.querySelectorAll("[data-when]").forEach((part) => {
    const { when = "" } = /** @type {HTMLElement} */ (part).dataset;
    /** @type {HTMLElement} */ (part).hidden = !when.split(" ").includes(state);
  });
  const ahead = box.querySelector("[data-ahead]");
  if (ahead !== null) {
    ahead.textContent = String(recall(localStorage, STORE) || "");
  }
}

/**
 * Does what a button of the switch says.
 * @param {HTMLButtonElement} button
 */
export async function pressPush(button) {
  button.disabled = true;
  shown = null;
  try {
    await (button.dataset.act === "push" ? switchOn() : switchOff());
  } catch (refusedOrUnreachable) {
    shown = "failed";
  }
  button.disabled = false;
  dressPush();
}

async function switchOn() {
  const { key } = /** @type {PushOptions} */ (options);
  if (await Notification.requestPermission() !== "granted") {
    return;
  }
  await navigator.serviceWorker.register(WORKER, { scope: SCOPE });
  const { pushManager } = await navigator.serviceWorker.ready;
  const wanted = { userVisibleOnly: true, applicationServerKey: key };
  const subscription = await pushManager.subscribe(wanted).catch(async () => {
    // One that was made with another key of this server stands in the way
    const old = await pushManager.getSubscription();
    await (old && old.unsubscribe());
    return pushManager.subscribe(wanted);
  });
  const { endpoint, keys } = subscription.toJSON();
  const field = /** @type {HTMLSelectElement} */ (document.getElementById("push-ahead"));
  const ahead = Number(field.value);
  await send("push", { endpoint, keys, ahead });
  remember(localStorage, STORE, ahead);
}

async function switchOff() {
  const registration = await navigator.serviceWorker.getRegistration(SCOPE);
  const subscription = registration && await registration.pushManager.getSubscription();
  if (subscription) {
    await send("push/stop", { endpoint: subscription.endpoint });
  }
  remember(localStorage, STORE, null);
}

/**
 * @param {string} what
 * @param {object} body
 */
async function send(what, body) {
  /** @type {Answer<PushAnswer>} */
  const answer = await post(`/t/${token}/${what}`, body);
  if (!answer.ok) {
    throw new Error(answer.data.message);
  }
}
