"""Sentences for what rules of work, claims, channels, hubs and rule files refuse, in English."""

from __future__ import annotations

from typing import Final

from workstation.domain import claim_words, paper_words
from workstation.rules import sentences
from workstation.terminal.picture_sentences import SENTENCES as PICTURES
from workstation.terminal.script_sentences import SENTENCES as SCRIPTS
from workstation.terminal.settlement_sentences import SENTENCES as SETTLEMENT

CARE: Final = {
    "agent_away": "you are {availability} just now, so nothing is given to you; say that you are"
    " available first",
    "answers_missing": "nothing of the diagnosis {tree} is answered; answer its first question",
    "diagnosis_answer": "{value!r} is no answer to the question {question}; answer it anew",
    "load_full": "you have {load} open tickets and room for {room}; finish some, or ask a leader for"
    " more room",
    "moment_ahead": "that time has not come yet; give one that has passed",
    "nobody_free": "nobody of {group} is free for ticket {number}; assign it by hand, or raise"
    " somebody's room",
    "promise_late": "its time was over by then; say when it was kept in time, or that it was not",
    "promise_over": "its time is over, so it cannot be withdrawn; say whether it was kept",
    "promise_past": "that time has passed; promise something for a later one",
    "promise_settled": "this promise is {state} already; make a new one",
    "revisit_past": "that time has passed; choose a later one to call back",
    "revisit_settled": "this call-back is {state} already; set a new one",
}
TICKETS: Final = {
    "agent_inactive": "{agent} no longer works here; choose somebody else",
    "changed_meanwhile": "{field} of the {kind} was changed meanwhile to {theirs!r}; look at it and"
    " change it again",
    "delivery_done": "the message is already {delivery}; there is nothing to retry",
    "duplicate_chain": "ticket {number} is itself a duplicate; link to the ticket it belongs to",
    "duplicate_self": "a ticket cannot be a duplicate of itself",
    "group_already": "ticket {number} is already with {group}",
    "group_changed": "the ticket has gone to {group} meanwhile; transfer it again if it must move",
    "not_resolved": "ticket {number} is not resolved; resolve it first",
    "placeholder_unfilled": "{name!r} is not filled in; fill it in or take it out",
    "procedure_missing": "the group {group} has no procedure; add one to the rules",
    "recipient_missing": "there is nobody to send to by {channel}; name a recipient",
    "reply_stale": "{author} has answered meanwhile; read it, then send again",
    "reply_overtaken": "{author} has changed the ticket meanwhile; look at it, then send again",
    "retry_by_hand": "this cannot be repeated by itself; open the ticket, where the words lie as"
    " a draft",
    "speech_blocked": "“{words}” must not be said to a customer ({why_en}); say instead: {better_en}",
    "speech_leader": "“{words}” needs a leader's word ({why_en}); say instead: {better_en}",
    "speech_leader_unknown": "there is no leader called {leader!r}; name the one who agreed",
    "unfilled_reason": "{name!r} is not filled in; it is sent only with a reason; say why",
    "reply_doubtful": "this reply may be meant for somebody else; look at it again",
    "sms_too_long": "too long by {over} characters ({parts} text messages, {most} at most)",
    "message_too_long": "too long by {over} characters ({length}, {most} at most); shorten it",
    "subject_too_long": "the subject is too long by {over} characters ({most} at most)",
    "take_back_done": "this message was taken back",
    "take_back_late": "this message has left; it cannot be taken back any more",
    "take_back_other": "{agent} sent this; only they or a leader can take it back",
    "take_back_spoken": "what was said on the phone cannot be taken back",
    "speech_reason": "“{words}” is sent only with a reason; say why",
    "status_already": "ticket {number} is already {status}",
    "status_forbidden": "ticket {number} cannot go from {before} to {after}",
    "status_unknown": "there is no status {status!r}",
    "exit_locked": "the way from {step} to {to} is locked: {why_en}",
    "form_field_missing": "{name_en} is empty; fill it in",
    "form_field_unknown": "the form {form} has no field {field}",
    "form_unknown": "the procedure {procedure} has no form {form!r}",
    "form_value": "{value!r} does not fit into {name_en} ({expected})",
    "not_a_task": "ticket {number} is a customer's case, no task",
    "record_other": "that record belongs to another form than {form}; write a new one",
    "step_facts_missing": "before the step {step} is left, fill in: {names_en}",
    "step_first": "ticket {number} is at its first step; there is none to go back to",
    "step_gone": "the procedure {procedure} has no step {step!r} any more; put ticket {number} on a"
    " step anew",
    "step_owner": "{name_en} is a step of the role {owner}; assign the ticket to them",
    "task_stays": "task {number} stays where its ticket is; transfer that one",
    "task_of_task": "ticket {number} is a task itself; open this one on its ticket",
    "tasks_open": "departments still owe an answer ({tasks}); wait for it, or take the tasks back",
    "step_forbidden": "the step {after} does not follow from {before}; these do: {allowed}",
    "step_unknown": "the procedure {procedure} has no step {step!r}",
    "ticket_done": "ticket {number} is finished; reopen it first",
    "ticket_leased": "{agent} is working on ticket {number}; take another",
    "ticket_owned": "{owner} is working on ticket {number}; ask them, or take another",
    "undo_done": "this was undone before",
    "undo_impossible": "this cannot be undone; put it right by hand",
    "undo_other": "{agent} did this; only they can undo it",
    "undo_overtaken": "{field} was changed again since; change it by hand",
    "appeal_known": "appeal {number} is on this ticket already and not answered yet",
    "appeal_missing": "no appeal waits for an answer on ticket {number}",
    "waiting_past": "that time has passed; choose a later one to wait until",
}
CLAIMS: Final = {
    "amount_out_of_range": "the amount {text} is too large",
    "amount_too_fine": "{text!r} has parts of a fen; use two decimals at most",
    "amount_unreadable": "{text!r} is not an amount; write it like 1409.50",
    "archive_failed": "the form could not be kept in {path}: {reason}",
    "barcode_text": "{text!r} cannot be printed as a bar code; correct the number",
    "claim_amount": "{amount} yuan is no amount for a claim; give one above zero",
    "claim_fact_missing": "the amount cannot be computed without {field}; fill it in",
    "claim_fact_negative": "{field} cannot be below zero",
    "claim_frozen": "claim {number} is {status}; its amounts stand",
    "claim_incomplete": "the claim is not complete; fill in: {field}",
    "claim_live": "claim {number} is still in progress; finish or withdraw it first",
    "claim_own": "who made claim {number} cannot approve it; ask a colleague",
    "claim_own_payment": "who approved claim {number} cannot pay it; ask a colleague",
    "claim_paid": "claim {number} has been paid already (reference {reference})",
    "claim_status": "claim {number} is {before} and cannot become {after}",
    "claim_tier": "{amount} yuan is above the limit of {limit} for {role}; ask somebody with a"
    " higher one",
    "compensation_rule_missing": "no compensation rule fits a claim of kind {kind} here; enter the"
    " amount with a reason",
    "copy_elsewhere": "the printed copy {serial} is not on this desk; print a new one",
    "pdf_page_missing": "{path} has no page {index}; it has {pages}",
    "pdf_unreadable": "{path} cannot be shown: {problem}",
    "weights_invalid": "the shares cannot be spread: {weights}",
}
FILES: Final = {
    "attachment_missing": "{name} is not on this desk and cannot be sent with it",
    "channel_choice": "settings, {place}: it cannot be {value!r}; known: {known}",
    "channel_host_not_allowed": "settings, {place}: {host!r} is not among allowed_hosts",
    "channel_not_https": "settings, {place}: {url} would send unprotected; use https",
    "channel_plain_login": "settings, {place}: {host} would get the password unprotected; use tls",
    "channel_secret": "settings, {place}: the secret cannot be read from {source}",
    "export_stopped": "the export was stopped; no file was written",
    "file_kind": "{name} cannot be attached: {kind} files are not taken",
    "file_too_large": "{name} is too large (at most {most} bytes)",
    "file_unreadable": "{name} cannot be read: {reason}",
    "sqlite_too_old": "SQLite {version} is too old; 3.35 or later is needed",
    "zone_unknown": "there is no time zone {zone!r}; write it like Asia/Shanghai",
}
HUBS: Final = {
    "archive_differs": "{path} could not be read back as it was written; nothing was taken out of"
    " the shared database",
    "archive_too_recent": "operations of the last {days} days stay in the shared database; name an"
    " earlier month than {before}",
    "chunk_malformed": "a piece of a file came damaged ({length} bytes); it is sent again",
    "cursor_unknown": "the shared database was set back; join it anew",
    "desk_cloned": "another desk works under the number {desk_no} of this one; join the shared"
    " database anew",
    "desk_too_old": "{hub} speaks a newer protocol ({needed}, here {speaks}); update this program",
    "desk_unknown": "the shared database does not know desk {desk_no}; join it anew",
    "file_exists": "{path} is there already; name another file",
    "hub_changed": "{hub} was set back again and again meanwhile; try once more",
    "hub_failed": "the shared database failed: {reason}; it is tried again",
    "hub_missing": "there is no shared database at {hub}; make one with `{remedy}`",
    "hub_newer": "{hub} is of a newer schema ({found}, known {known}); update this program",
    "hub_not_empty": "{hub} holds a team already, and two are not mixed; join it with another --profile",
    "hub_older": "{hub} is of an older schema ({found}, known {known}); who runs it brings it up with"
    " `hub upgrade`",
    "hub_on_network": "{path} lies on a network drive ({file_system}), where the file would break;"
    " use a server: {remedy}",
    "hub_restored": "{hub} is a copy of another server's database; if it is meant to go on in that"
    " one's place, say so with `{remedy}`",
    "hub_standby": "the shared database is a stand-by that takes no changes; name the server that"
    " does",
    "hub_unreachable": "the shared database is out of reach ({reason}); work goes on here and is"
    " sent by the next `sync`",
    "hub_url": "{url!r} is no address of a shared database; write it like {example}",
    "kind_unknown": "a change is of the unknown kind {kind}; update this program",
    "objects_credentials": "there are no keys to the object storage; set AWS_ACCESS_KEY_ID and"
    " AWS_SECRET_ACCESS_KEY, or write them into the shared credentials file ({path})",
    "objects_refused": "the object storage refused: {reason}",
    "objects_url": "{url!r} is no object storage; write it like {example}",
    "operation_malformed": "a change came damaged and was not taken: {reason}; it is kept",
    "operator_needed": "only who owns the database may do this: name a user that is a superuser or"
    " a member of the hub's owner role in {hub}",
    "record_gone": "the {kind} {uid} was removed meanwhile",
    "record_missing": "the {kind} {uid} is not in the shared database",
    "serials_count": "{count} numbers of {series!r} cannot be given; ask for 1 to {most} of a series like"
    " LP2026",
    "snapshot_damaged": "the ready-made replica came damaged and is not used",
    "snapshot_gone": "the ready-made replica is gone; the hub has a newer one",
    "desk_ambiguous": "several desks are called {desk}; name one of the numbers {numbers}",
    "desk_missing": "there is no desk and no login {desk} on the hub's list; see `hub status`",
    "desk_removed": "desk {desk_no} was taken off the hub's list; ask who runs it for a new secret and join"
    " again",
    "record_awaited": "the hub was restored and does not have this record yet; it is told again by itself when"
    " the desk that made it has come back, for seven days at most",
    "record_not_lost": "the record {uid} is not lost; see `hub mend URL` for those that are",
    "desks_too_many": "you have {desks} desks already, of {most} that a person may have; ask who runs the"
    " hub to take one off its list (`hub remove-desk`) or to allow more (`hub allow-desks`)",
    "reopened_meanwhile": "ticket {number} was reopened meanwhile; look at what is new before"
    " you end it",
    "follows_refused": "it builds on work that was refused; settle that first",
    "hub_role_needed": "{user} may not make roles, which a hub needs; let a superuser run `{remedy}`",
    "hub_schema_open": "everybody may make functions in the schema public of this database, and {user} cannot"
    " end that; let its owner run `{remedy}`",
    "login_refused": "the shared database does not let this login in ({reason}); ask who runs it for a new"
    " secret",
    "login_taken": "no login called {login} is free; choose another name with --login",
    "login_unknown": "the shared database knows nobody by this login ({login}); ask who runs it",
    "not_you": "this is another person's; do it at a desk of your own",
    "person_ambiguous": "{name} stands there with the numbers {numbers}; say who is meant with --work-no",
    "person_inactive": "{name} does not work here any longer; make the person active again first",
    "secret_expired": "this secret is too old; ask who runs the shared database for a new one",
    "secret_missing": "{hub} asks for the one-time secret; give it with --secret",
    "secret_unused": "this is a one-time secret: join with it first (`join URL --secret …`)",
    "secret_used": "this secret is wrong or was used already; ask who runs the shared database for a new"
    " one, and say so if it was not you",
    "serial_taken": "the number {serial} stands on another form already; print again for a new one",
    "serial_waiting": "this desk has no numbers for forms left and the shared database is away; wait for it,"
    " or print a provisional copy",
    "offline_not_yours": "while the line is down somebody else may be working on this ticket; note on it, the"
    " rest comes later",
    "seat_fixed": "this desk belongs to the person whose login it uses; join with your own profile",
    "content_missing": "the desk that attached this file has not sent it yet; try again later",
    "content_damaged": "the file came damaged from the shared database twice; attach it again",
}
#: Mistakes in the files of rules, scripts and forms; `file` and `place` say where.
RULES: Final = {
    "calendar_date": "{place}: {value!r} is no date; write it as 2026-10-01",
    "calendar_day_both": "{place}: {day} is both a working day and a day off; take one out",
    "calendar_interval": "{place}: {value!r} is no span of working hours; write it as 09:00-12:00",
    "calendar_never_open": "{place}: the calendar {calendar} has no working time; give it some hours",
    "calendar_out_of_range": "the calendar {calendar} does not reach that far",
    "calendar_overlap": "{place}: working hours overlap at {value!r}; let them begin later",
    "calendar_weekday": "{place}: {value!r} is no day of the week; did you mean {nearest}?",
    "calendar_year": "{place}: {day} does not belong to {year}; move it to its own year",
    "calendar_zone": "{place}: there is no time zone {zone!r}; did you mean {nearest}?",
    "condition_fact": "{place}: there is no fact {fact!r}",
    "condition_test": "{place}: there is no test {test!r}",
    "condition_value": "{place}: {value!r} fits nothing",
    "fact_not_plain": "the fact {name} is no plain value: {reason}",
    "limit_calendar": "the limit {rule} names the unknown calendar {calendar}",
    "limit_span": "{place}: the limit {rule} has no length of time",
    "pause_backwards": "the pause from {since} to {until} ends before it begins",
    "phrase_unusable": "{place}: {value!r} cannot be looked for",
    "route_fact_unknown": "{place}: the routing chart asks for the unknown fact {fact!r}",
    "route_group_unreachable": "{place}: nothing is ever routed to {value}",
    "route_no_default": "{place}: the routing chart has no last line for all the rest",
    "route_template": "{place}: the sentence {value!r} is wrong",
    "route_unreachable": "{place}: this line is never reached behind {after}",
    "rule_base_old": "{by} has put {file} {version} in force since this text was begun; take its"
    " changes in and activate it again",
    "rule_duplicate": "{file} {place}: {value!r} stands twice",
    "rule_encoding": "{file} is not in UTF-8; save it so",
    "rule_file_missing": "the rule file {file} is missing; install the program anew",
    "rule_edit_place": "there is nothing at {place} that could be edited so",
    "rule_from_early": "{file} {version} comes later than that; choose a moment after it",
    "rule_frozen": "{file} {version} is no draft any more; make a new one from it",
    "rule_in_force": "{file} {version} is in force; activate an earlier version again instead",
    "rule_format_newer": "{file} {place}: made for a newer program; update this one",
    "rule_missing": "{file} {place}: this is missing",
    "rule_reference": "{file} {place}: {value!r} names nothing that exists",
    "rule_syntax": "{file} {place} cannot be read: {detail} {message}",
    "rule_type": "{file} {place}: {expected} is expected, not {found}",
    "rule_unknown_key": "{file} {place}: this name is not known; known: {known}",
    "rule_value": "{file} {place}: {value!r} is not {expected}",
    "rule_version_taken": "another version of {file} is called {version}; give it the next number",
    "rule_version_unknown": "{file} has no version {version}; see `rules list {file}`",
    "rules_unsound": "{file}:{line}: {place}: {message}",
    "script_choice": "{place}: {value!r} is no choice here; known: {known}",
    "script_code_letters": "{place}: a short code has letters only, not {value!r}",
    "script_fact_unknown": "script {script} asks for the unknown fact {fact!r}",
    "snippet_unknown": "there is no part {snippet!r} in this language; correct the name",
    "snippet_cycle": "the part {snippet!r} would be put into itself: {path}",
    "snippet_deep": "parts stand more than {most} deep at {snippet!r}",
    "ask_missing": "{label} is missing; fill it in",
    "ask_long": "{label} may have {most} characters",
    "ask_placeholder": "{text!r} still has a placeholder; write what {label} is",
    "ask_number": "{label}: {text!r} is no number; write 3 or 1,234.5",
    "ask_money": "{label}: {text!r} is no amount; write 120 or 1,234.50",
    "ask_date": "{label}: {text!r} is no day; write tomorrow, Friday or 11-25",
    "ask_time": "{label}: {text!r} is no time; write 18:30 or in 2 hours",
    "ask_choice": "{label}: {text!r} is no choice; choose from {choices}",
    "ask_below": "{label}: {text!r} is less than {least}",
    "ask_above": "{label}: {text!r} is more than {most}",
    "template_invalid": "line {line} of the script: {problem}",
    "template_too_long": "the script has {length} characters; {longest} are allowed",
    "wording_invalid": "{file} {place}: {problem}",
    "wording_missing": "{file}: {place} is missing",
    "working_time_negative": "a working time cannot be below zero",
}
#: All other mistakes in rule files are said as the check says them.
_IN_FILES: Final = {
    code: f"{{file}} {{place}}: {en}" for code, (en, _) in sentences.SENTENCES.items()
}
SENTENCES: Final = {
    **_IN_FILES,
    **{code: en for code, (en, _) in paper_words.SENTENCES.items()},
    **{code: en for code, (en, _) in claim_words.SENTENCES.items()},
    **CARE,
    **TICKETS,
    **CLAIMS,
    **FILES,
    **HUBS,
    **RULES,
    **PICTURES,
    **SCRIPTS,
    **SETTLEMENT,
}
