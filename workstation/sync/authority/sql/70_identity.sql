-- Logins, desks and their numbers.

-- The one-time secret is used now: the caller sets a password of its own in the same transaction.
CREATE OR REPLACE FUNCTION hub_use_secret() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    mine hub_login%ROWTYPE;
BEGIN
    PERFORM set_config('synchronous_commit', 'on', true);
    SELECT * INTO mine FROM hub_login
      WHERE role_name = session_user AND removed_at IS NULL FOR UPDATE;
    IF NOT FOUND THEN
        PERFORM hub_fail('login_unknown', jsonb_build_object('login', session_user));
    END IF;
    IF mine.used_at IS NOT NULL THEN
        PERFORM hub_fail('secret_used', jsonb_build_object('login', session_user));
    END IF;
    IF mine.valid_until < hub_now() THEN
        PERFORM hub_fail('secret_expired',
            jsonb_build_object('login', session_user, 'until', mine.valid_until));
    END IF;
    UPDATE hub_login SET used_at = hub_now() WHERE role_name = session_user;
END
$$;

-- A key for a desk to push with.
CREATE OR REPLACE FUNCTION hub_new_token() RETURNS text
LANGUAGE sql VOLATILE AS $$
    SELECT substr(encode(sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea), 'hex'), 1, 32)
$$;

-- How many desks one person may have (hub_meta 'desks_per_person', 0 for any number). One that was
-- not heard of for 30 days does not count: a restored desk is another one each time.
CREATE OR REPLACE FUNCTION hub_check_desks(me hub_caller, asked text, moment bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    most constant integer := coalesce(
        (SELECT m.value::integer FROM hub_meta m WHERE m.key = 'desks_per_person'), 5);
    live integer;
BEGIN
    IF me.operator OR most = 0
        OR EXISTS (SELECT FROM hub_desk d WHERE d.desk_uid = asked)
    THEN
        RETURN;
    END IF;
    PERFORM FROM hub_login l WHERE l.agent = me.agent ORDER BY l.role_name FOR UPDATE;
    SELECT count(*) INTO live FROM hub_desk d
     WHERE d.agent = me.agent AND d.removed_at IS NULL AND d.seen_at > moment - 2592000000;
    IF live >= most THEN
        PERFORM hub_fail('desks_too_many', jsonb_build_object('desks', live, 'most', most));
    END IF;
END
$$;

-- Give a desk its number and key; the same desk keeps its number. A desk belongs to one person:
-- another of that person's logins may come in its place, another person's may not.
CREATE OR REPLACE FUNCTION hub_enrol(desk_uid text, name text,
    OUT desk_no integer, OUT token text, OUT epoch text, OUT agent text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me constant hub_caller := hub_me();
    known hub_desk%ROWTYPE;
    moment constant bigint := hub_now();
BEGIN
    PERFORM set_config('synchronous_commit', 'on', true);
    PERFORM hub_check_desks(me, hub_enrol.desk_uid, moment);
    IF length(hub_enrol.desk_uid) NOT BETWEEN 1 AND 64 THEN
        PERFORM hub_fail('value_unknown', jsonb_build_object('field', 'desk_uid'));
    END IF;
    INSERT INTO hub_desk (desk_uid, name, token, login, agent, enrolled_at, seen_at)
    SELECT hub_enrol.desk_uid, left(hub_enrol.name, 200), hub_new_token(),
           CASE WHEN me.operator THEN '' ELSE session_user END, me.agent, moment, moment
     WHERE NOT EXISTS (SELECT 1 FROM hub_desk d WHERE d.desk_uid = hub_enrol.desk_uid)
    ON CONFLICT DO NOTHING;
    SELECT * INTO known FROM hub_desk d WHERE d.desk_uid = hub_enrol.desk_uid FOR UPDATE;
    IF known.removed_at IS NOT NULL THEN
        PERFORM hub_fail('desk_removed', jsonb_build_object('desk_no', known.desk_no));
    END IF;
    IF NOT me.operator AND known.agent NOT IN ('', me.agent) THEN
        PERFORM hub_fail('not_you', jsonb_build_object('desk_no', known.desk_no,
            'agent', known.agent));
    END IF;
    UPDATE hub_desk d SET seen_at = moment,
           name = CASE WHEN hub_enrol.name = '' THEN d.name ELSE left(hub_enrol.name, 200) END,
           login = CASE WHEN me.operator THEN d.login ELSE session_user END,
           agent = CASE WHEN me.operator THEN d.agent ELSE me.agent END
     WHERE d.desk_no = known.desk_no;
    desk_no := known.desk_no;
    token := known.token;
    epoch := hub_epoch();
    agent := me.agent;
END
$$;

-- A desk has pulled: remembered about once a minute, for `hub status` and for upkeep.
CREATE OR REPLACE FUNCTION hub_heard(desk_no integer) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    UPDATE hub_desk d SET pulled_at = hub_now(), seen_at = hub_now()
     WHERE d.desk_no = hub_heard.desk_no AND d.pulled_at < hub_now() - 60000
$$;

-- How much there is: records, operations, desks.
CREATE OR REPLACE FUNCTION hub_counts(OUT records bigint, OUT operations bigint, OUT desks bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM hub_me();
    SELECT count(*) INTO records FROM hub_record;
    SELECT count(*) INTO operations FROM hub_operation;
    SELECT count(*) INTO desks FROM hub_desk WHERE removed_at IS NULL;
END
$$;

-- Refuse changes to tickets, and to what hangs on them, that the caller neither sees nor ever saw:
-- one that was moved away meanwhile may still be told what was done before.
CREATE OR REPLACE FUNCTION hub_check_sight(me hub_caller, changes jsonb) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM jsonb_array_elements(changes) c
      CROSS JOIN LATERAL (SELECT CASE WHEN c.value ? 'new'
          THEN coalesce(CASE WHEN c.value ->> 'kind' <> 'print' THEN c.value #>> '{new,ticket}' END,
                   (SELECT r.ticket FROM hub_record r
                   WHERE r.uid = c.value #>> '{new,claim}' AND r.kind = 'claim'))
          ELSE (SELECT r.ticket FROM hub_record r
                 WHERE r.uid = c.value ->> 'uid' AND r.kind = c.value ->> 'kind') END) a (ticket)
      JOIN hub_record t ON t.uid = a.ticket AND t.kind = 'ticket'
     WHERE NOT hub_sees(me, t.grp, t.owner, t.opened_by)
       AND NOT EXISTS (SELECT 1 FROM hub_change g WHERE g.uid = t.uid AND g.kind = 'ticket'
           AND (g.grp = ANY (me.groups) OR g.old_grp = ANY (me.groups) OR g.old_owner = me.agent));
    IF FOUND THEN
        PERFORM hub_fail('not_allowed', jsonb_build_object('act', 'see', 'role', me.role,
            'agent', me.agent));
    END IF;
END
$$;
