// Written by tools/browser_types.py from view_types.py beside it: change that, not this.

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

/** The block `extra` of the tablet's page: its counter's id. */
export interface RatingExtra {
  counter: string;
}
