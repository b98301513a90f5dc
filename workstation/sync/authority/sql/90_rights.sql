-- Who may do what. Run last, and anew at every init and upgrade; the names of the four roles come
-- from hub_meta, those of the functions from the installer.
--
-- owner: owns the tables, nobody logs in as it; who is a member runs the hub.
-- hub:   owns the deciding functions; may read and write all rows, but only through policies.
-- feed:  owns the reading functions; sees the rows that the session's user may see.
-- desk:  may call the functions named here, and nothing else. All logins are members.

DO $$
DECLARE
    owner constant text := hub_role('owner');
    hub constant text := hub_role('hub');
    feed constant text := hub_role('feed');
    desk constant text := hub_role('desk');
    everybody constant text := format('%I, %I, %I', owner, hub, feed);
    reading constant text[] := current_setting('aftercare.reading')::text[];
    deciding constant text[] := current_setting('aftercare.deciding')::text[];
    for_desks constant text[] := ARRAY[
        'hub_about', 'hub_epoch', 'hub_counts', 'hub_use_secret', 'hub_enrol',
        'hub_push', 'hub_prove', 'hub_recall', 'hub_seed', 'hub_offer',
        'hub_pull', 'hub_fetch', 'hub_history', 'hub_tickets', 'hub_digest', 'hub_bucket',
        'hub_snapshot_for',
        'hub_take_next', 'hub_take_lease', 'hub_release',
        'hub_lease_serials', 'hub_return_serials',
        'hub_present',
        'hub_blob_state', 'hub_blob_put', 'hub_blob_finish', 'hub_blob_get', 'hub_blobs_lacking',
        'hub_object_begin', 'hub_object_done'];
    visible constant text :=
        '(SELECT hub_sees_all()) OR ticket = '''' OR grp = ANY ((SELECT hub_groups())::text[])'
        ' OR ticket IN (SELECT hub_mine())';
    told constant text :=
        '(SELECT hub_sees_all()) OR grp = ANY ((SELECT hub_groups())::text[])'
        ' OR old_grp = ANY ((SELECT hub_groups())::text[])'
        ' OR (old_owner <> '''' AND old_owner = (SELECT hub_agent()))'
        ' OR EXISTS (SELECT 1 FROM hub_record r WHERE r.uid = hub_change.uid'
        '            AND (r.kind = hub_change.kind OR hub_change.kind = ''lease'''
        '                 AND r.kind = ''ticket''))';
    by_ticket constant text :=
        '(SELECT hub_sees_all()) OR EXISTS (SELECT 1 FROM hub_record r WHERE r.uid = %I.ticket'
        ' AND r.kind = ''ticket'')';
    thing record;
BEGIN
    -- schema: nobody but the hub's owner makes anything beside our functions
    EXECUTE format('GRANT USAGE, CREATE ON SCHEMA public TO %s', everybody);
    EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', desk);
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    IF EXISTS (SELECT 1 FROM pg_namespace n, aclexplode(n.nspacl) a
                WHERE n.nspname = 'public' AND a.grantee = 0 AND a.privilege_type = 'CREATE') THEN
        PERFORM hub_fail('hub_schema_open', jsonb_build_object('user', current_user,
            'remedy', 'REVOKE CREATE ON SCHEMA public FROM PUBLIC'));
    END IF;

    -- tables
    FOR thing IN SELECT c.relname AS name, c.relkind AS kind FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relname LIKE 'hub\_%'
    LOOP
        EXECUTE format('ALTER TABLE public.%I OWNER TO %I', thing.name, owner);
        EXECUTE format('REVOKE ALL ON public.%I FROM PUBLIC', thing.name);
        EXECUTE format('REVOKE ALL ON public.%I FROM %I', thing.name, desk);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON public.%I TO %I', thing.name, hub);
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', thing.name);
        EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', thing.name);
        EXECUTE format('DROP POLICY IF EXISTS hub_all ON public.%I', thing.name);
        EXECUTE format('CREATE POLICY hub_all ON public.%I TO %I, %I USING (true) WITH CHECK (true)',
            thing.name, owner, hub);
        EXECUTE format('DROP POLICY IF EXISTS hub_visible ON public.%I', thing.name);
    END LOOP;
    FOR thing IN SELECT c.relname AS name FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND c.relkind = 'S' AND c.relname LIKE 'hub\_%'
    LOOP
        EXECUTE format('REVOKE ALL ON SEQUENCE public.%I FROM PUBLIC', thing.name);
        EXECUTE format('GRANT USAGE ON SEQUENCE public.%I TO %I', thing.name, hub);
    END LOOP;

    -- what the reading functions see
    FOR thing IN SELECT * FROM (VALUES
        ('hub_record', visible),
        ('hub_change', told),
        ('hub_lease', format(by_ticket, 'hub_lease')),
        ('hub_snapshot', 'true'),
        ('hub_meta', 'true'),
        ('hub_boot', 'true'),
        ('hub_desk', 'true')) AS v(name, seen)
        WHERE to_regclass('public.' || name) IS NOT NULL
    LOOP
        EXECUTE format('CREATE POLICY hub_visible ON public.%I FOR SELECT TO %I USING (%s)',
            thing.name, feed, thing.seen);
        EXECUTE format('REVOKE ALL ON public.%I FROM %I', thing.name, feed);
        IF thing.name <> 'hub_desk' THEN
            EXECUTE format('GRANT SELECT ON public.%I TO %I', thing.name, feed);
        END IF;
    END LOOP;
    EXECUTE format('GRANT SELECT (desk_no, desk_uid, name, last_n, login, agent, enrolled_at,'
        ' seen_at, pulled_at, removed_at) ON public.hub_desk TO %I', feed);  -- never the keys

    -- functions
    FOR thing IN SELECT p.oid::regprocedure::text AS name, p.proname AS short FROM pg_proc p
        JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE n.nspname = 'public' AND p.proname = ANY (reading || deciding)
    LOOP
        EXECUTE format('ALTER ROUTINE %s OWNER TO %I', thing.name,
            CASE WHEN thing.short = ANY (reading) THEN feed ELSE hub END);
        EXECUTE format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', thing.name);
        EXECUTE format('REVOKE ALL ON ROUTINE %s FROM %I', thing.name, desk);
        EXECUTE format('GRANT EXECUTE ON ROUTINE %s TO %s', thing.name, everybody);
        IF thing.short = ANY (for_desks) THEN
            EXECUTE format('GRANT EXECUTE ON ROUTINE %s TO %I', thing.name, desk);
        END IF;
    END LOOP;
    EXECUTE format('REVOKE CREATE ON SCHEMA public FROM %I, %I', hub, feed);
END
$$;
