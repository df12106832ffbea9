/** The kiosk: joins the pages, the live view and the commands. */
/** @typedef {ReturnType<typeof useKiosk>} KioskState */
/** @import { KioskView } from "../view_types.js" */
/** @import { Choice, FlowState } from "./flow.js" */
/** @import { IssueAnswer } from "../../web/issue_view_types.js" */
/** @import { TicketJson } from "../../web/view_types.js" */
/** @import { Answer } from "../web/post.js" */
import {
  html, page, render, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState,
} from "../web/screen.js";
import { gettext } from "../web/words.js";
import { NO_AIDS, useAids } from "./aids.js";
import { trouble, useCommand } from "./command.js";
import { extra } from "./extra.js";
import { Booked, useScannedBooking } from "./booked.js";
import { useChoices } from "./choices.js";
import { CardPage } from "./card_page.js";
import { isWhere, Where } from "./collecting.js";
import { FactsPage } from "./facts.js";
import { Finder } from "./finder.js";
import * as flow from "./flow.js";
import { Told } from "./bulletins.js";
import { Bottom, Dialog, Top } from "./frame.js";
import { Home } from "./home.js";
import { useIdle, useRest, useReturn } from "./idle.js";
import { useKeys } from "./keys.js";
import { canSpeak, learn, speak } from "./languages.js";
import { countEnded, LeavingPage } from "./leaving.js";
import { useListing } from "./listing.js";
import { useView } from "./live.js";
import { MattersPage } from "./matters.js";
import { offeredTo, placeOf, refusalOf } from "./offers.js";
import { beginPress, keepGivingUp, leavePresses, notePress } from "./presses.js";
import { fitPanel, Turn } from "./panel.js";
import { GivenBack, OneMore, Priority } from "./questions.js";
import { stand } from "../web/standing.js";
import { guardTaps, startAnew } from "../web/taps.js";
import { useReading, useVoice } from "./reading.js";
import { TicketPage } from "./ticket.js";

const [HOME_LANGUAGE] = extra.languages;

/**
 * Returns the state after the answer to a press for a number; `step`: where it was pressed.
 * @param {FlowState} state
 * @param {FlowState["step"]} step
 * @param {Answer<IssueAnswer>} result
 * @param {string | null} opening
 */
function afterPress(state, step, result, opening) {
  if (result.ok) {
    return flow.issued(state, result.data);
  }
  return result.data.error === "just_taken"
    ? flow.askAgain(state, step, result.data.number || "") : flow.refused(state, trouble(result, opening));
}

/**
 * What a number is asked for.
 * @param {FlowState} next
 * @param {readonly Choice[]} choices
 */
function askFor({ priority, taken, card }, [first, ...more]) {
  return {
    service: first.service, procedure: first.procedure,
    also: more.length === 0 ? undefined : more.map(({ service, procedure }) => ({ service, procedure })),
    priority: priority || undefined, language: page.language, again: taken !== null, card: card || undefined,
  };
}

function useKiosk() {
  const [state, setState] = useState(flow.HOME);
  const free = useRef(true);
  const mayReload = useCallback(() => free.current, []);
  const { view: live, stale } = useView(mayReload);
  const view = useMemo(() => offeredTo(live, state.priority), [live, state.priority]);
  const opening = view && view.next_opening;
  const listing = useListing(view && view.procedures);
  const command = useCommand();
  const [language, setLanguage] = useState(page.language);
  const { aids, toggle, reset } = useAids();
  const [visit, setVisit] = useState(0);
  // nobody stands here: everything is as the last citizen's leaving left it
  free.current = state.step === "home" && state.priority === null && state.trouble === null
    && state.taken === null && state.cancelled === null && state.matters.length === 0 && language === HOME_LANGUAGE && JSON.stringify(aids) === JSON.stringify(NO_AIDS);

  const wished = useRef(language);
  const changeLanguage = (/** @type {string} */ code) => {
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
  // Every way home ends the visit: nothing of it is there for whoever comes next.
  const goHome = () => {
    countEnded(state);
    command.abandon();
    leavePresses();
    changeLanguage(HOME_LANGUAGE);
    reset();
    setState(flow.HOME);
    setVisit((number) => number + 1);
  };
  const go = async (/** @type {FlowState} */ next) => {
    if (next.step !== "issue") {
      setState(next);
      return;
    }
    const { choice, priority } = next;
    const seen = offeredTo(live, priority);
    const all = next.matters.length > 0 ? next.matters : choice === null ? [] : [choice];
    const closed = seen && refusalOf(seen, all);
    if (closed !== null) {
      setState(flow.refused(next, closed));
    }
    if (choice === null || closed !== null) {
      return;
    }
    const press = beginPress();
    const result = await command.run("/api/tickets", askFor(next, all), press);
    if (result !== null) {
      notePress(press, result.status);
      setState(afterPress(next, state.step, result, opening));
    }
  };
  const cancel = async (/** @type {TicketJson} */ ticket) => {
    const result = await command.run(`/api/tickets/${ticket.id}/cancel`, {});
    if (result !== null && result.ok) {
      setState(flow.gaveBack(ticket.number));
    } else if (result !== null) {
      setState(flow.refused(state, trouble(result, opening)));
    }
  };
  const reprint = async (/** @type {string} */ ticket) => {
    const result = await command.run(`/api/tickets/${ticket}/reprint`, {});
    return result !== null && result.ok;
  };
  const classes = Object.keys(page.catalogue.priorities).filter((code) => extra.priorities.includes(code));
  return { state, setState, visit, view, stale, listing, command, language, classes, aids, toggle,
    free: free.current, changeLanguage, goHome, go, cancel, reprint };
}

/** @param {{ kiosk: KioskState, view: KioskView, choices: ReturnType<typeof useChoices>, locked: boolean }} props */
function Start({ kiosk, view, choices, locked }) {
  const { state, listing, classes, aids } = kiosk;
  useScannedBooking(kiosk, extra.bookings && state.step === "home" && state.matters.length === 0 && !locked);
  return state.step === "booked" ? html`<${Booked} kiosk=${kiosk} choices=${choices} locked=${locked} />` : html`<${Home} view=${view} locked=${locked} priority=${state.priority} week=${extra.hours}
    paged=${aids.large || aids.low}
    count=${listing.version === null ? extra.procedures : listing.procedures.length}
    shortcuts=${{ results: extra.results !== null, priorities: classes.length > 0 }} classes=${classes}
    onSearch=${choices.search} onUnit=${choices.unit} onAsk=${choices.guidance}
    onResults=${choices.results} onBooked=${choices.booked}
    listed=${state.matters.length} onList=${choices.list} onPriority=${choices.priorityFirst} />`;
}

/** @param {{ kiosk: KioskState, view: KioskView, choices: ReturnType<typeof useChoices>, locked: boolean }} props */
function Asking({ kiosk, view, choices, locked }) {
  const { state, classes } = kiosk;
  return state.step === "matters"
    ? html`<${MattersPage} matters=${state.matters} same=${state.same} nameOf=${choices.nameOfMatter} findPlace=${(/** @type {Choice} */ matter) => placeOf(view, matter)} locked=${locked}
      onRemove=${choices.remove} onMore=${choices.more} onTake=${choices.takeAll} onBack=${choices.back} />`
    : html`<${Priority} classes=${classes} place=${choices.placeIn(view)} procedure=${choices.procedure}
      locked=${locked} printing=${view.printing} several=${state.matters.length} onMore=${choices.more} onBack=${choices.back}
      onAnswer=${choices.answer} />`;
}

/** @param {{ kiosk: KioskState, view: KioskView, choices: ReturnType<typeof useChoices>, locked: boolean }} props */
function Before({ kiosk, view, choices, locked }) {
  const { state, go } = kiosk;
  const place = choices.placeIn(view);
  const shared = {
    procedure: choices.procedure, locked, onBack: choices.back,
    onTake: () => go(flow.afterFacts(state, false)),
  };
  if (place === null || choices.procedure === null) {
    return null;
  }
  return state.leaving !== null
    ? html`<${LeavingPage} ...${shared} ...${place} leaving=${state.leaving} onDone=${kiosk.goHome} />`
    : html`<${FactsPage} ...${shared} low=${kiosk.aids.low} large=${kiosk.aids.large} ...${place} priority=${state.priority} asks=${kiosk.classes.length > 0}
      adding=${state.matters.length > 0} onMore=${choices.more} printing=${view.printing} onPriority=${() => go(flow.afterFacts(state, true))} onLeave=${choices.leave} />`;
}

/** @param {{ kiosk: KioskState, view: KioskView }} props */
function Step({ kiosk, view }) {
  const { state, listing, aids, goHome } = kiosk;
  const choices = useChoices(kiosk);
  const locked = kiosk.stale || kiosk.command.busy;
  const { answer } = state;
  if (isWhere(state.step)) {
    return html`<${Where} kiosk=${kiosk} view=${view} choices=${choices} locked=${locked} />`;
  }
  if (["priority", "matters"].includes(state.step)) {
    return html`<${Asking} kiosk=${kiosk} view=${view} choices=${choices} locked=${locked} />`;
  }
  switch (state.step) {
    case "search":
      return html`<${Finder} view=${view} listing=${listing} typed=${state.typed} locked=${locked}
        onType=${choices.type} onEntry=${choices.found} onAsk=${choices.guidance}
        onBack=${choices.back} />`;
    case "facts":
    case "leaving":
      return html`<${Before} kiosk=${kiosk} view=${view} choices=${choices} locked=${locked} />`;
    case "card":
      return html`<${CardPage} view=${view} locked=${locked} onAnswer=${choices.answer} onBack=${choices.back} />`;
    case "ticket":
      return answer && html`<${TicketPage} answer=${answer} procedure=${choices.procedureOf(answer.matters[0].procedure)} nameOf=${choices.nameOfMatter}
        printing=${view.printing} locked=${locked}
        slow=${aids.reading || aids.large} onCancel=${() => kiosk.cancel(answer.ticket)} onReprint=${() => kiosk.reprint(answer.ticket.id)}
        onDone=${goHome} />`;
    default:
      return html`<${Start} kiosk=${kiosk} view=${view} choices=${choices} locked=${locked} />`;
  }
}

/** @param {{ kiosk: KioskState, left: number | null }} props */
function Notes({ kiosk, left }) {
  const { state, stale, command } = kiosk;
  if (left !== null) {
    return html`<${Dialog} title=${gettext("Ông/Bà còn ở đó không?")}
      text=${gettext("Màn hình sẽ về trang đầu sau %(n)s giây.", { n: left })}>
      <button type="button" class="pri">${gettext("Tôi còn ở đây")}</button><//>`;
  }
  if (state.trouble !== null && state.step !== "booked") {
    return html`<${Dialog} title=${gettext("Xin lỗi Ông/Bà")} text=${state.trouble}>
      <button type="button" class="pri"
        onClick=${kiosk.goHome}>${gettext("Về trang đầu")}</button><//>`;
  }
  if (state.taken !== null) {
    return html`<${OneMore} number=${state.taken} locked=${stale || command.busy} onNo=${kiosk.goHome}
      onYes=${() => kiosk.go(flow.takeAgain(state))} />`;
  }
  if (state.cancelled !== null) {
    return html`<${GivenBack} number=${state.cancelled} onDone=${kiosk.goHome} />`;
  }
  if (stale) {
    return html`<p class="offline" role="alert">
      ${gettext("Đang kết nối lại, xin gặp nhân viên hướng dẫn")}</p>`;
  }
  return command.pending
    ? html`<p class="pending" role="status">${state.step === "ticket" || state.step === "code"
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
  const left = useIdle(!kiosk.free && state.step !== "ticket", kiosk.goHome, aids.large || aids.reading ? 2 : 1);
  useRest(kiosk.free, kiosk.goHome);
  useReturn(kiosk.goHome);
  useKeys(`${kiosk.visit} ${state.step}`);
  useLayoutEffect(() => {
    startAnew();
    window.scrollTo(0, 0);
  }, [kiosk.visit, state.step]);
  useEffect(() => {
    document.documentElement.classList.toggle("stale", kiosk.stale);
  }, [kiosk.stale]);
  useReading(aids.reading, voice, () => kiosk.toggle("reading"));
  const top = useMemo(() => html`<${Top} />`, [language]);
  return view && html`<div class="head">${top}<${Told} view=${view} state=${state} /></div><${Step} key=${kiosk.visit} kiosk=${kiosk} view=${view} /><${Notes} kiosk=${kiosk} left=${left} />
    <${Turn} /><${Bottom} languages=${extra.languages} aids=${aids} voice=${voice} onAid=${kiosk.toggle}
      onLanguage=${kiosk.changeLanguage} />`;
}

fitPanel();
stand();
guardTaps({ keys: true });
keepGivingUp();
render(html`<${Kiosk} />`, /** @type {HTMLElement} */ (document.getElementById("screen")));
