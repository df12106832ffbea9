/** The kiosk: joins the pages, the live view and the commands. */
import {
  follow, html, page, post, render, useCallback, useEffect, useRef, useState,
} from "../web/screen.js";
import { gettext } from "../web/words.js";
import { Finder } from "./finder.js";
import * as flow from "./flow.js";
import { Bottom, Dialog, reasonText, Top } from "./frame.js";
import { Home } from "./home.js";
import { useIdle } from "./idle.js";
import { canSpeak, learn, speak } from "./languages.js";
import { Priority, Unit } from "./questions.js";
import { TicketPage } from "./ticket.js";

const { extra } = page;
const [HOME_LANGUAGE] = extra.languages;
const PENDING_MS = 300;
const ROOT = 1.48148;
const DRAWN_FOR_INCHES = 27;
const NOTHING = { version: null, procedures: [], synonyms: {} };

/** The live view, and whether it is out of date. */
function useView(mayReload) {
  const [live, setLive] = useState({ view: null, stale: false });
  useEffect(() => {
    const following = follow({
      namespace: "/kiosk",
      onView: (view) => setLive((was) => Object.assign({}, was, { view })),
      onStale: (stale) => setLive((was) => Object.assign({}, was, { stale })),
      mayReload,
    });
    return following.stop;
  }, []);
  return live;
}

/** The directory of procedures, fetched again when the view names a newer version. */
function useListing(version) {
  const [listing, setListing] = useState(NOTHING);
  useEffect(() => {
    if (version && version !== listing.version) {
      fetch(`/api/procedures?v=${encodeURIComponent(version)}`, { credentials: "same-origin" })
        .then((answer) => (answer.ok ? answer.json() : NOTHING))
        .then(setListing)
        .catch(() => {});
    }
  }, [version]);
  return listing;
}

/** Runs one command at a time; `pending` once it has taken 300 ms. */
function useCommand() {
  const running = useRef(false);
  const [busy, setBusy] = useState("no");
  const run = useCallback(async (path, body) => {
    if (running.current) {
      return null;
    }
    running.current = true;
    setBusy("yes");
    const slow = setTimeout(() => setBusy("long"), PENDING_MS);
    try {
      return await post(path, body);
    } finally {
      clearTimeout(slow);
      running.current = false;
      setBusy("no");
    }
  }, []);
  return { run, busy: busy !== "no", pending: busy === "long" };
}

function trouble(result, view) {
  if (result.status === 0 || result.status >= 500) {
    return gettext("Chưa lấy được số. Mời Ông/Bà gặp nhân viên hướng dẫn.");
  }
  if (result.data.error === "service_closed" || result.data.error === "day_closed") {
    return reasonText(result.data.reason || result.data.error, view.next_opening);
  }
  return result.data.message || gettext("Mời Ông/Bà gặp nhân viên hướng dẫn.");
}

function useKiosk() {
  const [state, setState] = useState(flow.HOME);
  const latest = useRef(state);
  latest.current = state;
  const mayReload = useCallback(() => latest.current.step === "home", []);
  const { view, stale } = useView(mayReload);
  const listing = useListing(view && view.procedures);
  const command = useCommand();
  const [language, setLanguage] = useState(page.language);

  const changeLanguage = (code) => {
    if (canSpeak(code)) {
      speak(code);
      setLanguage(code);
    }
  };
  const goHome = () => {
    changeLanguage(HOME_LANGUAGE);
    setState(flow.HOME);
  };
  const go = async (next) => {
    if (next.step !== "issue") {
      setState(next);
      return;
    }
    const { choice, priority } = next;
    const result = await command.run("/api/tickets", {
      service: choice.service, procedure: choice.procedure,
      priority: priority || undefined, language: page.language,
    });
    if (result !== null) {
      setState(result.ok
        ? flow.issued(next, result.data) : flow.refused(next, trouble(result, view)));
    }
  };
  const cancel = async () => {
    const result = await command.run(`/api/tickets/${state.answer.ticket.id}/cancel`, {});
    if (result !== null && result.ok) {
      goHome();
    } else if (result !== null) {
      setState(flow.refused(state, trouble(result, view)));
    }
  };
  const classes = Object.keys(page.catalogue.priorities)
    .filter((code) => extra.priorities.includes(code));
  return { state, setState, view, stale, listing, command, language, classes, changeLanguage,
    goHome, go, cancel };
}

function Step({ kiosk }) {
  const { state, setState, view, listing, classes, go, goHome } = kiosk;
  const locked = kiosk.stale || kiosk.command.busy;
  const choose = (choice) => go(flow.chooseService(
    state, Object.assign({ from: state.step }, choice), classes));
  const guidance = () => (extra.guidance
    ? choose({ service: extra.guidance })
    : setState(flow.refused(state, gettext("Mời Ông/Bà gặp nhân viên hướng dẫn ở sảnh."))));
  const unit = (row) => go(flow.chooseUnit(state, row, classes));
  const found = (entry, row) => (entry.unit
    ? unit(row) : choose({ service: entry.service, procedure: entry.procedure }));
  const procedure = state.choice && listing.procedures
    .find((each) => each.code === state.choice.procedure);
  const onBack = () => setState(flow.back(state));
  switch (state.step) {
    case "search":
      return html`<${Finder} view=${view} listing=${listing} typed=${state.typed} locked=${locked}
        onType=${(typed) => setState((was) => Object.assign({}, was, { typed }))} onEntry=${found}
        onAsk=${guidance} onBack=${onBack} />`;
    case "unit":
      return html`<${Unit} locked=${locked} opening=${view.next_opening} onBack=${onBack}
        unit=${view.departments.find((each) => each.code === state.unit)}
        onService=${(service) => choose({ service: service.code })} />`;
    case "priority":
      return html`<${Priority} classes=${classes} locked=${locked} onBack=${onBack}
        onAnswer=${(code) => go(flow.answerPriority(state, code))} />`;
    case "ticket":
      return html`<${TicketPage} answer=${state.answer} procedure=${procedure || null}
        serves=${extra.serves} locked=${locked} onCancel=${kiosk.cancel} onDone=${goHome} />`;
    default:
      return html`<${Home} view=${view} locked=${locked} priority=${state.priority}
        count=${listing.version === null ? extra.procedures : listing.procedures.length}
        shortcuts=${{ results: extra.results !== null, priorities: classes.length > 0 }}
        onSearch=${() => setState((was) => Object.assign({}, was, { step: "search", typed: "" }))}
        onUnit=${unit} onAsk=${guidance} onResults=${() => choose({ service: extra.results })}
        onPriority=${() => setState((was) => (was.priority !== null
          ? flow.HOME : flow.askPriorityFirst(was, classes)))} />`;
  }
}

function Notes({ kiosk, left }) {
  const { state, setState, stale, command } = kiosk;
  if (left !== null) {
    return html`<${Dialog} title=${gettext("Ông/Bà còn ở đó không?")}
      text=${gettext("Màn hình sẽ về trang đầu sau %(n)s giây.", { n: left })}>
      <button type="button" class="pri">${gettext("Tôi còn ở đây")}</button><//>`;
  }
  if (state.trouble !== null) {
    return html`<${Dialog} title=${gettext("Xin lỗi Ông/Bà")} text=${state.trouble}>
      <button type="button" class="pri"
        onClick=${() => setState(flow.HOME)}>${gettext("Về trang đầu")}</button><//>`;
  }
  if (stale) {
    return html`<p class="offline" role="alert">
      ${gettext("Đang kết nối lại, xin gặp nhân viên hướng dẫn")}</p>`;
  }
  return command.pending
    ? html`<p class="pending" role="status">${gettext("Đang lấy số, xin đợi một chút")}</p>` : null;
}

function Kiosk() {
  const kiosk = useKiosk();
  const { state, language, view } = kiosk;
  useEffect(() => {
    const later = () => learn(extra.languages).catch(() => {});
    later();
    const timer = setInterval(later, 60000);
    return () => clearInterval(timer);
  }, []);
  const away = state.step !== "home" || state.priority !== null || state.trouble !== null
    || language !== HOME_LANGUAGE;
  const left = useIdle(away && state.step !== "ticket", kiosk.goHome);
  return view && html`<${Top} /><${Step} kiosk=${kiosk} /><${Notes} kiosk=${kiosk} left=${left} />
    <${Bottom} languages=${extra.languages} onLanguage=${kiosk.changeLanguage} />`;
}

/** On a panel below 27 inches everything is drawn larger, so that targets stay 20 mm. */
function enlarge() {
  const factor = Math.max(1, DRAWN_FOR_INCHES / extra.panel_inches);
  const unit = window.innerWidth > window.innerHeight ? "vh" : "vw";
  document.documentElement.style.fontSize = factor > 1 ? `${ROOT * factor}${unit}` : "";
}

window.addEventListener("resize", enlarge);
enlarge();
render(html`<${Kiosk} />`, document.getElementById("screen"));
