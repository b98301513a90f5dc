-- Contents of files, in chunks: taken in in any order, verified as a whole.

ALTER TABLE hub_blob_chunk ALTER COLUMN content SET STORAGE EXTERNAL;  -- files are packed already

-- The size of one piece, and of the largest file, in bytes.
CREATE OR REPLACE FUNCTION hub_blob_limits(OUT piece integer, OUT largest bigint)
LANGUAGE sql IMMUTABLE AS $$ SELECT 1048576, 52428800::bigint $$;

-- What there is of a content; nothing when nobody sent any of it. Who names it and has not sent it
-- yet is told of the own pieces alone (see 65_holders.sql).
CREATE OR REPLACE FUNCTION hub_blob_state(sha256 text)
RETURNS TABLE (size bigint, numbers integer[], complete boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    me constant hub_caller := hub_me();
BEGIN
    IF hub_owes_content(me, hub_blob_state.sha256) THEN
        RETURN QUERY SELECT b.size, ARRAY(SELECT s.number FROM hub_blob_sent s
                WHERE s.sha256 = b.sha256 AND s.agent = me.agent ORDER BY s.number), false
          FROM hub_blob b WHERE b.sha256 = hub_blob_state.sha256;
        RETURN;
    END IF;
    RETURN QUERY SELECT b.size,
        ARRAY(SELECT c.number FROM hub_blob_chunk c WHERE c.sha256 = b.sha256 ORDER BY c.number),
        b.complete FROM hub_blob b WHERE b.sha256 = hub_blob_state.sha256;
END
$$;

-- Keep one chunk; again is no harm. A content begun with another size is begun anew.
CREATE OR REPLACE FUNCTION hub_blob_put(desk_no integer, sha256 text, size bigint, number integer,
    chunk bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    me constant hub_caller := hub_me();
    name constant text := hub_blob_put.sha256;
    whole constant bigint := hub_blob_put.size;
    place constant integer := hub_blob_put.number;
    most record;
    known hub_blob%ROWTYPE;
    other boolean;
BEGIN
    IF NOT me.operator THEN
        PERFORM hub_own_desk(hub_blob_put.desk_no);
    END IF;
    SELECT * INTO most FROM hub_blob_limits();
    IF whole > most.largest AND NOT (me.operator AND hub_blob_put.desk_no = 0) THEN
        PERFORM hub_fail('file_too_large', jsonb_build_object('size', whole, 'most', most.largest));
    END IF;
    IF name !~ '^[0-9a-f]{64}$' OR place < 0 OR whole < 1
       OR place::bigint * most.piece >= whole
       OR octet_length(chunk) <> least(most.piece, whole - place::bigint * most.piece) THEN
        PERFORM hub_fail('chunk_malformed', jsonb_build_object('sha256', name, 'number', place,
            'length', octet_length(chunk)));
    END IF;
    PERFORM set_config('synchronous_commit', 'on', true);
    INSERT INTO hub_blob (sha256, size, desk_no, added_at)
    VALUES (name, whole, hub_blob_put.desk_no, hub_now()) ON CONFLICT DO NOTHING;
    SELECT * INTO known FROM hub_blob b WHERE b.sha256 = name FOR NO KEY UPDATE;
    IF known.complete THEN
        IF EXISTS (SELECT FROM hub_blob_chunk c
            WHERE c.sha256 = name AND c.number = place AND c.content = chunk)
        THEN
            PERFORM hub_note_piece(me, name, place, false);
        END IF;
        RETURN;
    END IF;
    IF known.size <> whole THEN
        DELETE FROM hub_blob_chunk c WHERE c.sha256 = name;
        DELETE FROM hub_blob_sent s WHERE s.sha256 = name;
        UPDATE hub_blob b SET size = whole, desk_no = hub_blob_put.desk_no, added_at = hub_now()
         WHERE b.sha256 = name;
    END IF;
    other := EXISTS (SELECT FROM hub_blob_chunk c
        WHERE c.sha256 = name AND c.number = place AND c.content <> chunk);
    PERFORM hub_note_piece(me, name, place, other);
    INSERT INTO hub_blob_chunk AS c (sha256, number, content) VALUES (name, place, chunk)
    ON CONFLICT ON CONSTRAINT hub_blob_chunk_pkey DO UPDATE SET content = excluded.content
     WHERE c.content <> excluded.content;
END
$$;

-- Verify a content whose chunks are all there; what is wrong is forgotten.
CREATE OR REPLACE FUNCTION hub_blob_finish(sha256 text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    me constant hub_caller := hub_me();
    name constant text := hub_blob_finish.sha256;
    known hub_blob%ROWTYPE;
    content bytea;
BEGIN
    PERFORM set_config('synchronous_commit', 'on', true);
    SELECT * INTO known FROM hub_blob b WHERE b.sha256 = name FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    ELSIF known.complete THEN
        RETURN hub_prove_content(me, name, known.size);
    END IF;
    IF (SELECT coalesce(sum(octet_length(c.content)), 0) FROM hub_blob_chunk c
         WHERE c.sha256 = name) < known.size THEN
        RETURN false;
    END IF;
    SELECT string_agg(c.content, ''::bytea ORDER BY c.number) INTO content
      FROM hub_blob_chunk c WHERE c.sha256 = name;
    IF octet_length(content) <> known.size
       OR encode(pg_catalog.sha256(content), 'hex') <> name THEN
        DELETE FROM hub_blob_chunk c WHERE c.sha256 = name;
        DELETE FROM hub_blob b WHERE b.sha256 = name;
        DELETE FROM hub_blob_sent s WHERE s.sha256 = name;
        RETURN false;
    END IF;
    UPDATE hub_blob b SET complete = true WHERE b.sha256 = name;
    RETURN hub_prove_content(me, name, known.size);
END
$$;

-- One chunk of a complete content. Who may not see all tickets gets only what a ticket names that
-- may be seen, and ready-made replicas of no more than the own groups.
CREATE OR REPLACE FUNCTION hub_blob_get(sha256 text, number integer) RETURNS bytea
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    me constant hub_caller := hub_me();
    name constant text := hub_blob_get.sha256;
BEGIN
    IF NOT (hub_sees_content(me, name, '')
         OR EXISTS (SELECT 1 FROM hub_snapshot s WHERE s.sha256 = name
               AND s.scope::jsonb -> 'groups' <@ to_jsonb(me.groups)
               AND jsonb_array_length(s.scope::jsonb -> 'groups') > 0)) THEN
        PERFORM hub_fail('not_allowed', jsonb_build_object('act', 'file', 'role', me.role,
            'agent', me.agent));
    END IF;
    RETURN (SELECT c.content FROM hub_blob b JOIN hub_blob_chunk c ON c.sha256 = b.sha256
             WHERE b.sha256 = name AND b.complete AND c.number = hub_blob_get.number);
END
$$;

-- Which of these contents some attachment names, though they are not here whole.
CREATE OR REPLACE FUNCTION hub_blobs_lacking(names text[]) RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM hub_me();
    RETURN ARRAY(
        SELECT DISTINCT n.word FROM hub_search n
          JOIN hub_record a ON a.uid = n.uid AND a.kind = n.kind AND NOT a.gone
         WHERE n.field = 'sha256' AND n.word = ANY (names) AND NOT EXISTS (
               SELECT 1 FROM hub_blob b WHERE b.sha256 = n.word AND b.complete));
END
$$;
