-- What every function of the hub stands on: refusing, the clock, and who asks.

DO $$
BEGIN
    IF to_regtype('public.hub_caller') IS NULL THEN
        CREATE TYPE hub_caller AS (
            operator boolean,  -- runs the hub: may act for anybody and sees everything
            agent text,        -- uid of the person, '' for an operator
            role text,
            groups text[],
            sees_all boolean
        );
    END IF;
END
$$;

-- Refuse: the desk gets Refusal(code, **facts).
CREATE OR REPLACE FUNCTION hub_fail(code text, facts jsonb DEFAULT '{}') RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'AC000', MESSAGE = code, DETAIL = facts::text;
END
$$;

-- The hub's clock in milliseconds UTC.
CREATE OR REPLACE FUNCTION hub_now() RETURNS bigint
LANGUAGE sql VOLATILE AS $$
    SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint
$$;

-- The name of one of the hub's four roles: 'owner', 'hub', 'feed' or 'desk'.
-- (PL/pgSQL here and below keeps its plans; a function in SQL that is not inlined is planned anew
-- by every statement, and these are asked by each.)
CREATE OR REPLACE FUNCTION hub_role(part text) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN (SELECT value || '_' || part FROM public.hub_meta WHERE key = 'roles');
END
$$;

-- Whether the session belongs to somebody who runs the hub: a superuser, or a member of the
-- owner's role. Only the session's own user counts, which nobody can change.
CREATE OR REPLACE FUNCTION hub_is_operator() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN coalesce(
        (SELECT pg_has_role(session_user, to_regrole(quote_ident(m.value || '_owner'))::oid, 'MEMBER')
           FROM public.hub_meta m WHERE m.key = 'roles'),
        (SELECT rolsuper FROM pg_roles WHERE rolname = session_user));
END
$$;

-- Who asks. Raises login_unknown, secret_unused, secret_expired. (Every call of a desk begins with
-- this, so what is usual takes one statement.)
CREATE OR REPLACE FUNCTION hub_me() RETURNS hub_caller
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me hub_caller;
    mine record;
    active boolean;
    used bigint;
BEGIN
    SELECT l.agent, l.sees_all, l.used_at, r.body ->> 'role' AS role,
           (r.body ->> 'active')::boolean AS active, r.body -> 'groups' AS groups INTO mine
      FROM public.hub_login l
      JOIN public.hub_record r ON r.uid = l.agent AND r.kind = 'agent' AND NOT r.gone
     WHERE l.role_name = session_user AND l.removed_at IS NULL;
    IF NOT FOUND THEN
        IF public.hub_is_operator() THEN
            me := (true, '', '', '{}'::text[], true);
            RETURN me;
        END IF;
    ELSE
        active := coalesce(mine.active, true);
        IF active AND mine.used_at IS NOT NULL THEN
            me.operator := false;
            me.agent := mine.agent;
            me.role := coalesce(mine.role, 'agent');
            me.groups := ARRAY(SELECT jsonb_array_elements_text(coalesce(mine.groups, '[]')));
            me.sees_all := mine.sees_all OR me.role IN ('leader', 'admin') OR me.groups = '{}';
            RETURN me;
        END IF;
    END IF;
    IF active IS NOT TRUE THEN
        PERFORM public.hub_fail('login_unknown', jsonb_build_object('login', session_user));
    END IF;
    SELECT l.valid_until INTO used FROM public.hub_login l
     WHERE l.role_name = session_user AND l.removed_at IS NULL AND l.valid_until < public.hub_now();
    IF FOUND THEN
        PERFORM public.hub_fail('secret_expired',
            jsonb_build_object('login', session_user, 'until', used));
    END IF;
    PERFORM public.hub_fail('secret_unused', jsonb_build_object('login', session_user));
    RETURN me;
END
$$;

-- Whether the caller may see a ticket of this group, owner and opener.
CREATE OR REPLACE FUNCTION hub_sees(me hub_caller, grp text, owner text, opened_by text)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT me.sees_all OR grp = ANY (me.groups) OR (owner <> '' AND owner = me.agent)
        OR (opened_by <> '' AND opened_by = me.agent)
$$;

-- Refuse unless the desk was enrolled by this login (or an operator asks) and is still listed.
CREATE OR REPLACE FUNCTION hub_own_desk(desk_no integer) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.hub_desk d
      WHERE d.desk_no = hub_own_desk.desk_no AND d.removed_at IS NULL
        AND (d.login = session_user OR public.hub_is_operator());
    IF NOT FOUND THEN
        PERFORM public.hub_fail('desk_unknown', jsonb_build_object('desk_no', desk_no));
    END IF;
END
$$;

-- The name of the hub's present life. A restored copy in another cluster and a server that went
-- on along another timeline (a standby that took over, a recovery to a moment) have other names.
CREATE OR REPLACE FUNCTION hub_epoch() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT (SELECT value FROM public.hub_meta WHERE key = 'epoch') || CASE
        WHEN pg_is_in_recovery() THEN ''
        ELSE '.' || (SELECT to_hex(system_identifier % 268435456) FROM pg_control_system())
            || '.' || ltrim(substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8), '0')
        END
$$;

-- What the hub says of itself before anything else is asked; everybody who may call it is told.
CREATE OR REPLACE FUNCTION hub_about() RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT jsonb_build_object(
        'epoch', public.hub_epoch(),
        'schema', (SELECT value::integer FROM public.hub_meta WHERE key = 'schema'),
        'min_protocol', (SELECT value::integer FROM public.hub_meta WHERE key = 'min_protocol'),
        'rules', coalesce((SELECT value FROM public.hub_meta WHERE key = 'rules'), ''),
        'objects', coalesce((SELECT value FROM public.hub_meta WHERE key = 'objects'), ''),
        'kinds', (SELECT jsonb_agg(k.kind) FROM public.hub_kind k),
        'standby', pg_is_in_recovery(),
        'restored', coalesce((SELECT value <> (SELECT system_identifier::text FROM pg_control_system())
            FROM public.hub_meta WHERE key = 'system'), false),
        'operator', public.hub_is_operator(),
        'now', public.hub_now())
$$;

-- The parts of hub_me() that policies ask for, each once for a statement.
CREATE OR REPLACE FUNCTION hub_sees_all() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN (public.hub_me()).sees_all;
END
$$;

CREATE OR REPLACE FUNCTION hub_groups() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN (public.hub_me()).groups;
END
$$;

CREATE OR REPLACE FUNCTION hub_agent() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN (public.hub_me()).agent;
END
$$;

-- Tickets outside the caller's groups that are nevertheless the caller's: owned or opened.
CREATE OR REPLACE FUNCTION hub_mine() RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me constant hub_caller := public.hub_me();
BEGIN
    IF me.agent = '' THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT r.uid FROM public.hub_record r
        WHERE r.kind = 'ticket' AND r.owner <> '' AND r.owner = me.agent AND r.grp <> ALL (me.groups);
    RETURN QUERY SELECT r.uid FROM public.hub_record r
        WHERE r.kind = 'ticket' AND r.opened_by <> '' AND r.opened_by = me.agent AND r.grp <> ALL (me.groups);
END
$$;
