/** The kiosk: joins the pages, the live view and the commands. */
import {
  follow, html, page, render, useCallback, useEffect, useMemo, useRef, useState,
} from "../web/screen.js";
import { gettext } from "../web/words.js";
import { NO_AIDS, useAids } from "./aids.js";
import { trouble, useCommand } from "./command.js";
import { FactsPage, hasFacts } from "./facts.js";
import { Finder, placeOf } from "./finder.js";
import * as flow from "./flow.js";
import { Bottom, Dialog, Top } from "./frame.js";
import { Home } from "./home.js";
import { useIdle } from "./idle.js";
import { useKeys } from "./keys.js";
import { canSpeak, learn, speak } from "./languages.js";
import { Priority, Unit } from "./questions.js";
import { useReading, useVoice } from "./reading.js";
import { TicketPage } from "./ticket.js";

const { extra } = page;
const [HOME_LANGUAGE] = extra.languages;
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

function useKiosk() {
  const [state, setState] = useState(flow.HOME);
  const free = useRef(true);
  const mayReload = useCallback(() => free.current, []);
  const { view, stale } = useView(mayReload);
  const listing = useListing(view && view.procedures);
  const command = useCommand();
  const [language, setLanguage] = useState(page.language);
  const { aids, toggle, reset } = useAids();
  // nobody stands here: everything is as the last citizen's leaving left it
  free.current = state.step === "home" && state.priority === null && state.trouble === null
    && language === HOME_LANGUAGE && Object.keys(aids).every((name) => aids[name] === NO_AIDS[name]);

  const wished = useRef(language);
  const changeLanguage = (code) => {
    wished.current = code;
    const change = () => {
      if (canSpeak(code) && wished.current === code) {
        speak(code);
        setLanguage(code);
      }
    };
    if (canSpeak(code)) {
      change();
    } else {
      // touched before its words have come: it waits for them
      learn([code]).then(change).catch(() => {});
    }
  };
  const goHome = () => {
    changeLanguage(HOME_LANGUAGE);
    reset();
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
  const reprint = async () => {
    const result = await command.run(`/api/tickets/${state.answer.ticket.id}/reprint`, {});
    return result !== null && result.ok;
  };
  const classes = Object.keys(page.catalogue.priorities)
    .filter((code) => extra.priorities.includes(code));
  return { state, setState, view, stale, listing, command, language, classes, aids, toggle,
    free: free.current, changeLanguage, goHome, go, cancel, reprint };
}

/** What the pages may ask for, and the procedure that was chosen. */
function useChoices({ state, setState, listing, classes, go }) {
  const procedureOf = (code) => listing.procedures.find((each) => each.code === code) || null;
  const choose = (choice) => go(flow.chooseService(
    state, Object.assign({ from: state.step }, choice), classes));
  const unit = (row) => go(flow.chooseUnit(state, row, classes));
  return {
    choose, unit, procedure: state.choice && procedureOf(state.choice.procedure),
    guidance: () => (extra.guidance
      ? choose({ service: extra.guidance })
      : setState(flow.refused(state, gettext("Mời Ông/Bà gặp nhân viên hướng dẫn ở sảnh.")))),
    found: (entry, row) => (entry.unit ? unit(row) : choose({
      service: entry.service, procedure: entry.procedure,
      facts: hasFacts(procedureOf(entry.procedure)),
    })),
    type: (change) => setState((was) => Object.assign({}, was, { typed: change(was.typed) })),
    search: () => setState((was) => Object.assign({}, was, { step: "search", typed: "" })),
    back: () => setState(flow.back(state)),
    priorityFirst: () => setState((was) => (was.priority !== null
      ? flow.HOME : flow.askPriorityFirst(was, classes))),
  };
}

function Start({ kiosk, choices, locked }) {
  const { state, view, listing, classes, aids } = kiosk;
  return html`<${Home} view=${view} locked=${locked} priority=${state.priority} week=${extra.hours}
    paged=${aids.large || aids.low}
    count=${listing.version === null ? extra.procedures : listing.procedures.length}
    shortcuts=${{ results: extra.results !== null, priorities: classes.length > 0 }}
    onSearch=${choices.search} onUnit=${choices.unit} onAsk=${choices.guidance}
    onResults=${() => choices.choose({ service: extra.results })}
    onPriority=${choices.priorityFirst} />`;
}

function Step({ kiosk }) {
  const { state, view, listing, classes, aids, go, goHome } = kiosk;
  const choices = useChoices(kiosk);
  const locked = kiosk.stale || kiosk.command.busy;
  const place = state.choice && placeOf(view, state.choice);
  switch (state.step) {
    case "search":
      return html`<${Finder} view=${view} listing=${listing} typed=${state.typed} locked=${locked}
        onType=${choices.type} onEntry=${choices.found} onAsk=${choices.guidance}
        onBack=${choices.back} />`;
    case "unit":
      return html`<${Unit} locked=${locked} opening=${view.next_opening} onBack=${choices.back}
        unit=${view.departments.find((each) => each.code === state.unit)}
        onService=${(service) => choices.choose({ service: service.code })} />`;
    case "facts":
      return choices.procedure && place && html`<${FactsPage} procedure=${choices.procedure} unit=${place.unit} row=${place.row}
        opening=${view.next_opening} priority=${state.priority} asks=${classes.length > 0}
        locked=${locked} printing=${view.printing} onTake=${() => go(flow.afterFacts(state, false))}
        onPriority=${() => go(flow.afterFacts(state, true))} onBack=${choices.back} />`;
    case "priority":
      return html`<${Priority} classes=${classes} locked=${locked} printing=${view.printing} onBack=${choices.back}
        onAnswer=${(code) => go(flow.answerPriority(state, code))} />`;
    case "ticket":
      return html`<${TicketPage} answer=${state.answer} procedure=${choices.procedure}
        serves=${extra.serves} printing=${view.printing} locked=${locked}
        slow=${aids.reading || aids.large} onCancel=${kiosk.cancel} onReprint=${kiosk.reprint}
        onDone=${goHome} />`;
    default:
      return html`<${Start} kiosk=${kiosk} choices=${choices} locked=${locked} />`;
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
    ? html`<p class="pending" role="status">${state.step === "ticket"
      ? gettext("Xin đợi một chút") : gettext("Đang lấy số, xin đợi một chút")}</p>` : null;
}

function Kiosk() {
  const kiosk = useKiosk();
  const { state, language, view, aids } = kiosk;
  const voice = useVoice(language);
  useEffect(() => {
    const later = () => learn(extra.languages).catch(() => {});
    later();
    const timer = setInterval(later, 60000);
    return () => clearInterval(timer);
  }, []);
  const left = useIdle(!kiosk.free && state.step !== "ticket", kiosk.goHome, aids.large ? 2 : 1);
  useKeys(state.step);
  useEffect(() => {
    document.documentElement.classList.toggle("stale", kiosk.stale);
  }, [kiosk.stale]);
  useReading(aids.reading, voice, () => kiosk.toggle("reading"));
  const top = useMemo(() => html`<${Top} />`, [language]);
  return view && html`${top}<${Step} kiosk=${kiosk} /><${Notes} kiosk=${kiosk} left=${left} />
    <${Bottom} languages=${extra.languages} aids=${aids} voice=${voice} onAid=${kiosk.toggle}
      onLanguage=${kiosk.changeLanguage} />`;
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
