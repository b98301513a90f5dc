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

-- Decide one operation and write what it brings; gives its outcome as it is kept.
CREATE OR REPLACE FUNCTION hub_take(
    told jsonb, desk integer, me hub_caller, moment bigint, unmade jsonb
) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
    op text := told ->> 'uid';
    who text := told ->> 'agent';
    act text := told ->> 'action';
    latest bigint := moment + 60000;
    change jsonb;
    one_kind text;
    one_uid text;
    rules hub_kind;
    was hub_record;
    beside hub_beside;
    facts jsonb;
    fields jsonb;
    merged jsonb;
    keys jsonb;
    notes jsonb;
    revs jsonb;
    seen text[];
    entries text[];
    name text;
    holder text;
    code text;
    detail text;
    outcome jsonb;
    hung record;
BEGIN
    FOR tried IN 1 .. 3 LOOP
    BEGIN
        keys := '[]';
        notes := '[]';
        revs := '[]';
        seen := '{}';
        entries := '{}';
        IF told ? 'unstorable' THEN
            PERFORM hub_fail('unstorable', jsonb_build_object('reason', told -> 'unstorable'));
        END IF;
        IF NOT me.operator AND who IS DISTINCT FROM me.agent THEN
            PERFORM hub_fail('not_you', jsonb_build_object('agent', who));
        END IF;
        IF jsonb_typeof(told -> 'changes') IS DISTINCT FROM 'array' THEN
            PERFORM hub_fail('operation_malformed', '{"reason": "changes"}');
        END IF;
        FOR change IN SELECT c.value FROM jsonb_array_elements(told -> 'changes') c LOOP
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
            SELECT * INTO rules FROM hub_kind k WHERE k.kind = one_kind;
            IF NOT FOUND THEN
                PERFORM hub_fail('kind_unknown', jsonb_build_object('kind', one_kind));
            END IF;
            SELECT * INTO was FROM hub_record r
             WHERE r.uid = one_uid AND r.kind = one_kind FOR UPDATE;

            IF change ? 'new' THEN
                facts := change -> 'new';
                IF jsonb_typeof(facts) <> 'object' OR NOT facts ?& rules.needed THEN
                    PERFORM hub_fail('operation_malformed',
                        jsonb_build_object('reason', 'new', 'kind', one_kind));
                END IF;
                facts := facts - 'uid';
                IF was.uid IS NOT NULL THEN
                    IF was.gone OR EXISTS (
                        SELECT FROM jsonb_each(rules.defaults || facts) n
                         WHERE coalesce((rules.defaults || was.body) -> n.key, 'null') <> n.value)
                    THEN
                        notes := notes || jsonb_build_array(jsonb_build_object('kind', one_kind,
                            'uid', one_uid, 'field', 'uid', 'how', 'kept', 'mine', NULL,
                            'theirs', NULL, 'author', ''));
                    END IF;
                    CONTINUE;
                END IF;
                SELECT jsonb_object_agg(n.key, n.value)
                       FILTER (WHERE n.value IS DISTINCT FROM rules.defaults -> n.key)
                  INTO fields
                  FROM jsonb_each(facts) n;
                fields := coalesce(fields, '{}');
                PERFORM hub_check_shapes(one_kind, fields);
                FOREACH name IN ARRAY rules.moments LOOP
                    IF (fields ->> name)::numeric > latest THEN
                        notes := notes || jsonb_build_array(jsonb_build_object('kind', one_kind,
                            'uid', one_uid, 'field', name, 'how', 'corrected',
                            'mine', fields -> name, 'theirs', moment, 'author', ''));
                        fields := fields || jsonb_build_object(name, moment);
                    END IF;
                END LOOP;
                IF NOT me.operator THEN
                    PERFORM hub_check_signature(rules.persons, who, '{}', fields);
                END IF;
                hung := NULL;
                IF rules.hangs_on = 'ticket' AND one_kind <> 'ticket' THEN
                    SELECT r.uid AS ticket, r.grp, r.region INTO hung FROM hub_record r
                     WHERE r.uid = fields ->> 'ticket' AND r.kind = 'ticket' FOR UPDATE;
                    IF NOT FOUND THEN
                        PERFORM hub_fail_missing('ticket', coalesce(fields ->> 'ticket', ''), unmade);
                    END IF;
                ELSIF rules.hangs_on = 'claim' THEN
                    SELECT r.ticket, r.grp, r.region INTO hung FROM hub_record r
                     WHERE r.uid = fields ->> 'claim' AND r.kind = 'claim';
                    IF NOT FOUND THEN
                        PERFORM hub_fail_missing('claim', coalesce(fields ->> 'claim', ''), unmade);
                    END IF;
                ELSE
                    SELECT CASE WHEN one_kind = 'ticket' THEN one_uid ELSE '' END AS ticket,
                           CASE WHEN one_kind = 'ticket' THEN coalesce(fields ->> 'group_code',
                               rules.defaults ->> 'group_code', '') ELSE '' END AS grp,
                           CASE WHEN one_kind = 'ticket' THEN coalesce(fields ->> 'region', '')
                               ELSE '' END AS region
                      INTO hung;
                END IF;
                IF rules.guarded THEN
                    facts := rules.defaults || fields;
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
                            notes := notes || jsonb_build_array(jsonb_build_object(
                                'kind', one_kind, 'uid', one_uid, 'field', 'number',
                                'how', 'renumbered', 'mine', facts -> 'number', 'theirs', name,
                                'author', ''));
                            fields := fields || jsonb_build_object('number', name);
                            facts := facts || jsonb_build_object('number', name);
                        END IF;
                    END IF;
                    beside := hub_columns(one_kind, facts);
                    INSERT INTO hub_record (uid, kind, rev, body, author, authors, changed_at,
                        ticket, grp, region, opened_by, number, status, owner, waybill, serial,
                        priority, urged, due_sort)
                    VALUES (one_uid, one_kind, 1, fields, who, '{}', moment,
                        hung.ticket, hung.grp, hung.region,
                        CASE WHEN one_kind = 'ticket' THEN who ELSE '' END,
                        beside.number, beside.status, beside.owner, beside.waybill, beside.serial,
                        beside.priority, beside.urged, beside.due_sort);
                ELSE
                    INSERT INTO hub_record (uid, kind, rev, body, author, authors, changed_at,
                        ticket, grp, region)
                    VALUES (one_uid, one_kind, 1, fields, who, '{}', moment,
                        hung.ticket, hung.grp, hung.region);
                    IF one_kind = 'entry' THEN
                        entries := entries || one_uid;
                    END IF;
                END IF;
                INSERT INTO hub_change (kind, uid, rev, grp, at, desk_no, operation)
                VALUES (one_kind, one_uid, 1, hung.grp, moment, desk, op);
                revs := revs || jsonb_build_array(jsonb_build_array(one_kind, one_uid, 0, 1));
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
                PERFORM hub_fail('record_gone',
                    jsonb_build_object('kind', one_kind, 'uid', one_uid));
            END IF;
            IF jsonb_typeof(change -> 'set') IS DISTINCT FROM 'object'
                OR jsonb_typeof(change -> 'base') IS DISTINCT FROM 'object'
            THEN
                PERFORM hub_fail('operation_malformed', '{"reason": "base or set"}');
            END IF;
            facts := rules.defaults || was.body;

            -- a ticket that nobody owns and somebody else was just served
            IF one_kind = 'ticket' AND coalesce(change #>> '{set,owner}', '') <> ''
                AND facts ->> 'owner' = '' AND act <> 'AssignTicket'
            THEN
                SELECT coalesce(nullif(l.agent_name, ''), l.agent) INTO holder FROM hub_lease l
                 WHERE l.ticket = one_uid AND l.until > moment
                   AND l.agent <> change #>> '{set,owner}';
                IF FOUND THEN
                    IF NOT EXISTS (SELECT FROM hub_word w WHERE w.list = 'telling' AND w.word = act)
                    THEN
                        PERFORM hub_fail('ticket_leased', jsonb_build_object(
                            'number', facts -> 'number', 'agent', holder));
                    END IF;
                    notes := notes || jsonb_build_array(jsonb_build_object('kind', 'ticket',
                        'uid', one_uid, 'field', 'owner', 'how', 'kept',
                        'mine', change #> '{set,owner}', 'theirs', facts -> 'owner', 'author', ''));
                    change := change #- '{set,owner}';
                END IF;
            END IF;

            merged := hub_merge(one_kind, one_uid, facts, change, act, was.authors);
            fields := merged -> 'fields';
            notes := notes || (merged -> 'notes');
            IF fields = '{}' THEN
                CONTINUE;
            END IF;
            FOREACH name IN ARRAY rules.moments LOOP
                IF (fields ->> name)::numeric > latest THEN
                    notes := notes || jsonb_build_array(jsonb_build_object('kind', one_kind,
                        'uid', one_uid, 'field', name, 'how', 'corrected',
                        'mine', fields -> name, 'theirs', moment, 'author', ''));
                    fields := fields || jsonb_build_object(name, moment);
                END IF;
            END LOOP;
            IF NOT me.operator THEN
                PERFORM hub_check_signature(rules.persons, who, facts, fields);
            END IF;
            IF one_kind = 'claim' THEN
                PERFORM hub_check_claims(who, one_uid, facts, facts || fields);
                PERFORM hub_check_serial('claim', one_uid, fields ->> 'serial');
            ELSIF one_kind = 'agent' THEN
                PERFORM hub_check_person(who, facts, facts || fields);
            END IF;
            facts := facts || fields;
            beside := hub_columns(one_kind, facts);
            hung := NULL;
            SELECT CASE WHEN one_kind = 'ticket' THEN facts ->> 'group_code' ELSE was.grp END AS grp,
                   CASE WHEN one_kind = 'ticket' THEN coalesce(facts ->> 'region', '')
                       ELSE was.region END AS region
              INTO hung;
            UPDATE hub_record r
               SET rev = was.rev + 1,
                   body = (was.body || fields) - ARRAY(SELECT f.key FROM jsonb_each(fields) f
                       WHERE f.value = rules.defaults -> f.key),
                   author = who,
                   authors = was.authors || (SELECT jsonb_object_agg(f, who)
                       FROM jsonb_object_keys(fields) f),
                   changed_at = moment, grp = hung.grp, region = hung.region,
                   number = beside.number, status = beside.status, owner = beside.owner,
                   waybill = beside.waybill, serial = beside.serial, priority = beside.priority,
                   urged = beside.urged, due_sort = beside.due_sort
             WHERE r.uid = one_uid AND r.kind = one_kind;
            INSERT INTO hub_change (kind, uid, rev, grp, old_grp, old_owner, at, desk_no, operation)
            VALUES (one_kind, one_uid, was.rev + 1, hung.grp,
                CASE WHEN was.grp <> hung.grp THEN was.grp ELSE '' END,
                CASE WHEN was.owner <> beside.owner THEN was.owner ELSE '' END,
                moment, desk, op);
            revs := revs || jsonb_build_array(
                jsonb_build_array(one_kind, one_uid, was.rev, was.rev + 1));
            IF one_kind = 'ticket' THEN
                IF was.grp <> hung.grp OR was.region <> hung.region THEN
                    UPDATE hub_record r SET grp = hung.grp, region = hung.region
                     WHERE r.ticket = one_uid AND r.ticket <> '' AND r.kind <> 'ticket';
                END IF;
                IF was.grp <> hung.grp OR was.owner <> beside.owner THEN
                    PERFORM hub_free_lease(one_uid, beside.owner);
                END IF;
            END IF;
        END LOOP;

        IF act IN ('ReleaseTicket', 'SkipTicket') THEN
            PERFORM hub_give_up(told ->> 'ticket', who);
        END IF;
        outcome := jsonb_build_object('state', 'applied', 'code', '', 'facts', '{}'::jsonb,
            'notes', notes, 'revs', revs, 'keys', '[]'::jsonb);
        IF notes <> '[]' THEN
            IF cardinality(entries) > 0 THEN
                PERFORM hub_correct_timeline(entries, notes);
            END IF;
            outcome := outcome || jsonb_build_object('state', 'merged', 'keys', hub_keys_of(told));
        END IF;
        EXIT;
    EXCEPTION
        WHEN SQLSTATE 'AC000' THEN
            GET STACKED DIAGNOSTICS code = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
            outcome := jsonb_build_object('state', 'refused', 'code', code, 'facts', detail::jsonb,
                'notes', '[]'::jsonb, 'revs', '[]'::jsonb, 'keys', hub_keys_of(told));
            EXIT;
        WHEN unique_violation THEN
            outcome := jsonb_build_object('state', 'refused', 'code', 'unstorable',
                'facts', jsonb_build_object('reason', SQLERRM),
                'notes', '[]'::jsonb, 'revs', '[]'::jsonb, 'keys', hub_keys_of(told));
        WHEN OTHERS THEN
            IF SQLSTATE ~ '^(08|25|40|42|53|55|57|58|XX)' THEN
                RAISE;
            END IF;
            outcome := jsonb_build_object('state', 'refused', 'code', 'unstorable',
                'facts', jsonb_build_object('reason', SQLERRM),
                'notes', '[]'::jsonb, 'revs', '[]'::jsonb, 'keys', hub_keys_of(told));
            EXIT;
    END;
    END LOOP;
    INSERT INTO hub_operation (uid, desk_no, n, digest, at, received_at, agent, action, ticket,
        told, outcome)
    VALUES (op, desk, (told ->> 'n')::bigint, told ->> 'digest',
        CASE WHEN (told ->> 'at')::bigint > latest THEN moment ELSE (told ->> 'at')::bigint END,
        moment, who, act, told ->> 'ticket',
        CASE WHEN outcome ->> 'code' = 'unstorable' THEN '{}'::jsonb
        ELSE jsonb_build_object('args', told -> 'args', 'changes', (
            SELECT jsonb_agg(CASE WHEN c.value ? 'new' THEN c.value || '{"new": true}'
                ELSE c.value END ORDER BY c.place)
              FROM jsonb_array_elements(CASE WHEN jsonb_typeof(told -> 'changes') = 'array'
                THEN told -> 'changes' ELSE '[]' END) WITH ORDINALITY c (value, place)))
        END,
        outcome);
    RETURN outcome;
END
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
CREATE OR REPLACE FUNCTION hub_check_signature(persons text[], who text, before jsonb, fields jsonb)
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
CREATE OR REPLACE FUNCTION hub_answer(me hub_caller, op text, outcome jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
    states jsonb;
    hidden jsonb;
BEGIN
    IF outcome ->> 'state' = 'applied' THEN
        RETURN jsonb_build_object('uid', op, 'state', 'applied', 'revs', outcome -> 'revs');
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
    RETURN jsonb_build_object('uid', op, 'records', states) || (outcome - 'keys');
END
$$;

-- Take a batch of operations in; gives {token, now, outcomes}.
CREATE OR REPLACE FUNCTION hub_push(desk_no integer, token text, sent jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me hub_caller := hub_me();
    moment bigint := hub_now();
    desk hub_desk;
    told jsonb;
    one jsonb;
    known jsonb;
    unmade jsonb := '{}';
    answers jsonb[] := '{}';
    outcome jsonb;
    highest bigint;
    fresh boolean := false;
    reached boolean := false;
    given text;
BEGIN
    PERFORM set_config('synchronous_commit', 'on', true);
    SELECT * INTO desk FROM hub_desk d WHERE d.desk_no = hub_push.desk_no FOR UPDATE;
    IF NOT FOUND OR desk.removed_at IS NOT NULL
        OR NOT (me.operator OR desk.login = session_user)
    THEN
        PERFORM hub_fail('desk_unknown', jsonb_build_object('desk_no', desk_no));
    END IF;
    IF token IS DISTINCT FROM desk.token
        AND (token = '' OR token IS DISTINCT FROM desk.prior_token)
    THEN
        PERFORM hub_fail('desk_cloned', jsonb_build_object('desk_no', desk_no));
    END IF;
    highest := desk.last_n;
    SELECT jsonb_object_agg(o.uid, jsonb_build_array(o.digest, o.outcome)) INTO known
      FROM hub_operation o
     WHERE o.uid = ANY (ARRAY(SELECT s.value ->> 'uid' FROM jsonb_array_elements(sent) s));
    FOR told IN SELECT s.value FROM jsonb_array_elements(sent) s LOOP
        one := known -> (told ->> 'uid');
        IF one IS NULL THEN
            fresh := true;
            highest := greatest(highest, (told ->> 'n')::bigint);
            IF (told ->> 'n')::bigint <= desk.last_n THEN
                PERFORM hub_fail('desk_cloned',
                    jsonb_build_object('desk_no', desk_no, 'n', told -> 'n'));
            END IF;
        ELSIF one ->> 0 <> told ->> 'digest' THEN
            PERFORM hub_fail('desk_cloned', jsonb_build_object(
                'desk_no', desk_no, 'n', told -> 'n', 'operation', told -> 'uid'));
        ELSIF (told ->> 'n')::bigint = desk.last_n THEN
            reached := true;
        END IF;
    END LOOP;
    IF token IS DISTINCT FROM desk.token AND fresh AND NOT reached THEN
        PERFORM hub_fail('desk_cloned', jsonb_build_object('desk_no', desk_no));
    END IF;

    IF fresh THEN  -- everything locked in one order everywhere, so that nobody waits in a ring
        PERFORM FROM hub_record r
          WHERE r.uid IN (
                SELECT c.value ->> 'uid'
                  FROM jsonb_array_elements(sent) s, jsonb_path_query(s.value, '$.changes[*]') c (value)
                UNION
                SELECT c.value #>> '{new,ticket}'
                  FROM jsonb_array_elements(sent) s, jsonb_path_query(s.value, '$.changes[*]') c (value))
          ORDER BY r.uid, r.kind FOR UPDATE;
    END IF;

    FOR told IN SELECT s.value FROM jsonb_array_elements(sent) s LOOP
        one := known -> (told ->> 'uid');
        IF one IS NULL THEN
            outcome := hub_take(told, desk_no, me, moment, unmade);
            known := coalesce(known, '{}') || jsonb_build_object(told ->> 'uid',
                jsonb_build_array(told -> 'digest', outcome));
        ELSE
            outcome := one -> 1;
        END IF;
        IF outcome ->> 'state' = 'refused' THEN
            unmade := unmade || coalesce((
                SELECT jsonb_object_agg((c.value ->> 'kind') || ' ' || (c.value ->> 'uid'), told -> 'uid')
                  FROM jsonb_path_query(told, '$.changes[*] ? (exists (@.new))') c (value)
                 WHERE c.value ->> 'kind' IS NOT NULL AND c.value ->> 'uid' IS NOT NULL), '{}');
        END IF;
        answers := answers || outcome;
    END LOOP;

    given := desk.token;
    IF fresh THEN
        given := replace(gen_random_uuid()::text, '-', '');
        UPDATE hub_desk d
           SET token = given, prior_token = desk.token, last_n = highest, seen_at = moment
         WHERE d.desk_no = hub_push.desk_no;
    END IF;
    RETURN jsonb_build_object('token', given, 'now', moment, 'outcomes', (
        SELECT coalesce(jsonb_agg(hub_answer(me, s.value ->> 'uid', answers[s.place])
                   ORDER BY s.place), '[]')
          FROM jsonb_array_elements(sent) WITH ORDINALITY s (value, place)));
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
        RETURNING kind, uid, grp
    ), logged AS (
        INSERT INTO hub_change (kind, uid, rev, grp, at, desk_no)
        SELECT kind, uid, 1, grp, moment, hub_seed.desk_no FROM put
        RETURNING 1
    )
    SELECT count(*) INTO made FROM logged;
    RETURN made;
END
$$;
