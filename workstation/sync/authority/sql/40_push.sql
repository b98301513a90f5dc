-- Taking operations in: each is applied, merged or refused, once, whatever the network did.

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

-- The outcomes of a push as they are answered.
CREATE OR REPLACE FUNCTION hub_answers(me hub_caller, outcomes jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT coalesce(jsonb_agg(hub_answer(me, a.value) ORDER BY a.place), '[]')
              FROM jsonb_array_elements(outcomes) WITH ORDINALITY a (value, place));
END
$$;

-- Take a batch of operations in; gives {token, now, outcomes}. A push of nothing asks whether the
-- key is the present one, and turns nothing: the key before is right only for who repeats something.
-- Its plans are made once in a session, and go along indexes.
CREATE OR REPLACE FUNCTION hub_push(desk_no integer, token text, sent jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
DECLARE
    me hub_caller := hub_me();
    moment bigint := hub_now();
    durable text := set_config('synchronous_commit', 'on', true);
    desk hub_desk;
    told jsonb;
    known jsonb;
    unmade jsonb := '{}';
    answers jsonb := '[]';
    outcome jsonb;
    highest bigint;
    fresh boolean := false;
    reached boolean := false;
    merged boolean;
    again boolean := false;
    n bigint;
    given text;
    last integer := jsonb_array_length(sent) - 1;
BEGIN
    IF last = 0 THEN
        n := (sent #>> '{0,n}')::bigint;
        highest := n;
    ELSIF last > 0 THEN
        SELECT min((s.value ->> 'n')::bigint), max((s.value ->> 'n')::bigint) INTO n, highest
          FROM jsonb_array_elements(sent) s;
    END IF;
    IF last >= 0 THEN  -- all at once, as nearly always; if one is refused, each by itself
    BEGIN
        given := replace(gen_random_uuid()::text, '-', '');
        UPDATE hub_desk d
           SET token = given, prior_token = d.token, last_n = highest, seen_at = moment
         WHERE d.desk_no = hub_push.desk_no AND d.token = hub_push.token AND d.last_n < n
           AND d.removed_at IS NULL AND (me.operator OR d.login = session_user);
        IF FOUND THEN
            IF last > 0 OR jsonb_array_length(sent #> '{0,changes}') > 2 THEN
                PERFORM hub_lock(sent);
            END IF;
            FOR place IN 0 .. last LOOP
                told := sent -> place;
                again := again OR told ? 'again';
                outcome := hub_decide(told, desk_no, me, moment, unmade);
                IF outcome ->> 'state' = 'applied' THEN
                    answers := answers || jsonb_build_object('uid', told -> 'uid',
                        'state', 'applied', 'revs', outcome -> 'revs');
                ELSE
                    merged := true;
                    answers := answers || (outcome || jsonb_build_object('uid', told -> 'uid'));
                END IF;
            END LOOP;
            IF again THEN
                PERFORM hub_reach_serials();
            END IF;
            IF merged THEN
                answers := hub_answers(me, answers);
            END IF;
            RETURN jsonb_build_object('token', given, 'now', moment, 'outcomes', answers);
        END IF;
    EXCEPTION WHEN OTHERS THEN
        IF hub_passes(SQLSTATE) THEN
            RAISE;
        END IF;
        answers := '[]';
    END;
    END IF;

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
    highest := greatest(desk.last_n, highest);
    SELECT coalesce(jsonb_object_agg(o.uid,
               jsonb_build_object('digest', o.digest, 'outcome', o.outcome,
                   -- the same work of the same person, out of a copy of this desk's files:
                   -- each corrects the moments of a wrong clock for itself, the first stands
                   'copy', o.desk_no <> hub_push.desk_no AND (me.operator OR o.agent = me.agent),
                   'agent', o.agent, 'desk', o.desk_no)), '{}')
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
        ELSIF known #>> ARRAY[told ->> 'uid', 'digest'] IS DISTINCT FROM told ->> 'digest'
            AND NOT ((known #>> ARRAY[told ->> 'uid', 'copy'])::boolean
                AND known #>> ARRAY[told ->> 'uid', 'agent'] = told ->> 'agent')
        THEN
            PERFORM hub_fail('desk_cloned', jsonb_build_object(
                'desk_no', desk_no, 'n', n, 'operation', told -> 'uid'));
        ELSIF n <= desk.last_n THEN
            -- a place in a desk's order holds one operation, also when another number brought
            -- it here: else a copy whose own copy has sent its work would pass for the desk
            IF (known #>> ARRAY[told ->> 'uid', 'desk'])::integer <> desk.desk_no
                AND EXISTS (SELECT FROM hub_operation o WHERE o.desk_no = desk.desk_no
                    AND o.n = (sent #>> ARRAY[place::text, 'n'])::bigint
                    AND o.uid <> sent #>> ARRAY[place::text, 'uid'])
            THEN
                PERFORM hub_fail('desk_cloned', jsonb_build_object('desk_no', desk_no, 'n', n));
            END IF;
            reached := reached OR n = desk.last_n;
        END IF;
    END LOOP;
    IF hub_push.token IS DISTINCT FROM desk.token AND (fresh OR last < 0) AND NOT reached THEN
        PERFORM hub_fail('desk_cloned', jsonb_build_object('desk_no', desk_no));
    END IF;
    IF fresh THEN
        PERFORM hub_lock(sent);
    END IF;
    FOR place IN 0 .. last LOOP
        told := sent -> place;
        IF known ? (told ->> 'uid') THEN
            outcome := known #> ARRAY[told ->> 'uid', 'outcome'];
            IF told ? 'again' AND outcome ->> 'state' = 'refused' THEN
                outcome := hub_take_again(told, desk_no, me, moment, unmade, outcome);
            END IF;
            IF outcome ->> 'state' = 'applied'
                AND known #>> ARRAY[told ->> 'uid', 'digest'] IS DISTINCT FROM told ->> 'digest'
            THEN  -- the desk is to take what stands instead of its own
                outcome := outcome || jsonb_build_object('state', 'merged', 'keys',
                    (SELECT coalesce(jsonb_agg(jsonb_build_array(r.value -> 0, r.value -> 1)),
                         '[]') FROM jsonb_array_elements(outcome -> 'revs') r));
            END IF;
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

    IF EXISTS (SELECT FROM jsonb_array_elements(sent) s WHERE s.value ? 'again') THEN
        PERFORM hub_reach_serials();
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
    RETURN jsonb_build_object('token', given, 'now', moment,
        'outcomes', hub_answers(me, answers));
END
$$;
