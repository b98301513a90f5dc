-- Change lines by month: whole months are dropped at once, without a trace in the table files.
--
-- hub_change is partitioned by `at` (milliseconds UTC). What upkeep has not made a month for goes
-- to hub_change_rest, so that nobody's work ever waits for upkeep. These functions run with the
-- rights of whoever keeps the hub (an operator); desks have no business here.

-- The month that holds a moment: its name, its first millisecond, and that of the next one.
CREATE OR REPLACE FUNCTION hub_month(moment bigint, OUT name text, OUT since bigint, OUT until bigint)
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT 'hub_change_' || to_char(m, 'YYYY_MM'),
         extract(epoch FROM m AT TIME ZONE 'UTC')::bigint * 1000,
         extract(epoch FROM (m + interval '1 month') AT TIME ZONE 'UTC')::bigint * 1000
  FROM date_trunc('month', to_timestamp(moment / 1000.0) AT TIME ZONE 'UTC') AS m
$$;

-- Make hub_change a partitioned table if it is a plain one; whether it was.
CREATE OR REPLACE FUNCTION hub_change_by_month() RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  keeper name;
  sequence text;
BEGIN
  SELECT pg_get_userbyid(relowner) INTO keeper
    FROM pg_class WHERE oid = 'public.hub_change'::regclass AND relkind = 'r';
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  LOCK TABLE hub_change IN ACCESS EXCLUSIVE MODE;
  sequence := pg_get_serial_sequence('public.hub_change', 'seq');
  ALTER TABLE hub_change RENAME TO hub_change_plain;
  CREATE TABLE public.hub_change (LIKE hub_change_plain INCLUDING DEFAULTS) PARTITION BY RANGE (at);
  EXECUTE format('ALTER SEQUENCE %s OWNED BY public.hub_change.seq', sequence);
  CREATE TABLE public.hub_change_rest PARTITION OF hub_change DEFAULT;
  UPDATE hub_change_plain SET at = extract(epoch FROM clock_timestamp()) * 1000 WHERE at = 0;
  INSERT INTO hub_change SELECT * FROM hub_change_plain;
  DROP TABLE hub_change_plain;
  ALTER TABLE hub_change ADD CONSTRAINT hub_change_pkey PRIMARY KEY (seq, at);
  CREATE INDEX hub_change_order ON hub_change (xid, seq);
  EXECUTE format('ALTER TABLE public.hub_change OWNER TO %I', keeper);
  EXECUTE format('ALTER TABLE public.hub_change_rest OWNER TO %I', keeper);
  REVOKE ALL ON hub_change, hub_change_rest FROM PUBLIC;
  RETURN true;
END $$;

-- Make the months up to `ahead` months from now that are not there yet; their names.
-- Lines that came before their month was made are moved into it.
CREATE OR REPLACE FUNCTION hub_months_ahead(ahead integer DEFAULT 2) RETURNS SETOF text
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  keeper name;
  month record;
BEGIN
  SELECT pg_get_userbyid(relowner) INTO keeper
    FROM pg_class WHERE oid = 'public.hub_change'::regclass;
  FOR month IN
    SELECT DISTINCT m.* FROM (
      SELECT (extract(epoch FROM now() + make_interval(months => n)) * 1000)::bigint AS moment
        FROM generate_series(0, ahead) AS n
      UNION SELECT DISTINCT at FROM hub_change_rest WHERE at > 0
    ) AS moments, LATERAL hub_month(moments.moment) AS m
    WHERE to_regclass('public.' || m.name) IS NULL
    ORDER BY m.since
  LOOP
    LOCK TABLE hub_change IN SHARE UPDATE EXCLUSIVE MODE;
    LOCK TABLE hub_change_rest IN ACCESS EXCLUSIVE MODE;
    EXECUTE format('CREATE TABLE public.%I (LIKE hub_change INCLUDING DEFAULTS)', month.name);
    EXECUTE format(
      'WITH moved AS (DELETE FROM hub_change_rest WHERE at >= %s AND at < %s RETURNING *)'
      ' INSERT INTO public.%I SELECT * FROM moved', month.since, month.until, month.name);
    EXECUTE format('ALTER TABLE public.%I OWNER TO %I', month.name, keeper);
    EXECUTE format('REVOKE ALL ON public.%I FROM PUBLIC', month.name);
    EXECUTE format(
      'ALTER TABLE hub_change ATTACH PARTITION public.%I FOR VALUES FROM (%s) TO (%s)',
      month.name, month.since, month.until);
    RETURN NEXT month.name;
  END LOOP;
END $$;

-- Set the floor so that every line logged before `moment` may go: months that end by then, and
-- lines of the rest. The floor never sinks. What may be dropped now, with the floor of each.
CREATE OR REPLACE FUNCTION hub_raise_floor(moment bigint)
RETURNS TABLE (month text, lines bigint)
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  part record;
  top record;
BEGIN
  FOR part IN
    SELECT c.relname AS name, m.until AS until
    FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid,
      LATERAL hub_month((extract(epoch FROM to_date(right(c.relname, 7), 'YYYY_MM')::timestamp
                                 AT TIME ZONE 'UTC') * 1000)::bigint) AS m
    WHERE inhparent = 'public.hub_change'::regclass AND c.relname ~ '^hub_change_\d{4}_\d\d$'
      AND m.until <= moment
    UNION ALL SELECT 'hub_change_rest', moment
    ORDER BY 2
  LOOP
    EXECUTE format(
      'SELECT count(*) AS lines, max(seq) AS seq, max(xid::text::numeric) AS xid, max(at) AS at'
      ' FROM public.%I WHERE at < $1', part.name) INTO top USING part.until;
    IF top.lines > 0 THEN
      INSERT INTO hub_meta AS m (key, value)
      VALUES ('floor_seq', top.seq::text), ('floor_xid', top.xid::text),
             ('floor_at', (top.at + 1)::text)
      ON CONFLICT (key) DO UPDATE
        SET value = greatest(m.value::numeric, excluded.value::numeric)::text;
    END IF;
    IF top.lines > 0 OR part.name <> 'hub_change_rest' THEN
      month := part.name;
      lines := top.lines;
      RETURN NEXT;
    END IF;
  END LOOP;
END $$;

-- The virtual transactions of this database that go on now. A reader that began before the floor
-- was raised must have ended before lines are dropped: dropping a table is not kept from old
-- snapshots as deleting rows is.
CREATE OR REPLACE FUNCTION hub_transactions_now() RETURNS SETOF text
LANGUAGE sql VOLATILE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT l.virtualxid FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
  WHERE l.locktype = 'virtualxid' AND l.pid <> pg_backend_pid()
    AND a.datname = current_database()
    AND coalesce(a.backend_type, 'client backend') = 'client backend'  -- null: not ours to know
$$;

-- Drop a month (or old lines of the rest) that lies below the floor; how many lines went.
CREATE OR REPLACE FUNCTION hub_drop_month(month text) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  floor_at constant bigint := (SELECT value::bigint FROM hub_meta WHERE key = 'floor_at');
  floor_seq constant bigint := (SELECT value::bigint FROM hub_meta WHERE key = 'floor_seq');
  floor_xid constant numeric := (SELECT value::numeric FROM hub_meta WHERE key = 'floor_xid');
  gone bigint;
  above bigint;
BEGIN
  IF month = 'hub_change_rest' THEN
    DELETE FROM hub_change_rest
     WHERE at < floor_at AND seq <= floor_seq AND xid::text::numeric <= floor_xid;
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
  END IF;
  EXECUTE format(
    'SELECT count(*), count(*) FILTER (WHERE (seq <= $1 AND xid::text::numeric <= $2) IS NOT TRUE)'
    ' FROM public.%I', month) INTO gone, above USING floor_seq, floor_xid;
  IF above > 0 THEN
    RAISE EXCEPTION '% lines of % lie above the floor', above, month;
  END IF;
  EXECUTE format('DROP TABLE public.%I', month);
  RETURN gone;
END $$;

-- Forget contents of files that no record names and no ready-made replica is, sent before
-- `moment`; how many. Nobody may ask after a content meanwhile: who names one does so first and
-- then asks, so either the name is seen here or the asker sees that the content is gone.
CREATE OR REPLACE FUNCTION hub_forget_unnamed(moment bigint) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  gone bigint;
BEGIN
  LOCK TABLE hub_blob IN ACCESS EXCLUSIVE MODE;
  WITH unnamed AS (
    DELETE FROM hub_blob b WHERE b.added_at < moment
      AND NOT EXISTS (SELECT FROM hub_record r WHERE r.kind IN ('attachment', 'print')
                      AND r.body->>'sha256' = b.sha256)
      AND NOT EXISTS (SELECT FROM hub_snapshot s WHERE s.sha256 = b.sha256)
    RETURNING b.sha256),
  pieces AS (
    DELETE FROM hub_blob_chunk c USING unnamed u WHERE c.sha256 = u.sha256)
  SELECT count(*) INTO gone FROM unnamed;
  DELETE FROM hub_blob_sent s
   WHERE NOT EXISTS (SELECT FROM hub_blob b WHERE b.sha256 = s.sha256);
  RETURN gone;
END $$;

SELECT hub_change_by_month();
SELECT hub_months_ahead();
