// Written by tools/browser_types.py from view_types.py beside it: change that, not this.
import type { BulletinJson, HelpCallJson, OfferMoments, TicketJson, ToldJson } from "../web/view_types.js";

export type State = "waiting" | "called" | "serving" | "parked" | "served" | "no_show" | "cancelled" | "expired";

export type DeskState = "open" | "paused" | "closed";

export type UndoAction = "call" | "walk_in" | "start" | "finish" | "finish_and_call_next" | "no_show" | "park" | "resume" | "transfer" | "return" | "hand_over" | "take_over";

export type Sight = "all" | "next" | "counts";

export type Why = "taken_back" | "directed" | "restored" | "priority" | "transferred_from" | "language" | "lends_hand";

export type NextWhy = "taken_back" | "transferred" | "restored" | "priority" | "own_order";

export type PracticeStep = "open" | "call" | "recall" | "finish" | "park" | "transfer" | "no_show" | "restore" | "undo" | "walk_in" | "deliver";

/**
 * A ticket in a list of the console. `waited_since`: its wait counts from then, null where
 * nobody knows.
 *
 * `here_since`: when it came into this queue from another place; null where it was taken for it.
 * `wait_unsure`: the clock was set while it waited.
 */
export interface Row {
  id: string;
  number: string;
  service: string;
  department: string;
  state: State;
  priority: string;
  issued_at: string;
  called_at: string | null;
  started_at: string | null;
  finished_at: string | null;
  counter: string | null;
  times_called: number;
  procedure: string | null;
  procedure_name: Record<string, string>;
  language: string;
  kiosk: string | null;
  outcome: string | null;
  waited_since: string | null;
  wait_unsure: boolean;
  here_since: string | null;
  came_from: string | null;
}

/** A waiting ticket. `why`: what sets it apart, the weightiest first. */
export interface WaitingRow {
  id: string;
  number: string;
  service: string;
  department: string;
  state: State;
  priority: string;
  issued_at: string;
  called_at: string | null;
  started_at: string | null;
  finished_at: string | null;
  counter: string | null;
  times_called: number;
  procedure: string | null;
  procedure_name: Record<string, string>;
  language: string;
  kiosk: string | null;
  outcome: string | null;
  waited_since: string | null;
  wait_unsure: boolean;
  here_since: string | null;
  came_from: string | null;
  why: Why[];
}

/** A parked ticket, and when it was put aside. */
export interface ParkedRow {
  id: string;
  number: string;
  service: string;
  department: string;
  state: State;
  priority: string;
  issued_at: string;
  called_at: string | null;
  started_at: string | null;
  finished_at: string | null;
  counter: string | null;
  times_called: number;
  procedure: string | null;
  procedure_name: Record<string, string>;
  language: string;
  kiosk: string | null;
  outcome: string | null;
  waited_since: string | null;
  wait_unsure: boolean;
  here_since: string | null;
  came_from: string | null;
  parked_at: string | null;
}

/** A no-show that may still be restored, until then. */
export interface MissedRow {
  id: string;
  number: string;
  service: string;
  department: string;
  state: State;
  priority: string;
  issued_at: string;
  called_at: string | null;
  started_at: string | null;
  finished_at: string | null;
  counter: string | null;
  times_called: number;
  procedure: string | null;
  procedure_name: Record<string, string>;
  language: string;
  kiosk: string | null;
  outcome: string | null;
  waited_since: string | null;
  wait_unsure: boolean;
  here_since: string | null;
  came_from: string | null;
  restorable_until: string;
}

/** A service of this counter that may still be taken back, until then. */
export interface FinishedRow {
  id: string;
  number: string;
  service: string;
  department: string;
  state: State;
  priority: string;
  issued_at: string;
  called_at: string | null;
  started_at: string | null;
  finished_at: string | null;
  counter: string | null;
  times_called: number;
  procedure: string | null;
  procedure_name: Record<string, string>;
  language: string;
  kiosk: string | null;
  outcome: string | null;
  waited_since: string | null;
  wait_unsure: boolean;
  here_since: string | null;
  came_from: string | null;
  take_back_until: string;
}

/**
 * A service longer than anybody believes; `suggested_end`: when it probably ended, or null.
 *
 * `clock_set`: it is not too long, but the clock was set during it or the wait before;
 * `occupied_s`: how long it was at counters.
 */
export interface UnsureRow {
  id: string;
  number: string;
  service: string;
  department: string;
  state: State;
  priority: string;
  issued_at: string;
  called_at: string | null;
  started_at: string | null;
  finished_at: string | null;
  counter: string | null;
  times_called: number;
  procedure: string | null;
  procedure_name: Record<string, string>;
  language: string;
  kiosk: string | null;
  outcome: string | null;
  waited_since: string | null;
  wait_unsure: boolean;
  here_since: string | null;
  came_from: string | null;
  clock_set: boolean;
  occupied_s: number;
  began_at: string | null;
  suggested_end: string | null;
}

/** One of the matters of a visit; `procedure_name`: by language, empty for an unknown one. */
export interface NamedMatter {
  service: string;
  procedure: string | null;
  procedure_name: Record<string, string>;
}

/**
 * The ticket at the counter, and what the rules will allow next and when.
 *
 * `matters`: what the same number is for besides, still to come.
 * `since`: in this state since; `service_s`: of earlier services; `target_s`: the usual length;
 * `second_press_until`: before then a press that ends the call is a second one of it;
 * `held_until`: before then a no-show is confirmed first; `walk_in`: stood there, was not called.
 */
export interface CurrentRow {
  id: string;
  number: string;
  service: string;
  department: string;
  state: State;
  priority: string;
  issued_at: string;
  called_at: string | null;
  started_at: string | null;
  finished_at: string | null;
  counter: string | null;
  times_called: number;
  procedure: string | null;
  procedure_name: Record<string, string>;
  language: string;
  kiosk: string | null;
  outcome: string | null;
  waited_since: string | null;
  wait_unsure: boolean;
  here_since: string | null;
  came_from: string | null;
  last_call_at: string | null;
  since: string | null;
  service_s: number;
  in_turn: boolean;
  walk_in: boolean;
  recalls_left: number;
  recall_after: string | null;
  second_press_until: string | null;
  held_until: string | null;
  no_show_advised_at: string | null;
  target_s: number | null;
  matters: NamedMatter[];
}

/**
 * The counter of a console. `since`: in this state since; `reason`: a code, or own words.
 *
 * `until`: of a pause, when the officer means to be back. `handed_by`: who left the counter to
 * the next officer, null once somebody has taken it.
 */
export interface CounterState {
  id: string;
  label: string;
  state: DeskState;
  officer: string | null;
  handed_by: string | null;
  reason: string | null;
  since: string | null;
  until: string | null;
  floor: string;
  department: string;
  services: string[];
}

/**
 * Where the ticket at the counter may be sent: codes of services, ids of counters.
 *
 * By service: how many wait, ids of the counters that are open for it. `closed`: ids of
 * counters that take nobody now.
 */
export interface TransferTargets {
  services: string[];
  counters: string[];
  waiting: Record<string, number>;
  open: Record<string, string[]>;
  closed: string[];
}

/** A service of the counter: how many wait, the first of them since then. */
export interface QueueLine {
  service: string;
  waiting: number;
  since: string;
}

/**
 * The last action, which may be taken back until then; where it sent the ticket.
 *
 * A transfer does, and a finish of whoever came for more. `number`: null where it waits again and
 * is kept from the officer; where officers changed, of the ticket there, "" where there was none.
 */
export interface UndoOffer {
  action: UndoAction;
  number: string | null;
  until: string;
  to_service: string | null;
  to_counter: string | null;
}

/** What the counter has done today. */
export interface Today {
  served: number;
  service_mean_s: number | null;
  longest_wait_s: number;
}

/** Between two spans of intake of the day: the first that is not over. */
export interface Lunch {
  begins: string;
  ends: string;
}

/** From when on a wait is near its limit, and beyond it. */
export interface WaitLimits {
  target_wait_s: number;
  red_line_wait_s: number;
}

/** Also how long an action may be taken back, a press after a call counts as a second one. */
export interface CounterLimits {
  target_wait_s: number;
  red_line_wait_s: number;
  undo_s: number;
  second_press_s: number;
}

/** When the next is called if nothing else happens, null: not without a press; see the rules. */
export interface AutoCall {
  at: string | null;
  after_s: number;
  pressed_s: number;
}

/** A step of the practice, and whether it was done. */
export interface StepDone {
  step: PracticeStep;
  done: boolean;
}

/** The steps of a practice, in the order in which they are asked for. */
export interface PracticeProgress {
  steps: StepDone[];
}

/** The call of a counter near. `may_end`: by whoever sits here, else by who is on the way. */
export interface NearHelpCall {
  counter: string;
  at: string;
  by: string;
  test: boolean;
  coming: string | null;
  coming_at: string | null;
  held_until: string;
  may_end: boolean;
}

/** Calls for help: the counter's own (`here`, null: none), and those of counters near. */
export interface HelpView {
  here: HelpCallJson | null;
  near: NearHelpCall[];
}

/**
 * The counter view of the contract.
 *
 * `see`: what of those who wait is shown, all, the next one or how many; `queues`: of each service
 * with somebody in it. `waiting`: in calling order, `waiting_total` of them in all, since
 * `waiting_since`; `missed`, `finished` (what may be taken back) and `unsure` (what the officer
 * is asked): newest first.
 * `actions`: what the counter may do; `call` and `resume` stand for every row of
 * `waiting` and `parked`. What is missing is refused until a newer view. `walk_in`: codes of
 * the services that somebody without a number may be served for. `transfer_to`: null
 * without a ticket. `asked`: who asked this counter to serve those who wait, null where nobody
 * did. `bulletins`: what those who wait for it are told, newest first. `auto_call`: null where
 * only presses call. `practice` is there in a practice only.
 */
export interface CounterView {
  seq: number;
  day: string;
  at: string;
  catalogue: string;
  counter: CounterState;
  current: CurrentRow | null;
  see: Sight;
  queues: QueueLine[];
  waiting: WaitingRow[];
  waiting_total: number;
  waiting_since: string | null;
  next_why: NextWhy | null;
  parked: ParkedRow[];
  missed: MissedRow[];
  finished: FinishedRow[];
  unsure: UnsureRow[];
  undo: UndoOffer | null;
  actions: Record<string, OfferMoments>;
  walk_in: string[];
  transfer_to: TransferTargets | null;
  asked: ToldJson | null;
  bulletins: BulletinJson[];
  help: HelpView;
  auto_call: AutoCall | null;
  today: Today;
  lunch: Lunch | null;
  limits: CounterLimits;
  practice?: PracticeProgress;
}

/** The answer of `finish-and-call-next`: either may be nobody. */
export interface FinishedAndCalled {
  finished: TicketJson | null;
  ticket: TicketJson | null;
}

/** The block `extra` of the console's page. The last four are a practice's. */
export interface ConsoleExtra {
  officer: string;
  person?: string;
  practice?: boolean;
  api?: string;
  namespace?: string;
  query?: Record<string, string>;
}
