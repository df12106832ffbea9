// Written by tools/browser_types.py from view_types.py beside it: change that, not this.
import type { BulletinJson, NewcomerWait } from "../web/view_types.js";

export type Status = "Open" | "Suspended" | "Closed";

export type Closure = "for_now" | "no_numbers" | "for_today" | "halted";

/**
 * A service. `reason`: why it is not open, null while it is; `closure`: how it stands then.
 *
 * `waiting`: how many wait; `wait`: what somebody without priority who came now would be promised,
 * null where nothing is; `counters_open`: counters at work that serve it; `back_at`: when one
 * means to be back from a pause; `opens_at`: when the hours of intake go on, null within them;
 * `closes_at`: when they end or pause, only shortly before. `last_issued`, `last_called`: the
 * newest number of today, and the one that was called last.
 */
export interface ServiceNow {
  code: string;
  status: Status;
  reason: string | null;
  closure: Closure | null;
  waiting: number;
  wait: NewcomerWait | null;
  counters_open: number;
  back_at: string | null;
  opens_at: string | null;
  closes_at: string | null;
  last_issued: string | null;
  last_called: string | null;
}

/** A department and its services. */
export interface DepartmentNow {
  code: string;
  services: ServiceNow[];
}

/**
 * The whole centre. It is open when a service is; `closure`: how its services stand together
 * while none is; `counters_open`: all that are at work.
 *
 * `opens_at`, `closes_at`: of the hours of intake, as for a service; `bulletins`: what all who
 * wait are told, newest first.
 */
export interface NowView {
  at: string;
  status: Status;
  closure: Closure | null;
  waiting: number;
  counters_open: number;
  opens_at: string | null;
  closes_at: string | null;
  departments: DepartmentNow[];
  bulletins: BulletinJson[];
}

/** What QueueMonitor has no key for. `low_min`, `high_min`: see `wait` of ServiceNow. */
export interface OurPart {
  department: string;
  reason: string | null;
  low_min: number | null;
  high_min: number | null;
  counters_open: number;
  back_at: string | null;
  opens_at: string | null;
  closes_at: string | null;
}

/** An entity of FIWARE's data model QueueMonitor; `xinmoi`: what it has no key for. */
export interface QueueMonitor {
  id: string;
  type: string;
  dateObserved: string;
  name: string;
  officeName: string;
  serviceName: string;
  serviceId: string;
  serviceStatus: Status;
  ticketsToServe: number;
  xinmoi: OurPart;
  serviceStatusNote?: string;
  lastTicketIssued?: number;
  lastTicketIssuedLabel?: string;
  ticketServed?: number;
  ticketServedLabel?: string;
}
