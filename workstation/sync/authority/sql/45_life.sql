-- The lives of the server, by which the feed knows whether transaction ids may have been given
-- out twice. A server that crashed, was restarted, or was put back from a copy begins a new life.

-- This life. UNLOGGED: empty again after every crash and on every standby that takes over.
CREATE UNLOGGED TABLE IF NOT EXISTS hub_boot (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    boot text NOT NULL,             -- a random name
    started timestamptz NOT NULL,   -- when the server was started
    place text NOT NULL             -- what hub_epoch() adds to the epoch: server and timeline
);

-- All lives, and with which transaction each was first noticed.
CREATE TABLE IF NOT EXISTS hub_life (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    boot text NOT NULL UNIQUE,
    began bigint NOT NULL,
    xid xid8 NOT NULL
);

-- Begin a new life unless this one is known already; raises hub_standby.
CREATE OR REPLACE FUNCTION hub_begin_life() RETURNS hub_boot
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    life hub_boot;
    named constant text := replace(gen_random_uuid()::text, '-', '');
BEGIN
    PERFORM set_config('synchronous_commit', 'on', true);
    INSERT INTO hub_boot AS b (boot, started, place)
    SELECT named, pg_postmaster_start_time(), substr(hub_epoch(), length(m.value) + 1)
      FROM hub_meta m WHERE m.key = 'epoch'
    ON CONFLICT (one) DO UPDATE
       SET boot = excluded.boot, started = excluded.started, place = excluded.place
     WHERE b.started <> excluded.started
    RETURNING b.* INTO life;
    IF NOT FOUND THEN  -- somebody else was faster
        SELECT b.* INTO STRICT life FROM hub_boot b;
        RETURN life;
    END IF;
    INSERT INTO hub_life (boot, began, xid)
    VALUES (named, hub_now(), pg_snapshot_xmax(pg_current_snapshot()));
    RETURN life;
END
$$;

-- Whether a place in the feed, settled in another life, cannot be gone on from: the server does
-- not know that life, or the next one began with ids that the place counts as seen.
CREATE OR REPLACE FUNCTION hub_life_lost(boot text, at pg_snapshot) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT coalesce((
        SELECT pg_snapshot_xmax(at) > coalesce((
            SELECT n.xid FROM hub_life n WHERE n.number > l.number ORDER BY n.number LIMIT 1),
            pg_snapshot_xmax(pg_current_snapshot()))
        FROM hub_life l WHERE l.boot = hub_life_lost.boot), true)
$$;

-- Uids of tickets whose number, phone, waybill or customer is `words`, whoever may see them: for
-- hub_history, which leaves out what its caller may not. (It stands here because conditions on
-- facts cannot use an index where policies stand before them.)
CREATE OR REPLACE FUNCTION hub_found(words text) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT t.uid FROM hub_record t
     WHERE t.kind = 'ticket' AND NOT t.gone AND t.number <> '' AND t.number IN (words, upper(words))
    UNION
    SELECT s.uid FROM hub_search s
     WHERE s.kind = 'ticket' AND (s.word = words OR s.word = upper(words) AND s.field = 'waybill')
    UNION
    SELECT s.uid FROM hub_search p JOIN hub_search s ON s.word = p.uid
     WHERE p.kind = 'customer' AND p.word = words AND s.kind = 'ticket' AND s.field = 'customer'
$$;
