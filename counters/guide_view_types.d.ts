// Written by tools/browser_types.py from guide_view_types.py beside it: change that, not this.
import type { NamedMatter, WaitLimits } from "../counters/view_types.js";
import type { ForgottenAtCounter, HelpCallJson, OfferMoments, PrinterForGuides, ToldJson, Trouble, VoiceForGuides } from "../web/view_types.js";

export type JobState = "intent" | "sending" | "printed" | "not_started" | "unknown";

export type State = "waiting" | "called" | "serving" | "parked" | "served" | "no_show" | "cancelled" | "expired";

export type DeskState = "open" | "paused" | "closed";

/** What became of a ticket's newest slip; `copy` counts from 0. */
export interface SlipState {
  state: JobState;
  cause: string | null;
  printer: string;
  copy: number;
}

export type GuideAction = "restore" | "take_back" | "move" | "reprint" | "cancel";

/**
 * A ticket as the guide sees it, in any state. `since`: in this state since.
 *
 * `waited_since`: its wait counts from then, null where nobody knows; `here_since`: when it came
 * into this queue from another place, null where it was taken for it or waits no more.
 * `call_asked_at`: when the holder of a missed number said to be here.
 *
 * `actions`: what may be done with it; of a no-show "restore" and "reprint", of a cancelled number
 * "restore", of a finished service "take_back", until `restorable_until`. "move": to each of the
 * view's `open_services` but its own. `moved`: it waits elsewhere than where it was taken for.
 * `matters`: what the same number is for besides, still to come; `matters_done`: what was done.
 */
export interface GuideRow {
  id: string;
  number: string;
  service: string;
  department: string;
  state: State;
  priority: string;
  language: string;
  issued_at: string;
  waited_since: string | null;
  wait_unsure: boolean;
  here_since: string | null;
  since: string | null;
  counter: string | null;
  call_asked_at: string | null;
  procedure_name: Record<string, string>;
  matters: NamedMatter[];
  matters_done: NamedMatter[];
  restorable_until: string | null;
  moved: boolean;
  actions: GuideAction[];
  slip: SlipState | null;
}

/**
 * How a counter stands, how many it could call, and since when the first of them waits.
 *
 * `until`: of a pause, when the officer means to be back.
 */
export interface GuideCounter {
  id: string;
  state: DeskState;
  officer: string | null;
  reason: string | null;
  since: string | null;
  until: string | null;
  number: string | null;
  waiting: number;
  waiting_since: string | null;
}

/**
 * Who waits for a service, since when, which counters could call them, how many are open.
 *
 * `idle`, `paused`, `closed`: those of them without a ticket, by what keeps them from calling;
 * `asked`: those of them that were asked to serve.
 */
export interface GuideService {
  service: string;
  department: string;
  waiting: number;
  waiting_since: string | null;
  counters: string[];
  open: number;
  idle: string[];
  paused: string[];
  closed: string[];
  asked: Record<string, ToldJson>;
}

/**
 * Many numbers of one kiosk for one service, taken from `since` to `until`, `given` in all.
 *
 * `tickets`: ids of those that still wait, which may be cancelled in one press.
 */
export interface GuideRun {
  kiosk: string;
  service: string;
  since: string;
  until: string;
  given: number;
  tickets: string[];
}

/** The answer of `POST /api/guide/cancel-run` and `…/restore-run`: the numbers it changed. */
export interface ChangedRun {
  numbers: string[];
}

/**
 * The answer of `POST /api/guide/enter-paper` and `…/take-back-paper`.
 *
 * `tickets`: ids that the entry has changed, to take it back by; `numbers`: those that it gave a
 * place, or took out again; `served`: how many were only counted; `known`: entered before.
 */
export interface EnteredPaper {
  tickets: string[];
  numbers: string[];
  served: number;
  known: number;
}

/** Why kiosks give no number for a service; `opens_at`: when again, null: no day is known. */
export interface NoNumber {
  reason: string;
  opens_at: string | null;
}

/**
 * What the guide's tablet shows of the hall.
 *
 * `tickets`: whoever waits, is called, served or parked, and the no-shows that may still be
 * restored; by service, the waiting ones first and in calling order. `open_services`: for which
 * numbers are given and where people may be moved; `issue`: when numbers are given; `no_numbers`:
 * services for which kiosks give none now. `worst`:
 * departments by who waits longest, the worst first; `taken_on`: what alarms are about -> who sees
 * to it; `help`: counters that call for help.
 */
export interface HallForGuide {
  seq: number;
  day: string;
  at: string;
  tickets: GuideRow[];
  counters: GuideCounter[];
  services: GuideService[];
  open_services: string[];
  issue: OfferMoments;
  no_numbers: Record<string, NoNumber>;
  worst: string[];
  taken_on: Record<string, ToldJson>;
  forgotten: ForgottenAtCounter[];
  help: HelpCallJson[];
  runs: GuideRun[];
  limits: WaitLimits;
}

/**
 * Also how the printers of slips are, and how calls are spoken.
 *
 * `clock`: `wrong` where the server's clock is; `day_over` where it has ended the day, and nobody
 * knows whether it is right. `troubles`: devices that are gone, and what else the hall depends on.
 */
export interface GuideView {
  seq: number;
  day: string;
  at: string;
  tickets: GuideRow[];
  counters: GuideCounter[];
  services: GuideService[];
  open_services: string[];
  issue: OfferMoments;
  no_numbers: Record<string, NoNumber>;
  worst: string[];
  taken_on: Record<string, ToldJson>;
  forgotten: ForgottenAtCounter[];
  help: HelpCallJson[];
  runs: GuideRun[];
  limits: WaitLimits;
  printers: PrinterForGuides[];
  voice: VoiceForGuides;
  clock: "wrong" | "day_over" | null;
  troubles: Trouble[];
}

/** The answer of `GET /api/guide/tickets`: today's tickets with a number, in any state. */
export interface FoundTickets {
  seq: number;
  tickets: GuideRow[];
}

/**
 * The block `extra` of the page. `credit_min`: priority people count so much earlier;
 * `bookings`: people may have booked.
 */
export interface GuideExtra {
  guide: string;
  languages: string[];
  priorities: string[];
  credit_min: number;
  bookings: boolean;
}
