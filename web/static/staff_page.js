/** A page of the staff that needs no more of its own: what a hand scanner types does nothing on it. */
import { keepScansOut } from "./scans.js";

keepScansOut();
