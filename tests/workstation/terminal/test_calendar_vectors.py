"""Working-time vectors that other systems publish in their tests, fed through the command.

Only facts are taken: the opening hours, the moment, the span and what comes out of it. The names
are those of the systems: zendesk/biz, Intrepidd/working_hours, bokmann/business_time,
seppemans/businesstimedelta, seatgeek/businesstime, lennym/moment-business-time,
hughgrigg/php-business-time, Dynamics 365, GLPI and Zammad.
"""

from __future__ import annotations

import io
import json
import shlex
import sys
from datetime import UTC, datetime

import pytest

from workstation.terminal.main import main

WEEK = "--hours 'mon-fri 09:00-17:00' --zone UTC"
BIZ = (
    "--hours 'mon,wed,fri 09:00-17:00; tue,thu 10:00-16:00; sat 11:00-14:30' --zone Etc/UTC"
    " --holiday 2006-01-16 --holiday 2006-01-18"
)
GAP = "--hours 'sun 02:30-03:15; mon 09:00-17:00' --zone America/Los_Angeles"
LUNCH = "--hours 'mon 07:00-12:00,13:00-18:00' --zone UTC"
SLOTS = "--hours 'mon 07:00-12:00,13:00-18:00; tue-fri 09:00-17:00' --zone UTC"
MONDAY = "--hours 'mon 00:00-24:00' --zone UTC"
SATURDAY = "--hours 'mon,fri 9:00-17:00; sat 10:00-15:00' --zone UTC"
WHOLE = "--hours 'mon,fri 0:00-0:00; sat 11:00-15:00' --zone UTC"
NOON = "--hours 'mon-fri 09:00-12:00,13:00-18:00' --zone UTC"
TOKYO = "--hours 'mon-fri 09:00-17:00' --zone Asia/Tokyo"
FEDERAL = f"{WEEK} --holiday 2014-01-01 --holiday 2014-01-20 --day-hours 8"
GLPI = "--hours 'mon-fri 08:00-20:00' --zone UTC"
FIVE = "--hours 'mon-fri 00:00-24:00' --zone UTC"
SHIFTS = (
    "--hours 'wed 08:00-10:00' --zone Etc/UTC --shift 2021-09-22=10:00-14:00"
    " --shift 2021-12-03=10:00-14:00"
)
#: Hours of single dates and no others; one of them is a holiday.
SHIFTS_ALONE = "--calendar -"
IRREGULAR = {
    "zone": "Etc/UTC",
    "hours": {},
    "shifts": {
        "2021-09-16": {"09:00": "12:00", "13:00": "17:00"},
        "2021-09-22": {"10:00": "14:00"},
        "2021-12-03": {"10:00": "14:00"},
        "2021-12-17": {"10:00": "14:00"},
        "2021-12-31": {"10:00": "14:00"},
        "2022-01-07": {"10:00": "14:00"},
        "2022-01-10": {"10:00": "12:00"},
    },
    "breaks": {"2021-09-16": {"12:00": "13:00"}},
    "holidays": ["2021-01-01", "2021-12-25", "2021-12-31"],
}
LATE = "--hours 'mon 10:30-19:00; tue-fri 08:30-19:00' --zone UTC"
EIGHT = "--hours 'mon-fri 08:00-17:00' --zone UTC"
BREAK = f"{EIGHT} --break 13:00-14:00"
FREE = f"{EIGHT} --holiday 2023-06-16 --holiday 2023-06-19"
STOP = "--hours 'mon 12:00-17:00; tue,fri 09:30-17:00; wed 10:00-17:00; thu 9:00-17:00' --zone UTC"
EARLY = "--hours 'mon,tue,thu,fri 09:30-17:00; wed 09:30-13:00' --zone UTC"
EU_9_17 = "--hours 'mon-fri 09:00-17:00' --zone Europe/Berlin"
EU_8_17 = "--hours 'daily 08:00-17:00' --zone Europe/Berlin --holiday 2015-09-22"
EU_8_20 = "--hours 'mon-fri 08:00-20:00' --zone Europe/Berlin --holiday 2016-11-01"
EU_9_18 = "--hours 'daily 09:00-18:00' --zone Europe/Berlin"

#: Moments: what is asked, the calendar, what comes out (UTC unless it says otherwise).
MOMENTS = (
    # zendesk/biz
    ("subtract 2006-01-04T16:01:30 90s", BIZ, "2006-01-04T16:00"),
    ("add 2006-01-04T15:58:30 90s", BIZ, "2006-01-04T16:00"),
    ("subtract 2006-01-04T16:30 90m", BIZ, "2006-01-04T15:00"),
    ("add 2006-01-04T15:30 90m", BIZ, "2006-01-04T17:00"),
    ("subtract 2006-01-04T17:00 3h", BIZ, "2006-01-04T14:00"),
    ("add 2006-01-04T14:00 3h", BIZ, "2006-01-04T17:00"),
    ("subtract 2006-01-03 0h --to-open", BIZ, "2006-01-02T17:00"),
    ("add 2006-01-03 0h --to-open", BIZ, "2006-01-03T10:00"),
    ("add 2006-01-02T11:00 19h", BIZ, "2006-01-04T16:00"),
    ("subtract 2006-01-04T16:00 19h", BIZ, "2006-01-02T11:00"),
    ("days 2006-01-09T12:00 -2 --at same --to-open", BIZ, "2006-01-06T12:00"),
    ("days 2006-01-05T08:00 -2 --at same --to-open", BIZ, "2006-01-02T17:00"),
    ("days 2006-01-05T18:00 -2 --at same --to-open", BIZ, "2006-01-03T16:00"),
    ("days 2006-01-09T12:30:52 -2 --at same --to-open", BIZ, "2006-01-06T12:30:52"),
    ("days 2006-01-06T12:00 2 --at same --to-open", BIZ, "2006-01-09T12:00"),
    ("days 2006-01-03T08:00 2 --at same --to-open", BIZ, "2006-01-05T10:00"),
    ("days 2006-01-03T18:00 2 --at same --to-open", BIZ, "2006-01-06T09:00"),
    ("add 2006-01-06T12:30:52 '2 days' --to-open", BIZ, "2006-01-09T12:30:52"),
    ("days 2006-01-02T13:00 0 --at same --to-open", BIZ, "2006-01-02T13:00"),
    ("next 2006-01-14T15:00", BIZ, "2006-01-17T10:00"),
    ("next 2006-01-17T16:00", BIZ, "2006-01-19T10:00"),
    ("next 2006-04-02T00:00", GAP, "2006-04-03T09:00-07:00"),
    ("next 2006-01-02T00:00", f"{BIZ} --break 2006-01-02=08:00-10:00", "2006-01-02T10:00"),
    ("next 2006-01-02T00:00", f"{BIZ} --break 2006-01-02=08:00-18:00", "2006-01-03T10:00"),
    ("closing 2006-01-02T10:00", f"{BIZ} --break 2006-01-02=16:00-18:00", "2006-01-02T16:00"),
    ("next 2021-09-22", SHIFTS, "2021-09-22T10:00"),
    ("days 2021-12-01 3 --at open", SHIFTS_ALONE, "2022-01-07T10:00"),
    ("next 2021-12-04", SHIFTS_ALONE, "2021-12-17T10:00"),
    ("next 2021-12-31", SHIFTS_ALONE, "2022-01-07T10:00"),
    ("add 2021-12-03T10:00 30m", SHIFTS, "2021-12-03T10:30"),
    # Intrepidd/working_hours
    ("days 1991-11-15 2 --at same", WEEK, "1991-11-19"),
    ("days 1991-11-15 -7 --at same", WEEK, "1991-11-06"),
    ("days 1991-11-15T14:00:42 1 --at same", WEEK, "1991-11-18T14:00:42"),
    ("days 1991-11-14T21:00Z 1 --at same", TOKYO, "1991-11-18T06:00+09:00"),
    ("add 1991-11-15T14:00:42 2h", WEEK, "1991-11-15T16:00:42"),
    ("subtract 1991-11-18T14:00:42 7h", WEEK, "1991-11-15T15:00:42"),
    ("add 1991-11-15T07:00Z 3h", TOKYO, "1991-11-18T11:00+09:00"),
    ("add 1991-11-11T05:00 6h", LUNCH, "1991-11-11T14:00"),
    ("add 1991-11-15T16:30:42 45m", WEEK, "1991-11-18T09:15:42"),
    ("add 1991-11-15T16:59:42 120s", WEEK, "1991-11-18T09:01:42"),
    ("add 2014-04-07T23:59:30 60s", MONDAY, "2014-04-14T00:00:30"),
    (
        "subtract 2014-04-08T00:00:30 60s",
        "--hours 'mon 00:00-24:00; tue 08:00-18:00' --zone UTC",
        "2014-04-07T23:59",
    ),
    ("next 2014-05-01T12:00", f"{WEEK} --holiday 2014-05-01", "2014-05-02T09:00"),
    ("next 2014-06-01T12:00", WEEK, "2014-06-02T09:00"),
    ("next 2014-04-07T09:00", WEEK, "2014-04-07T09:00"),
    ("next 2014-04-07T16:59", WEEK, "2014-04-07T16:59"),
    ("next 2014-04-07T17:00", WEEK, "2014-04-08T09:00"),
    ("next 2014-04-07T12:00", LUNCH, "2014-04-07T13:00"),
    ("next 2014-04-07T00:00-09:00", WEEK, "2014-04-07T09:00"),
    ("next 2014-04-07T22:00+02:00", WEEK, "2014-04-08T09:00"),
    ("next 2014-04-07T12:00 --strict", WEEK, "2014-04-08T09:00"),
    ("next 2014-04-07T10:00 --strict", SLOTS, "2014-04-07T13:00"),
    ("next 2014-04-07T13:00 --strict", SLOTS, "2014-04-08T09:00"),
    ("closing 2014-05-01T12:00", f"{WEEK} --holiday 2014-05-01", "2014-05-02T17:00"),
    ("closing 2014-04-07T17:00", WEEK, "2014-04-08T17:00"),
    ("closing 2014-04-07T10:00", SLOTS, "2014-04-07T12:00"),
    ("closing 2014-04-07T12:00", SLOTS, "2014-04-07T18:00"),
    ("closing 2014-04-07T18:00", SLOTS, "2014-04-08T17:00"),
    ("previous 2014-05-01T12:00", f"{WEEK} --holiday 2014-05-01", "2014-04-30T17:00"),
    ("previous 2014-06-01T12:00", WEEK, "2014-05-30T17:00"),
    ("previous 2014-04-07T17:00", WEEK, "2014-04-07T17:00"),
    ("previous 2014-04-07T17:01", WEEK, "2014-04-07T17:00"),
    ("previous 2014-04-08T09:00", WEEK, "2014-04-07T17:00"),
    ("previous 2014-04-07T13:00", LUNCH, "2014-04-07T12:00"),
    ("previous 2014-04-07T13:01", LUNCH, "2014-04-07T13:01"),
    # bokmann/business_time
    ("add 2010-08-04T09:35 8h", WEEK, "2010-08-05T09:35"),
    ("subtract 2010-08-04T09:35 8h", WEEK, "2010-08-03T09:35"),
    ("add 2010-04-09T16:50 1h", WEEK, "2010-04-12T09:50"),
    ("subtract 2010-04-12T09:50 1h", WEEK, "2010-04-09T16:50"),
    ("add 2010-07-02T16:50 1h", f"{WEEK} --holiday 2010-07-05", "2010-07-06T09:50"),
    ("subtract 2010-04-25T12:06:56 1h", WEEK, "2010-04-23T16:00"),
    ("add 2010-12-24T15:00 9h", SATURDAY, "2010-12-27T11:00"),
    ("add 2010-12-24T08:00 15h", SATURDAY, "2010-12-27T11:00"),
    ("add 2010-12-24T15:00 24h", WHOLE, "2010-12-27T11:00"),
    ("add 2010-12-25T08:00 15h", WHOLE, "2010-12-27T11:00"),
    ("add 2010-12-24T08:00 8h", "--hours 'fri 9:00-17:00' --zone UTC", "2010-12-24T17:00"),
    ("add 2010-04-09T12:33 '1 day'", WEEK, "2010-04-12T12:33"),
    ("add 2010-07-02T16:50 1d", f"{WEEK} --holiday 2010-07-05", "2010-07-06T16:50"),
    ("add 2010-04-10T11:00 1d --from-open", WEEK, "2010-04-13T09:00"),
    ("days 2015-10-14T21:54 1 --from-open --at same", WEEK, "2015-10-16T09:00"),
    ("days 2015-10-14T01:54 -1 --from-open --at open", WEEK, "2015-10-12T09:00"),
    ("days 2015-10-14T21:54 -1 --from-open --at open", WEEK, "2015-10-13T09:00"),
    # seppemans/businesstimedelta
    ("add 2016-01-23T13:14 2h", WEEK, "2016-01-25T11:00"),
    ("add 2016-01-22T09:00 8h", WEEK, "2016-01-22T17:00"),
    ("add 2016-01-23T13:14 12h", WEEK, "2016-01-26T13:00"),
    ("subtract 2016-01-25T11:14 2h", WEEK, "2016-01-25T09:14"),
    ("subtract 2016-01-22T18:00 8h", WEEK, "2016-01-22T09:00"),
    ("subtract 2016-01-25T11:14 8h", WEEK, "2016-01-22T11:14"),
    ("add 2016-01-18T09:00 40h", NOON, "2016-01-22T18:00"),
    ("subtract 2016-01-25T09:00 40h", NOON, "2016-01-18T09:00"),
    # lennym/moment-business-time
    ("add 2015-02-28T10:00Z 5h", WEEK, "2015-03-02T14:00"),
    ("add 2015-02-27T10:00Z PT5H30M", WEEK, "2015-02-27T15:30"),
    ("subtract 2015-02-28T16:00Z 5h", WEEK, "2015-02-27T12:00"),
    ("add 2015-02-26T10:12:34 108h", WEEK, "2015-03-17T14:12:34"),
    ("add 2015-02-26T10:12:34 '9 hours 48 minutes 17 seconds'", WEEK, "2015-02-27T12:00:51"),
    ("add 2015-02-26T10:12:34 '100 days'", WEEK, "2015-07-16T10:12:34"),
    ("add 2015-02-28T10:13 1d", WEEK, "2015-03-02T10:13"),
    ("subtract 2015-03-01T16:12:34 1d", WEEK, "2015-02-27T16:12:34"),
    ("add 2015-02-26T16:59:59.700 '555 milliseconds'", WEEK, "2015-02-27T09:00:00.255"),
    ("subtract 2015-02-26T09:00:00.100 555ms", WEEK, "2015-02-25T16:59:59.545"),
    ("subtract 2015-02-26T16:12:34 108h", WEEK, "2015-02-09T12:12:34"),
    ("add 2015-02-23T10:00 15h", STOP, "2015-02-25T12:30"),
    ("add 2015-02-25T16:00 2h", EARLY, "2015-02-26T11:30"),
    ("subtract 2015-02-25T16:00 8h", EARLY, "2015-02-24T12:30"),
    ("add 2015-02-26T12:00 8h", f"{WEEK} --holiday 2015-02-27", "2015-03-02T12:00"),
    # hughgrigg/php-business-time
    ("add 2018-05-14T17:00 1h", WEEK, "2018-05-15T10:00"),
    ("add 2018-05-14T09:00 0h", WEEK, "2018-05-14T09:00"),
    ("add 2018-05-14T09:00 8.25h", WEEK, "2018-05-15T09:15"),
    ("add 2018-05-14T09:00 24h", WEEK, "2018-05-16T17:00"),
    ("subtract 2018-05-14T09:00 0.25h", WEEK, "2018-05-11T16:45"),
    ("subtract 2018-05-23T17:00 24h", WEEK, "2018-05-21T09:00"),
    ("subtract 2018-05-23T23:00 1h", WEEK, "2018-05-23T16:00"),
    ("add 2018-05-14T09:00 4h", f"{WEEK} --break 13:00-14:00", "2018-05-14T13:00"),
    ("add 2018-05-14T09:00 12h", f"{WEEK} --break 13:00-14:00", "2018-05-15T15:00"),
    ("add 2018-05-14T00:00 1d", WEEK, "2018-05-15T00:00"),
    ("add 2018-05-18T17:00 '1d 2h'", WEEK, "2018-05-22T11:00"),
    ("add 2018-05-18T17:00 0.75d --day-hours 8", WEEK, "2018-05-21T15:00"),
    ("subtract 2018-05-21T09:00 2d", WEEK, "2018-05-17T09:00"),
    ("days 2018-05-19T15:00 1", WEEK, "2018-05-21T17:00"),
    ("days 2018-05-20T11:00 -1 --at open", WEEK, "2018-05-18T09:00"),
    # Dynamics 365
    ("add 2023-06-14T15:00 24h", EIGHT, "2023-06-19T12:00"),
    ("add 2023-06-14T15:00 48h", EIGHT, "2023-06-22T09:00"),
    ("add 2023-06-14T15:00 24h", BREAK, "2023-06-19T15:00"),
    ("add 2023-06-14T15:00 48h", BREAK, "2023-06-22T15:00"),
    ("add 2023-06-14T15:00 24h", FREE, "2023-06-21T12:00"),
    ("add 2023-06-14T15:00 48h", FREE, "2023-06-26T09:00"),
    ("add 2023-06-13T13:00 24h --pause 2023-06-14/2023-06-15", FREE, "2023-06-21T10:00"),
    (
        "add 2023-06-13T13:00 48h --pause 2023-06-14/2023-06-15 --pause 2023-06-23/2023-06-24",
        FREE,
        "2023-06-26T16:00",
    ),
    # GLPI
    ("add 2034-06-09T08:46:12 4h", LATE, "2034-06-09T12:46:12"),
    ("add 2034-06-09T14:54:34 10h", LATE, "2034-06-12T16:24:34"),
    ("add 2034-06-08T12:00 3d", LATE, "2034-06-13T12:00"),
    ("add 2034-06-09T08:46:12 5d", LATE, "2034-06-16T08:46:12"),
    ("subtract 2034-06-16T08:46:12 8h", LATE, "2034-06-15T11:16:12"),
    ("days 2034-06-09T08:46:12 5", LATE, "2034-06-16T19:00"),
    ("subtract 2034-06-16T19:00 2d", LATE, "2034-06-14T19:00"),
    ("add 2034-06-21T09:00 15d", LATE, "2034-07-12T09:00"),
    ("add 2034-06-21T18:00 2h", LATE, "2034-06-22T09:30"),
    ("days 2018-11-19T10:00 7 --at same", GLPI, "2018-11-28T10:00"),
    ("days 2018-11-19T10:00 7", GLPI, "2018-11-28T20:00"),
    ("days 2018-11-19T10:00 7", FIVE, "2018-11-29T00:00"),
    ("days 2018-11-19T10:00 -7 --at same", FIVE, "2018-11-08T10:00"),
    ("days 2018-11-19T10:00 -7", GLPI, "2018-11-08T20:00"),
    ("days 2018-11-19T10:00 -7", FIVE, "2018-11-09T00:00"),
    # Zammad
    ("add 2013-03-21T09:30Z 60m", EU_9_17, "2013-03-21T10:30"),
    ("add 2013-10-21T05:30Z 120m", EU_8_17, "2013-10-21T08:00"),
    ("add 2013-10-21T05:30Z 240m", EU_8_17, "2013-10-21T10:00"),
    ("add 2015-09-21T14:30Z 120m", EU_8_17, "2015-09-23T07:30"),
    ("add 2015-09-21T14:30Z 240m", EU_8_17, "2015-09-23T09:30"),
    ("add 2016-11-01T13:56:21Z 120m", EU_8_20, "2016-11-02T09:00"),
    ("add 2016-11-01T13:56:21Z 1200m", EU_8_20, "2016-11-03T15:00"),
)
#: Working time between two moments: what is asked, the calendar, seconds.
LENGTHS = (
    ("2006-01-01 2006-01-08", BIZ, 39.5 * 3600),
    ("2006-01-05T12:00 2006-01-06T12:00", BIZ, 7 * 3600),
    ("2021-12-03T12:00 2021-12-03T15:00", SHIFTS_ALONE, 2 * 3600),
    (
        "2006-01-02 2006-01-04",
        f"{BIZ} --break 2006-01-02=08:00-10:15,11:30-12:30"
        " --break 2006-01-03=12:00-13:00,14:25-14:40",
        5.75 * 3600 + 4.75 * 3600,
    ),
    (
        "2006-01-02 2006-01-03",
        "--hours 'mon 17:00-19:00,20:00-22:00' --zone UTC --break 2006-01-02=18:00-21:00",
        2 * 3600,
    ),
    ("2014-04-11T20:00 2014-04-14T05:00", WEEK, 0),
    ("2014-04-07T10:00 2014-04-07T15:00", WEEK, 5 * 3600),
    ("2014-04-07T15:00 2014-04-07T10:00", WEEK, -5 * 3600),
    ("2014-04-07T07:00 2014-04-07T20:00", WEEK, 8 * 3600),
    ("2014-04-06T12:00 2016-04-06T12:00", MONDAY, 105 * 86_400),
    ("2014-04-07T11:59 2014-04-07T13:01", LUNCH, 120),
    ("2014-04-07T11:00 2014-04-14T13:00", LUNCH, 11 * 3600),
    ("2014-04-07T01:00-09:00 2014-04-07T15:00-04:00", WEEK, 7 * 3600),
    ("2010-12-24T15:00 2010-12-27T11:00", SATURDAY, 9 * 3600),
    ("2010-12-24T15:00 2010-12-27T11:00", WHOLE, 24 * 3600),
    ("2010-12-24T15:00 2010-12-27T11:00", "--hours 'mon,fri-sun 00:00-00:00'", 68 * 3600),
    (
        "2012-05-28T08:04:26 2012-05-29T14:56:45",
        "--hours 'mon-wed 9:00-18:00' --zone UTC",
        53_805,
    ),
    (
        "2014-05-12T20:50 2014-05-13T08:10",
        "--hours 'mon,tue 08:00-20:00' --zone UTC",
        600,
    ),
    ("2016-01-18T09:00 2016-01-25T09:00", NOON, 40 * 3600),
    ("2015-12-21T09:00 2015-12-28T09:00", f"{NOON} --holiday 2015-12-25", 32 * 3600),
    (
        "2016-01-18T09:00-08:00 2016-01-18T18:00-08:00",
        "--hours 'mon-fri 09:00-12:00,13:00-18:00' --zone America/Santiago",
        4 * 3600,
    ),
    ("2014-01-16T18:30 2014-01-22T10:00", FEDERAL.removesuffix(" --day-hours 8"), 17 * 3600),
    ("2015-02-23T17:01 2015-02-24T14:20", WEEK, 19_200),
    ("2015-02-27T16:30Z 2015-02-26T12:00Z", WEEK, -12.5 * 3600),
    ("2019-01-01T07:00 2019-01-01T09:00", GLPI, 3600),
    ("2019-01-01 2019-01-08", GLPI, 60 * 3600),
)
#: Pauses of GLPI: what is asked, what comes out, the seconds that were paused.
HOLD = "--pause 2034-06-07T11:00/2034-06-13T11:00 --pause 2034-06-14T07:00/2034-06-14T18:00"
HELD_UP = (
    ("add 2034-06-09T08:46:12 30m", "2034-06-09T09:16:12", 0),
    (
        "add 2034-06-09T08:46:12 30m --pause 2034-06-09T08:47:42/2034-06-09T10:05:54"
        " --pause 2034-06-09T10:09:13/2034-06-09T10:34:38"
        " --pause 2034-06-09T10:43:41/2034-06-09T11:29:17",
        "2034-06-09T11:45:25",
        8953,
    ),
    (
        "add 2034-06-09T08:46:12 4h --pause 2034-06-09T09:15:27/2034-06-09T11:23:49",
        "2034-06-09T14:54:34",
        7702,
    ),
    (
        "add 2034-06-05T10:00 4h --pause 2034-06-05T11:00/2034-06-07T09:30"
        " --pause 2034-06-07T10:00/2034-06-08T09:00",
        "2034-06-08T12:00",
        104_400,
    ),
    (f"add 2034-06-07T10:00 5d {HOLD}", "2034-06-21T09:00", 178_200),
    (f"days 2034-06-07T10:00 5 --at same {HOLD}", "2034-06-21T09:00", 178_200),
    (f"days 2034-06-07T10:00 5 {HOLD}", "2034-06-21T18:00", 178_200),
)
NIGHT = "2013-06-04T09:00Z"
HELD = "--pause 2013-06-04T09:00Z/2013-06-04T10:30Z"
#: Pauses: what is asked, the calendar, what comes out (UTC, or seconds of working time).
PAUSED = (
    (
        f"add {NIGHT} 120m --pause 2013-06-04T09:30Z/2013-06-04T09:45Z"
        " --pause 2013-06-04T10:00Z/2013-06-04T10:30Z",
        "2013-06-04T11:45",
    ),
    (f"add {NIGHT} 120m --pause 2013-06-04T10:00Z/2013-06-04T15:00Z", "2013-06-04T16:00"),
    (f"add {NIGHT} 120m --pause 2013-06-04T10:00Z/2013-06-04T10:30Z", "2013-06-04T11:30"),
    (f"add {NIGHT} 250m --pause 2013-06-04T10:00Z/2013-06-04T10:30Z", "2013-06-04T13:40"),
    (f"add {NIGHT} 120m --pause 2013-06-04T09:00Z/2013-06-04T12:00Z", "2013-06-04T14:00"),
    (f"add {NIGHT} 240m --pause 2013-06-04T09:00Z/2013-06-04T12:00Z", "2013-06-04T16:00"),
    (
        f"add {NIGHT} 120m {HELD} --pause 2013-06-04T11:00Z/2013-06-04T12:00Z",
        "2013-06-04T13:30",
    ),
    (
        f"add {NIGHT} 240m {HELD} --pause 2013-06-04T11:00Z/2013-06-04T12:00Z",
        "2013-06-04T15:30",
    ),
    (
        f"add {NIGHT} 180m {HELD} --pause 2013-06-04T11:00Z/2013-06-04T11:30Z",
        "2013-06-04T14:00",
    ),
    (f"between {NIGHT} 2013-06-04T10:45Z --pause 2013-06-04T10:00Z/2013-06-04T10:30Z", 75 * 60),
    (f"between {NIGHT} 2013-06-04T12:00Z --pause 2013-06-04T10:00Z/2013-06-04T10:30Z", 150 * 60),
    (f"between {NIGHT} 2013-06-04T12:00Z --pause 2013-06-04T09:00Z/", 0),
    (
        f"between {NIGHT} 2013-06-04T12:00Z {HELD} --pause 2013-06-04T11:00Z/2013-06-04T11:30Z",
        60 * 60,
    ),
)


@pytest.fixture(autouse=True)
def standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """The calendar that some of the vectors read."""
    text = io.TextIOWrapper(io.BytesIO(json.dumps(IRREGULAR).encode()))
    monkeypatch.setattr(sys, "stdin", text)


def asked(capsys: pytest.CaptureFixture[str], line: str) -> dict[str, object]:
    assert main(["--json", "calendar", *shlex.split(line)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert isinstance(told, dict)
    return told


def moment(text: str) -> float:
    found = datetime.fromisoformat(text)
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()


@pytest.mark.parametrize(("line", "calendar", "due"), MOMENTS)
def test_moments(capsys: pytest.CaptureFixture[str], line: str, calendar: str, due: str) -> None:
    told = asked(capsys, f"{line} {calendar}")
    assert moment(str(told["result"])) == moment(due), told["result"]


@pytest.mark.parametrize(("line", "calendar", "seconds"), LENGTHS)
def test_lengths(
    capsys: pytest.CaptureFixture[str], line: str, calendar: str, seconds: float
) -> None:
    assert asked(capsys, f"between {line} {calendar}")["seconds"] == seconds


@pytest.mark.parametrize(("line", "due"), PAUSED)
def test_pauses(capsys: pytest.CaptureFixture[str], line: str, due: str | int) -> None:
    told = asked(capsys, f"{line} {EU_9_18}")
    if isinstance(due, int):
        assert told["seconds"] == due
    else:
        assert moment(str(told["result"])) == moment(due), told["result"]


@pytest.mark.parametrize(("line", "due", "seconds"), HELD_UP)
def test_pauses_and_what_they_hold(
    capsys: pytest.CaptureFixture[str], line: str, due: str, seconds: int
) -> None:
    told = asked(capsys, f"{line} {LATE}")
    assert moment(str(told["result"])) == moment(due), told["result"]
    assert told["paused_ms"] == seconds * 1000


@pytest.mark.parametrize(
    ("line", "calendar", "day"),
    [
        ("2014-04-07 1", "mon,wed 09:00-17:00", "2014-04-09"),
        ("2014-04-08 1 --from-open", "mon,wed,thu,sun 09:00-17:00", "2014-04-10"),
        ("2014-04-08 -1 --from-open", "mon,wed,thu,sun 09:00-17:00", "2014-04-06"),
        ("2014-04-07 1 --holiday 2014-04-08", "mon-fri 09:00-17:00", "2014-04-09"),
        ("2014-04-09 1 --from-open --holiday 2014-04-09", "mon-fri 9:00-17:00", "2014-04-11"),
        ("2014-04-09 -1 --from-open --holiday 2014-04-09", "mon-fri 9:00-17:00", "2014-04-07"),
        ("2014-04-07 3 --holiday 2014-04-09", "mon,wed 09:00-17:00", "2014-04-21"),
    ],
)
def test_days(capsys: pytest.CaptureFixture[str], line: str, calendar: str, day: str) -> None:
    assert asked(capsys, f"days {line} --hours '{calendar}' --zone UTC")["date"] == day


@pytest.mark.parametrize(
    ("line", "calendar", "is_open"),
    [
        ("2014-05-01T12:00", f"{WEEK} --holiday 2014-05-01", False),
        ("2014-04-07T09:00", WEEK, True),
        ("2014-04-07T16:59", WEEK, True),
        ("2014-04-07T17:00", WEEK, False),
        ("2014-04-07T12:00", LUNCH, False),
        ("2014-04-07T00:00Z", TOKYO, True),
        ("2019-01-03T18:10", GLPI, True),
        ("2019-01-05T08:30", GLPI, False),
        ("2014-12-25T12:00", f"{WEEK} --holiday *-12-25", False),
    ],
)
def test_open(capsys: pytest.CaptureFixture[str], line: str, calendar: str, is_open: bool) -> None:
    assert asked(capsys, f"open {line} {calendar}")["open"] is is_open


@pytest.mark.parametrize(
    ("line", "after", "until"),
    [
        ("1991-11-15 1991-11-15", 0, 0),
        ("1991-11-15 1991-11-22", 5, 5),
        ("1991-11-22 1991-11-15", -5, -5),
        ("1991-11-15 1991-11-16", 0, 1),
        ("1991-11-17 1991-11-18", 1, 0),
        ("2010-12-20 2010-12-22", 2, 2),
    ],
)
def test_days_between(
    capsys: pytest.CaptureFixture[str], line: str, after: int, until: int
) -> None:
    told = asked(capsys, f"between {line} {WEEK}")
    assert (told["working_days"], told["working_days_until"]) == (after, until)


def test_a_day_of_so_many_hours(capsys: pytest.CaptureFixture[str]) -> None:
    told = asked(capsys, f"add 2014-01-16T18:30 '2 days 1h' {FEDERAL}")
    assert moment(str(told["result"])) == moment("2014-01-22T10:00")
    told = asked(capsys, f"add 2014-01-16T18:30 1d {FEDERAL}")
    assert moment(str(told["result"])) == moment("2014-01-17T17:00")
