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
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    IF pg_column_size(page) < 4000000 THEN
        RETURN page;
    END IF;
    RETURN page[1:greatest(1, (SELECT count(*) FROM (
        SELECT sum(pg_column_size(p.body)) OVER (ORDER BY n) AS size
          FROM unnest(page) WITH ORDINALITY AS p(ticket, kind, uid, rev, body, author, n)) AS p
         WHERE p.size <= 4000000)::integer)];
END
$$;

-- One page of a step: records after (step 'open', 'history', 'mine': before) a place. Tickets come
-- newest first, each followed by all that hangs on it.
CREATE OR REPLACE FUNCTION hub_page(
    step text, s hub_sight, since bigint, of text, after_kind text, after_uid text, most integer
) RETURNS hub_hung[] LANGUAGE plpgsql STABLE AS $$
BEGIN
    CASE step
    WHEN 'rest' THEN  -- of one ticket, as long as that is within sight
        RETURN (SELECT array_agg(ROW(h.ticket, h.kind, h.uid, h.rev, h.body, h.author)::hub_hung)
          FROM (SELECT h.* FROM hub_record h
                 WHERE h.ticket = of AND h.ticket <> '' AND NOT h.gone
                   AND (h.kind, h.uid) < (after_kind, after_uid)
                   AND EXISTS (SELECT 1 FROM hub_record t
                                WHERE t.uid = of AND t.kind = 'ticket' AND hub_within(s.everything, s.groups, s.agent, s.only_groups,
                            s.only_regions, t.grp, t.region, t.owner, t.opened_by))
                 ORDER BY h.ticket DESC, h.kind DESC, h.uid DESC LIMIT most) AS h);
    WHEN 'open' THEN
        RETURN (SELECT array_agg(ROW(h.ticket, h.kind, h.uid, h.rev, h.body, h.author)::hub_hung)
          FROM (SELECT h.*
                  FROM (SELECT t.uid FROM hub_record t
                         WHERE t.kind = 'ticket' AND NOT t.gone
                           AND t.status IN ('new', 'open', 'waiting') AND t.uid < of AND hub_within(s.everything, s.groups, s.agent, s.only_groups,
                            s.only_regions, t.grp, t.region, t.owner, t.opened_by)
                         ORDER BY t.uid DESC LIMIT most) AS t
                  JOIN hub_record h ON h.ticket = t.uid AND h.ticket <> '' AND NOT h.gone
                 ORDER BY h.ticket DESC, h.kind DESC, h.uid DESC LIMIT most) AS h);
    WHEN 'history' THEN
        RETURN (SELECT array_agg(ROW(h.ticket, h.kind, h.uid, h.rev, h.body, h.author)::hub_hung)
          FROM (SELECT h.*
                  FROM (SELECT t.uid FROM hub_record t
                         WHERE t.kind = 'ticket' AND NOT t.gone
                           AND t.status NOT IN ('new', 'open', 'waiting') AND t.uid < of AND hub_within(s.everything, s.groups, s.agent, s.only_groups,
                            s.only_regions, t.grp, t.region, t.owner, t.opened_by)
                           AND (since IS NULL
                                OR coalesce((t.body ->> 'last_activity_at')::bigint,
                                            (t.body ->> 'created_at')::bigint) >= since)
                         ORDER BY t.uid DESC LIMIT most) AS t
                  JOIN hub_record h ON h.ticket = t.uid AND h.ticket <> '' AND NOT h.gone
                 ORDER BY h.ticket DESC, h.kind DESC, h.uid DESC LIMIT most) AS h);
    WHEN 'mine' THEN  -- outside the person's groups
        RETURN (SELECT array_agg(ROW(h.ticket, h.kind, h.uid, h.rev, h.body, h.author)::hub_hung)
          FROM (SELECT h.*
                  FROM hub_record t
                  JOIN hub_record h ON h.ticket = t.uid AND h.ticket <> '' AND NOT h.gone
                 WHERE t.uid IN (SELECT hub_mine()) AND t.kind = 'ticket' AND t.uid < of AND hub_within(s.everything, s.groups, s.agent, s.only_groups,
                            s.only_regions, t.grp, t.region, t.owner, t.opened_by)
                 ORDER BY h.ticket DESC, h.kind DESC, h.uid DESC LIMIT most) AS h);
    ELSE
        RETURN (SELECT array_agg(ROW('', r.kind, r.uid, r.rev, r.body, r.author)::hub_hung)
          FROM (SELECT r.* FROM hub_record r
                 WHERE r.kind = step AND NOT r.gone AND r.uid > after_uid
                 ORDER BY r.uid LIMIT most) AS r);
    END CASE;
END
$$;

-- One page of the first way, and the heading.
CREATE OR REPLACE FUNCTION hub_scan(told jsonb, s hub_sight, epoch text, most integer, now_at text)
RETURNS SETOF hub_state LANGUAGE plpgsql STABLE AS $$
DECLARE
    steps constant text[] := ARRAY['script', 'script_note', 'script_mark', 'rule', 'agent',
                                   'key_account', 'delegation', 'payment_file', 'view', 'open',
                                   'customer', 'parcel', 'history', 'trace', 'lease', 'mine'];
    history constant integer := 10;
    since constant bigint := told ->> 'since';
    scan jsonb := told -> 'scan';
    step integer := scan ->> 'step';
    last constant integer := CASE WHEN scan ? 'mine' THEN 15 ELSE 14 END;
    ticket text := scan ->> 'ticket';
    stage text := CASE WHEN step < history THEN 'open' ELSE 'history' END;
    by_ticket boolean;
    rest boolean;  -- of one ticket
    room integer := most;
    page hub_hung[];
    got integer;
    cut boolean;
    uids text[];
BEGIN
    WHILE step <= last AND room > 0 LOOP
        IF step = history AND stage = 'open' THEN
            EXIT WHEN room < most;  -- the two stages do not share a page
            stage := 'history';
        END IF;
        by_ticket := steps[step + 1] IN ('open', 'history', 'mine');
        rest := by_ticket AND scan ? 'kind';
        IF steps[step + 1] = 'lease' THEN
            page := NULL;
            RETURN QUERY SELECT v.* FROM hub_lease_states(ARRAY(
                SELECT l.ticket FROM hub_lease l
                  JOIN hub_record t ON t.uid = l.ticket AND t.kind = 'ticket'
                 WHERE l.until > 0 AND hub_within(s.everything, s.groups, s.agent, s.only_groups,
                     s.only_regions, t.grp, t.region, t.owner, t.opened_by))) AS v;
        ELSE
            IF by_ticket AND ticket IS NULL THEN
                ticket := (SELECT max(t.uid) FROM hub_record t
                            WHERE t.kind = 'ticket' AND NOT t.gone) || 'z';
            END IF;
            page := hub_page(CASE WHEN rest THEN 'rest' ELSE steps[step + 1] END, s, since, ticket,
                scan ->> 'kind', coalesce(scan ->> 'uid', ''), room);
        END IF;
        got := coalesce(cardinality(page), 0);
        cut := false;
        IF got > 0 THEN
            page := hub_cut(page);
            cut := cardinality(page) < got;
            got := cardinality(page);
            RETURN QUERY SELECT p.kind, p.uid, p.rev, p.body::text, false, p.author, false
                           FROM unnest(page) AS p;
        END IF;
        IF got > 0 AND steps[step + 1] IN ('open', 'mine') THEN
            uids := ARRAY(SELECT p.uid FROM unnest(page) AS p WHERE p.kind = 'ticket');
            RETURN QUERY SELECT v.* FROM hub_lease_states(uids) AS v;
            IF steps[step + 1] = 'open' THEN
                RETURN QUERY SELECT v.* FROM hub_companions(uids) AS v;
            END IF;
        END IF;
        IF got = room OR cut THEN
            ticket := nullif(page[got].ticket, '');
            scan := scan || jsonb_build_object('step', step, 'kind', page[got].kind,
                'uid', page[got].uid);
            room := 0;
        ELSIF rest THEN
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
