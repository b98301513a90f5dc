-- What desks read beside the feed: single records, whole tickets, tickets of long ago, and sums.

-- The present states of records named [[kind, uid], …] that the caller may see.
CREATE OR REPLACE FUNCTION hub_fetch(keys jsonb) RETURNS SETOF hub_state
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    s constant hub_sight := hub_sight_of(hub_me(), '{}');
    held text[];
BEGIN
    RETURN QUERY
    SELECT r.kind, r.uid, r.rev, CASE WHEN NOT r.gone THEN r.body::text END, r.gone, r.author, false
      FROM (SELECT DISTINCT k ->> 0 AS kind, k ->> 1 AS uid FROM jsonb_array_elements(keys) AS k) AS k
      JOIN hub_record r ON r.uid = k.uid AND r.kind = k.kind
     WHERE s.whole OR r.ticket = '' OR EXISTS (
           SELECT 1 FROM hub_record t WHERE t.uid = r.ticket AND t.kind = 'ticket'
              AND hub_within(s.everything, s.groups, s.agent, s.only_groups,
        s.only_regions, t.grp, t.region, t.owner, t.opened_by));
    held := ARRAY(SELECT DISTINCT k ->> 1 FROM jsonb_array_elements(keys) AS k WHERE k ->> 0 = 'lease');
    IF cardinality(held) > 0 THEN
        RETURN QUERY SELECT v.* FROM hub_lease_states(ARRAY(
            SELECT t.uid FROM hub_record t WHERE t.uid = ANY (held) AND t.kind = 'ticket'
               AND hub_within(s.everything, s.groups, s.agent, s.only_groups,
        s.only_regions, t.grp, t.region, t.owner, t.opened_by))) AS v;
    END IF;
END
$$;

-- Tickets with all that hangs on them, their customers, parcels and leases.
CREATE OR REPLACE FUNCTION hub_tickets(uids text[]) RETURNS SETOF hub_state
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    s constant hub_sight := hub_sight_of(hub_me(), '{}');
    shown text[];
BEGIN
    shown := ARRAY(SELECT t.uid FROM hub_record t WHERE t.uid = ANY (uids) AND t.kind = 'ticket'
                      AND hub_within(s.everything, s.groups, s.agent, s.only_groups,
        s.only_regions, t.grp, t.region, t.owner, t.opened_by));
    RETURN QUERY SELECT v.* FROM hub_companions(shown) AS v;
    RETURN QUERY
    SELECT h.kind, h.uid, h.rev, CASE WHEN NOT h.gone THEN h.body::text END, h.gone, h.author, false
      FROM unnest(shown) AS n(uid) JOIN hub_record h ON h.ticket = n.uid AND h.ticket <> ''
     ORDER BY h.ticket, h.kind <> 'ticket', h.uid;
    RETURN QUERY SELECT v.* FROM hub_lease_states(shown) AS v;
END
$$;

-- Uids of tickets, newest first, whose number, phone, waybill or customer is `words`.
CREATE OR REPLACE FUNCTION hub_history(words text, most integer) RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    s constant hub_sight := hub_sight_of(hub_me(), '{}');
BEGIN
    RETURN QUERY
    SELECT t.uid FROM hub_found(btrim(words)) AS f(uid)
      JOIN hub_record t ON t.uid = f.uid AND t.kind = 'ticket' AND NOT t.gone
     WHERE hub_within(s.everything, s.groups, s.agent, s.only_groups,
        s.only_regions, t.grp, t.region, t.owner, t.opened_by)
     ORDER BY (t.body ->> 'created_at')::bigint DESC, t.uid DESC LIMIT most;
END
$$;

-- What the records of each of 256 buckets come to: their number, and a sum of kinds, uids and
-- revisions (see digest.py). In the sums of the buckets that scope.whole names facts count too.
CREATE OR REPLACE FUNCTION hub_digest(scope jsonb)
RETURNS TABLE (bucket integer, records bigint, total bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    s constant hub_sight := hub_sight_of(hub_me(), scope);
    whole constant integer[] := ARRAY(SELECT jsonb_array_elements_text(scope -> 'whole')::integer);
BEGIN
    RETURN QUERY
    SELECT v.number, count(*), bit_xor(('x' || substr(md5(
               v.kind || ':' || v.uid || ':' || v.rev || CASE WHEN v.number = ANY (whole)
                   THEN (SELECT ':' || r.body::text FROM hub_record r
                          WHERE r.uid = v.uid AND r.kind = v.kind) ELSE '' END
           ), 1, 15))::bit(60)::bigint)
      FROM (SELECT hub_bucket_of(a.uid) AS number, a.kind, a.uid, a.rev
              FROM hub_all_within(s) AS a) v GROUP BY 1 ORDER BY 1;
END
$$;

-- Kind, uid and revision of all records of one bucket.
CREATE OR REPLACE FUNCTION hub_bucket(number integer, scope jsonb)
RETURNS TABLE (kind text, uid text, rev bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    s constant hub_sight := hub_sight_of(hub_me(), scope);
BEGIN
    RETURN QUERY
    SELECT v.kind, v.uid, v.rev FROM hub_all_within(s) AS v
     WHERE hub_bucket_of(v.uid) = number ORDER BY 1, 2;
END
$$;

-- Which bucket a record belongs to.
CREATE OR REPLACE FUNCTION hub_bucket_of(uid text) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$
    SELECT ('x' || substr(md5(uid), 1, 2))::bit(8)::integer
$$;

-- All records within sight that are not gone, without tickets (and what hangs on them) that are over
-- since before a moment, where one is named.
CREATE OR REPLACE FUNCTION hub_all_within(s hub_sight)
RETURNS TABLE (kind text, uid text, rev bigint) LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF s.everything AND s.only_groups IS NULL AND s.only_regions IS NULL AND s.since = 0 THEN
        RETURN QUERY SELECT r.kind, r.uid, r.rev FROM hub_record r WHERE NOT r.gone;
    ELSE
        RETURN QUERY
        SELECT r.kind, r.uid, r.rev FROM hub_record r WHERE NOT r.gone AND r.ticket = ''
        UNION ALL
        SELECT r.kind, r.uid, r.rev FROM hub_record t
          JOIN hub_record r ON r.ticket = t.uid AND r.ticket <> '' AND NOT r.gone
         WHERE t.kind = 'ticket' AND hub_within(s.everything, s.groups, s.agent, s.only_groups,
        s.only_regions, t.grp, t.region, t.owner, t.opened_by)
           AND (s.since = 0 OR t.status IN ('new', 'open', 'waiting')
                OR coalesce((t.body ->> 'last_activity_at')::bigint,
                            (t.body ->> 'created_at')::bigint) >= s.since);
    END IF;
END
$$;

-- The newest ready-made replica of what the caller gets to see: where its content is, and the
-- place in the feed from which the caller goes on. Nobody gets a replica that holds more than
-- the caller may see; what the caller may see beyond its groups comes with the next pulls.
CREATE OR REPLACE FUNCTION hub_snapshot_for(scope jsonb) RETURNS SETOF hub_snapshot
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    s constant hub_sight := hub_sight_of(hub_me(), scope);
    groups text[] := s.only_groups;
    kept hub_snapshot;
BEGIN
    IF NOT s.everything THEN
        groups := CASE WHEN s.only_groups IS NULL THEN hub_codes(to_jsonb(s.groups))
            ELSE ARRAY(SELECT unnest(s.only_groups) INTERSECT SELECT unnest(s.groups) ORDER BY 1) END;
    END IF;
    SELECT k.* INTO kept FROM hub_snapshot k
     WHERE k.scope::jsonb = jsonb_build_object('groups', to_jsonb(coalesce(groups, '{}')),
           'regions', to_jsonb(coalesce(s.only_regions, '{}')), 'days', s.days)
       AND k.epoch = hub_epoch()
       AND pg_snapshot_xmin((k.cursor::jsonb ->> 'next')::pg_snapshot) > coalesce(
           (SELECT m.value::xid8 FROM hub_meta m WHERE m.key = 'floor_xid'), '0');
    IF NOT FOUND THEN
        RETURN;
    END IF;
    kept.cursor := (kept.cursor::jsonb || jsonb_build_object('scope', s.mark)
        || CASE WHEN s.everything THEN '{}'::jsonb
                ELSE '{"scan": {"step": 14, "mine": true}}'::jsonb END)::text;
    RETURN NEXT kept;
END
$$;
