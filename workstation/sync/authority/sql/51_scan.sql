-- The first way through everything a desk may have: people, then open tickets with all that hangs
-- on them, so that work can begin; then the rest, newest tickets first. What changes meanwhile
-- comes afterwards, as changes since the first page was asked for (cursor.next).
--
-- cursor.scan = {step} or {step, ticket, kind, uid}: the last record given of a step.

DO $$
BEGIN
    IF to_regtype('public.hub_hung') IS NULL THEN
        CREATE TYPE hub_hung AS (
            ticket text, kind text, uid text, rev bigint, body jsonb, author text
        );
    END IF;
END
$$;

-- The leases of tickets, as states; ended ones too.
CREATE OR REPLACE FUNCTION hub_lease_states(tickets text[]) RETURNS SETOF hub_state
LANGUAGE sql STABLE AS $$
    SELECT 'lease', l.ticket, l.rev,
           json_build_object('agent', l.agent, 'agent_name', l.agent_name,
               'desk', coalesce(nullif(d.name, ''), l.desk_no::text), 'until', l.until)::text,
           l.until = 0, l.agent, false
      FROM (SELECT DISTINCT unnest(tickets)) AS t(uid)
      JOIN hub_lease l ON l.ticket = t.uid
      LEFT JOIN hub_desk d ON d.desk_no = l.desk_no
$$;

-- The customers and parcels of tickets, as states.
CREATE OR REPLACE FUNCTION hub_companions(tickets text[]) RETURNS SETOF hub_state
LANGUAGE sql STABLE AS $$
    SELECT r.kind, r.uid, r.rev, r.body::text, false, r.author, false
      FROM (SELECT DISTINCT c.kind, c.uid
              FROM unnest(tickets) AS n(uid)
              JOIN hub_record t ON t.uid = n.uid AND t.kind = 'ticket',
                   LATERAL (VALUES ('customer', t.body ->> 'customer'),
                                   ('parcel', t.body ->> 'parcel')) AS c(kind, uid)
             WHERE c.uid <> '') AS c
      JOIN hub_record r ON r.uid = c.uid AND r.kind = c.kind AND NOT r.gone
$$;

-- So many records from the beginning of a page as come to about 4 MB, but at least one.
CREATE OR REPLACE FUNCTION hub_cut(page hub_hung[]) RETURNS hub_hung[]
LANGUAGE sql IMMUTABLE AS $$
    SELECT page[1:greatest(1, count(*) FILTER (WHERE size <= 4000000))::integer]
      FROM (SELECT sum(pg_column_size(p.body)) OVER (ORDER BY n) AS size
              FROM unnest(page) WITH ORDINALITY AS p(ticket, kind, uid, rev, body, author, n)) AS p
$$;

-- What hangs on one ticket after a place, as long as the ticket is within sight.
CREATE OR REPLACE FUNCTION hub_rest_of(
    s hub_sight, of text, after_kind text, after_uid text, most integer
) RETURNS SETOF hub_hung LANGUAGE sql STABLE AS $$
    SELECT h.ticket, h.kind, h.uid, h.rev, h.body, h.author
      FROM hub_record h
     WHERE h.ticket = of AND h.ticket <> '' AND NOT h.gone
       AND (h.kind, h.uid) < (after_kind, after_uid)
       AND EXISTS (SELECT 1 FROM hub_record t WHERE t.uid = of AND t.kind = 'ticket'
                     AND hub_within(s, t.grp, t.region, t.owner, t.opened_by))
     ORDER BY h.ticket DESC, h.kind DESC, h.uid DESC LIMIT most
$$;

-- Open tickets before one, newest first, with all that hangs on them.
CREATE OR REPLACE FUNCTION hub_open_before(s hub_sight, before text, most integer)
RETURNS SETOF hub_hung LANGUAGE sql STABLE AS $$
    SELECT h.ticket, h.kind, h.uid, h.rev, h.body, h.author
      FROM (SELECT t.uid FROM hub_record t
             WHERE t.kind = 'ticket' AND NOT t.gone AND t.status IN ('new', 'open', 'waiting')
               AND t.uid < before AND hub_within(s, t.grp, t.region, t.owner, t.opened_by)
             ORDER BY t.uid DESC LIMIT most) AS t
      JOIN hub_record h ON h.ticket = t.uid AND h.ticket <> '' AND NOT h.gone
     ORDER BY h.ticket DESC, h.kind DESC, h.uid DESC LIMIT most
$$;

-- Tickets that are over, likewise; of those only the ones active since a moment, if one is given.
CREATE OR REPLACE FUNCTION hub_over_before(s hub_sight, before text, since bigint, most integer)
RETURNS SETOF hub_hung LANGUAGE sql STABLE AS $$
    SELECT h.ticket, h.kind, h.uid, h.rev, h.body, h.author
      FROM (SELECT t.uid FROM hub_record t
             WHERE t.kind = 'ticket' AND NOT t.gone AND t.status NOT IN ('new', 'open', 'waiting')
               AND t.uid < before AND hub_within(s, t.grp, t.region, t.owner, t.opened_by)
               AND (since IS NULL OR coalesce((t.body ->> 'last_activity_at')::bigint,
                                              (t.body ->> 'created_at')::bigint) >= since)
             ORDER BY t.uid DESC LIMIT most) AS t
      JOIN hub_record h ON h.ticket = t.uid AND h.ticket <> '' AND NOT h.gone
     ORDER BY h.ticket DESC, h.kind DESC, h.uid DESC LIMIT most
$$;

-- Tickets outside the person's groups that are nevertheless the person's, likewise.
CREATE OR REPLACE FUNCTION hub_mine_before(s hub_sight, before text, most integer)
RETURNS SETOF hub_hung LANGUAGE sql STABLE AS $$
    SELECT h.ticket, h.kind, h.uid, h.rev, h.body, h.author
      FROM hub_record t
      JOIN hub_record h ON h.ticket = t.uid AND h.ticket <> '' AND NOT h.gone
     WHERE t.uid IN (SELECT hub_mine()) AND t.kind = 'ticket' AND t.uid < before
       AND hub_within(s, t.grp, t.region, t.owner, t.opened_by)
     ORDER BY h.ticket DESC, h.kind DESC, h.uid DESC LIMIT most
$$;

-- One page of the first way, and the heading.
CREATE OR REPLACE FUNCTION hub_scan(told jsonb, s hub_sight, epoch text, most integer, now_at text)
RETURNS SETOF hub_state LANGUAGE plpgsql STABLE AS $$
DECLARE
    steps constant text[] := ARRAY['agent', 'key_account', 'view', 'open',
                                   'customer', 'parcel', 'history', 'trace', 'lease', 'mine'];
    history constant integer := 4;
    since constant bigint := (told ->> 'since')::bigint;
    scan jsonb := told -> 'scan';
    step integer := scan ->> 'step';
    last constant integer := CASE WHEN scan ? 'mine' THEN 9 ELSE 8 END;
    ticket text := scan ->> 'ticket';
    stage constant text := CASE WHEN step < history THEN 'open' ELSE 'history' END;
    room integer := most;
    size bigint;
    page hub_hung[];
    got integer;
    part boolean;  -- the rest of one ticket
BEGIN
    WHILE step <= last AND room > 0 LOOP
        EXIT WHEN step = history AND stage = 'open' AND room < most;
        part := steps[step + 1] IN ('open', 'history', 'mine') AND scan ? 'kind';
        IF ticket IS NULL AND steps[step + 1] IN ('open', 'history', 'mine') THEN
            ticket := (SELECT max(t.uid) FROM hub_record t WHERE t.kind = 'ticket' AND NOT t.gone) || 'z';
        END IF;
        IF part THEN
            SELECT array_agg(h), sum(pg_column_size(h.body)) INTO page, size
              FROM hub_rest_of(s, ticket, scan ->> 'kind', scan ->> 'uid', room) AS h;
        ELSIF steps[step + 1] = 'open' THEN
            SELECT array_agg(h), sum(pg_column_size(h.body)) INTO page, size
              FROM hub_open_before(s, ticket, room) AS h;
        ELSIF steps[step + 1] = 'history' THEN
            SELECT array_agg(h), sum(pg_column_size(h.body)) INTO page, size
              FROM hub_over_before(s, ticket, since, room) AS h;
        ELSIF steps[step + 1] = 'mine' THEN
            SELECT array_agg(h), sum(pg_column_size(h.body)) INTO page, size
              FROM hub_mine_before(s, ticket, room) AS h;
        ELSIF steps[step + 1] = 'lease' THEN
            page := NULL;
            RETURN QUERY SELECT v.* FROM hub_lease_states(ARRAY(
                SELECT l.ticket FROM hub_lease l
                  JOIN hub_record t ON t.uid = l.ticket AND t.kind = 'ticket'
                 WHERE l.until > 0 AND hub_within(s, t.grp, t.region, t.owner, t.opened_by))) AS v;
        ELSE
            SELECT array_agg(h), sum(pg_column_size((h).body)) INTO page, size
              FROM (SELECT ROW('', r.kind, r.uid, r.rev, r.body, r.author)::hub_hung AS h
                      FROM hub_record r
                     WHERE r.kind = steps[step + 1] AND NOT r.gone
                       AND r.uid > coalesce(scan ->> 'uid', '')
                     ORDER BY r.uid LIMIT room) AS r;
        END IF;
        IF size > 4000000 THEN
            page := hub_cut(page);
        END IF;
        got := coalesce(cardinality(page), 0);
        IF got > 0 THEN
            RETURN QUERY SELECT p.kind, p.uid, p.rev, p.body::text, false, p.author, false
                           FROM unnest(page) AS p;
            IF steps[step + 1] IN ('open', 'mine') THEN
                RETURN QUERY
                  WITH shown AS (SELECT array_agg(p.uid) AS uids FROM unnest(page) AS p
                                  WHERE p.kind = 'ticket')
                SELECT v.* FROM shown, hub_companions(uids) AS v WHERE steps[step + 1] = 'open'
                UNION ALL SELECT v.* FROM shown, hub_lease_states(uids) AS v;
            END IF;
        END IF;
        IF got = room OR size > 4000000 THEN
            ticket := nullif(page[got].ticket, '');
            scan := scan || jsonb_build_object('step', step, 'kind', page[got].kind,
                'uid', page[got].uid);
            room := 0;
        ELSIF part THEN
            scan := scan - 'kind' - 'uid';
            room := room - got;
        ELSE
            step := step + 1;
            scan := scan - 'kind' - 'uid' - 'ticket' || jsonb_build_object('step', step);
            ticket := NULL;
            room := room - got;
        END IF;
    END LOOP;
    IF step <= last THEN
        IF ticket IS NOT NULL THEN
            scan := scan || jsonb_build_object('ticket', ticket);
        END IF;
        RETURN NEXT hub_heading(told || jsonb_build_object('scan', scan), true, epoch, stage, s);
    ELSIF told ->> 'next' = now_at THEN
        RETURN NEXT hub_heading(told - 'scan', false, epoch, stage, s);
    ELSE
        RETURN NEXT hub_heading(told - 'scan' || '{"wide": true}', true, epoch, stage, s);
    END IF;
END
$$;
