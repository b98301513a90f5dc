-- What a former life of the hub refused, told to this one by the desks that know of it (see
-- hub_recall.py): what is not known is refused for the same reason, what is known otherwise answered.
CREATE OR REPLACE FUNCTION hub_recall(desk_no integer, token text, refused jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me constant hub_caller := hub_me();
    moment constant bigint := hub_now();
    desk hub_desk;
    one jsonb;
    doing jsonb;
    known jsonb;
    answers jsonb := '[]';
BEGIN
    PERFORM set_config('synchronous_commit', 'on', true);
    SELECT * INTO desk FROM hub_desk d WHERE d.desk_no = hub_recall.desk_no FOR UPDATE;
    IF NOT FOUND OR desk.removed_at IS NOT NULL
        OR NOT (me.operator OR desk.login = session_user)
    THEN
        PERFORM hub_fail('desk_unknown', jsonb_build_object('desk_no', hub_recall.desk_no));
    END IF;
    IF hub_recall.token = '' OR hub_recall.token NOT IN (desk.token, desk.prior_token) THEN
        PERFORM hub_fail('desk_cloned', jsonb_build_object('desk_no', hub_recall.desk_no));
    END IF;
    FOR one IN SELECT r.value FROM jsonb_array_elements(hub_recall.refused) r LOOP
        doing := one -> 'told';
        IF NOT me.operator AND doing ->> 'agent' IS DISTINCT FROM me.agent THEN
            CONTINUE;
        END IF;
        IF NOT EXISTS (SELECT FROM hub_operation o WHERE o.uid = doing ->> 'uid')
            AND one ->> 'code' ~ '^[a-z][a-z0-9_]{0,63}$'
        THEN
            IF (doing ->> 'n')::bigint <= desk.last_n THEN  -- as for any unknown operation
                PERFORM hub_fail('desk_cloned', jsonb_build_object(
                    'desk_no', hub_recall.desk_no, 'n', doing -> 'n'));
            END IF;
            INSERT INTO hub_operation (uid, desk_no, n, digest, at, received_at, agent, action,
                ticket, told, outcome)
            VALUES (doing ->> 'uid', desk.desk_no, (doing ->> 'n')::bigint, doing ->> 'digest',
                least((doing ->> 'at')::bigint, moment), moment, doing ->> 'agent',
                doing ->> 'action', doing ->> 'ticket',
                CASE WHEN one ->> 'code' = 'unstorable' OR doing ? 'unstorable' THEN '{}'
                ELSE jsonb_build_object('args', doing -> 'args', 'changes',
                    hub_bare_changes(doing -> 'changes')) END,
                jsonb_build_object('state', 'refused', 'code', one -> 'code',
                    'facts', one -> 'facts', 'notes', '[]'::jsonb, 'revs', '[]'::jsonb,
                    'keys', hub_keys_of(doing)))
            ON CONFLICT (uid) DO NOTHING;
            IF FOUND THEN
                desk.last_n := (doing ->> 'n')::bigint;
                UPDATE hub_desk d SET last_n = desk.last_n WHERE d.desk_no = desk.desk_no;
                CONTINUE;
            END IF;
        END IF;
        SELECT o.outcome INTO known FROM hub_operation o
         WHERE o.uid = doing ->> 'uid' AND (me.operator OR o.agent = me.agent);
        IF FOUND AND (known ->> 'state' <> 'refused'
            OR known ->> 'code' <> one ->> 'code' AND one ->> 'code' <> 'follows_refused')
        THEN
            answers := answers || (known || jsonb_build_object('uid', doing -> 'uid'));
        END IF;
    END LOOP;
    RETURN hub_answers(me, answers);
END
$$;
