// Written by tools/browser_types.py from view_types.py beside it: change that, not this.
import type { HelpCallJson, ToldJson, Trouble } from "../web/view_types.js";

export type DeskState = "open" | "paused" | "closed";

export type DeskAlarmKind = "same_number" | "not_started" | "parked" | "paused_long" | "idle";

export type ExportState = "running" | "done" | "failed";

/**
 * The figures of a department, or of all together, in the order of the outside contract.
 *
 * Means, percentiles and shares are null where there are too few to say anything; `waiting_now`
 * is of this moment, not of a period.
 */
export interface DepartmentFigures {
  issued: number;
  transferred_in: number;
  called: number;
  served: number;
  no_show: number;
  cancelled: number;
  expired: number;
  transferred_out: number;
  waiting_now: number;
  wait_mean_s: number | null;
  wait_p50_s: number | null;
  wait_p90_s: number | null;
  wait_within_target: number | null;
  service_mean_s: number | null;
  service_p90_s: number | null;
  satisfaction: number | null;
  ratings: number;
  rated_share: number | null;
}

/** The figures of one department. */
export interface ReportRow {
  issued: number;
  transferred_in: number;
  called: number;
  served: number;
  no_show: number;
  cancelled: number;
  expired: number;
  transferred_out: number;
  waiting_now: number;
  wait_mean_s: number | null;
  wait_p50_s: number | null;
  wait_p90_s: number | null;
  wait_within_target: number | null;
  service_mean_s: number | null;
  service_p90_s: number | null;
  satisfaction: number | null;
  ratings: number;
  rated_share: number | null;
  department: string;
}

/**
 * Also since when the first one waits, and how many of its counters are open and not paused.
 *
 * `waiting_unsure`: the clock was set while that one waited.
 */
export interface LiveRow {
  issued: number;
  transferred_in: number;
  called: number;
  served: number;
  no_show: number;
  cancelled: number;
  expired: number;
  transferred_out: number;
  waiting_now: number;
  wait_mean_s: number | null;
  wait_p50_s: number | null;
  wait_p90_s: number | null;
  wait_within_target: number | null;
  service_mean_s: number | null;
  service_p90_s: number | null;
  satisfaction: number | null;
  ratings: number;
  rated_share: number | null;
  department: string;
  waiting_since: string | null;
  waiting_unsure: boolean;
  counters_open: number;
  counters: number;
}

/** The same weekday a week ago, up to the same time of day. */
export interface EarlierFigures {
  day: string;
  served: number;
  wait_mean_s: number | null;
}

/** Tickets taken and legs served in the half-hour from `at` on. */
export interface FlowSlot {
  at: string;
  taken: number;
  served: number;
}

/** Mean waits of a weekday (0: Monday), one for each hour of the table; null for too few. */
export interface HeatDay {
  weekday: number;
  means_s: (number | null)[];
}

export interface Heat {
  from: string;
  to: string;
  enough_calls: number;
  hours: number[];
  days: HeatDay[];
}

/**
 * What a counter does, and since when.
 *
 * `state`: open is without a ticket; `gap_since`: from when on people wait (`waiting` of them)
 * whom it could serve, null unless it is open or paused so; `until`: of a pause, when the officer
 * means to be back; `served`: today.
 */
export interface CounterRow {
  counter: string;
  department: string;
  state: DeskState | "calling" | "serving";
  since: string | null;
  number: string | null;
  reason: string | null;
  until: string | null;
  served: number;
  waiting: number;
  gap_since: string | null;
}

/**
 * What needs a look: people who wait so many minutes on average, and counters that could help.
 *
 * `idle`: open ones without a ticket; `paused`, `closed`; `asked`: those of them that were asked
 * to serve. `longest_s`: how long the first of those people has waited, null where it is not about
 * them. `counter`, `number`: where something was forgotten for so many minutes, and of which
 * ticket; null in the others. `subject`: what it is about; `taken_on`: who sees to it. Of
 * `complaints` so many `people` wait for an answer that is overdue since then at the longest;
 * `department` is "" for those that none was given to and that are about the centre as a whole.
 */
export interface AlertJson {
  kind: "unserved" | "late" | "red_line" | "idle" | "paused" | "complaints" | DeskAlarmKind;
  department: string;
  counter: string | null;
  number: string | null;
  people: number;
  minutes: number;
  longest_s: number | null;
  since: string;
  idle: string[];
  paused: string[];
  closed: string[];
  asked: Record<string, ToldJson>;
  subject: string;
  taken_on: ToldJson | null;
}

/**
 * The day so far, of the centre or of one department.
 *
 * `preparing`: how much of the files of earlier days is made while there are no figures, else
 * null; `compared`, `heat`: null where nothing is known; `alerts_from`: when alerts begin again,
 * null while there may be some.
 */
export interface DayView {
  seq: number;
  at: string;
  day: string;
  rows: LiveRow[];
  total: DepartmentFigures;
  preparing: number | null;
  within_red_line: number | null;
  compared: EarlierFigures | null;
  flow: FlowSlot[];
  heat: Heat | null;
  counters: CounterRow[];
  alerts: AlertJson[];
  alerts_from: string | null;
}

/**
 * Also `troubles`: devices that are gone, and what else the hall depends on.
 *
 * `help`: counters of any department that call for help.
 */
export interface LiveView {
  seq: number;
  at: string;
  day: string;
  rows: LiveRow[];
  total: DepartmentFigures;
  preparing: number | null;
  within_red_line: number | null;
  compared: EarlierFigures | null;
  flow: FlowSlot[];
  heat: Heat | null;
  counters: CounterRow[];
  alerts: AlertJson[];
  alerts_from: string | null;
  troubles: Trouble[];
  help: HelpCallJson[];
}

/** A long file that is being made: `done` of its `of` rows; `file`: where it is, once whole. */
export interface ExportJob {
  id: string;
  state: ExportState;
  done: number;
  of: number;
  file: string | null;
}

/**
 * What the centre aims at: the share of calls that is to come within the target.
 *
 * A share under `poor_share` misses it by far.
 */
export interface Targets {
  target_s: number;
  red_line_s: number;
  target_share: number;
  poor_share: number;
}

/**
 * The block `extra` of today's page. `wall`: nobody can press anything there.
 *
 * `acts`: whoever reads it may take alarms on, and ask counters to serve; `complaints`: may see
 * complaints.
 */
export interface ReportsExtra {
  target_s: number;
  red_line_s: number;
  target_share: number;
  poor_share: number;
  wall: boolean;
  acts: boolean;
  complaints: boolean;
}
