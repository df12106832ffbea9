"""Builds the catalogue of the rules from the configuration."""

import hashlib

from queueing.auto_call_limits import AutoCallLimits
from queueing.catalogue import (
    STAFF,
    Bookings,
    Catalogue,
    Counter,
    Department,
    Floor,
    Intake,
    Limits,
    Preference,
    Printer,
    PriorityClass,
    Service,
    Zone,
)  # fmt: skip
from queueing.hours import Hours
from settings.models import Configuration, OwnHours, WeeklyHours

WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NOT_SHOWN = {"server", "sign_in", "limits"}
DIGEST_LENGTH = 16


def catalogue(configuration: Configuration) -> Catalogue:
    """Return the catalogue; its digest changes with all that screens show or rules know."""
    c = configuration
    return Catalogue(
        zone_info=c.centre.zone_info,
        floors={code: Floor(code, floor.names()) for code, floor in c.floors.items()},
        zones={
            code: Zone(code, zone.names.names(), frozenset(zone.floors))
            for code, zone in c.zones.items()
        },
        departments=_departments(c),
        services=_services(c),
        counters=_counters(c),
        priorities={
            code: PriorityClass(
                code, priority.names.names(), round(priority.credit_min * 60), priority.icon
            )
            for code, priority in c.priorities.items()
        },
        kiosks={code: kiosk.names.names() for code, kiosk in c.kiosks.items()},
        printers=_printers(c),
        printer_at=_printer_at(c),
        outcomes={code: outcome.names() for code, outcome in c.outcomes.items()},
        rating_reasons={code: reason.names() for code, reason in c.screens.rating.reasons.items()},
        pause_reasons={code: reason.names() for code, reason in c.pause_reasons.items()},
        call_reasons={code: reason.names() for code, reason in c.call_reasons.items()},
        languages=tuple(c.centre.languages),
        officers_see=c.screens.counters.see,
        limits=_limits(c),
        hours=make_hours(c.hours),
        bookings=_bookings(c),
        day_ends=c.rules.day_ends,
        digest=_digest(c),
    )


def _departments(c: Configuration) -> dict[str, Department]:
    return {
        code: Department(
            code=code,
            names=department.names.names(),
            short_names=(department.short_names or department.names).names(),
            about=department.about.names(),
            floor=department.floor,
            letter=department.letter,
            icon=department.icon,
            on_kiosk=department.on_kiosk,
        )
        for code, department in c.departments.items()
    }


def _services(c: Configuration) -> dict[str, Service]:
    return {
        code: Service(
            code=code,
            department=service.department,
            names=(service.names or c.departments[service.department].about).names(),
            letter=c.departments[service.department].letter,
            mean_minutes=service.minutes,
            icon=service.icon or c.departments[service.department].icon,
            closed_reason=None if service.given else "closed",
            on_kiosk=service.on_kiosk,
            hours=None if service.hours is None else make_own_hours(c.hours, service.hours),
            intake=Intake(**dict(service.intake)),
        )
        for code, service in c.services.items()
    }


def _counters(c: Configuration) -> dict[str, Counter]:
    penalty_s = round(c.rules.lend_a_hand_min * 60)
    return {
        code: Counter(
            id=code,
            label=counter.label or code,
            floor=counter.floor or c.departments[counter.department].floor,
            department=counter.department,
            serves=(
                *(Preference(service) for service in counter.serves),
                *(Preference(service, penalty_s) for service in counter.lends_a_hand_to),
            ),
            auto_call=c.rules.auto_call.all or counter.auto_call,
        )
        for code, counter in c.counters.items()
    }


def _printers(c: Configuration) -> dict[str, Printer]:
    """Return the printers that there are: one without a connection prints nothing."""
    real = {code: printer for code, printer in c.printers.items() if printer.connection != "none"}
    return {
        code: Printer(
            id=code,
            names=printer.names.names(),
            spare=printer.spare if printer.spare in real else None,
            roll_m=printer.roll_m,
        )
        for code, printer in real.items()
    }


def _printer_at(c: Configuration) -> dict[str, str]:
    wanted = {code: kiosk.printer for code, kiosk in c.kiosks.items()}
    wanted[STAFF] = c.screens.kiosk.slip.staff_printer
    real = _printers(c)
    return {place: printer for place, printer in wanted.items() if printer in real}


def _bookings(c: Configuration) -> Bookings:
    chosen = c.bookings
    return Bookings(
        on=chosen.on,
        days=chosen.days,
        slot_min=chosen.slot_min,
        share=chosen.share,
        minutes=chosen.minutes,
        early_min=chosen.early_min,
        late_min=chosen.late_min,
        late_places=chosen.late_places,
        per_service=chosen.per_service,
        per_device=chosen.per_device,
    )


def _limits(c: Configuration) -> Limits:
    rules = c.rules
    return Limits(
        recalls=rules.recalls,
        recall_interval_s=rules.recall_interval_s,
        undo_s=rules.undo_s,
        second_press_s=rules.second_press_s,
        settle_s=c.screens.settle_s,
        again_within_s=rules.again_within_s,
        no_show_calls=rules.no_show.calls,
        no_show_after_s=rules.no_show.after_min * 60,
        no_show_enforced=rules.no_show.enforced,
        restore_within_s=rules.restore.within_min * 60,
        restores=rules.restore.times,
        restore_behind=rules.restore.behind,
        postpones=rules.postpone.times,
        postpone_places=rules.postpone.places,
        postpone_s=rules.postpone.minutes * 60,
        rate_within_s=rules.rate_within_h * 3600,
        target_wait_s=rules.target_wait_min * 60,
        red_line_wait_s=rules.red_line_wait_min * 60,
        take_back_s=rules.take_back_min * 60,
        reopen_s=rules.reopen_min * 60,
        unsure_after_s=rules.unsure_after_min * 60,
        service_unsure_after_s={
            code: service.unsure_after_min * 60
            for code, service in c.services.items()
            if service.unsure_after_min is not None
        },
        slip_within_s=c.screens.kiosk.slip.within_s,
        same_number_s=rules.alarms.same_number_min * 60,
        not_started_s=rules.alarms.not_started_min * 60,
        parked_s=rules.alarms.parked_min * 60,
        paused_s=rules.alarms.paused_min * 60,
        run_numbers=rules.alarms.run_numbers,
        run_s=rules.alarms.run_min * 60,
        complaint_days=c.screens.complaints.answer_days,
        auto_call=AutoCallLimits(
            rules.auto_call.after_s, rules.auto_call.no_shows, rules.auto_call.pressed_min * 60
        ),
    )


def make_hours(hours: WeeklyHours) -> Hours:
    """Return the hours as the rules know them."""
    return Hours(
        week={WEEK.index(name): tuple(spans) for name, spans in hours.week.items()},
        days={day: tuple(spans) for day, spans in hours.days.items()},
        enforced=hours.enforced,
    )


def make_own_hours(centre: WeeklyHours, own: OwnHours) -> Hours:
    """Return the hours of a service: its own week, if any, and the centre's dates but its own.

    So a holiday of the centre is one of every service that does not name the date itself.
    """
    parts = {"week": own.week or centre.week, "days": centre.days | own.days}
    return make_hours(centre.model_copy(update=parts))


def _digest(c: Configuration) -> str:
    content = c.model_dump_json(exclude=NOT_SHOWN)
    return hashlib.sha256(content.encode()).hexdigest()[:DIGEST_LENGTH]
