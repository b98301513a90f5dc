-- What the log says was changed between two snapshots, as the present states of the records.

-- Lines of the log that `base` did not see and `goal` does, after a place, in order. A line is
-- invisible in `base` when its transaction was open then or had not begun: the open ones are
-- looked up each, so that one old open transaction does not make every pull read on from there.
CREATE OR REPLACE FUNCTION hub_lines(
    base pg_snapshot, goal pg_snapshot, after_xid xid8, after_seq bigint, most integer
) RETURNS hub_change[] LANGUAGE plpgsql STABLE AS $$
DECLARE
    begun constant xid8[] := ARRAY(SELECT x FROM pg_snapshot_xip(base) AS x WHERE x >= after_xid);
    first xid8 := pg_snapshot_xmax(base);
    from_seq bigint := -1;
    lines hub_change[];
BEGIN
    IF after_xid >= first THEN
        first := after_xid;
        from_seq := after_seq;
    END IF;
    IF cardinality(begun) = 0 THEN
        SELECT array_agg(l.line ORDER BY l.xid, l.seq) INTO lines FROM (
            SELECT c AS line, c.xid, c.seq FROM hub_change c
             WHERE (c.xid, c.seq) > (first, from_seq) AND c.xid < pg_snapshot_xmax(goal)
               AND pg_visible_in_snapshot(c.xid, goal)
             ORDER BY c.xid, c.seq LIMIT most) AS l;
    ELSE
        SELECT array_agg(l.line ORDER BY l.xid, l.seq) INTO lines FROM (
            SELECT u.* FROM (
                (SELECT o.* FROM unnest(begun) AS b(xid), LATERAL (
                    SELECT c AS line, c.xid, c.seq FROM hub_change c
                     WHERE c.xid = b.xid
                       AND c.seq > CASE WHEN b.xid = after_xid THEN after_seq ELSE -1 END
                       AND pg_visible_in_snapshot(c.xid, goal)
                     ORDER BY c.seq LIMIT most) AS o)
                UNION ALL
                (SELECT c AS line, c.xid, c.seq FROM hub_change c
                  WHERE (c.xid, c.seq) > (first, from_seq) AND c.xid < pg_snapshot_xmax(goal)
                    AND pg_visible_in_snapshot(c.xid, goal)
                  ORDER BY c.xid, c.seq LIMIT most)) AS u
             ORDER BY u.xid, u.seq LIMIT most) AS l;
    END IF;
    RETURN lines;
END
$$;

-- The records that lines are about, when nothing is left out.
CREATE OR REPLACE FUNCTION hub_all_told(lines hub_change[], asker integer) RETURNS hub_told[]
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT array_agg(ROW(k.kind, k.uid, k.rev, k.own, true, false, false,
                             r.rev, CASE WHEN NOT k.own THEN r.body END, r.gone, r.author)::hub_told)
      FROM (SELECT l.kind, l.uid, max(l.rev) AS rev,
                   bool_and(l.desk_no = asker AND asker <> 0 AND l.kind <> 'lease') AS own
              FROM unnest(lines) AS l GROUP BY 1, 2) AS k
      LEFT JOIN hub_record r ON r.uid = k.uid AND r.kind = k.kind);
END
$$;

-- The same, with what is in sight and which tickets may have come into it or gone out of it.
-- Where the log does not tell (a region's former value, an owner before whom there was none) a
-- ticket counts as having come: it brings all that hangs on it, perhaps once more.
CREATE OR REPLACE FUNCTION hub_some_told(
    lines hub_change[], asker integer, s hub_sight, since bigint, wide boolean
) RETURNS hub_told[] LANGUAGE plpgsql STABLE AS $$
DECLARE
    before constant text[] := coalesce(s.only_groups, CASE WHEN NOT s.everything THEN s.groups END);
    by_region constant boolean := s.only_regions IS NOT NULL;
    wanted constant text[] := s.only_groups;
    mine constant text[] := CASE WHEN NOT s.everything THEN s.groups END;
BEGIN
    RETURN (WITH about AS (
        SELECT l.kind, l.uid, max(l.rev) AS rev,
               bool_and(l.desk_no = asker AND asker <> 0 AND l.kind <> 'lease') AS own,
               bool_or(by_region OR l.old_owner <> '' AND l.old_owner = s.agent
                   OR l.old_grp <> '' AND (before IS NULL OR l.old_grp = ANY (before))) AS was,
               bool_or(l.old_grp <> '' AND (coalesce(l.old_grp <> ALL (wanted), false)
                   OR coalesce(l.old_grp <> ALL (mine), false))) AS moved
          FROM unnest(lines) AS l GROUP BY 1, 2),
    found AS (
        SELECT a.*, r.rev AS now_rev, r.body, r.gone, r.author,
               coalesce(CASE a.kind
                   WHEN 'ticket' THEN hub_within(s.everything, s.groups, s.agent, s.only_groups,
                       s.only_regions, r.grp, r.region, r.owner, r.opened_by)
                   WHEN 'lease' THEN t.uid IS NOT NULL
                   ELSE r.ticket = '' OR t.uid IS NOT NULL END, false) AS seen,
               a.kind = 'ticket' AND (
                   wide OR a.moved OR by_region
                   OR NOT s.everything AND r.owner = s.agent AND r.grp <> ALL (s.groups)
                   OR since IS NOT NULL AND (r.body ->> 'created_at')::bigint < since) AS arrived
          FROM about a
          LEFT JOIN hub_record r ON r.uid = a.uid AND r.kind = a.kind
          LEFT JOIN hub_record t ON a.kind <> 'ticket' AND t.kind = 'ticket'
               AND t.uid = CASE WHEN a.kind = 'lease' THEN a.uid ELSE r.ticket END
               AND hub_within(s.everything, s.groups, s.agent, s.only_groups,
                   s.only_regions, t.grp, t.region, t.owner, t.opened_by))
    SELECT array_agg(ROW(f.kind, f.uid, f.rev, f.own AND NOT f.arrived, f.seen, f.was,
                         f.seen AND f.arrived, f.now_rev, f.body, f.gone, f.author)::hub_told)
      FROM found f);
END
$$;

-- What hangs on tickets that came into sight, after a place.
CREATE OR REPLACE FUNCTION hub_brought(tickets text[], after text[], most integer)
RETURNS SETOF hub_hung LANGUAGE sql STABLE AS $$
    SELECT h.ticket, h.kind, h.uid, h.rev, h.body, h.author
      FROM unnest(tickets) AS n(uid)
      JOIN hub_record h ON h.ticket = n.uid AND h.ticket <> '' AND NOT h.gone AND h.kind <> 'ticket'
     WHERE after IS NULL OR (h.ticket, h.kind, h.uid) < (after[1], after[2], after[3])
     ORDER BY h.ticket DESC, h.kind DESC, h.uid DESC LIMIT most
$$;

-- One page of changes, and the heading. cursor.page = {to, lsn, xid, seq}: where it goes, and the
-- last line told. While what hangs on tickets is being brought, page.bring = {xid, seq, after}
-- says up to which line the records are told already, and the last record brought.
CREATE OR REPLACE FUNCTION hub_changes(
    told jsonb, s hub_sight, epoch text, most integer, now_at text, asker integer
) RETURNS SETOF hub_state LANGUAGE plpgsql STABLE AS $$
DECLARE
    wide constant boolean := told ? 'wide';
    page jsonb := coalesce(told -> 'page',
        jsonb_build_object('to', now_at, 'lsn', pg_current_wal_insert_lsn()));
    bring constant jsonb := page -> 'bring';
    lines hub_change[];
    got integer;
    about hub_told[];
    tickets text[] := '{}';  -- that came into sight
    held text[];
    hung hub_hung[] := '{}';
    size integer;
    full_page boolean := false;
    more boolean;
BEGIN
    lines := hub_lines((told ->> 'next')::pg_snapshot, (page ->> 'to')::pg_snapshot,
        coalesce(page ->> 'xid', '0')::xid8, coalesce((page ->> 'seq')::bigint, 0),
        CASE WHEN bring IS NULL THEN most ELSE 20000 END);
    IF bring IS NOT NULL THEN  -- the same lines as last time
        lines := ARRAY(SELECT l FROM unnest(lines) AS l
                        WHERE (l.xid, l.seq) <= ((bring ->> 'xid')::xid8, (bring ->> 'seq')::bigint)
                        ORDER BY l.xid, l.seq);
    END IF;
    got := coalesce(cardinality(lines), 0);
    more := bring IS NOT NULL OR got >= most;
    IF got = 0 THEN
        NULL;
    ELSIF s.whole AND NOT wide THEN
        about := hub_all_told(lines, asker);
    ELSE
        about := hub_some_told(lines, asker, s, (told ->> 'since')::bigint, wide);
        tickets := ARRAY(SELECT a.uid FROM unnest(about) AS a WHERE a.arrived);
    END IF;
    IF got > 0 AND bring IS NULL THEN
        RETURN QUERY
        SELECT a.kind, a.uid, CASE WHEN a.own THEN a.line_rev ELSE a.rev END,
               CASE WHEN NOT a.own AND NOT a.gone THEN a.body::text END,
               a.gone AND NOT a.own, CASE WHEN a.own THEN '' ELSE a.author END, false
          FROM unnest(about) AS a WHERE a.seen AND a.rev IS NOT NULL
        UNION ALL
        SELECT a.kind, a.uid, a.line_rev, NULL, true, '', true
          FROM unnest(about) AS a WHERE a.kind = 'ticket' AND a.was AND NOT a.seen;
        held := ARRAY(SELECT a.uid FROM unnest(about) AS a WHERE a.kind = 'lease' AND a.seen)
            || tickets;
        IF cardinality(held) > 0 THEN
            RETURN QUERY SELECT v.* FROM hub_lease_states(held) AS v;
        END IF;
    END IF;
    IF cardinality(tickets) > 0 THEN
        hung := ARRAY(SELECT h FROM hub_brought(tickets, CASE WHEN bring IS NOT NULL
            THEN ARRAY(SELECT jsonb_array_elements_text(bring -> 'after')) END, most) AS h);
        full_page := cardinality(hung) >= most;
        size := cardinality(hung);
        hung := hub_cut(hung);
        full_page := full_page OR cardinality(hung) < size;
        RETURN QUERY SELECT h.kind, h.uid, h.rev, h.body::text, false, h.author, false
                       FROM unnest(hung) AS h;
    END IF;
    IF full_page THEN
        page := page || jsonb_build_object('bring', jsonb_build_object(
            'xid', lines[got].xid, 'seq', lines[got].seq,
            'after', jsonb_build_array(hung[cardinality(hung)].ticket,
                hung[cardinality(hung)].kind, hung[cardinality(hung)].uid)));
        more := true;
    ELSIF more THEN
        page := page - 'bring' || jsonb_build_object('xid', lines[got].xid, 'seq', lines[got].seq);
    END IF;
    IF more THEN
        told := told || jsonb_build_object('page', page);
    ELSE
        told := told - 'page' - 'wide'
            || jsonb_build_object('next', page -> 'to', 'lsn', page -> 'lsn');
    END IF;
    RETURN NEXT hub_heading(told, more, epoch, CASE WHEN wide THEN 'history' ELSE '' END, s);
END
$$;
