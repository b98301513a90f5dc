-- Contents of files that object storage keeps: here stand only their size, and that they are there.
-- Who reads one verifies it by its name, which is the SHA-256 of the whole.

-- Expect a content in object storage; false when it is complete already. One begun with another
-- size is begun anew.
CREATE OR REPLACE FUNCTION hub_object_begin(desk_no integer, sha256 text, size bigint)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    me constant hub_caller := hub_me();
    name constant text := hub_object_begin.sha256;
    whole constant bigint := hub_object_begin.size;
    known hub_blob%ROWTYPE;
BEGIN
    IF NOT me.operator THEN
        PERFORM hub_own_desk(hub_object_begin.desk_no);
    END IF;
    IF name !~ '^[0-9a-f]{64}$' OR whole < 1
       OR whole > (SELECT largest FROM hub_blob_limits())
          AND NOT (me.operator AND hub_object_begin.desk_no = 0) THEN
        PERFORM hub_fail('file_too_large', jsonb_build_object('size', whole,
            'most', (SELECT largest FROM hub_blob_limits())));
    END IF;
    SELECT * INTO known FROM hub_blob b WHERE b.sha256 = name;
    IF FOUND AND (known.complete OR known.size = whole) THEN
        RETURN NOT known.complete;
    END IF;
    PERFORM set_config('synchronous_commit', 'on', true);
    INSERT INTO hub_blob AS b (sha256, size, desk_no, added_at)
    VALUES (name, whole, hub_object_begin.desk_no, hub_now())
    ON CONFLICT ON CONSTRAINT hub_blob_pkey DO UPDATE
       SET size = excluded.size, desk_no = excluded.desk_no, added_at = excluded.added_at
     WHERE NOT b.complete;
    RETURN true;
END
$$;

-- Say that a content is complete in object storage; nothing happens where the hub keeps contents
-- itself, for it verifies them.
CREATE OR REPLACE FUNCTION hub_object_done(sha256 text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM hub_me();
    IF coalesce((SELECT value FROM hub_meta WHERE key = 'objects'), '') <> '' THEN
        PERFORM set_config('synchronous_commit', 'on', true);
        UPDATE hub_blob b SET complete = true WHERE b.sha256 = hub_object_done.sha256;
    END IF;
END
$$;
