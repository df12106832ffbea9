// Written by tools/browser_types.py from view_types.py beside it: change that, not this.

export type State = "waiting" | "called" | "serving" | "parked" | "served" | "no_show" | "cancelled" | "expired";

export type DeskAlarmKind = "same_number" | "not_started" | "parked" | "paused_long" | "idle";

export type VoiceOutput = "lobby" | "local";

export type TroubleKind = "kiosk_gone" | "board_gone" | "disk_full" | "disk_low" | "backup_old" | "held_back";

/** What is wrong in the hall, `since` when if known; `place`: whose device it is, if any's. */
export interface Trouble {
  kind: TroubleKind;
  place: string | null;
  since: string | null;
}

/** Who sees to an alarm, or asked a counter to serve, since when and until when that holds. */
export interface ToldJson {
  by: string;
  at: string;
  until: string;
}

/** A ticket: T of the contract. Moments are times, null until they come. */
export interface TicketJson {
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
}

/**
 * When the server will take a command if nothing else happens: from `after` through `until`.
 *
 * `after` null: at once; `until` null: for as long as the view stays as it is.
 */
export interface OfferMoments {
  after: string | null;
  until: string | null;
}

/** The answer to a command about one ticket: as it is now. */
export interface TicketAnswer {
  ticket: TicketJson | null;
}

/** How long somebody will probably wait, in whole minutes. */
export interface WaitRange {
  low_min: number;
  high_min: number;
}

/** What a number taken now would promise; `none`: nobody waits for it, a counter is free. */
export interface NewcomerWait {
  low_min: number;
  high_min: number;
  none: boolean;
}

/** One of the things a number is for; `procedure` null where nobody said which. */
export interface MatterJson {
  service: string;
  procedure: string | null;
}

/** The answer to what is refused, with more fields; `message` in the language of the caller. */
export interface RefusalAnswer {
  error: string;
  message: string;
  reason?: string;
  number?: string;
}

/** A department in the page's language. */
export interface DepartmentNames {
  name: string;
  short_name: string;
  about: string;
  icon: string;
  letter: string;
  floor: string;
}

/** A service in the page's language, its department's code, and the counters people go to. */
export interface ServiceNames {
  name: string;
  department: string;
  counters: string[];
}

/** A counter's label, and the codes of its floor and department. */
export interface CounterNames {
  label: string;
  floor: string;
  department: string;
}

/**
 * Names by code, in the page's language. `digest` changes with the configuration.
 *
 * `stand_ins`: those that are in another language for want of one in the page's -> which.
 */
export interface CatalogueBlock {
  digest: string;
  stand_ins: Record<string, string>;
  departments: Record<string, DepartmentNames>;
  services: Record<string, ServiceNames>;
  counters: Record<string, CounterNames>;
  floors: Record<string, string>;
  zones: Record<string, string>;
  priorities: Record<string, string>;
  outcomes: Record<string, string>;
  pause_reasons: Record<string, string>;
  call_reasons: Record<string, string>;
  kiosks: Record<string, string>;
}

/** The centre in the page's language. `time_zone` is its IANA name; `phone` may be empty. */
export interface CentreBlock {
  name: string;
  city: string;
  motto: string;
  phone: string;
  time_zone: string;
}

/**
 * What a page that shows a code knows: the page to go on to, and how long the code is good.
 *
 * Without a code: after how many seconds it may ask for one again.
 */
export interface PairExtra {
  next: string;
  good_for_s: number;
}

/** The answer to a device that asks whether it has been let in, and to which page it goes. */
export interface PairClaim {
  state: "waiting" | "approved" | "over";
  next?: string;
}

/**
 * The JSON block `page`. `at`: the server's time; `extra`: what only this screen's page has.
 *
 * `settle_ms`: how long what has just come takes no taps; `websocket_only`: no polls in its place.
 */
export interface PageBlock {
  language: string;
  locale: string;
  language_names: Record<string, string>;
  csrf: string;
  screen: string;
  asset_base: string;
  at: string;
  settle_ms: number;
  websocket_only: boolean;
  catalogue: CatalogueBlock;
  centre: CentreBlock;
  extra: object;
}

/** What is sent every 5 s: the journal's last number and the server's time. */
export interface Beat {
  seq: number;
  at: string;
}

/**
 * What every view has that is sent: the journal's number at which it is true.
 *
 * `catalogue`: the digest of the configuration; a page of another one reloads itself.
 */
export interface Pushed {
  seq: number;
  catalogue?: string;
}

/** A slip that may come out late, and since when that is feared. */
export interface DoubtfulSlip {
  number: string;
  cause: string | null;
  at: string | null;
}

/** The last test print of a printer. `state`: wanted, or what became of it (a JobState). */
export interface TrialPrint {
  state: string;
  cause: string | null;
}

/**
 * A printer of slips. `names` by language; `places`: the kiosks it prints for.
 *
 * `condition`: a Condition or away; `confirms`: false where it prints and never says so; `left_m`,
 * `roll_m`: metres of paper by our count; `paper_low`: it ends soon; `doubtful`: of late slips.
 */
export interface PrinterForGuides {
  id: string;
  names: Record<string, string>;
  places: string[];
  condition: string;
  confirms: boolean;
  paper_low: boolean;
  left_m: number;
  roll_m: number;
  doubtful: DoubtfulSlip[];
  trial: TrialPrint | null;
}

/**
 * Something that has lasted too long at a counter; `number`, `service`: of its ticket.
 *
 * `kind`: also no_console, of an open counter whose page has gone.
 */
export interface ForgottenAtCounter {
  kind: DeskAlarmKind | "no_console";
  counter: string;
  since: string;
  number: string | null;
  service: string | null;
}

/** The answer of `new-roll`. `late`: numbers whose slips may come out of it at once. */
export interface RollAnswer {
  printer: string;
  late: string[];
}

/** An engine of the voice that cannot speak now, and why. */
export interface Resting {
  source: string;
  cause: string;
}

/** Who speaks a language (since when), who is to, and who cannot. */
export interface SpokenBy {
  speaker: string;
  first: string;
  since: string | null;
  resting: Resting[];
}

/** Loudspeakers of these zones that were not heard; the call (number, time) that was shown. */
export interface UnheardCall {
  cause: string;
  number: string | null;
  at: string | null;
  zones: string[];
}

/** Who speaks each language, where it sounds, and where it is to. */
export interface VoiceForMonitoring {
  languages: Record<string, SpokenBy>;
  output: VoiceOutput;
  output_wanted: VoiceOutput;
}

/** Also the loudspeakers that were not heard. */
export interface VoiceForGuides {
  languages: Record<string, SpokenBy>;
  output: VoiceOutput;
  output_wanted: VoiceOutput;
  unheard: UnheardCall[];
}
