/** What an open counter needs and a page at its start does not: dialogs that search what the centre does. */
export { ByNumberDialog, CallDialog } from "./chosen.js";
export { AgainDialog, DeliverDialog } from "./deliver.js";
export { TransferDialog } from "./transfer.js";
export { WalkInDialog } from "./walk_in.js";
