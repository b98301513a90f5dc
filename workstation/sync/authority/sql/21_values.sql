-- Codes and numbers that a field may have (see workstation/sync/values.py).

-- Whether a value is a code of its field's list ("one:LIST"), or within its range ("1..4").
CREATE OR REPLACE FUNCTION hub_is_known(shape text, value jsonb) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
DECLARE
    wanted text := rtrim(shape, '?');
BEGIN
    IF wanted LIKE 'one:%' THEN
        RETURN jsonb_typeof(value) = 'string' AND EXISTS (
            SELECT FROM hub_word w WHERE w.list = wanted AND w.word = value #>> '{}');
    ELSIF wanted LIKE '%..%' THEN
        RETURN CASE WHEN jsonb_typeof(value) = 'number' AND value::text ~ '^-?[0-9]+$'
            THEN value::text::numeric BETWEEN split_part(wanted, '..', 1)::numeric
                AND split_part(wanted, '..', 2)::numeric
            ELSE false END;
    END IF;
    RETURN true;
END
$$;

-- Whether a value has the type that its field needs, and is none of those that it may have.
CREATE OR REPLACE FUNCTION hub_is_odd(shape text, value jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN shape LIKE 'one:%' THEN jsonb_typeof(value) = 'string'
        WHEN shape LIKE '%..%'
        THEN jsonb_typeof(value) = 'number' AND value::text ~ '^-?[0-9]+$'
        ELSE false END
$$;
