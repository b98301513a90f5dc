"""Working time under one roof: opening hours, holidays, make-up days (调休), and sums in them.

`opening_hours` holds what a calendar is, `calendar_reading` how its file is read, `open_time` its
stretches as moments, `working_time` the sums and `working_days` those in days. Everybody else
takes the names from here.
"""

from __future__ import annotations

from workstation.domain.calendar_reading import calendar_from, check_date, check_holidays
from workstation.domain.open_time import local_day, local_time, moment_at
from workstation.domain.opening_hours import WEEKDAYS, Calendar, Interval, is_known
from workstation.domain.working_days import (
    add_working_days,
    closing_of,
    is_working_day,
    nth_working_day,
    opening_of,
    shift_working_days,
    working_days_between,
)
from workstation.domain.working_time import (
    Due,
    Pause,
    add_across_changes,
    add_working,
    closing_before,
    due_with_pauses,
    is_open,
    merge_pauses,
    moved_by_pauses,
    next_closing,
    next_opening,
    opening_after,
    previous_closing,
    subtract_working,
    unknown_years,
    working_between,
    working_outside_pauses,
    working_spans,
)

__all__ = [
    "WEEKDAYS",
    "Calendar",
    "Due",
    "Interval",
    "Pause",
    "add_across_changes",
    "add_working",
    "add_working_days",
    "calendar_from",
    "check_date",
    "check_holidays",
    "closing_before",
    "closing_of",
    "due_with_pauses",
    "is_known",
    "is_open",
    "is_working_day",
    "local_day",
    "local_time",
    "merge_pauses",
    "moment_at",
    "moved_by_pauses",
    "next_closing",
    "next_opening",
    "nth_working_day",
    "opening_after",
    "opening_of",
    "previous_closing",
    "shift_working_days",
    "subtract_working",
    "unknown_years",
    "working_between",
    "working_days_between",
    "working_outside_pauses",
    "working_spans",
]
