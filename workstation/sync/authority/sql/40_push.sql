-- Taking operations in: each is applied, merged or refused, once, whatever the network did.

-- End the lease of a ticket for all but its new owner ('' for nobody).
CREATE OR REPLACE FUNCTION hub_free_lease(about text, owner text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    freed record;
BEGIN
    UPDATE hub_lease l SET until = 0, request = '', rev = l.rev + 1
     WHERE l.ticket = about AND l.agent <> owner AND l.until > 0
    RETURNING l.rev, l.desk_no INTO freed;
    IF FOUND THEN
        PERFORM hub_log('lease', about, freed.rev,
            coalesce((SELECT r.grp FROM hub_record r WHERE r.uid = about AND r.kind = 'ticket'), ''),
            '', '', freed.desk_no, '');
    END IF;
END
$$;

-- Give an agent's own lease of a ticket back.
CREATE OR REPLACE FUNCTION hub_give_up(about text, who text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    freed record;
BEGIN
    UPDATE hub_lease l SET until = 0, request = '', rev = l.rev + 1
     WHERE l.ticket = about AND l.agent = who AND l.until > 0
    RETURNING l.rev, l.desk_no INTO freed;
    IF FOUND THEN
        PERFORM hub_log('lease', about, freed.rev,
            coalesce((SELECT r.grp FROM hub_record r WHERE r.uid = about AND r.kind = 'ticket'), ''),
            '', '', freed.desk_no, '');
    END IF;
END
$$;

-- Raise unless a person known to the hub has the right to an act.
CREATE OR REPLACE FUNCTION hub_check_right(who text, act text) RETURNS void
LANGUAGE plpgsql STABLE AS $$
DECLARE
    person jsonb;
BEGIN
    SELECT r.body INTO person FROM hub_record r
     WHERE r.uid = who AND r.kind = 'agent' AND NOT r.gone;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    IF NOT coalesce((person ->> 'active')::boolean, true) OR (
        EXISTS (SELECT FROM hub_right n WHERE n.act = hub_check_right.act)
        AND NOT EXISTS (SELECT FROM hub_right n WHERE n.act = hub_check_right.act
            AND n.role = coalesce(person ->> 'role', 'agent')))
    THEN
        PERFORM hub_fail('not_allowed', jsonb_build_object('act', act,
            'role', coalesce(person ->> 'role', 'agent'), 'agent', coalesce(person ->> 'name', '')));
    END IF;
END
$$;

-- People: only an admin makes them or alters what they may do.
CREATE OR REPLACE FUNCTION hub_check_person(who text, before jsonb, after jsonb) RETURNS void
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF before IS NULL THEN
        IF coalesce(after -> 'active', 'true') = 'false' AND coalesce(after ->> 'role', 'agent') = 'agent'
            AND coalesce(after ->> 'login', '') = '' AND coalesce(after -> 'groups', '[]') = '[]'
        THEN
            RETURN;  -- the name of somebody who worked elsewhere
        END IF;
    ELSIF NOT EXISTS (SELECT FROM hub_word w WHERE w.list = 'agent_right'
        AND (before -> w.word) IS DISTINCT FROM (after -> w.word))
    THEN
        RETURN;
    END IF;
    PERFORM hub_check_right(who, 'agent_change');
END
$$;

-- Raise unless a claim may stand like this: approval, payment, one live claim.
CREATE OR REPLACE FUNCTION hub_check_claims(
    who text, claim_uid text, before jsonb, after jsonb
) RETURNS void
LANGUAGE plpgsql STABLE AS $$
DECLARE
    status text := after ->> 'status';
    person jsonb;
    amount numeric := coalesce(nullif(after -> 'approved_fen', 'null')::numeric, 0);
    tier bigint;
    other record;
    made jsonb := CASE WHEN before = '{}' THEN after ELSE before END;
BEGIN
    IF status IS DISTINCT FROM (before ->> 'status') AND status IN ('approved', 'paid') THEN
        SELECT r.body INTO person FROM hub_record r
         WHERE r.uid = who AND r.kind = 'agent' AND NOT r.gone;
        IF FOUND AND status = 'approved' THEN
            PERFORM hub_check_right(who, 'claim_approve');
            IF amount <= 0 THEN
                PERFORM hub_fail('claim_amount', jsonb_build_object('amount_fen', amount));
            END IF;
            IF who IN (made ->> 'created_by', made ->> 'submitted_by') THEN
                PERFORM hub_fail('claim_own', jsonb_build_object('number', made -> 'number'));
            END IF;
            SELECT t.most_fen INTO tier FROM hub_tier t
             WHERE t.role = coalesce(person ->> 'role', 'agent');
            IF amount > coalesce(tier, 0) THEN
                PERFORM hub_fail('claim_tier', jsonb_build_object('limit_fen', coalesce(tier, 0),
                    'amount_fen', amount, 'role', coalesce(person ->> 'role', 'agent')));
            END IF;
        ELSIF FOUND THEN
            PERFORM hub_check_right(who, 'claim_pay');
            IF after ->> 'approved_by' = who THEN
                PERFORM hub_fail('claim_own_payment',
                    jsonb_build_object('number', after -> 'number'));
            END IF;
        END IF;
    END IF;
    IF EXISTS (SELECT FROM hub_word w WHERE w.list = 'live' AND w.word = status) THEN
        SELECT r.uid, r.number INTO other FROM hub_record r
         WHERE r.kind = 'claim' AND NOT r.gone AND r.uid <> claim_uid
           AND r.status IN (SELECT w.word FROM hub_word w WHERE w.list = 'live')
           AND r.ticket = after ->> 'ticket' AND r.ticket <> ''
         ORDER BY r.uid LIMIT 1;
        IF NOT FOUND AND coalesce(after ->> 'waybill', '') <> '' THEN
            SELECT r.uid, r.number INTO other FROM hub_record r
             WHERE r.kind = 'claim' AND NOT r.gone AND r.uid <> claim_uid
               AND r.status IN ('draft', 'submitted', 'approved', 'printed')  -- as the index says
               AND r.waybill <> '' AND r.waybill = after ->> 'waybill'
             ORDER BY r.uid LIMIT 1;
        END IF;
        IF FOUND THEN
            PERFORM hub_fail('claim_exists',
                jsonb_build_object('claim', other.uid, 'number', other.number));
        END IF;
    END IF;
END
$$;

-- Raise when a serial was given to another claim or first print.
CREATE OR REPLACE FUNCTION hub_check_serial(kind text, own text, wanted text) RETURNS void
LANGUAGE plpgsql STABLE AS $$
DECLARE
    holder text;
BEGIN
    IF coalesce(wanted, '') = '' THEN
        RETURN;
    END IF;
    IF kind = 'claim' THEN
        SELECT r.uid INTO holder FROM hub_record r
         WHERE r.serial = wanted AND r.serial <> '' AND NOT r.gone AND r.uid <> own LIMIT 1;
    ELSE
        SELECT r.uid INTO holder FROM hub_record r
         WHERE r.kind = 'print' AND r.number = wanted AND r.number <> '' AND NOT r.gone
           AND r.uid <> own LIMIT 1;
    END IF;
    IF FOUND THEN
        PERFORM hub_fail('serial_taken', jsonb_build_object('serial', wanted));
    END IF;
END
$$;

-- A number that nobody else bears: its own, or with the desk's number behind it.
CREATE OR REPLACE FUNCTION hub_free_number(kind text, own text, wanted text, desk_no integer)
RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
    free text := wanted;
BEGIN
    IF free = '' THEN
        RETURN free;
    END IF;
    WHILE EXISTS (
        SELECT FROM hub_record r WHERE r.kind = hub_free_number.kind AND r.number = free
           AND r.number <> '' AND NOT r.gone AND r.uid <> own)
    LOOP
        free := free || '-' || desk_no;
    END LOOP;
    RETURN free;
END
$$;

-- Raise for a record that is not here: because its making was refused, or because nobody made it.
CREATE OR REPLACE FUNCTION hub_fail_missing(kind text, uid text, unmade jsonb) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF unmade ? (kind || ' ' || uid) THEN
        PERFORM hub_fail('follows_refused', jsonb_build_object(
            'kind', kind, 'uid', uid, 'operation', unmade -> (kind || ' ' || uid)));
    END IF;
    PERFORM hub_fail('record_missing', jsonb_build_object('kind', kind, 'uid', uid));
END
$$;

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
        IF one_kind = 'claim' THEN
            PERFORM hub_check_claims(who, one_uid, '{}', facts);
            PERFORM hub_check_serial('claim', one_uid, facts ->> 'serial');
        ELSIF one_kind = 'agent' THEN
            PERFORM hub_check_person(who, NULL, facts);
        ELSIF one_kind = 'print' AND facts -> 'reprint' = '0' THEN
            PERFORM hub_check_serial('print', one_uid, facts ->> 'serial');
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
    END IF;
    INSERT INTO hub_change (kind, uid, rev, grp, at, desk_no, operation)
    VALUES (one_kind, one_uid, 1, hung[2], moment, desk, op);
    RETURN notes;
END
$$;

-- Who else was just served a ticket that nobody owns; null when nobody was.
CREATE OR REPLACE FUNCTION hub_lease_holder(about text, wanted text, moment bigint) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT coalesce(nullif(l.agent_name, ''), l.agent) FROM hub_lease l
     WHERE l.ticket = about AND l.until > moment AND l.agent <> wanted
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
        PERFORM hub_check_person(who, facts, facts || fields);
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

-- Decide one operation and write what it brings; gives its outcome as it is kept, or raises.
CREATE OR REPLACE FUNCTION hub_decide(
    told jsonb, desk integer, me hub_caller, moment bigint, unmade jsonb
) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
    op text := told ->> 'uid';
    who text := told ->> 'agent';
    act text := told ->> 'action';
    at bigint := (told ->> 'at')::bigint;
    change jsonb;
    one_kind text;
    one_uid text;
    rules hub_kind;
    was hub_record;
    base jsonb;
    wanted jsonb;
    fields jsonb;
    signed jsonb;
    usual text[];
    plain boolean;
    latest jsonb := to_jsonb(moment + 60000);
    merged jsonb;
    notes jsonb := '[]';
    revs jsonb := '[]';
    seen text[] := '{}';
    entries text[] := '{}';
    made boolean := false;
    outcome jsonb;
BEGIN
    IF told ? 'unstorable' THEN
        PERFORM hub_fail('unstorable', jsonb_build_object('reason', told -> 'unstorable'));
    END IF;
    IF NOT me.operator AND who IS DISTINCT FROM me.agent THEN
        PERFORM hub_fail('not_you', jsonb_build_object('agent', who));
    END IF;
    IF jsonb_typeof(told -> 'changes') IS DISTINCT FROM 'array' THEN
        PERFORM hub_fail('operation_malformed', '{"reason": "changes"}');
    END IF;
    IF NOT me.sees_all THEN
        PERFORM hub_check_sight(me, told -> 'changes');
    END IF;
    FOR place IN 0 .. jsonb_array_length(told -> 'changes') - 1 LOOP
        change := told #> ARRAY['changes', place::text];
        one_kind := change ->> 'kind';
        one_uid := change ->> 'uid';
        IF jsonb_typeof(change -> 'kind') IS DISTINCT FROM 'string'
            OR jsonb_typeof(change -> 'uid') IS DISTINCT FROM 'string'
        THEN
            PERFORM hub_fail('operation_malformed', '{"reason": "kind or uid"}');
        END IF;
        IF one_kind || ' ' || one_uid = ANY (seen) THEN
            PERFORM hub_fail('operation_malformed', '{"reason": "record named twice"}');
        END IF;
        seen := seen || (one_kind || ' ' || one_uid);
        IF rules.kind IS DISTINCT FROM one_kind THEN
            SELECT * INTO rules FROM hub_kind k WHERE k.kind = one_kind;
            IF NOT FOUND THEN
                PERFORM hub_fail('kind_unknown', jsonb_build_object('kind', one_kind));
            END IF;
        END IF;
        SELECT * INTO was FROM hub_record r
         WHERE r.uid = one_uid AND r.kind = one_kind FOR UPDATE;

        IF change ? 'new' THEN
            made := true;
            IF jsonb_typeof(change -> 'new') <> 'object'
                OR NOT (change -> 'new') ?& rules.needed
            THEN
                PERFORM hub_fail('operation_malformed',
                    jsonb_build_object('reason', 'new', 'kind', one_kind));
            END IF;
            IF was.uid IS NULL THEN
                merged := hub_make(op, who, desk, me, moment, unmade, one_kind, one_uid,
                    change -> 'new', rules);
                IF merged <> '[]' THEN
                    notes := notes || merged;
                END IF;
                revs := revs || jsonb_build_array(jsonb_build_array(one_kind, one_uid, 0, 1));
                IF one_kind = 'entry' THEN
                    entries := entries || one_uid;
                END IF;
            ELSIF was.gone OR EXISTS (
                SELECT FROM jsonb_each(rules.defaults || (change -> 'new')) n
                 WHERE n.key <> 'uid'
                   AND coalesce((rules.defaults || was.body) -> n.key, 'null') <> n.value)
            THEN
                notes := notes || hub_note(one_kind, one_uid, 'uid', 'kept', 'null', 'null');
            END IF;
            CONTINUE;
        END IF;

        IF was.uid IS NULL THEN
            IF change -> 'gone' = 'true' THEN
                CONTINUE;
            END IF;
            PERFORM hub_fail_missing(one_kind, one_uid, unmade);
        END IF;
        IF change -> 'gone' = 'true' THEN
            IF NOT EXISTS (SELECT FROM hub_word w
                WHERE w.list = 'droppable' AND w.word = one_kind)
            THEN
                PERFORM hub_fail('not_allowed', jsonb_build_object(
                    'act', 'drop', 'role', '', 'agent', who));
            END IF;
            IF NOT was.gone THEN
                UPDATE hub_record r
                   SET gone = true, rev = was.rev + 1, author = who, changed_at = moment
                 WHERE r.uid = one_uid AND r.kind = one_kind;
                INSERT INTO hub_change (kind, uid, rev, grp, at, desk_no, operation)
                VALUES (one_kind, one_uid, was.rev + 1, was.grp, moment, desk, op);
                revs := revs || jsonb_build_array(
                    jsonb_build_array(one_kind, one_uid, was.rev, was.rev + 1));
            END IF;
            CONTINUE;
        END IF;
        IF was.gone THEN
            PERFORM hub_fail('record_gone', jsonb_build_object('kind', one_kind, 'uid', one_uid));
        END IF;
        IF jsonb_typeof(change -> 'set') IS DISTINCT FROM 'object'
            OR jsonb_typeof(change -> 'base') IS DISTINCT FROM 'object'
        THEN
            PERFORM hub_fail('operation_malformed', '{"reason": "base or set"}');
        END IF;

        -- the short way: every field stands as it was when the change was made
        plain := false;
        wanted := change -> 'set';
        IF NOT rules.always AND NOT wanted ? 'owner'
            AND (me.sees_all OR NOT wanted ? 'group_code')
        THEN
            base := change -> 'base';
            SELECT bool_and(
                       coalesce(base -> w.key, 'null')
                           = coalesce(was.body -> w.key, rules.defaults -> w.key, 'null')
                       AND CASE rules.fields ->> w.key
                           WHEN 'text' THEN jsonb_typeof(w.value) = 'string'
                           WHEN 'status' THEN w.value #>> '{}' = ANY (rules.statuses)
                           ELSE coalesce(rules.fields ->> w.key, '') NOT LIKE '!%'
                               AND hub_fits(coalesce(rules.fields ->> w.key, ''), w.value) END
                       AND NOT (w.key = ANY (rules.moments)
                           AND w.value > latest AND jsonb_typeof(w.value) = 'number')),
                   jsonb_object_agg(w.key, who) FILTER (
                       WHERE w.value <> coalesce(base -> w.key, 'null')),
                   array_agg(w.key) FILTER (WHERE w.value = coalesce(rules.defaults -> w.key,
                       CASE WHEN NOT was.body ? w.key THEN 'null'::jsonb END))
              INTO plain, signed, usual
              FROM jsonb_each(wanted) w;
        END IF;
        IF plain THEN
            CONTINUE WHEN signed IS NULL;
            IF rules.beside IS NULL OR NOT wanted ?| rules.beside THEN
                UPDATE hub_record r
                   SET rev = was.rev + 1, author = who, changed_at = moment,
                       body = CASE WHEN usual IS NULL THEN was.body || wanted
                           ELSE (was.body || wanted) - usual END,
                       authors = was.authors || signed
                 WHERE r.uid = one_uid AND r.kind = one_kind;
                INSERT INTO hub_change (kind, uid, rev, grp, at, desk_no, operation)
                VALUES (one_kind, one_uid, was.rev + 1, was.grp, moment, desk, op);
            ELSE
                PERFORM hub_write(op, who, desk, moment, was, wanted, usual, signed, rules);
            END IF;
        ELSE
            merged := hub_merge_checked(who, act, me, moment, was, change, rules);
            fields := merged -> 'fields';
            notes := notes || (merged -> 'notes');
            CONTINUE WHEN fields = '{}';
            SELECT jsonb_object_agg(f.key, who),
                   array_agg(f.key) FILTER (WHERE f.value = rules.defaults -> f.key)
              INTO signed, usual
              FROM jsonb_each(fields) f;
            PERFORM hub_write(op, who, desk, moment, was, fields, usual, signed, rules);
        END IF;
        revs := revs || jsonb_build_array(
            jsonb_build_array(one_kind, one_uid, was.rev, was.rev + 1));
    END LOOP;

    IF act IN ('ReleaseTicket', 'SkipTicket') THEN
        PERFORM hub_give_up(told ->> 'ticket', who);
    END IF;
    IF notes = '[]' THEN
        outcome := jsonb_build_object('state', 'applied', 'code', '', 'facts', '{}'::jsonb,
            'notes', notes, 'revs', revs, 'keys', '[]'::jsonb);
    ELSE
        IF cardinality(entries) > 0 THEN
            PERFORM hub_correct_timeline(entries, notes);
        END IF;
        outcome := jsonb_build_object('state', 'merged', 'code', '', 'facts', '{}'::jsonb,
            'notes', notes, 'revs', revs, 'keys', hub_keys_of(told));
    END IF;
    INSERT INTO hub_operation (uid, desk_no, n, digest, at, received_at, agent, action, ticket,
        told, outcome)
    VALUES (op, desk, (told ->> 'n')::bigint, told ->> 'digest',
        CASE WHEN at > moment + 60000 THEN moment ELSE at END, moment, who, act, told ->> 'ticket',
        jsonb_build_object('args', told -> 'args', 'changes',
            CASE WHEN made THEN hub_bare_changes(told -> 'changes') ELSE told -> 'changes' END),
        outcome);
    RETURN outcome;
END
$$;

-- The changes of an operation as they are kept: new records by their uid alone.
CREATE OR REPLACE FUNCTION hub_bare_changes(changes jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(jsonb_agg(CASE WHEN c.value ? 'new' THEN c.value || '{"new": true}'
               ELSE c.value END ORDER BY c.place), '[]')
      FROM jsonb_array_elements(CASE WHEN jsonb_typeof(changes) = 'array' THEN changes
           ELSE '[]' END) WITH ORDINALITY c (value, place)
$$;

-- Decide one operation by itself: where it is refused, nothing of it stands but its outcome.
CREATE OR REPLACE FUNCTION hub_take(
    told jsonb, desk integer, me hub_caller, moment bigint, unmade jsonb
) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
    at bigint := (told ->> 'at')::bigint;
    code text := 'unstorable';
    detail text;
    facts jsonb;
    outcome jsonb;
BEGIN
    FOR tried IN 1 .. 3 LOOP
    BEGIN
        RETURN hub_decide(told, desk, me, moment, unmade);
    EXCEPTION
        WHEN SQLSTATE 'AC000' THEN
            GET STACKED DIAGNOSTICS code = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
            facts := coalesce(detail, '{}')::jsonb;
            EXIT;
        WHEN unique_violation THEN  -- somebody was faster; now what they wrote can be seen
            facts := jsonb_build_object('reason', SQLERRM);
        WHEN OTHERS THEN
            IF hub_passes(SQLSTATE) THEN
                RAISE;
            END IF;
            facts := jsonb_build_object('reason', SQLERRM);
            EXIT;
    END;
    END LOOP;
    outcome := jsonb_build_object('state', 'refused', 'code', code, 'facts', facts,
        'notes', '[]'::jsonb, 'revs', '[]'::jsonb, 'keys', hub_keys_of(told));
    INSERT INTO hub_operation (uid, desk_no, n, digest, at, received_at, agent, action, ticket,
        told, outcome)
    VALUES (told ->> 'uid', desk, (told ->> 'n')::bigint, told ->> 'digest',
        CASE WHEN at > moment + 60000 THEN moment ELSE at END, moment, told ->> 'agent',
        told ->> 'action', told ->> 'ticket',
        CASE WHEN code = 'unstorable' THEN '{}'
        ELSE jsonb_build_object('args', told -> 'args', 'changes',
            hub_bare_changes(told -> 'changes')) END,
        outcome);
    RETURN outcome;
END
$$;

-- Whether an error says nothing about the operation: a lost race, a lost connection, a full disk,
-- or a mistake in these functions, which must not cost anybody's work.
CREATE OR REPLACE FUNCTION hub_passes(state text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT state ~ '^(08|25|40|42|53|55|57|58|XX)'
$$;

-- The records that an operation is about: [kind, uid] of each.
CREATE OR REPLACE FUNCTION hub_keys_of(told jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_array(c.value -> 'kind', c.value -> 'uid')
               ORDER BY c.place), '[]')
      FROM jsonb_array_elements(CASE WHEN jsonb_typeof(told -> 'changes') = 'array'
           THEN told -> 'changes' ELSE '[]' END) WITH ORDINALITY c (value, place)
     WHERE jsonb_typeof(c.value -> 'kind') = 'string' AND jsonb_typeof(c.value -> 'uid') = 'string'
$$;

-- Nobody signs with another's name: such fields name whoever works, or nobody.
CREATE OR REPLACE FUNCTION hub_check_signature(persons text[], who text, fields jsonb)
RETURNS void
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY persons LOOP
        IF fields ? name AND coalesce(fields ->> name, '') NOT IN ('', who) THEN
            PERFORM hub_fail('not_you', jsonb_build_object('agent', fields -> name, 'field', name));
        END IF;
    END LOOP;
END
$$;

-- Take from the operation's own timeline lines what did not come to pass.
CREATE OR REPLACE FUNCTION hub_correct_timeline(entries text[], notes jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    line record;
    missed jsonb;
BEGIN
    FOR line IN
        SELECT r.uid, r.body, r.body -> 'data' -> 'fields' AS fields FROM hub_record r
         WHERE r.uid = ANY (entries) AND r.kind = 'entry' AND r.rev = 1
           AND jsonb_typeof(r.body -> 'data' -> 'fields') = 'object'
    LOOP
        SELECT jsonb_agg(f ORDER BY f COLLATE "C") INTO missed
          FROM jsonb_object_keys(line.fields) f
         WHERE EXISTS (SELECT FROM jsonb_array_elements(notes) n
            WHERE n.value ->> 'uid' = line.body ->> 'ticket' AND n.value ->> 'field' = f
              AND n.value ->> 'how' IN ('conflict', 'kept'));
        IF missed IS NOT NULL THEN
            UPDATE hub_record r SET body = jsonb_set(line.body, '{data}',
                    (line.body -> 'data') || jsonb_build_object('kept', missed, 'fields',
                        line.fields - ARRAY(SELECT jsonb_array_elements_text(missed))))
             WHERE r.uid = line.uid AND r.kind = 'entry';
        END IF;
    END LOOP;
END
$$;

-- The states of some records as the caller may see them.
CREATE OR REPLACE FUNCTION hub_states(me hub_caller, keys jsonb) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT coalesce(jsonb_agg(CASE
        WHEN r.uid IS NULL THEN jsonb_build_object('kind', k.value -> 0, 'uid', k.value -> 1,
            'rev', 0, 'body', NULL, 'gone', true, 'author', '')
        WHEN NOT (r.ticket = '' OR coalesce(hub_sees(me, r.grp, t.owner, t.opened_by), false))
        THEN jsonb_build_object('kind', r.kind, 'uid', r.uid,
            'rev', r.rev, 'body', NULL, 'gone', true, 'author', '', 'evicted', true)
        ELSE jsonb_build_object('kind', r.kind, 'uid', r.uid,
            'rev', r.rev, 'body', CASE WHEN r.gone THEN NULL ELSE r.body END, 'gone', r.gone,
            'author', r.author)
        END ORDER BY k.place), '[]')
      FROM jsonb_array_elements(keys) WITH ORDINALITY k (value, place)
      LEFT JOIN hub_record r ON r.uid = k.value ->> 1 AND r.kind = k.value ->> 0
      LEFT JOIN hub_record t ON t.uid = r.ticket AND t.kind = 'ticket' AND r.ticket <> ''
$$;

-- An outcome as it is answered: with the states that now stand unless it was simply applied.
CREATE OR REPLACE FUNCTION hub_answer(me hub_caller, outcome jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
    states jsonb;
    hidden jsonb;
BEGIN
    IF outcome ->> 'state' = 'applied' THEN
        RETURN outcome;
    END IF;
    states := hub_states(me, outcome -> 'keys');
    IF NOT me.sees_all THEN
        SELECT jsonb_object_agg(s.value ->> 'uid', true) INTO hidden
          FROM jsonb_array_elements(states) s WHERE s.value ? 'evicted';
        IF hidden IS NOT NULL THEN  -- nor is told in other words what may not be seen
            outcome := outcome || jsonb_build_object(
                'facts', (outcome -> 'facts') - '{theirs,owner,group,agent,reference}'::text[],
                'notes', (SELECT coalesce(jsonb_agg(CASE WHEN hidden ? (n.value ->> 'uid')
                    THEN n.value || '{"theirs": null, "author": ""}' ELSE n.value END), '[]')
                   FROM jsonb_array_elements(outcome -> 'notes') n));
        END IF;
    END IF;
    RETURN jsonb_build_object('records', states) || (outcome - 'keys');
END
$$;

-- Lock what a batch touches, in one order everywhere, so that nobody waits in a ring.
CREATE OR REPLACE FUNCTION hub_lock(sent jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    uids text[];
BEGIN
    SELECT array_agg(DISTINCT CASE WHEN c.value ? 'new' THEN c.value #>> '{new,ticket}'
               ELSE c.value ->> 'uid' END)
      INTO uids
      FROM jsonb_path_query(sent, '$[*].changes[*]') c (value);
    IF cardinality(array_remove(uids, NULL)) > 1 THEN
        PERFORM FROM hub_record r WHERE r.uid = ANY (uids) ORDER BY r.uid, r.kind FOR UPDATE;
    END IF;
END
$$;

-- The records that a refused operation would have made: "kind uid" -> the operation.
CREATE OR REPLACE FUNCTION hub_unmade(told jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(jsonb_object_agg((c.value ->> 'kind') || ' ' || (c.value ->> 'uid'),
               told -> 'uid'), '{}')
      FROM jsonb_path_query(told, '$.changes[*] ? (exists (@.new))') c (value)
     WHERE c.value ->> 'kind' IS NOT NULL AND c.value ->> 'uid' IS NOT NULL
$$;

-- Take a batch of operations in; gives {token, now, outcomes}.
CREATE OR REPLACE FUNCTION hub_push(desk_no integer, token text, sent jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me hub_caller := hub_me();
    moment bigint := hub_now();
    desk hub_desk;
    told jsonb;
    known jsonb;
    unmade jsonb := '{}';
    answers jsonb := '[]';
    outcome jsonb;
    highest bigint;
    fresh boolean := false;
    reached boolean := false;
    careful boolean;
    merged boolean := false;
    n bigint;
    given text;
    last integer := jsonb_array_length(sent) - 1;
BEGIN
    PERFORM set_config('synchronous_commit', 'on', true);
    SELECT * INTO desk FROM hub_desk d WHERE d.desk_no = hub_push.desk_no FOR UPDATE;
    IF NOT FOUND OR desk.removed_at IS NOT NULL
        OR NOT (me.operator OR desk.login = session_user)
    THEN
        PERFORM hub_fail('desk_unknown', jsonb_build_object('desk_no', desk_no));
    END IF;
    IF hub_push.token IS DISTINCT FROM desk.token
        AND (hub_push.token = '' OR hub_push.token IS DISTINCT FROM desk.prior_token)
    THEN
        PERFORM hub_fail('desk_cloned', jsonb_build_object('desk_no', desk_no));
    END IF;
    highest := desk.last_n;
    careful := hub_push.token IS DISTINCT FROM desk.token;
    FOR place IN 0 .. last LOOP
        n := (sent -> place ->> 'n')::bigint;
        highest := greatest(highest, n);
        careful := careful OR n <= desk.last_n;
    END LOOP;

    IF NOT careful THEN  -- all at once, as nearly always; if one is refused, each by itself
    BEGIN
        IF last > 0 OR jsonb_array_length(sent #> '{0,changes}') > 2 THEN
            PERFORM hub_lock(sent);
        END IF;
        FOR place IN 0 .. last LOOP
            told := sent -> place;
            outcome := hub_decide(told, desk_no, me, moment, unmade);
            IF outcome ->> 'state' = 'applied' THEN
                answers := answers || jsonb_build_object('uid', told -> 'uid',
                    'state', 'applied', 'revs', outcome -> 'revs');
            ELSE
                merged := true;
                answers := answers || (outcome || jsonb_build_object('uid', told -> 'uid'));
            END IF;
        END LOOP;
        fresh := last >= 0;
    EXCEPTION WHEN OTHERS THEN
        IF hub_passes(SQLSTATE) THEN
            RAISE;
        END IF;
        careful := true;
        answers := '[]';
    END;
    END IF;
    IF careful THEN
        merged := true;
        SELECT coalesce(jsonb_object_agg(o.uid,
                   jsonb_build_object('digest', o.digest, 'outcome', o.outcome)), '{}')
          INTO known
          FROM hub_operation o
         WHERE o.uid = ANY (ARRAY(SELECT s.value ->> 'uid' FROM jsonb_array_elements(sent) s));
        FOR place IN 0 .. last LOOP
            told := sent -> place;
            n := (told ->> 'n')::bigint;
            IF NOT known ? (told ->> 'uid') THEN
                fresh := true;
                IF n <= desk.last_n THEN
                    PERFORM hub_fail('desk_cloned', jsonb_build_object('desk_no', desk_no, 'n', n));
                END IF;
            ELSIF known #>> ARRAY[told ->> 'uid', 'digest'] IS DISTINCT FROM told ->> 'digest' THEN
                PERFORM hub_fail('desk_cloned', jsonb_build_object(
                    'desk_no', desk_no, 'n', n, 'operation', told -> 'uid'));
            ELSIF n = desk.last_n THEN
                reached := true;
            END IF;
        END LOOP;
        IF hub_push.token IS DISTINCT FROM desk.token AND fresh AND NOT reached THEN
            PERFORM hub_fail('desk_cloned', jsonb_build_object('desk_no', desk_no));
        END IF;
        IF fresh THEN
            PERFORM hub_lock(sent);
        END IF;
        FOR place IN 0 .. last LOOP
            told := sent -> place;
            IF known ? (told ->> 'uid') THEN
                outcome := known #> ARRAY[told ->> 'uid', 'outcome'];
            ELSE
                outcome := hub_take(told, desk_no, me, moment, unmade);
                known := known || jsonb_build_object(told ->> 'uid',
                    jsonb_build_object('digest', told -> 'digest', 'outcome', outcome));
            END IF;
            IF outcome ->> 'state' = 'refused' THEN
                unmade := unmade || hub_unmade(told);
            END IF;
            answers := answers || (outcome || jsonb_build_object('uid', told -> 'uid'));
        END LOOP;
    END IF;

    given := desk.token;
    IF fresh AND hub_push.token = desk.token THEN
        given := replace(gen_random_uuid()::text, '-', '');
        UPDATE hub_desk d
           SET token = given, prior_token = desk.token, last_n = highest, seen_at = moment
         WHERE d.desk_no = hub_push.desk_no;
    ELSIF fresh THEN  -- a late push with the key before leaves both keys as they are
        UPDATE hub_desk d SET last_n = highest, seen_at = moment
         WHERE d.desk_no = hub_push.desk_no;
    END IF;
    IF merged THEN
        SELECT coalesce(jsonb_agg(hub_answer(me, a.value) ORDER BY a.place), '[]') INTO answers
          FROM jsonb_array_elements(answers) WITH ORDINALITY a (value, place);
    END IF;
    RETURN jsonb_build_object('token', given, 'now', moment, 'outcomes', answers);
END
$$;

-- Put whole records in that are not there yet ([kind, compact facts] of each); how many were.
CREATE OR REPLACE FUNCTION hub_seed(desk_no integer, token text, records jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me hub_caller := hub_me();
    moment bigint := hub_now();
    desk hub_desk;
    made integer;
BEGIN
    PERFORM set_config('synchronous_commit', 'on', true);
    SELECT * INTO desk FROM hub_desk d WHERE d.desk_no = hub_seed.desk_no FOR UPDATE;
    IF NOT FOUND OR desk.removed_at IS NOT NULL
        OR NOT (me.operator OR desk.login = session_user)
    THEN
        PERFORM hub_fail('desk_unknown', jsonb_build_object('desk_no', desk_no));
    END IF;
    IF token = '' OR token NOT IN (desk.token, desk.prior_token) THEN
        PERFORM hub_fail('desk_cloned', jsonb_build_object('desk_no', desk_no));
    END IF;
    IF NOT (me.operator OR me.role = 'admin') THEN
        PERFORM hub_fail('not_allowed',
            jsonb_build_object('act', 'seed', 'role', me.role, 'agent', me.agent));
    END IF;
    WITH given AS (
        SELECT s.value ->> 0 AS kind, s.value -> 1 ->> 'uid' AS uid, (s.value -> 1) - 'uid' AS body
          FROM jsonb_array_elements(records) s
    ), placed AS (
        SELECT g.kind, g.uid, g.body, (hub_columns(g.kind, k.defaults || g.body)).*,
               CASE WHEN g.kind = 'ticket' THEN g.uid WHEN k.hangs_on = 'ticket' THEN
                   coalesce(g.body ->> 'ticket', '') ELSE coalesce(c.ticket, cg.body ->> 'ticket', '')
               END AS ticket,
               k.defaults
          FROM given g JOIN hub_kind k ON k.kind = g.kind
          LEFT JOIN hub_record c ON g.kind = 'print' AND c.kind = 'claim' AND c.uid = g.body ->> 'claim'
          LEFT JOIN given cg ON g.kind = 'print' AND cg.kind = 'claim' AND cg.uid = g.body ->> 'claim'
    ), put AS (
        INSERT INTO hub_record (uid, kind, rev, body, author, authors, changed_at, ticket, grp,
            region, number, status, owner, waybill, serial, priority, urged, due_sort)
        SELECT p.uid, p.kind, 1, p.body, '', '{}', moment, p.ticket,
               CASE WHEN p.kind = 'ticket'
                   THEN coalesce(p.body ->> 'group_code', p.defaults ->> 'group_code', '')
                   ELSE coalesce(t.grp, tg.body ->> 'group_code', tk.defaults ->> 'group_code', '') END,
               CASE WHEN p.kind = 'ticket' THEN coalesce(p.body ->> 'region', '')
                   ELSE coalesce(t.region, tg.body ->> 'region', '') END,
               p.number, p.status, p.owner, p.waybill, p.serial, p.priority, p.urged, p.due_sort
          FROM placed p
          LEFT JOIN hub_record t ON p.ticket <> '' AND t.kind = 'ticket' AND t.uid = p.ticket
          LEFT JOIN given tg ON p.ticket <> '' AND tg.kind = 'ticket' AND tg.uid = p.ticket
          LEFT JOIN hub_kind tk ON tg.uid IS NOT NULL AND tk.kind = 'ticket'
        ON CONFLICT DO NOTHING
        RETURNING kind, uid, grp, body
    ), indexed AS (
        INSERT INTO hub_search (uid, kind, field, word)
        SELECT p.uid, p.kind, f, p.body ->> f
          FROM put p JOIN hub_kind k ON k.kind = p.kind, unnest(k.found) f
         WHERE coalesce(p.body ->> f, '') <> ''
    ), logged AS (
        INSERT INTO hub_change (kind, uid, rev, grp, at, desk_no)
        SELECT kind, uid, 1, grp, moment, hub_seed.desk_no FROM put
        RETURNING 1
    )
    SELECT count(*) INTO made FROM logged;
    RETURN made;
END
$$;
