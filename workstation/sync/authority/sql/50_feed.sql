-- What changed since a desk last asked: one statement, one round trip, nothing is waited for.
--
-- A place in the feed is what a transaction could see, not a number: numbers become visible out
-- of order, so a number as a place loses changes. Each line of the log bears its transaction's
-- id; new is what the old snapshot could not see. This is the way of PgQ (Skype, 2007). The
-- snapshot is the one with which this very statement reads, which is why all functions here are
-- STABLE: their queries see no more than pg_current_snapshot() says.
--
-- A snapshot may count as over a transaction whose record is not yet on disk (a rollback, a bare
-- NOTIFY, a commit that did not wait); after a crash the server gives the same id out again. So a
-- place holds two snapshots: `next`, up to which all was told, is good as long as the server
-- lives (`boot`, see 45_life.sql), and `at`, the last one that was *settled*: the log was later
-- seen flushed beyond the place where it ended when the snapshot was taken. After a crash a desk
-- goes on from `at`, and hears a little twice; revisions tell it so.
--
-- A cursor is JSON that only these functions read:
--   epoch, scope   another epoch or scope begins anew
--   at, next, lsn, boot   as above
--   scan           how far the first way through all records got (51_scan.sql)
--   page           how far a long answer got, and where it goes: {to, lsn, xid, seq, bring}
--   wide           what changed during the first way comes with all that hangs on it
--   since          tickets over since before are left out (milliseconds)

DO $$
BEGIN
    IF to_regtype('public.hub_state') IS NULL THEN
        CREATE TYPE hub_state AS (
            kind text, uid text, rev bigint, body text, gone boolean, author text, evicted boolean
        );
    END IF;
    IF to_regtype('public.hub_sight') IS NULL THEN
        CREATE TYPE hub_sight AS (
            whole boolean,         -- nothing is left out
            everything boolean,    -- the person may see all that the desk asks for
            agent text,
            groups text[],         -- the person's
            only_groups text[],    -- the desk's; null for all
            only_regions text[],   -- likewise
            days integer,
            since bigint,          -- of a comparison: what is over since before is left out
            mark text              -- the same for who is given the same
        );
    END IF;
    IF to_regtype('public.hub_told') IS NULL THEN
        CREATE TYPE hub_told AS (   -- a record that log lines are about, as it stands now
            kind text, uid text,
            line_rev bigint,        -- of the last of the lines
            own boolean,            -- only the asking desk changed it
            seen boolean,           -- within sight now
            was boolean,            -- may have been in sight before
            arrived boolean,        -- a ticket that may have come into sight
            rev bigint, body jsonb, gone boolean, author text
        );
    END IF;
END
$$;

-- Codes of a list in JSON, in order; null when there are none.
CREATE OR REPLACE FUNCTION hub_codes(told jsonb) RETURNS text[]
LANGUAGE sql IMMUTABLE AS $$
    SELECT array_agg(DISTINCT v ORDER BY v) FROM jsonb_array_elements_text(told) AS v
$$;

-- What somebody who asks for a scope gets to see.
CREATE OR REPLACE FUNCTION hub_sight_of(me hub_caller, scope jsonb) RETURNS hub_sight
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    s hub_sight;
BEGIN
    s.agent := me.agent;
    s.groups := me.groups;
    s.days := greatest(coalesce((scope ->> 'days')::integer, 0), 0);
    s.since := coalesce((scope ->> 'since')::bigint, 0);
    IF scope ? 'groups' THEN
        s.only_groups := hub_codes(scope -> 'groups');
    END IF;
    IF scope ? 'regions' THEN
        s.only_regions := hub_codes(scope -> 'regions');
    END IF;
    s.everything := me.sees_all OR coalesce(s.only_groups <@ me.groups, false);
    s.whole := s.everything AND s.days = 0 AND s.only_groups IS NULL AND s.only_regions IS NULL;
    s.mark := CASE WHEN s.whole THEN '' ELSE md5(jsonb_build_array(
        s.only_groups, s.only_regions, s.days,
        CASE WHEN NOT s.everything THEN hub_codes(to_jsonb(me.groups)) END,
        CASE WHEN NOT s.everything THEN me.agent END)::text) END;
    RETURN s;
END
$$;

-- Whether a ticket of this group, region, owner and opener is within sight. (Each part of the
-- sight by itself: a composite value would be taken apart anew for every row.)
CREATE OR REPLACE FUNCTION hub_within(
    everything boolean, groups text[], agent text, only_groups text[], only_regions text[],
    grp text, region text, owner text, opened_by text
) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT (everything OR grp = ANY (groups) OR owner = agent OR opened_by = agent)
        AND (only_groups IS NULL OR grp = ANY (only_groups))
        AND (only_regions IS NULL OR region = ANY (only_regions))
$$;

-- The last row of an answer to hub_pull: where to go on, whether at once, and what was given.
CREATE OR REPLACE FUNCTION hub_heading(
    told jsonb, more boolean, epoch text, stage text, s hub_sight
) RETURNS hub_state LANGUAGE plpgsql STABLE AS $$
DECLARE
    given jsonb := '{}';
    groups text[] := s.only_groups;
BEGIN
    IF NOT s.whole THEN
        IF NOT s.everything THEN
            groups := coalesce((SELECT array_agg(g) FROM unnest(groups) AS g WHERE g = ANY (s.groups)),
                groups, s.groups);
        END IF;
        given := jsonb_build_object('groups', groups, 'regions', s.only_regions, 'days', s.days);
    END IF;
    RETURN ROW('', '', 0, jsonb_build_object('cursor', told::text, 'more', more, 'epoch', epoch,
        'stage', stage, 'now', hub_now(), 'scope', given)::text, false, '', false)::hub_state;
END
$$;

-- The next changes after a place ('' for all there is), at most about `most` records, and last a
-- heading. Raises hub_standby, cursor_unknown, desk_unknown, login_unknown.
-- Its plans are made once in a session, and always go along indexes: planning anew for each cursor
-- would take several times as long as reading.
CREATE OR REPLACE FUNCTION hub_pull(asker integer, place text, most integer, scope jsonb)
RETURNS SETOF hub_state
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
DECLARE
    life hub_boot;
    me hub_caller;
    s hub_sight;
    epoch text;
    lowest text;
    told jsonb;
    now_at constant text := pg_current_snapshot();
    pulled bigint;
    room constant integer := least(greatest(most, 1), 20000);
BEGIN
    IF pg_is_in_recovery() THEN  -- its snapshots miss what is in progress on the primary
        PERFORM hub_fail('hub_standby');
    END IF;
    me := hub_me();
    s := hub_sight_of(me, scope);
    IF asker <> 0 OR NOT me.operator THEN
        SELECT d.pulled_at INTO pulled FROM hub_desk d
         WHERE d.desk_no = asker AND d.removed_at IS NULL AND (d.login = session_user OR me.operator);
        IF NOT FOUND THEN
            PERFORM hub_own_desk(asker);
        END IF;
        IF pulled < hub_now() - 60000 THEN
            PERFORM hub_heard(asker);
        END IF;
    END IF;
    SELECT b.* INTO life FROM hub_boot b;
    IF NOT FOUND OR life.started <> pg_postmaster_start_time() THEN
        life := hub_begin_life();
    END IF;
    SELECT max(m.value) FILTER (WHERE m.key = 'epoch') || life.place,
           max(m.value) FILTER (WHERE m.key = 'floor_xid')
      INTO epoch, lowest FROM hub_meta m WHERE m.key IN ('epoch', 'floor_xid');
    IF place <> '' THEN
        told := hub_place(place::jsonb, epoch, s.mark, life.boot, lowest);
    END IF;
    IF told IS NULL THEN
        told := jsonb_build_object('epoch', epoch, 'scope', s.mark, 'boot', life.boot,
            'next', now_at, 'lsn', pg_current_wal_insert_lsn(), 'scan', '{"step": 0}'::jsonb);
        IF s.days > 0 THEN
            told := told || jsonb_build_object('since', hub_now() - s.days * 86400000::bigint);
        END IF;
    ELSIF told ->> 'at' IS DISTINCT FROM told ->> 'next'
            AND pg_current_wal_flush_lsn() >= (told ->> 'lsn')::pg_lsn THEN
        told := jsonb_set(told, '{at}', told -> 'next');
    END IF;
    IF told ? 'scan' THEN
        RETURN QUERY SELECT * FROM hub_scan(told, s, epoch, room, now_at);
    ELSIF told ->> 'next' = now_at AND NOT told ? 'page' THEN
        RETURN NEXT hub_heading(told - 'wide', false, epoch, '', s);
    ELSE
        RETURN QUERY SELECT * FROM hub_changes(told, s, epoch, room, now_at, asker);
    END IF;
END
$$;

-- A cursor as it can be gone on from now; null when everything must begin anew.
CREATE OR REPLACE FUNCTION hub_place(told jsonb, epoch text, mark text, boot text, lowest text)
RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF jsonb_typeof(told) <> 'object' OR NOT told ? 'epoch' THEN
        PERFORM hub_fail('cursor_unknown');
    END IF;
    IF told ->> 'epoch' <> epoch OR told ->> 'scope' IS DISTINCT FROM mark OR NOT told ? 'next' THEN
        RETURN NULL;
    END IF;
    IF told ->> 'boot' <> boot THEN  -- only what was settled still holds
        IF NOT told ? 'at' OR hub_life_lost(told ->> 'boot', (told ->> 'at')::pg_snapshot) THEN
            RETURN NULL;
        END IF;
        told := told - 'page' || jsonb_build_object('boot', boot, 'next', told -> 'at');
    END IF;
    IF lowest::xid8 >= pg_snapshot_xmin((told ->> 'next')::pg_snapshot) THEN
        RETURN NULL;  -- lines after it are gone from the log
    END IF;
    RETURN told;
END
$$;
