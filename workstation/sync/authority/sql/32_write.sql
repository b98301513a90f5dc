-- Making records and writing merged ones.

-- What a new record hangs on, and where: [ticket, group, region].
CREATE OR REPLACE FUNCTION hub_hung(
    one_kind text, one_uid text, facts jsonb, hangs_on text, unmade jsonb
) RETURNS text[]
LANGUAGE plpgsql AS $$
DECLARE
    place text[];
BEGIN
    IF one_kind = 'ticket' THEN
        RETURN ARRAY[one_uid, facts ->> 'group_code', coalesce(facts ->> 'region', '')];
    ELSIF hangs_on = 'ticket' THEN
        SELECT ARRAY[r.uid, r.grp, r.region] INTO place FROM hub_record r
         WHERE r.uid = facts ->> 'ticket' AND r.kind = 'ticket' FOR UPDATE;
        IF NOT FOUND THEN
            PERFORM hub_fail_missing('ticket', coalesce(facts ->> 'ticket', ''), unmade);
        END IF;
        RETURN place;
    ELSIF hangs_on = 'claim' THEN
        SELECT ARRAY[r.ticket, r.grp, r.region] INTO place FROM hub_record r
         WHERE r.uid = facts ->> 'claim' AND r.kind = 'claim';
        IF NOT FOUND THEN
            PERFORM hub_fail_missing('claim', coalesce(facts ->> 'claim', ''), unmade);
        END IF;
        RETURN place;
    END IF;
    RETURN ARRAY['', '', ''];
END
$$;

-- A note on what became of one field.
CREATE OR REPLACE FUNCTION hub_note(
    kind text, uid text, field text, how text, mine jsonb, theirs jsonb
) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_build_array(jsonb_build_object('kind', kind, 'uid', uid, 'field', field,
        'how', how, 'mine', mine, 'theirs', theirs, 'author', ''))
$$;

-- Make a record that an operation brings; gives its notes, or null when it was there already.
CREATE OR REPLACE FUNCTION hub_make(
    op text, who text, desk integer, me hub_caller, moment bigint, unmade jsonb,
    one_kind text, one_uid text, facts jsonb, rules hub_kind
) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
    notes jsonb := '[]';
    fields jsonb;
    hung text[];
    beside hub_beside;
    name text;
    odd boolean;
BEGIN
    SELECT jsonb_object_agg(n.key, n.value),
           bool_or(NOT CASE rules.fields ->> n.key
               WHEN '!text' THEN jsonb_typeof(n.value) = 'string'
               ELSE hub_fits(coalesce(ltrim(rules.fields ->> n.key, '!'), ''), n.value) END)
      INTO fields, odd
      FROM jsonb_each(facts) n
     WHERE n.value IS DISTINCT FROM rules.defaults -> n.key AND n.key <> 'uid';
    fields := coalesce(fields, '{}');
    IF odd OR rules.statuses IS NOT NULL THEN
        PERFORM hub_check_shapes(one_kind, fields);
    END IF;
    FOREACH name IN ARRAY rules.moments LOOP
        IF (fields ->> name)::numeric > moment + 60000 THEN
            notes := notes || hub_note(one_kind, one_uid, name, 'corrected', fields -> name,
                to_jsonb(moment));
            fields := fields || jsonb_build_object(name, moment);
        END IF;
    END LOOP;
    IF NOT me.operator THEN
        PERFORM hub_check_signature(rules.persons, who, fields);
    END IF;
    IF NOT rules.guarded THEN
        hung := hub_hung(one_kind, one_uid, fields, rules.hangs_on, unmade);
        INSERT INTO hub_record (uid, kind, rev, body, author, authors, changed_at,
            ticket, grp, region)
        VALUES (one_uid, one_kind, 1, fields, who, '{}', moment, hung[1], hung[2], hung[3]);
    ELSE
        facts := rules.defaults || fields;
        hung := hub_hung(one_kind, one_uid, facts, rules.hangs_on, unmade);
        IF one_kind = 'ticket' AND fields ? 'owner' THEN
            PERFORM hub_check_owner(who, NULL, one_uid, '', facts ->> 'owner', facts ->> 'source');
        ELSIF one_kind = 'claim' THEN
            PERFORM hub_check_claims(who, one_uid, '{}', facts);
            PERFORM hub_check_serial('claim', one_uid, facts ->> 'serial');
        ELSIF one_kind = 'agent' THEN
            PERFORM hub_check_person(who, one_uid, NULL, facts);
        ELSIF one_kind = 'rule' THEN
            PERFORM hub_check_rule(who, one_uid, NULL, facts, moment);
        ELSIF one_kind IN ('script', 'script_note', 'script_mark') THEN
            PERFORM hub_check_scripts(who, one_kind, one_uid, NULL, facts, moment);
        ELSIF one_kind = 'print' AND facts -> 'reprint' = '0' THEN
            PERFORM hub_check_serial('print', one_uid, facts ->> 'serial');
        END IF;
        IF hub_is_claim_record(one_kind) THEN
            PERFORM hub_check_claim_record(who, one_kind, one_uid, NULL, facts);
        END IF;
        IF one_kind IN ('ticket', 'claim') THEN
            name := hub_free_number(one_kind, one_uid, facts ->> 'number', desk);
            IF name <> facts ->> 'number' THEN
                notes := notes || hub_note(one_kind, one_uid, 'number', 'renumbered',
                    facts -> 'number', to_jsonb(name));
                fields := fields || jsonb_build_object('number', name);
                facts := facts || jsonb_build_object('number', name);
            END IF;
        END IF;
        beside := hub_columns(one_kind, facts);
        INSERT INTO hub_record (uid, kind, rev, body, author, authors, changed_at, ticket, grp,
            region, opened_by, number, status, owner, waybill, serial, priority, urged, due_sort)
        VALUES (one_uid, one_kind, 1, fields, who, '{}', moment, hung[1], hung[2], hung[3],
            CASE WHEN one_kind = 'ticket' THEN who ELSE '' END,
            beside.number, beside.status, beside.owner, beside.waybill, beside.serial,
            beside.priority, beside.urged, beside.due_sort);
    END IF;
    IF rules.found IS NOT NULL THEN
        PERFORM hub_index(one_kind, one_uid, fields, rules.found);
        IF fields ? 'sha256' THEN
            PERFORM hub_name_content(me, one_uid, fields ->> 'sha256');
        END IF;
    END IF;
    INSERT INTO hub_change (kind, uid, rev, grp, at, desk_no, operation)
    VALUES (one_kind, one_uid, 1, hung[2], moment, desk, op);
    RETURN notes;
END
$$;

-- Merge a change into a record where the short way does not do, with all checks; gives
-- {fields, notes}.
CREATE OR REPLACE FUNCTION hub_merge_checked(
    who text, act text, me hub_caller, moment bigint, was hub_record, change jsonb, rules hub_kind
) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
    facts jsonb := rules.defaults || was.body;
    notes jsonb := '[]';
    merged jsonb;
    fields jsonb;
    holder text;
    name text;
BEGIN
    IF was.kind = 'ticket' AND NOT me.sees_all
        AND NOT hub_sees(me, was.grp, was.owner, was.opened_by)
        AND (coalesce(change #>> '{set,owner}', '') NOT IN ('', was.owner)
            OR (change -> 'set') ? 'group_code')
    THEN  -- nobody brings a ticket back into sight that went out of it
        IF NOT EXISTS (SELECT FROM hub_word w WHERE w.list = 'telling' AND w.word = act)
            OR (change -> 'set') ? 'group_code'
        THEN
            PERFORM hub_fail('not_allowed',
                jsonb_build_object('act', 'see', 'role', me.role, 'agent', who));
        END IF;
        notes := hub_note('ticket', was.uid, 'owner', 'kept', change #> '{set,owner}', 'null');
        change := change #- '{set,owner}';
    END IF;
    IF was.kind = 'ticket' AND coalesce(change #>> '{set,owner}', '') <> ''
        AND was.owner = '' AND act <> 'AssignTicket'
    THEN
        holder := hub_lease_holder(was.uid, change #>> '{set,owner}', moment);
        IF holder IS NOT NULL THEN
            IF NOT EXISTS (SELECT FROM hub_word w WHERE w.list = 'telling' AND w.word = act) THEN
                PERFORM hub_fail('ticket_leased',
                    jsonb_build_object('number', facts -> 'number', 'agent', holder));
            END IF;
            notes := hub_note('ticket', was.uid, 'owner', 'kept', change #> '{set,owner}',
                facts -> 'owner');
            change := change #- '{set,owner}';
        END IF;
    END IF;
    merged := hub_merge(was.kind, was.uid, facts, change, act, was.authors);
    fields := merged -> 'fields';
    notes := notes || (merged -> 'notes');
    IF fields = '{}' THEN
        RETURN jsonb_build_object('fields', fields, 'notes', notes);
    END IF;
    FOREACH name IN ARRAY rules.moments LOOP
        IF (fields ->> name)::numeric > moment + 60000 THEN
            notes := notes || hub_note(was.kind, was.uid, name, 'corrected', fields -> name,
                to_jsonb(moment));
            fields := fields || jsonb_build_object(name, moment);
        END IF;
    END LOOP;
    IF NOT me.operator THEN
        PERFORM hub_check_signature(rules.persons, who, fields);
    END IF;
    IF was.kind = 'claim' THEN
        PERFORM hub_check_claims(who, was.uid, facts, facts || fields);
        PERFORM hub_check_serial('claim', was.uid, fields ->> 'serial');
    ELSIF was.kind = 'agent' THEN
        PERFORM hub_check_person(who, was.uid, facts, facts || fields);
    ELSIF was.kind = 'rule' THEN
        PERFORM hub_check_rule(who, was.uid, facts, facts || fields, moment);
    ELSIF was.kind IN ('script', 'script_note', 'script_mark') THEN
        PERFORM hub_check_scripts(who, was.kind, was.uid, facts, facts || fields, moment);
    ELSIF hub_is_claim_record(was.kind) THEN
        PERFORM hub_check_claim_record(who, was.kind, was.uid, facts, facts || fields);
    END IF;
    RETURN jsonb_build_object('fields', fields, 'notes', notes);
END
$$;

-- Write merged fields over a record; says so in the change log.
CREATE OR REPLACE FUNCTION hub_write(
    op text, who text, desk integer, moment bigint, was hub_record, fields jsonb, usual text[],
    signed jsonb, rules hub_kind
) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    facts jsonb;
    beside hub_beside;
    place text := was.grp;
    area text := was.region;
    kept jsonb := was.body || fields;
BEGIN
    IF usual IS NOT NULL THEN
        kept := kept - usual;
    END IF;
    IF rules.beside IS NULL OR NOT fields ?| rules.beside THEN
        UPDATE hub_record r
           SET rev = was.rev + 1, body = kept, author = who,
               authors = was.authors || signed, changed_at = moment
         WHERE r.uid = was.uid AND r.kind = was.kind;
        INSERT INTO hub_change (kind, uid, rev, grp, at, desk_no, operation)
        VALUES (was.kind, was.uid, was.rev + 1, place, moment, desk, op);
        RETURN;
    END IF;
    IF fields ?| rules.found THEN
        PERFORM hub_index(was.kind, was.uid, kept, rules.found);
    END IF;
    facts := rules.defaults || kept;
    beside := hub_columns(was.kind, facts);
    IF was.kind = 'ticket' THEN
        place := facts ->> 'group_code';
        area := coalesce(facts ->> 'region', '');
    END IF;
    UPDATE hub_record r
       SET rev = was.rev + 1, body = kept, author = who,
           authors = was.authors || signed, changed_at = moment,
           grp = place, region = area,
           number = beside.number, status = beside.status, owner = beside.owner,
           waybill = beside.waybill, serial = beside.serial, priority = beside.priority,
           urged = beside.urged, due_sort = beside.due_sort
     WHERE r.uid = was.uid AND r.kind = was.kind;
    INSERT INTO hub_change (kind, uid, rev, grp, old_grp, old_owner, at, desk_no, operation)
    VALUES (was.kind, was.uid, was.rev + 1, place,
        CASE WHEN was.grp <> place THEN was.grp ELSE '' END,
        CASE WHEN was.owner <> beside.owner THEN was.owner ELSE '' END,
        moment, desk, op);
    IF was.kind = 'ticket' THEN
        IF was.grp <> place OR was.region <> area THEN
            UPDATE hub_record r SET grp = place, region = area
             WHERE r.ticket = was.uid AND r.ticket <> '' AND r.kind <> 'ticket';
        END IF;
        IF was.grp <> place OR was.owner <> beside.owner THEN
            PERFORM hub_free_lease(was.uid, beside.owner);
        END IF;
    END IF;
END
$$;
