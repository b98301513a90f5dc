"""The sentences for refusals at work: what is in the way, and what to do about it."""

from __future__ import annotations

from typing import Final

from ui.text.care import SENTENCES as CARE
from ui.text.picture_sentences import PICTURES
from ui.text.reading import FILE_SENTENCES
from ui.text.script_sentences import SCRIPTS
from ui.text.sharing_sentences import SHARING_SENTENCES
from ui.translating import QT_TRANSLATE_NOOP as _T
from workstation.domain import claim_words, paper_words
from workstation.rules import sentences

TICKETS: Final = {
    "agent_inactive": _T("refusal", "{agent} no longer works here. Choose somebody else."),
    "changed_meanwhile": _T(
        "refusal", "{field} was changed meanwhile to “{theirs}”. Look at it and change it again."
    ),
    "duplicate_chain": _T(
        "refusal", "Ticket {number} is itself a duplicate. Link to the ticket it belongs to."
    ),
    "duplicate_self": _T("refusal", "A ticket cannot be a duplicate of itself. Choose another."),
    "group_already": _T("refusal", "Ticket {number} is already with {group}."),
    "group_changed": _T(
        "refusal", "The ticket has gone to {group} meanwhile. Transfer it again if it must move."
    ),
    "not_found": _T(
        "refusal", "The {kind} is not on this desk (any more). Exchange now (F5) and look again."
    ),
    "not_resolved": _T("refusal", "Ticket {number} is not resolved. Resolve it first."),
    "open_ticket_exists": _T(
        "refusal", "Ticket {number} about this parcel is still open. Urge that one instead."
    ),
    "procedure_missing": _T(
        "refusal", "{group} has no procedure. Ask your team leader to add one to the rules."
    ),
    "status_already": _T("refusal", "It is already “{status}”."),
    "status_forbidden": _T("refusal", "It cannot go from “{before}” to “{after}”."),
    "status_unknown": _T("refusal", "There is no status “{status}”."),
    "exit_locked": _T("refusal", "This way is locked: {why}."),
    "form_field_missing": _T("refusal", "“{name}” is empty. Fill it in."),
    "form_field_unknown": _T("refusal", "The form has no field “{field}”. Update the program."),
    "form_unknown": _T("refusal", "The procedure has no form “{form}”. Choose another."),
    "form_value": _T("refusal", "“{value}” does not fit into “{name}”. Correct it."),
    "not_a_task": _T("refusal", "Ticket {number} is a customer's case, no task."),
    "record_other": _T("refusal", "That record belongs to another form. Write a new one."),
    "step_facts_missing": _T("refusal", "Before this step is left, fill in: {names}."),
    "step_first": _T("refusal", "The ticket is at its first step. There is none to go back to."),
    "step_gone": _T(
        "refusal",
        "The step “{step}” is no longer in the procedure. Put the ticket on a step of it anew.",
    ),
    "step_owner": _T("refusal", "“{name}” is another role's step. Assign the ticket to them."),
    "task_stays": _T("refusal", "Task {number} stays where its ticket is. Transfer that one."),
    "task_of_task": _T("refusal", "Ticket {number} is a task itself. Open this one on its ticket."),
    "tasks_open": _T(
        "refusal", "Departments still owe an answer ({tasks}). Wait for it, or take the tasks back."
    ),
    "step_forbidden": _T("refusal", "This step does not follow from the one the ticket is in."),
    "step_unknown": _T("refusal", "The procedure has no step “{step}”. Choose another."),
    "ticket_done": _T("refusal", "Ticket {number} is finished. Reopen it first."),
    "ticket_owned": _T("refusal", "{owner} is working on this ticket. Ask them, or take another."),
    "undo_done": _T("refusal", "This was undone before."),
    "undo_impossible": _T("refusal", "This cannot be undone. Put it right by hand."),
    "undo_other": _T("refusal", "{agent} did this; only they can undo it."),
    "undo_overtaken": _T(
        "refusal", "{field} was changed again since. Undo would overwrite that; change it by hand."
    ),
    "appeal_known": _T(
        "refusal", "Appeal {number} is on this ticket already and not answered yet."
    ),
    "appeal_missing": _T("refusal", "No appeal waits for an answer on ticket {number}."),
    "waiting_past": _T("refusal", "That time has passed. Choose a later one to wait until."),
}
WORDS: Final = {
    "delivery_done": _T(
        "refusal", "The message is already “{delivery}”; there is nothing to retry."
    ),
    "placeholder_unfilled": _T(
        "refusal", "“{name}” is not filled in. Fill it in or take it out before sending."
    ),
    "recipient_missing": _T("refusal", "Nobody to send to. Fill in where {channel} should go."),
    "reply_stale": _T("refusal", "{author} has answered meanwhile. Read it, then send again."),
    "reply_overtaken": _T(
        "refusal", "{author} has changed this ticket meanwhile. Look at it, then send again."
    ),
    "speech_blocked": _T(
        "refusal", "“{words}” must not be said to a customer: {why}. Say instead: {better}"
    ),
    "speech_leader": _T(
        "refusal", "“{words}” needs a team leader to agree: {why}. Say instead: {better}"
    ),
    "speech_leader_unknown": _T(
        "refusal", "Nobody called “{leader}” may agree to this. Name the team leader who did."
    ),
    "unfilled_reason": _T(
        "refusal", "“{name}” is not filled in: it is sent only with a reason. Write down why."
    ),
    "reply_doubtful": _T("refusal", "This reply may be meant for somebody else. Look at it again."),
    "sms_too_long": _T(
        "refusal",
        "Too long by {over} characters: {parts} text messages, {most} at most. Shorten it.",
    ),
    "message_too_long": _T(
        "refusal", "Too long by {over} characters: {length}, {most} at most. Shorten it."
    ),
    "subject_too_long": _T(
        "refusal", "The subject is too long by {over} characters: {most} at most. Shorten it."
    ),
    "take_back_done": _T("refusal", "This message was taken back."),
    "take_back_late": _T("refusal", "This message has left; it cannot be taken back any more."),
    "take_back_other": _T("refusal", "{agent} sent this; only they or a leader can take it back."),
    "take_back_spoken": _T("refusal", "What was said on the phone cannot be taken back."),
    "speech_reason": _T("refusal", "“{words}” is sent only with a reason. Write down why."),
    "text_missing": _T("refusal", "Fill in: {field}."),
    "value_unknown": _T("refusal", "{field} cannot be “{value}”. Choose one of the list."),
    "not_allowed": _T("refusal", "As {role} you may not do this. Ask a team leader."),
    "agent_unknown": _T(
        "refusal", "Nobody here is called “{agent}”. Use the work number or the full name."
    ),
    "order_unknown": _T("refusal", "The list cannot be sorted by “{order}”."),
    "amount_unreadable": _T("refusal", "“{text}” is not an amount. Write it like 1409.50."),
    "amount_too_fine": _T("refusal", "“{text}” has parts of a fen. Use two decimals at most."),
    "amount_out_of_range": _T("refusal", "The amount is too large."),
    "quantity_unreadable": _T("refusal", "“{text}” is not a quantity. Write a whole number."),
}
CLAIMS: Final = {
    "claim_amount": _T("refusal", "{amount} is no amount for a claim. Enter one above zero."),
    "agreement_signed": _T("refusal", "Claim {number}: the signed agreement is noted already."),
    "agreement_unsigned": _T(
        "refusal",
        "Claim {number} is paid once its agreement is signed: {why} Print it, and note it when it"
        " comes back.",
    ),
    "objection_missing": _T("refusal", "Claim {number} has no objection that waits for an answer."),
    "objection_open": _T("refusal", "Claim {number}: an objection waits for its answer already."),
    "bundle_few": _T("refusal", "Choose at least two claims that are still open."),
    "bundle_full": _T("refusal", "At most {most} claims can be settled together."),
    "bundle_mixed": _T(
        "refusal",
        "These claims have neither customer, key account nor claimant in common. Link only claims"
        " that belong together.",
    ),
    "bundle_payees": _T(
        "refusal",
        "These claims are paid to different payees: {names}. Correct the payee, or pay each claim"
        " by itself.",
    ),
    "claim_authorisation": _T(
        "refusal",
        "Claim {number} needs an authorisation: {why} Enter by what right it is claimed.",
    ),
    "claim_authorisation_unproven": _T(
        "refusal",
        "Claim {number} needs an authorisation: {why} List what is needed, and accept the"
        " authorisation when it comes.",
    ),
    "claim_bundled": _T("refusal", "Claim {number} is linked with others. Take it out first."),
    "claim_exists": _T(
        "refusal", "Claim {number} for this parcel is in progress. Open that one and add the items."
    ),
    "claim_fact_missing": _T("refusal", "To compute the amount, fill in: {field}."),
    "claim_fact_negative": _T("refusal", "{field} cannot be below zero."),
    "claim_frozen": _T("refusal", "Claim {number} is “{status}”; its amounts stand."),
    "claim_items_disagree": _T(
        "refusal",
        "The items add up to a loss of {items}, but {loss} is entered. Correct one of them.",
    ),
    "claim_incomplete": _T("refusal", "The claim is not complete. Fill in: {field}."),
    "claim_live": _T(
        "refusal", "Claim {number} is still in progress. Finish or withdraw it first."
    ),
    "claim_own": _T("refusal", "Who made claim {number} cannot approve it. Ask a colleague."),
    "claim_own_payment": _T(
        "refusal", "Who approved claim {number} cannot pay it. Ask a colleague."
    ),
    "claim_paid_before": _T(
        "refusal",
        "This parcel was paid for with claim {number}. A team leader can make another claim,"
        " with a reason.",
    ),
    "claim_extra": _T(
        "refusal",
        "“{value}” cannot be kept as {name}: too long, or no whole number where one is due.",
    ),
    "claim_unprintable": _T(
        "refusal",
        "The form's font has no “{character}” ({code_point}) for {field}. Write it another way.",
    ),
    "claim_paid": _T("refusal", "Claim {number} has been paid already (reference {reference})."),
    "claim_status": _T("refusal", "Claim {number} is “{before}” and cannot become “{after}”."),
    "claim_tier": _T(
        "refusal", "{amount} is above your limit of {limit}. Ask somebody with a higher one."
    ),
    "compensation_rule_missing": _T(
        "refusal", "No compensation rule fits this parcel. Enter the amount with a reason."
    ),
}
FILES: Final = {
    "archive_failed": _T("refusal", "The form could not be kept in {path}: {reason}."),
    "barcode_text": _T("refusal", "“{text}” cannot be printed as a bar code. Correct the number."),
    "copy_elsewhere": _T("refusal", "The printed copy is not on this desk. Print a new one."),
    "file_empty": _T("refusal", "{name}{file} is empty."),
    "file_kind": _T("refusal", "{name} cannot be attached: {kind} files are not taken."),
    "file_too_large": _T(
        "refusal", "{name} is too large to be shared. Make it smaller, or send it another way."
    ),
    "file_unreadable": _T("refusal", "{name} cannot be read: {reason}."),
    "glyph_missing": _T("refusal", "The form's font has no “{character}”. Write it another way."),
    "pdf_page_missing": _T("refusal", "The document has no such page."),
    "pdf_unreadable": _T("refusal", "{path} cannot be shown: {problem}."),
}
DESK: Final = {
    "desk_closed": _T("refusal", "The desk is closing. Start again to go on."),
    "desk_unnumbered": _T("refusal", "This desk has no number yet. Exchange now (F5)."),
    "file_unusable": _T(
        "refusal", "{path} cannot be used: {reason}. Check the disk and its rights."
    ),
    "text_broken": _T(
        "refusal",
        "“{field}” has half a character in it ({code_point}), which nothing can keep. Type that"
        " place again.",
    ),
    "not_saved": _T("refusal", "It could not be saved: {reason}. Free some space and try again."),
    "agent_unnamed": _T("refusal", "Say who you are. On this team are: {known}"),
    "profile_made": _T("refusal", "{path} holds a desk already. Choose another folder."),
    "profile_unusable": _T("refusal", "{path} cannot be used: {reason}."),
    "replica_newer": _T("refusal", "This desk was opened by a newer version. Update Aftercare."),
    "settings_broken": _T("refusal", "{path} cannot be read: {reason}. Mend or remove it."),
    "settings_value": _T("refusal", "In {path}, {name} cannot be “{value}”."),
    "sqlite_too_old": _T("refusal", "SQLite {version} is too old. Aftercare needs 3.35 or later."),
    "zone_unknown": _T("refusal", "There is no time zone “{zone}”. Write it like Asia/Shanghai."),
}
HUB: Final = {
    "cursor_unknown": _T("refusal", "The shared database was set back. Join it anew."),
    "desk_cloned": _T(
        "refusal", "Another desk works under this one's number {desk_no}. Join the database anew."
    ),
    "desk_too_old": _T("refusal", "The team has a newer version. Update Aftercare."),
    "desk_unknown": _T("refusal", "The shared database does not know this desk. Join it anew."),
    "hub_failed": _T("refusal", "The shared database failed: {reason}. It is tried again."),
    "hub_missing": _T("refusal", "There is no shared database at {hub}. {remedy}"),
    "hub_newer": _T("refusal", "The shared database is newer. Update Aftercare."),
    "hub_not_empty": _T("refusal", "{hub} holds a team already. Join it instead."),
    "hub_older": _T("refusal", "The shared database is older. Have it brought up to date."),
    "hub_on_network": _T(
        "refusal", "{path} lies on a network drive ({file_system}), where it would break. {remedy}"
    ),
    "hub_standby": _T("refusal", "The shared database is a stand-by that takes no changes yet."),
    "hub_unreachable": _T("refusal", "The shared database does not answer: {reason}."),
    "hub_url": _T("refusal", "“{url}” is no address of a database. Write it like {example}."),
    "kind_unknown": _T("refusal", "The change is of an unknown kind. Update Aftercare."),
    "no_hub": _T("refusal", "This desk shares with nobody. Join a shared database first."),
    "ticket_leased": _T("refusal", "{agent} is working on ticket {number}. Take another."),
    "operation_malformed": _T(
        "refusal", "A change came damaged and was not taken: {reason}. It is kept to be looked at."
    ),
    "record_gone": _T("refusal", "The {kind} was removed meanwhile."),
    "record_missing": _T("refusal", "The {kind} is not in the shared database."),
}
CHANNELS: Final = {
    "attachment_missing": _T("refusal", "{name} is not on this desk and cannot be sent with it."),
    "channel_choice": _T("refusal", "In the settings, {place} cannot be “{value}”."),
    "channel_host_not_allowed": _T("refusal", "The settings do not allow to send to {host}."),
    "channel_not_https": _T("refusal", "{url} would send unprotected. Use https."),
    "channel_plain_login": _T("refusal", "{host} would get the password unprotected. Use TLS."),
    "channel_secret": _T("refusal", "The password for {place} cannot be read from {source}."),
}
EXCHANGE_FILES: Final = {
    "export_format": _T("refusal", "{path} has no known ending. Use one of: {known}."),
    "retry_by_hand": _T(
        "refusal",
        "This cannot be repeated by itself: open the ticket; your words lie there as a draft.",
    ),
    "export_stopped": _T("refusal", "The export was stopped."),
    "file_missing": _T("refusal", "There is no file {path}."),
    "import_refused": _T("refusal", "Some rows cannot be imported; nothing was changed."),
    "import_stopped": _T("refusal", "The import was stopped; nothing was changed."),
    "profile_missing": _T("refusal", "There is no desk in {path}."),
    "used_wrongly": _T("refusal", "{message}"),
    "view_unknown": _T("refusal", "There is no view “{view}”. There are: {known}."),
}
#: Mistakes in the files of rules, scripts and forms; `file` and `place` say where.
RULES: Final = {
    "calendar_date": _T("refusal", "“{value}” is no date ({place}). Write it like 2026-10-01."),
    "calendar_day_both": _T("refusal", "{day} is both a working day and a day off ({place})."),
    "calendar_interval": _T("refusal", "“{value}” is no span of working hours ({place})."),
    "calendar_never_open": _T("refusal", "The calendar {calendar} has no working time."),
    "calendar_out_of_range": _T("refusal", "The calendar {calendar} does not reach that far."),
    "calendar_overlap": _T("refusal", "Working hours overlap at “{value}” ({place})."),
    "calendar_weekday": _T(
        "refusal",
        "“{value}” is no day of the week ({place}). Use mon, tue, wed, thu, fri, sat, sun.",
    ),
    "calendar_year": _T("refusal", "{day} does not belong to the year {year} ({place})."),
    "calendar_zone": _T("refusal", "There is no time zone “{zone}” ({place})."),
    "condition_fact": _T("refusal", "A condition asks for the unknown fact “{fact}” ({place})."),
    "condition_test": _T("refusal", "A condition has the unknown test “{test}” ({place})."),
    "condition_value": _T(
        "refusal", "A condition compares with “{value}”, which fits nothing ({place})."
    ),
    "fact_not_plain": _T("refusal", "The fact {name} is no plain value: {reason}."),
    "limit_calendar": _T("refusal", "The limit {rule} names the unknown calendar {calendar}."),
    "limit_span": _T("refusal", "The limit {rule} has no length of time ({place})."),
    "route_fact_unknown": _T(
        "refusal", "The routing chart asks for the unknown fact “{fact}” ({place})."
    ),
    "route_group_unreachable": _T("refusal", "Nothing is ever routed to {value} ({place})."),
    "route_no_default": _T(
        "refusal", "The routing chart has no last line for all the rest ({place})."
    ),
    "phrase_unusable": _T("refusal", "“{value}” cannot be looked for ({place})."),
    "route_template": _T("refusal", "The routing chart's sentence is wrong: “{value}” ({place})."),
    "route_unreachable": _T("refusal", "A line of the routing chart is never reached ({place})."),
    "rule_base_old": _T(
        "refusal",
        "{by} has put version {version} in force since this draft was begun. Take that one's"
        " changes in, and activate it again; the draft is kept.",
    ),
    "rule_duplicate": _T("refusal", "“{value}” stands twice ({file} {place})."),
    "rule_encoding": _T("refusal", "A rule file is not in UTF-8: {file}."),
    "rule_file_missing": _T("refusal", "A rule file is missing: {file}."),
    "rule_edit_place": _T("refusal", "There is nothing at {place} that could be edited so."),
    "rule_from_early": _T(
        "refusal", "Version {version} comes later than that. Choose a moment after it."
    ),
    "rule_frozen": _T("refusal", "Version {version} is no draft any more. Make a new one from it."),
    "rule_in_force": _T(
        "refusal", "Version {version} is in force. Put an earlier one in force again instead."
    ),
    "rule_format_newer": _T(
        "refusal", "A rule file was made for a newer version ({file} {place})."
    ),
    "rule_invalid": _T("refusal", "A rule is wrong: {message} ({file} {place})."),
    "rule_missing": _T("refusal", "A rule lacks something: {file} {place}."),
    "rule_reference": _T("refusal", "“{value}” names nothing that exists ({file} {place})."),
    "rule_syntax": _T("refusal", "A rule file cannot be read: {detail}{message} ({file} {place})."),
    "rule_type": _T("refusal", "{expected} was expected, {found} found ({file} {place})."),
    "rule_unknown_key": _T("refusal", "Unknown name in a rule file: {file} {place}."),
    "rule_value": _T("refusal", "“{value}” is not {expected} ({file} {place})."),
    "rule_version_taken": _T(
        "refusal", "Another version of this file is called {version}. Give it the next number."
    ),
    "rule_version_unknown": _T("refusal", "{file} has no version {version}."),
    "learned_broken": _T(
        "refusal", "What was learned cannot be read: {reason}. Learn anew in the rules (Learned)."
    ),
    "learned_newer": _T(
        "refusal", "What was learned is from a newer program. Update this one, or learn anew."
    ),
    "example_homeless": _T("refusal", "{file}: line {line} stands before the first type."),
    "rules_unsound": _T("refusal", "The rules have a mistake ({file} {place}): {message}."),
    "script_choice": _T("refusal", "“{value}” is not a choice here ({place})."),
    "script_code_letters": _T(
        "refusal", "A script's short code has letters only, not “{value}” ({place})."
    ),
    "script_fact_unknown": _T("refusal", "Script {script} asks for the unknown “{fact}”."),
    "snippet_unknown": _T(
        "refusal", "There is no part “{snippet}” in this language. Correct the name in the script."
    ),
    "snippet_cycle": _T(
        "refusal",
        "The part “{snippet}” would be put into itself. Take it out of one of the scripts.",
    ),
    "snippet_deep": _T(
        "refusal",
        "Parts stand in parts more than {most} deep at “{snippet}”. Put fewer into each other.",
    ),
    "ask_missing": _T("refusal", "{label} is missing. Fill it in."),
    "ask_long": _T("refusal", "{label} may have {most} characters. Shorten it."),
    "ask_placeholder": _T("refusal", "“{text}” still has a placeholder. Write what {label} is."),
    "ask_number": _T("refusal", "“{text}” is no number. Write {label} as 3 or 1,234.5."),
    "ask_money": _T("refusal", "“{text}” is no amount. Write {label} as 120 or 1,234.50."),
    "ask_date": _T("refusal", "“{text}” is no day. Write {label} as tomorrow, Friday or 11-25."),
    "ask_time": _T(
        "refusal", "“{text}” is no time. Write {label} as 18:30, tomorrow 3 pm or in 2 hours."
    ),
    "ask_choice": _T("refusal", "“{text}” is not a choice for {label}. Choose from: {choices}."),
    "ask_below": _T("refusal", "{label} must not be less than {least}, not “{text}”."),
    "ask_above": _T("refusal", "{label} must not be more than {most}, not “{text}”."),
    "template_invalid": _T("refusal", "Line {line} of the script: {problem}."),
    "template_too_long": _T("refusal", "The script is longer than {longest} characters."),
    "weights_invalid": _T("refusal", "The shares cannot be spread: {weights}."),
    "wording_invalid": _T("refusal", "The form's wording is wrong: {problem} ({file} {place})."),
    "wording_missing": _T("refusal", "The form's wording lacks {place} ({file})."),
    "pause_backwards": _T("refusal", "A pause ends before it begins."),
    "working_time_negative": _T("refusal", "A working time cannot be below zero."),
}
#: Mistakes in rule files that are said by the rules themselves, in both languages.
IN_FILES: Final = (
    {code: told for code, told in sentences.SENTENCES.items() if code not in RULES}
    | paper_words.SENTENCES
    | claim_words.SENTENCES
)
SENTENCES: Final = {
    **{code: en for code, (en, _) in IN_FILES.items()},
    **TICKETS,
    **WORDS,
    **CARE,
    **CLAIMS,
    **FILES,
    **PICTURES,
    **DESK,
    **HUB,
    **SHARING_SENTENCES,
    **CHANNELS,
    **EXCHANGE_FILES,
    **FILE_SENTENCES,
    **RULES,
    **SCRIPTS,
}
