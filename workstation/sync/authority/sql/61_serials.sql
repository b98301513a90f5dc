-- Serial numbers of printed forms: ranges given to desks, never one number to two of them. What
-- is returned unused is given again before new numbers are; what was voided never is.

-- The number after the last one of a series that a form bears, wherever that came from.
CREATE OR REPLACE FUNCTION hub_after_used(series text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT 1 + coalesce(max(substr(last, length(hub_after_used.series) + 2)::bigint), 0) FROM (
        SELECT max(r.number) AS last FROM hub_record r WHERE r.kind = 'print' AND NOT r.gone
           AND r.number > hub_after_used.series || '-' AND r.number < hub_after_used.series || '.'
        UNION ALL
        SELECT max(r.serial) FROM hub_record r WHERE r.kind = 'claim' AND NOT r.gone
           AND r.serial > hub_after_used.series || '-' AND r.serial < hub_after_used.series || '.'
    ) AS used WHERE last ~ ('^' || hub_after_used.series || '-[0-9]{1,15}$')
$$;

-- Give a desk the next numbers of a series: returned ones first (it may be fewer then).
CREATE OR REPLACE FUNCTION hub_lease_serials(desk_no integer, series text, count integer,
    OUT first bigint, OUT last bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    name constant text := hub_lease_serials.series;
    wanted constant integer := hub_lease_serials.count;
    moment constant bigint := hub_now();
    again hub_serial%ROWTYPE;
BEGIN
    PERFORM hub_me();
    PERFORM hub_own_desk(hub_lease_serials.desk_no);
    PERFORM set_config('synchronous_commit', 'on', true);
    IF name !~ '^[A-Z]{1,8}[0-9]{4}$' OR wanted NOT BETWEEN 1 AND 500 THEN
        PERFORM hub_fail('serials_count',
            jsonb_build_object('series', name, 'count', wanted, 'most', 500));
    END IF;
    INSERT INTO hub_series (series, next) VALUES (name, 1) ON CONFLICT DO NOTHING;
    SELECT next INTO hub_lease_serials.first FROM hub_series WHERE series = name FOR UPDATE;
    SELECT * INTO again FROM hub_serial s WHERE s.series = name AND s.state = 'returned'
     ORDER BY s.first LIMIT 1;
    IF FOUND THEN
        hub_lease_serials.first := again.first;
        hub_lease_serials.last := least(again.last, again.first + wanted - 1);
        DELETE FROM hub_serial s WHERE s.series = name AND s.first = again.first;
        IF hub_lease_serials.last < again.last THEN
            INSERT INTO hub_serial (series, first, last, desk_no, state, reason, given_at, ended_at)
            VALUES (name, hub_lease_serials.last + 1, again.last, again.desk_no, 'returned',
                    again.reason, again.given_at, again.ended_at);
        END IF;
    ELSE
        hub_lease_serials.first := greatest(hub_lease_serials.first, hub_after_used(name));
        hub_lease_serials.last := hub_lease_serials.first + wanted - 1;
        UPDATE hub_series SET next = hub_lease_serials.last + 1 WHERE series = name;
    END IF;
    INSERT INTO hub_serial (series, first, last, desk_no, state, reason, given_at)
    VALUES (name, hub_lease_serials.first, hub_lease_serials.last, hub_lease_serials.desk_no,
            'leased', coalesce(again.reason, ''), moment);
END
$$;

-- Take unused numbers back; false unless all were this desk's and none bears a form.
CREATE OR REPLACE FUNCTION hub_return_serials(desk_no integer, series text, first bigint,
    last bigint, reason text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    name constant text := hub_return_serials.series;
    low bigint := hub_return_serials.first;
    high bigint := hub_return_serials.last;
    moment constant bigint := hub_now();
    own hub_serial%ROWTYPE;
    near record;
BEGIN
    PERFORM hub_me();
    PERFORM hub_own_desk(hub_return_serials.desk_no);
    PERFORM set_config('synchronous_commit', 'on', true);
    IF low > high THEN
        RETURN false;
    END IF;
    PERFORM 1 FROM hub_series WHERE series = name FOR UPDATE;
    SELECT * INTO own FROM hub_serial s WHERE s.series = name AND s.first <= low AND s.last >= high
       AND s.state = 'leased' AND s.desk_no = hub_return_serials.desk_no;
    IF NOT FOUND THEN  -- the answer was lost, and it is asked again?
        RETURN EXISTS (SELECT 1 FROM hub_serial s WHERE s.series = name AND s.first <= low
            AND s.last >= high AND s.state = 'returned' AND s.desk_no = hub_return_serials.desk_no);
    END IF;
    IF EXISTS (SELECT 1 FROM generate_series(low, high) n,
               LATERAL (SELECT name || '-' || lpad(n::text, greatest(6, length(n::text)), '0')) t(form)
            WHERE EXISTS (SELECT 1 FROM hub_record r
                           WHERE r.kind = 'print' AND r.number = t.form AND NOT r.gone)
               OR EXISTS (SELECT 1 FROM hub_record r
                           WHERE r.kind = 'claim' AND r.serial = t.form AND NOT r.gone)) THEN
        RETURN false;
    END IF;
    DELETE FROM hub_serial s WHERE s.series = name AND s.first = own.first;
    INSERT INTO hub_serial (series, first, last, desk_no, state, reason, given_at)
    SELECT name, part.low, part.high, own.desk_no, 'leased', own.reason, own.given_at
      FROM (VALUES (own.first, low - 1), (high + 1, own.last)) AS part(low, high)
     WHERE part.low <= part.high;
    -- joined with returned neighbours
    SELECT coalesce(min(s.first), low) AS low, coalesce(max(s.last), high) AS high,
           coalesce(bool_and(s.desk_no = hub_return_serials.desk_no), true) AS same,
           coalesce(string_agg(DISTINCT s.reason, '; ') FILTER (WHERE s.reason <> ''), '') AS reason
      INTO near FROM hub_serial s
     WHERE s.series = name AND s.state = 'returned' AND (s.last = low - 1 OR s.first = high + 1);
    DELETE FROM hub_serial s WHERE s.series = name AND s.state = 'returned'
       AND (s.last = low - 1 OR s.first = high + 1);
    INSERT INTO hub_serial (series, first, last, desk_no, state, reason, given_at, ended_at)
    VALUES (name, least(low, near.low), greatest(high, near.high),
            CASE WHEN near.same THEN hub_return_serials.desk_no ELSE 0 END, 'returned',
            concat_ws('; ', nullif(near.reason, ''), nullif(hub_return_serials.reason, '')),
            own.given_at, moment);
    RETURN true;
END
$$;
