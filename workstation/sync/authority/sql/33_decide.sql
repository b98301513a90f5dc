-- Deciding one operation.

-- The records that an operation is about: [kind, uid] of each.
CREATE OR REPLACE FUNCTION hub_keys_of(told jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_array(c.value -> 'kind', c.value -> 'uid')
               ORDER BY c.place), '[]')
      FROM jsonb_array_elements(CASE WHEN jsonb_typeof(told -> 'changes') = 'array'
           THEN told -> 'changes' ELSE '[]' END) WITH ORDINALITY c (value, place)
     WHERE jsonb_typeof(c.value -> 'kind') = 'string' AND jsonb_typeof(c.value -> 'uid') = 'string'
$$;

-- The changes of an operation as they are kept: new records by their uid alone.
CREATE OR REPLACE FUNCTION hub_bare_changes(changes jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(jsonb_agg(CASE WHEN c.value ? 'new' THEN c.value || '{"new": true}'
               ELSE c.value END ORDER BY c.place), '[]')
      FROM jsonb_array_elements(CASE WHEN jsonb_typeof(changes) = 'array' THEN changes
           ELSE '[]' END) WITH ORDINALITY c (value, place)
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
            PERFORM set_config('aftercare.correcting', 'on', true);  -- see hub_by_hand
            UPDATE hub_record r SET body = jsonb_set(line.body, '{data}',
                    (line.body -> 'data') || jsonb_build_object('kept', missed, 'fields',
                        line.fields - ARRAY(SELECT jsonb_array_elements_text(missed))))
             WHERE r.uid = line.uid AND r.kind = 'entry';
            PERFORM set_config('aftercare.correcting', '', true);
        END IF;
    END LOOP;
END
$$;

-- Somebody changed the facts of a record by hand and left its revision as it was: no desk would
-- ever hear of it, nor a comparison find it. So it gets the next revision, and desks are told.
CREATE OR REPLACE FUNCTION hub_by_hand() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF current_setting('aftercare.correcting', true) IS NOT DISTINCT FROM 'on'
        OR (NEW.body, NEW.gone) IS NOT DISTINCT FROM (OLD.body, OLD.gone)
    THEN
        RETURN NEW;
    END IF;
    NEW.rev := OLD.rev + 1;
    NEW.changed_at := hub_now();
    PERFORM hub_log(NEW.kind, NEW.uid, NEW.rev, NEW.grp,
        CASE WHEN OLD.grp <> NEW.grp THEN OLD.grp ELSE '' END,
        CASE WHEN OLD.owner <> NEW.owner THEN OLD.owner ELSE '' END, 0, '');
    RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER hub_record_by_hand BEFORE UPDATE ON hub_record FOR EACH ROW
    WHEN (NEW.rev = OLD.rev)  -- read by every statement that changes a record, so no more than this
    EXECUTE FUNCTION hub_by_hand();

-- Whether an error says nothing about the operation: a lost race, a lost connection, a full disk,
-- or a mistake in these functions, which must not cost anybody's work.
CREATE OR REPLACE FUNCTION hub_passes(state text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT state ~ '^(08|25|40|42|53|55|57|58|XX)'
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
    changes jsonb := told -> 'changes';
    change jsonb;
    edited jsonb;
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
    merged jsonb;
    notes jsonb := '[]';
    revs jsonb[] := '{}';  -- an array of its own is cheap to add to, also for thousands
    last integer;
    entries text[] := '{}';
    made boolean;
    outcome jsonb;
BEGIN
    IF told ? 'unstorable' OR NOT me.operator AND who IS DISTINCT FROM me.agent
        OR jsonb_typeof(changes) IS DISTINCT FROM 'array'
    THEN
        IF told ? 'broken' THEN
            PERFORM hub_fail('text_broken', told -> 'broken');
        ELSIF told ? 'unstorable' THEN
            PERFORM hub_fail('unstorable', jsonb_build_object('reason', told -> 'unstorable'));
        ELSIF NOT me.operator AND who IS DISTINCT FROM me.agent THEN
            PERFORM hub_fail('not_you', jsonb_build_object('agent', who));
        END IF;
        PERFORM hub_fail('operation_malformed', '{"reason": "changes"}');
    END IF;
    IF NOT me.sees_all THEN
        PERFORM hub_check_sight(me, changes);
    END IF;
    last := jsonb_array_length(changes) - 1;
    IF last > 1 OR last = 1 AND changes #> '{0,uid}' = changes #> '{1,uid}' THEN
        IF (SELECT count(*) > count(DISTINCT k.value)
              FROM jsonb_array_elements(hub_keys_of(told)) k)
        THEN
            PERFORM hub_fail('operation_malformed', '{"reason": "record named twice"}');
        END IF;
    END IF;
    IF act = 'FireAutomation' AND EXISTS (
            SELECT FROM hub_record r
             WHERE r.kind = 'entry' AND r.uid = told #>> '{args,entry}')
        AND changes @> jsonb_build_array(jsonb_build_object(
            'kind', 'entry', 'uid', told #> '{args,entry}', 'new', '{}'::jsonb))
    THEN  -- another desk's rule has done the same at the same moment: nothing of it is new
        outcome := jsonb_build_object('state', 'merged', 'code', '', 'facts', '{}'::jsonb,
            'notes', '[]'::jsonb || hub_note('entry', told #>> '{args,entry}', 'uid', 'kept',
                'null', 'null'),
            'revs', '[]'::jsonb, 'keys', hub_keys_of(told));
        INSERT INTO hub_operation (uid, desk_no, n, digest, at, received_at, agent, action, ticket,
            told, outcome)
        VALUES (op, desk, (told ->> 'n')::bigint, told ->> 'digest',
            CASE WHEN (told ->> 'at')::bigint > moment + 60000 THEN moment
            ELSE (told ->> 'at')::bigint END, moment, who, act, told ->> 'ticket',
            jsonb_build_object('args', told -> 'args', 'changes', hub_bare_changes(changes)),
            outcome);
        RETURN outcome;
    END IF;
    FOR place IN 0 .. last LOOP
        change := changes -> place;
        IF change ? 'set' THEN
            edited := hub_edit(op, who, desk, moment, change);
            IF edited IS NOT NULL THEN
                revs := revs || edited;
                CONTINUE;
            END IF;
        END IF;
        one_kind := change ->> 'kind';
        one_uid := change ->> 'uid';
        IF jsonb_typeof(change -> 'kind') IS DISTINCT FROM 'string'
            OR jsonb_typeof(change -> 'uid') IS DISTINCT FROM 'string'
        THEN
            PERFORM hub_fail('operation_malformed', '{"reason": "kind or uid"}');
        END IF;
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
                revs := revs || jsonb_build_array(one_kind, one_uid, 0, 1);
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
                revs := revs || jsonb_build_array(one_kind, one_uid, was.rev, was.rev + 1);
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
        IF NOT rules.always AND NOT wanted ? 'owner' AND (NOT change ? 'seen'
                OR (rules.defaults || was.body) @> (change -> 'seen'))
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
                           AND w.value > to_jsonb(moment + 60000)
                           AND jsonb_typeof(w.value) = 'number')),
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
            IF one_kind = 'ticket' AND fields ? 'owner' THEN
                PERFORM hub_check_owner(who, told, one_uid, was.owner, fields ->> 'owner',
                    was.body ->> 'source');
            END IF;
            SELECT jsonb_object_agg(f.key, who),
                   array_agg(f.key) FILTER (WHERE f.value = rules.defaults -> f.key)
              INTO signed, usual
              FROM jsonb_each(fields) f;
            PERFORM hub_write(op, who, desk, moment, was, fields, usual, signed, rules);
        END IF;
        revs := revs || jsonb_build_array(one_kind, one_uid, was.rev, was.rev + 1);
    END LOOP;

    IF act IN ('ReleaseTicket', 'SkipTicket') THEN
        PERFORM hub_give_up(told ->> 'ticket', who);
    END IF;
    IF notes = '[]' THEN
        outcome := jsonb_build_object('state', 'applied', 'code', '', 'facts', '{}'::jsonb,
            'notes', notes, 'revs', to_jsonb(revs), 'keys', '[]'::jsonb);
    ELSE
        IF cardinality(entries) > 0 THEN
            PERFORM hub_correct_timeline(entries, notes);
        END IF;
        outcome := jsonb_build_object('state', 'merged', 'code', '', 'facts', '{}'::jsonb,
            'notes', notes, 'revs', to_jsonb(revs), 'keys', hub_keys_of(told));
    END IF;
    INSERT INTO hub_operation (uid, desk_no, n, digest, at, received_at, agent, action, ticket,
        told, outcome)
    VALUES (op, desk, (told ->> 'n')::bigint, told ->> 'digest',
        CASE WHEN (told ->> 'at')::bigint > moment + 60000 THEN moment
        ELSE (told ->> 'at')::bigint END, moment, who, act, told ->> 'ticket',
        jsonb_build_object('args', told -> 'args', 'changes',
            CASE WHEN made THEN hub_bare_changes(told -> 'changes') ELSE told -> 'changes' END),
        outcome);
    RETURN outcome;
END
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
    IF code = 'record_missing' THEN
        facts := facts || hub_maker_refused(told, facts);
        code := CASE WHEN facts ? 'operation' THEN 'follows_refused' ELSE code END;
    END IF;
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
