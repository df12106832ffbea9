// Written by tools/browser_types.py from view_types.py beside it: change that, not this.
import type { BulletinJson, ElsewhereJson, NewcomerWait } from "../web/view_types.js";

export type NoCounter = "paused" | "not_yet" | "later" | "over";

export type Closure = "for_now" | "no_numbers" | "for_today" | "halted";

export type JobState = "intent" | "sending" | "printed" | "not_started" | "unknown";

export type Trust = "good" | "unproven" | "wrong";

export type PrintingState = "none" | "ready" | "out";

/**
 * A service: whether it gives numbers to citizens without priority, else why not.
 *
 * `open_for`: every priority class that gets a number; `waiting`: how many wait; `counter_open`:
 * whether a counter that serves it is open now, `no_counter`: why not, null while one is;
 * `back_at`: when one means to be back from a pause; `wait`: what somebody without priority who
 * takes a number now would be promised, null where nothing is; `waits`: the same of every class
 * that would be promised something else; `late_for`: the classes that may be called too late
 * today, by what they would be promised; `opens_at`: when numbers are given again, or the hours
 * begin next while some are, null where nobody knows.
 * Where no number is given, also how it stands (`closure`), and what can be done instead:
 * `others`, services of the department that still give some; `online`: something of it can be done
 * online.
 */
export interface ServiceRow {
  code: string;
  open: boolean;
  counter_open: boolean;
  back_at: string | null;
  no_counter: NoCounter | null;
  open_for: string[];
  waiting: number;
  wait: NewcomerWait | null;
  waits: Record<string, NewcomerWait>;
  late_for: string[];
  reason: string | null;
  closure: Closure | null;
  opens_at: string | null;
  others: string[];
  online: boolean;
}

/** How it stands, and what can be done, where no number is given, see ServiceRow. */
export interface WaysOutJson {
  closure: Closure | null;
  opens_at: string | null;
  others: string[];
  online: boolean;
}

/**
 * A department with its services. It is open when one of them is.
 *
 * Its `wait` reaches from the shortest of them to the longest; null where one of them has none.
 */
export interface UnitRow {
  code: string;
  open: boolean;
  counter_open: boolean;
  back_at: string | null;
  no_counter: NoCounter | null;
  open_for: string[];
  waiting: number;
  wait: NewcomerWait | null;
  waits: Record<string, NewcomerWait>;
  late_for: string[];
  reason: string | null;
  closure: Closure | null;
  opens_at: string | null;
  others: string[];
  online: boolean;
  floor: string;
  services: ServiceRow[];
}

/**
 * What a kiosk shows of the hall.
 *
 * `next_opening`: when the hours of intake begin next, null where no day is known;
 * `special_hours`: today's, as those of `extra`, where they are not those of the weekday;
 * `holders_served`: somebody holds a number that is still served; `procedures`: the version of
 * the directory that the search should know; `bulletins`: what all who wait are told, the newest
 * first.
 */
export interface HallForKiosk {
  seq: number;
  day: string;
  at: string;
  catalogue: string;
  departments: UnitRow[];
  taking_in: boolean;
  holders_served: boolean;
  next_opening: string | null;
  special_hours: ([string, string])[] | null;
  procedures: string;
  bulletins: BulletinJson[];
}

/** What became of a ticket's newest slip; `copy` counts from 0. */
export interface KioskSlip {
  state: JobState;
  cause: string | null;
  copy: number;
}

/**
 * The printer beside a kiosk: none, ready, or out with the cause. `slips` by ticket.
 *
 * `most_copies`: of one number, after its first slip.
 */
export interface Printing {
  state: PrintingState;
  cause: string | null;
  most_copies: number;
  slips: Record<string, KioskSlip>;
}

/** Also the kiosk's printer, and what the server thinks of its clock. */
export interface KioskView {
  seq: number;
  day: string;
  at: string;
  catalogue: string;
  departments: UnitRow[];
  taking_in: boolean;
  holders_served: boolean;
  next_opening: string | null;
  special_hours: ([string, string])[] | null;
  procedures: string;
  bulletins: BulletinJson[];
  printing: Printing;
  clock: Trust;
}

/** A service with its name in the language that was asked for. */
export interface NamedService {
  code: string;
  open: boolean;
  counter_open: boolean;
  back_at: string | null;
  no_counter: NoCounter | null;
  open_for: string[];
  waiting: number;
  wait: NewcomerWait | null;
  waits: Record<string, NewcomerWait>;
  late_for: string[];
  reason: string | null;
  closure: Closure | null;
  opens_at: string | null;
  others: string[];
  online: boolean;
  name: string;
}

/** A department with its name in the language that was asked for. */
export interface NamedUnit {
  code: string;
  name: string;
  floor: string;
  services: NamedService[];
}

/** The answer of `GET /api/services`. */
export interface ServicesAnswer {
  departments: NamedUnit[];
}

/** A procedure of the directory: also where it is done, and other words people use. */
export interface ProcedureRow {
  code: string;
  names: Record<string, string>;
  documents?: string[];
  fee?: string;
  time_limit?: string;
  online?: "part" | "full";
  online_at?: string;
  same_day?: boolean;
  anywhere?: boolean;
  service: string;
  keywords?: string;
}

/**
 * The answer of `GET /api/procedures`. `synonyms`: words people type -> words of the names.
 *
 * `most_asked`: codes of procedures; all procedures stand in that order, then by name.
 */
export interface DirectoryJson {
  version: string;
  synonyms: Record<string, string>;
  elsewhere: ElsewhereJson[];
  most_asked: string[];
  procedures: ProcedureRow[];
}

/** A slip that is to be printed, as agents and programs see it; sent until `until` only. */
export interface PrintJobJson {
  id: string;
  ticket: string;
  number: string;
  copy: number;
  printer: string;
  state: JobState;
  cause: string | null;
  until: string;
}

/** The group of priority from an age on. */
export interface AgeRule {
  group: string;
  from_age: number;
}

/**
 * The block `extra` of the kiosk's page.
 *
 * `guidance`, `results`: services behind short cuts; `results_at_offices`: who comes for a result
 * is asked of which office; `dossiers`: first for the code of the dossier; `collecting`: the code
 * of what such people come for; `bookings`: people may have booked; `procedures`: how many;
 * `hours`: Monday first, spans as [`07:00`, `11:00`]; `service_icons`, `priority_icons`: names of
 * drawings by code; `card`: what the age on an identity card gives, empty where none is read,
 * `card_limited`: its number goes with the press.
 */
export interface KioskExtra {
  languages: string[];
  priorities: string[];
  guidance: string | null;
  results: string | null;
  results_at_offices: boolean;
  dossiers: boolean;
  collecting: string;
  bookings: boolean;
  procedures: number;
  idle_s: number;
  ticket_page_s: number;
  slip_within_s: number;
  panel_inches: number;
  hours: (([string, string])[])[];
  service_icons: Record<string, string>;
  priority_icons: Record<string, string>;
  card: AgeRule[];
  card_limited: boolean;
}
