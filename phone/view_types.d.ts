// Written by tools/browser_types.py from view_types.py beside it: change that, not this.
import type { BulletinJson, TicketJson, WaitRange } from "../web/view_types.js";

export type NoCounter = "paused" | "not_yet" | "later" | "over";

export type Closeness = "far" | "few" | "soon" | "next";

/**
 * Where a waiting ticket stands; all of it null unless it waits.
 *
 * `calling`: the number its service called last of those that counters still have; `late_min`:
 * minutes beyond the printed range;
 * `counter_open`: whether a counter that may call it is open now, `no_counter`: why not;
 * `opens_at`: when the hours of the centre go on, null within them; `back_at`: when a counter
 * means to be back from a pause; `closeness`: how near its turn is, `far` while none is open.
 */
export interface Place {
  ahead: number | null;
  wait: WaitRange | null;
  calling: string | null;
  late_min: number | null;
  counter_open: boolean | null;
  no_counter: NoCounter | null;
  opens_at: string | null;
  back_at: string | null;
  closeness: Closeness | null;
}

/**
 * What a phone shows of one ticket: its place, and where to go.
 *
 * `postpones`: how often it has stepped back; `rated`: the level that was given;
 * `lapses_at`: the day was ended early, the number is lost then; `counter_label`: of the counter
 * that has it; `floor`: a code; `bulletins`: what its holder is told, newest first.
 */
export interface PhoneView {
  ahead: number | null;
  wait: WaitRange | null;
  calling: string | null;
  late_min: number | null;
  counter_open: boolean | null;
  no_counter: NoCounter | null;
  opens_at: string | null;
  back_at: string | null;
  closeness: Closeness | null;
  seq: number;
  ticket: TicketJson;
  postpones: number;
  rated: string | null;
  lapses_at: string | null;
  counter_label: string | null;
  floor: string | null;
  bulletins: BulletinJson[];
}

/** How many others pass, and about when it is the ticket's turn then, null: nobody can say. */
export interface StepBack {
  places: number;
  turn_at: string | null;
}

/**
 * What a citizen who comes late may choose, and how often yet; no choice: nobody is behind.
 *
 * `turn_at`: about when it is the ticket's turn as it stands.
 */
export interface StepsBack {
  left: number;
  turn_at: string | null;
  choices: StepBack[];
}

/**
 * What the holder of a ticket may do now. `postpone`: null when it is not possible any more.
 *
 * `take_back`: the last stepping back may be taken back. `come_back`: a guide may put the missed
 * number back into its queue; `ask_for_call`: its holder may tell guides to be here. The page of a
 * called number draws nothing but the call; these hold all the same.
 */
export interface PhoneOffers {
  postpone: StepsBack | null;
  take_back: boolean;
  cancel: boolean;
  rate: boolean;
  complain: boolean;
  come_back: boolean;
  ask_for_call: boolean;
}

/** The answer to what a phone asked for: the ticket, or the code of a complaint. */
export interface ActionAnswer {
  ticket?: TicketJson;
  code?: string;
}

/** The answer to `push` and `push/stop`: from how many ahead on the phone is told, or null. */
export interface PushAnswer {
  ahead: number | null;
}

/** What a browser needs to be told while the page is closed: the server's public key. */
export interface PushOptions {
  key: string;
}

/**
 * The block `extra` of a ticket's page.
 *
 * `near`: so many people ahead is close; `steps`: places drawn before the citizen's own;
 * `streams`: whether the page may follow by a stream; `push`: null while nobody is told whose
 * page is closed.
 */
export interface PhoneExtra {
  token: string;
  near: number;
  steps: number;
  streams: boolean;
  push: PushOptions | null;
}
