-- The three-way merge of one record. workstation/sync/merge.py is the reference: both give the
-- same fields, notes and refusals for whatever they are told.

-- Whether a value has the shape that its field needs; a field that nobody knows takes anything.
-- (Not in SQL: that would be put into each statement that asks, and prepared anew by each. The lists
-- of codes change with an upgrade alone, so within a statement the answer is always the same.)
CREATE OR REPLACE FUNCTION hub_fits(shape text, value jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN CASE rtrim(shape, '?')
        WHEN 'text' THEN jsonb_typeof(value) = 'string'
        WHEN 'whole' THEN jsonb_typeof(value) = 'number' AND value::text ~ '^-?[0-9]+$'
        WHEN 'amount' THEN jsonb_typeof(value) = 'number' AND value::text ~ '^[0-9]+$'
        WHEN 'flag' THEN jsonb_typeof(value) = 'boolean'
        WHEN 'list' THEN jsonb_typeof(value) = 'array'
        WHEN 'table' THEN jsonb_typeof(value) = 'object'
        WHEN 'status' THEN jsonb_typeof(value) = 'string'
        WHEN '' THEN true
        ELSE hub_is_known(shape, value)
    END OR (value = 'null' AND right(shape, 1) = '?');
END
$$;

-- Raise unless all of these facts have the shapes that their fields need.
CREATE OR REPLACE FUNCTION hub_check_shapes(kind text, facts jsonb) RETURNS void
LANGUAGE plpgsql STABLE AS $$
DECLARE
    odd record;
BEGIN
    FOR odd IN
        SELECT f.key, f.value, p.shape
          FROM jsonb_each(facts) f
          JOIN hub_policy p ON p.kind = hub_check_shapes.kind AND p.field = f.key
         WHERE NOT hub_fits(p.shape, f.value)
            OR (p.shape = 'status' AND NOT EXISTS (
                SELECT FROM hub_word w
                 WHERE w.list = hub_check_shapes.kind || '_status' AND w.word = f.value #>> '{}'))
         ORDER BY f.key COLLATE "C"
         LIMIT 1
    LOOP
        IF odd.shape = 'status' AND jsonb_typeof(odd.value) = 'string' THEN
            PERFORM hub_fail('status_unknown', jsonb_build_object('status', odd.value));
        ELSIF hub_is_odd(odd.shape, odd.value) THEN
            PERFORM hub_fail('value_unknown', jsonb_build_object(
                'kind', kind, 'field', odd.key, 'value', odd.value));
        END IF;
        PERFORM hub_fail('operation_malformed', jsonb_build_object(
            'reason', kind || '.' || odd.key, 'kind', kind, 'field', odd.key));
    END LOOP;
END
$$;

-- The set of hub_elements in the order of theirs, what mine added behind it.
CREATE OR REPLACE FUNCTION hub_joined(base jsonb, mine jsonb, theirs jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
    WITH kept AS (
        SELECT t.value, t.place
          FROM jsonb_array_elements(theirs) WITH ORDINALITY AS t (value, place)
         WHERE NOT (
            EXISTS (SELECT FROM jsonb_array_elements(base) b WHERE b.value = t.value)
            AND NOT EXISTS (SELECT FROM jsonb_array_elements(mine) m WHERE m.value = t.value))
    ), added AS (
        SELECT m.value, m.place
          FROM jsonb_array_elements(mine) WITH ORDINALITY AS m (value, place)
         WHERE NOT EXISTS (SELECT FROM jsonb_array_elements(base) b WHERE b.value = m.value)
           AND NOT EXISTS (SELECT FROM kept k WHERE k.value = m.value)
    )
    SELECT coalesce(jsonb_agg(value ORDER BY part, place), '[]')
      FROM (SELECT 1 AS part, * FROM kept UNION ALL SELECT 2, * FROM added) both_parts
$$;

-- A set: what either added is in, what either removed is out, in the order of whoever moved
-- something; where both did, of the later one.
CREATE OR REPLACE FUNCTION hub_elements(base jsonb, mine jsonb, theirs jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN (
            SELECT coalesce(jsonb_agg(m.value ORDER BY m.place), '[]')
              FROM jsonb_array_elements(mine) WITH ORDINALITY AS m (value, place)
             WHERE EXISTS (SELECT FROM jsonb_array_elements(base) b WHERE b.value = m.value)
        ) = (
            SELECT coalesce(jsonb_agg(b.value ORDER BY b.place), '[]')
              FROM jsonb_array_elements(base) WITH ORDINALITY AS b (value, place)
             WHERE EXISTS (SELECT FROM jsonb_array_elements(mine) m WHERE m.value = b.value)
        )
        THEN hub_joined(base, mine, theirs)
        ELSE hub_joined(base, theirs, mine)
    END
$$;

-- A table: each key by itself; of a key that both changed the hub's value stays.
CREATE OR REPLACE FUNCTION hub_keys(base jsonb, mine jsonb, theirs jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    joined jsonb := theirs;
    name text;
    was jsonb;
    wanted jsonb;
BEGIN
    FOR name IN SELECT jsonb_object_keys(base || mine) LOOP
        was := coalesce(base -> name, 'null');
        wanted := coalesce(mine -> name, 'null');
        IF was = wanted OR coalesce(theirs -> name, 'null') <> was THEN
            CONTINUE;
        ELSIF wanted = 'null' THEN
            joined := joined - name;
        ELSE
            joined := joined || jsonb_build_object(name, wanted);
        END IF;
    END LOOP;
    RETURN joined;
END
$$;

-- A paid claim is over, and the sums of an approved one are frozen.
CREATE OR REPLACE FUNCTION hub_check_claim(stands jsonb, wanted jsonb) RETURNS void
LANGUAGE plpgsql STABLE AS $$
DECLARE
    status text := stands ->> 'status';
    altered text[] := ARRAY(
        SELECT key FROM jsonb_each(wanted) WHERE coalesce(stands -> key, 'null') <> value);
BEGIN
    IF status = 'paid' AND NOT altered <@ ARRAY['prints', 'extra'] THEN
        PERFORM hub_fail('claim_paid', jsonb_build_object(
            'number', coalesce(stands -> 'number', '""'),
            'reference', coalesce(stands -> 'payment_ref', '""')));
    END IF;
    IF status IN ('approved', 'printed')
        AND coalesce(wanted ->> 'status', status) IN ('approved', 'printed', 'paid')
        AND altered && ARRAY(SELECT word FROM hub_word WHERE list = 'frozen')
    THEN
        PERFORM hub_fail('claim_frozen', jsonb_build_object(
            'number', coalesce(stands -> 'number', '""'), 'status', status));
    END IF;
END
$$;

-- A status by the moves that are permitted; gives the value that stands afterwards and how.
CREATE OR REPLACE FUNCTION hub_merge_status(
    kind text, base text, mine text, theirs text, action text, OUT value text, OUT how text
)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    is_telling boolean;
BEGIN
    value := theirs;
    how := 'same';
    IF mine IS NOT DISTINCT FROM theirs THEN
        RETURN;
    END IF;
    IF kind = 'claim' THEN
        IF NOT (action = 'Undo' AND theirs IS NOT DISTINCT FROM base AND theirs <> 'paid'
                AND EXISTS (SELECT FROM hub_move m WHERE m.kind = 'claim'
                    AND m.before = mine AND m.after = theirs))
            AND NOT EXISTS (SELECT FROM hub_move m WHERE m.kind = 'claim'
                AND m.before = theirs AND m.after = mine)
        THEN
            PERFORM hub_fail('claim_status', jsonb_build_object(
                'before', theirs, 'after', mine, 'number', ''));
        END IF;
        value := mine;
        how := CASE WHEN theirs IS NOT DISTINCT FROM base THEN 'taken' ELSE 'moved' END;
        RETURN;
    END IF;
    how := 'kept';
    is_telling := EXISTS (SELECT FROM hub_word w WHERE w.list = 'telling' AND w.word = action);
    IF NOT EXISTS (SELECT FROM hub_word w WHERE w.list = 'open' AND w.word = theirs)
        AND EXISTS (SELECT FROM hub_word w WHERE w.list = 'open' AND w.word = base)
        AND EXISTS (SELECT FROM hub_word w WHERE w.list = 'open' AND w.word = mine)
    THEN
        IF mine = 'waiting' AND NOT is_telling THEN
            PERFORM hub_fail('status_forbidden',
                jsonb_build_object('before', theirs, 'after', mine));
        END IF;
        RETURN;
    END IF;
    IF is_telling THEN
        RETURN;
    END IF;
    IF NOT EXISTS (SELECT FROM hub_move m
        WHERE m.kind = 'ticket' AND m.before = theirs AND m.after = mine)
    THEN
        PERFORM hub_fail('status_forbidden',
            jsonb_build_object('before', theirs, 'after', mine, 'number', ''));
    END IF;
    value := mine;
    how := 'moved';
END
$$;

-- One value by a policy; how is null when it may not be merged.
CREATE OR REPLACE FUNCTION hub_merge_field(
    rule text, base jsonb, mine jsonb, theirs jsonb, OUT value jsonb, OUT how text
)
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    value := theirs;
    how := 'same';
    IF mine = theirs AND rule <> 'count' THEN
        RETURN;
    END IF;
    IF theirs = base AND (rule <> 'fixed' OR theirs IN ('null', '""')) THEN
        value := mine;
        how := CASE WHEN mine = theirs THEN 'same' ELSE 'taken' END;
        RETURN;
    END IF;
    IF mine = base THEN
        RETURN;
    END IF;
    CASE rule
    WHEN 'count' THEN
        value := to_jsonb(coalesce(nullif(theirs, 'null')::numeric, 0)
            + coalesce(nullif(mine, 'null')::numeric, 0)
            - coalesce(nullif(base, 'null')::numeric, 0));
        how := 'counted';
    WHEN 'elements' THEN
        value := hub_elements(coalesce(nullif(base, 'null'), '[]'),
            coalesce(nullif(mine, 'null'), '[]'), coalesce(nullif(theirs, 'null'), '[]'));
        how := 'joined';
    WHEN 'keys' THEN
        value := hub_keys(coalesce(nullif(base, 'null'), '{}'),
            coalesce(nullif(mine, 'null'), '{}'), coalesce(nullif(theirs, 'null'), '{}'));
        how := 'joined';
    WHEN 'latest' THEN
        IF coalesce(nullif(mine, 'null')::numeric, -1) > coalesce(nullif(theirs, 'null')::numeric, -1)
        THEN
            value := mine;
        END IF;
        how := 'joined';
    WHEN 'earliest' THEN
        IF theirs = 'null' OR (mine <> 'null' AND mine::numeric < theirs::numeric) THEN
            value := mine;
        END IF;
        how := 'joined';
    WHEN 'last' THEN
        value := mine;
        how := 'taken';
    WHEN 'keep' THEN
        how := 'kept';
    WHEN 'ask' THEN
        how := 'conflict';
    WHEN 'fixed' THEN
        IF theirs IN ('null', '""') THEN
            value := mine;
            how := 'taken';
        ELSE
            how := NULL;
        END IF;
    ELSE
        how := NULL;
    END CASE;
END
$$;

-- Whether a change ends a ticket that was reopened since its author saw it, and may not: what
-- follows is the procedure's choice, and where that is to ask the author, this refuses.
CREATE OR REPLACE FUNCTION hub_overtaken(stands jsonb, change jsonb) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
DECLARE
    seen jsonb := change #> '{seen,reopened}';
    told jsonb := stands -> 'reopened';
    code text := split_part(coalesce(stands ->> 'procedure', ''), '@', 1);
    late text;
BEGIN
    IF seen IS NULL OR told IS NULL OR NOT hub_fits('whole', seen) OR NOT hub_fits('whole', told)
        OR told::numeric <= seen::numeric
        OR NOT EXISTS (SELECT FROM hub_word w
            WHERE w.list = 'finished' AND w.word = change #>> '{set,status}')
    THEN
        RETURN false;
    END IF;
    late := coalesce(hub_late(code), (SELECT substr(w.list, 6) FROM hub_word w
        WHERE w.list IN ('late_stay', 'late_end') AND w.word = code LIMIT 1));
    IF late IN ('stay', 'end') THEN
        RETURN late = 'stay';
    END IF;
    PERFORM hub_fail('reopened_meanwhile',
        jsonb_build_object('number', coalesce(stands -> 'number', '""')));
END
$$;

-- Merge an operation's change of a record into its whole facts as they stand.
CREATE OR REPLACE FUNCTION hub_merge(
    kind text, uid text, stands jsonb, change jsonb, action text, authors jsonb
) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
    base jsonb := change -> 'base';
    wanted jsonb := change -> 'set';
    fields jsonb := '{}';
    notes jsonb := '[]';
    one record;
    value jsonb;
    how text;
    overtaken boolean := false;
    renews boolean := false;
BEGIN
    IF wanted ? 'uid' THEN
        PERFORM hub_fail('operation_malformed',
            jsonb_build_object('reason', kind || '.uid', 'kind', kind, 'field', 'uid'));
    END IF;
    PERFORM hub_check_shapes(kind, wanted);
    IF kind = 'claim' THEN
        renews := hub_renews(stands, wanted);
        IF NOT renews THEN
            PERFORM hub_check_claim(stands, wanted);
        END IF;
    ELSIF kind = 'payment' AND stands ->> 'state' = 'paid' AND wanted ? 'state'
        AND base ->> 'state' IS DISTINCT FROM 'paid'
    THEN  -- what was paid is not paid again, by whomever
        PERFORM hub_fail('payment_paid', jsonb_build_object('amount_fen', stands -> 'amount_fen',
            'by', stands -> 'confirmed_by', 'reference', stands -> 'reference'));
    ELSIF kind = 'ticket' AND change ? 'seen' THEN
        overtaken := hub_overtaken(stands, change);
    END IF;
    FOR one IN
        SELECT w.key AS name, w.value AS mine, coalesce(stands -> w.key, 'null') AS theirs,
               coalesce(base -> w.key, 'null') AS was, coalesce(p.policy, 'ask') AS rule, p.shape
          FROM jsonb_each(wanted) w
          LEFT JOIN hub_policy p ON p.kind = hub_merge.kind AND p.field = w.key
         ORDER BY w.key COLLATE "C"
    LOOP
        IF overtaken AND EXISTS (SELECT FROM hub_word w
            WHERE w.list = 'ending' AND w.word = one.name)
        THEN
            value := one.theirs;
            how := 'kept';
        ELSIF renews AND one.name = 'status' THEN
            value := one.mine;
            how := 'taken';
        ELSIF one.rule = 'status' AND NOT (kind = 'ticket' AND one.theirs = one.was) THEN
            SELECT to_jsonb(m.value), m.how INTO value, how
              FROM hub_merge_status(kind, one.was #>> '{}', one.mine #>> '{}',
                                    one.theirs #>> '{}', action) m;
        ELSIF one.rule = 'owner' AND one.theirs <> one.was AND one.theirs <> one.mine
            AND EXISTS (SELECT FROM hub_word w WHERE w.list = 'telling' AND w.word = action)
        THEN
            value := one.theirs;
            how := 'kept';
        ELSE
            IF one.rule IN ('count', 'elements', 'keys', 'latest', 'earliest')
                AND one.was <> 'null' AND NOT hub_fits(one.shape, one.was)
            THEN
                PERFORM hub_fail('operation_malformed', jsonb_build_object(
                    'reason', kind || '.' || one.name, 'kind', kind, 'field', one.name));
            END IF;
            SELECT m.value, m.how INTO value, how
              FROM hub_merge_field(one.rule, one.was, one.mine, one.theirs) m;
            IF how IS NULL THEN
                IF one.name = 'owner' THEN
                    PERFORM hub_fail('ticket_owned', jsonb_build_object('owner', one.theirs));
                ELSIF one.name = 'group_code' THEN
                    PERFORM hub_fail('group_changed',
                        jsonb_build_object('group', one.theirs, 'wanted', one.mine));
                END IF;
                PERFORM hub_fail('changed_meanwhile', jsonb_build_object(
                    'kind', kind, 'field', one.name, 'theirs', one.theirs, 'mine', one.mine));
            END IF;
        END IF;
        IF value <> one.theirs THEN
            fields := fields || jsonb_build_object(one.name, value);
        END IF;
        IF how NOT IN ('same', 'taken') AND value <> one.mine THEN
            notes := notes || jsonb_build_array(jsonb_build_object(
                'kind', kind, 'uid', uid, 'field', one.name, 'how', how, 'mine', one.mine,
                'theirs', one.theirs, 'author', coalesce(authors ->> one.name, '')));
        END IF;
    END LOOP;
    RETURN jsonb_build_object('fields', fields, 'notes', notes);
END
$$;
