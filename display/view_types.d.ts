// Written by tools/browser_types.py from view_types.py beside it: change that, not this.
import type { BulletinJson } from "../web/view_types.js";

export type State = "waiting" | "called" | "serving" | "parked" | "served" | "no_show" | "cancelled" | "expired";

export type DeskState = "open" | "paused" | "closed";

export type Layout = "hero" | "board";

export type MediumKind = "picture" | "video";

/**
 * When numbers are given. `spans`: [from, to] of the coming days, as times.
 *
 * `holders_served`: somebody holds a number that is still served; `next_opening`: null where no
 * day is known; `enforced`: numbers are given within hours only.
 */
export interface OpenHours {
  taking_in: boolean;
  holders_served: boolean;
  enforced: boolean;
  day_closed: boolean;
  next_opening: string | null;
  spans: string[][];
}

/** A call, by the journal's number `seq`. `language`: of the citizen. */
export interface BoardCall {
  seq: number;
  number: string;
  counter: string;
  counter_label: string;
  department: string;
  service: string;
  floor: string;
  at: string;
  times_called: number;
  state: State;
  language: string;
}

/**
 * A counter, and the number that is there. `until`: of a pause, when it means to be back.
 *
 * `department`: the number's, else the counter's.
 */
export interface BoardCounter {
  id: string;
  label: string;
  state: DeskState;
  until: string | null;
  number: string | null;
  department: string;
  floor: string;
}

/** How many wait for a department. */
export interface WaitingLine {
  department: string;
  count: number;
}

/**
 * A sentence that is to be said.
 *
 * `text`: null in a language that only recordings can say; `audio`: the address of its sound,
 * null where the chime stands for it; `repeats`: how often it is said; `chime`: whether the bell
 * comes before it.
 */
export interface AnnouncementJson {
  id: string;
  call_seq: number;
  number: string;
  counter: string;
  language: string;
  text: string | null;
  audio: string | null;
  duration_ms: number;
  repeats: number;
  chime: boolean;
}

/** The loudspeakers of a zone. `leader`: the player that is heard; `volume`: 0 to 100. */
export interface LoudspeakersOfZone {
  id: string;
  leader: string | null;
  volume: number;
  silent: boolean;
}

/**
 * The board view of the contract, as far as the hall knows it: `announcements` is empty.
 *
 * `zone`: a code, or all; `calls`: newest first, none from the number `calls_since` on left out;
 * `bulletins`: newest first.
 */
export interface BoardOfHall {
  seq: number;
  day: string;
  at: string;
  zone: string;
  catalogue: string;
  open: OpenHours;
  calls: BoardCall[];
  calls_since: number;
  counters: BoardCounter[];
  waiting: WaitingLine[];
  bulletins: BulletinJson[];
  announcements: AnnouncementJson[];
}

/** What the voice adds to a zone's board: the sentences, first to be said first. */
export interface Spoken {
  announcements: AnnouncementJson[];
  loudspeakers: LoudspeakersOfZone | null;
}

/**
 * What a lobby display shows and says. `media_changes`: another number, other files.
 *
 * `notices`: those of today, each as language -> text. `next_up`: numbers that are told to get
 * ready, two at most, the first to be called first.
 */
export interface BoardView {
  seq: number;
  day: string;
  at: string;
  zone: string;
  catalogue: string;
  open: OpenHours;
  calls: BoardCall[];
  calls_since: number;
  counters: BoardCounter[];
  waiting: WaitingLine[];
  bulletins: BulletinJson[];
  announcements: AnnouncementJson[];
  loudspeakers: LoudspeakersOfZone | null;
  media_changes: number;
  next_up: string[];
  notices: (Record<string, string>)[];
}

/** Whether the player that asks is the one that is heard, for `lease_s` from its question on. */
export interface LeaseAnswer {
  leader: boolean;
  lease_s: number;
}

/** A picture or video, and where it is. */
export interface MediumJson {
  kind: MediumKind;
  url: string;
}

/** The answer of `GET /display/media`, in the order in which they are shown. */
export interface MediaAnswer {
  media: MediumJson[];
}

/** How one announcement follows another: see AnnouncementTiming. */
export interface SpeechTiming {
  chime_ms: number;
  after_chime_ms: number;
  between_ms: number;
  gap_ms: number;
}

/**
 * The block `extra` of the display's page: see Options.
 *
 * `media`: whether the zone has a folder; `figures`: whether those of the last day have a turn;
 * `english`: the sentence for tickets taken in English,
 * with `{counter}` in it.
 */
export interface DisplayExtra {
  zone: string;
  layout: Layout;
  rhythm: SpeechTiming;
  media: boolean;
  figures: boolean;
  hero_s: number;
  bright_s: number;
  page_s: number;
  notice_s: number;
  turn_s: number;
  english: string;
}
