// Written by tools/browser_types.py from view_types.py beside it: change that, not this.

export type Standing = "closed" | "paused" | "free" | "calling" | "serving";

/** The counter of the tablet. */
export interface RatedCounter {
  id: string;
  label: string;
}

/** The ticket whose service is to be rated. */
export interface RatedTicket {
  id: string;
  number: string;
}

/** What is asked: the ticket, and until when; null while nothing is. */
export interface RatingView {
  seq: number;
  counter: RatedCounter;
  ticket: RatedTicket | null;
  until: string | null;
}

/**
 * What the display on a counter shows; beside it, who is asked to rate.
 *
 * `priority`: the number at the counter has priority, never why. `language`: of its holder, null
 * without a number. `back_at`: when a pause is to end, null: nobody has said.
 */
export interface CounterDisplayView {
  seq: number;
  counter: RatedCounter;
  ticket: RatedTicket | null;
  until: string | null;
  standing: Standing;
  number: string | null;
  times_called: number;
  priority: boolean;
  language: string | null;
  back_at: string | null;
}

/**
 * The block `extra` of that page. `rates`: this device may ask for ratings.
 *
 * `english`: the sentence for numbers taken in English.
 */
export interface CounterDisplayExtra {
  counter: string;
  rates: boolean;
  english: string;
}

/** The block `extra` of the tablet's page: its counter's id. */
export interface RatingExtra {
  counter: string;
}
