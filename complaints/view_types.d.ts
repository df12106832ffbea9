// Written by tools/browser_types.py from view_types.py beside it: change that, not this.

export type ComplaintState = "received" | "assigned" | "answered";

/**
 * What its code shows: how far it is, and the answer; no word of the complaint itself.
 *
 * `department`: the one that is to answer, or that it is about; "" for the centre as a whole.
 * `assigned`: the one that it was given to, null: nobody gave it to one.
 * `answer`: null while there is none, and once it was erased.
 */
export interface PublicComplaint {
  code: string;
  state: ComplaintState;
  department: string;
  assigned: string | null;
  filed_at: string;
  due: string | null;
  overdue: boolean;
  answered_at: string | null;
  answer: string | null;
}

/** The answer to somebody who has filed one: the code, and the last day for an answer. */
export interface FiledComplaint {
  code: string;
  due: string | null;
}

/** How many are to be seen to; `seq`: as of which journal number. */
export interface DeskCounts {
  seq: number;
  overdue: number;
  received: number;
  assigned: number;
}

/**
 * What staff see of one: also what was written, null once it was erased, and how it came.
 *
 * `may_*`: what the reader may do with it now.
 */
export interface DeskRow {
  code: string;
  state: ComplaintState;
  department: string;
  assigned: string | null;
  filed_at: string;
  due: string | null;
  overdue: boolean;
  answered_at: string | null;
  answer: string | null;
  text: string | null;
  channel: string;
  may_assign: boolean;
  may_answer: boolean;
  may_reopen: boolean;
}
