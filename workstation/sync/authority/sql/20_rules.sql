-- The rules in force, compiled from the program (see compile.py), and the change log's writer.

-- How a field merges, what shape its value has, and whether it tells when something happened.
CREATE TABLE IF NOT EXISTS hub_policy (
    kind text NOT NULL,
    field text NOT NULL,
    policy text NOT NULL,
    shape text NOT NULL,      -- text, whole, amount, flag, list, table, status, one:LIST, 1..4;
                              -- "?": or null
    moment boolean NOT NULL,  -- a moment that has passed: never ahead of the hub's clock
    PRIMARY KEY (kind, field)
);

-- The moves of a status that are permitted.
CREATE TABLE IF NOT EXISTS hub_move (
    kind text NOT NULL,
    before text NOT NULL,
    after text NOT NULL,
    PRIMARY KEY (kind, before, after)
);

-- The roles that an act needs; an act that is not named is open to everybody.
CREATE TABLE IF NOT EXISTS hub_right (
    act text NOT NULL,
    role text NOT NULL,
    PRIMARY KEY (act, role)
);

-- Who may approve how much stands among the words (see 36_approval.sql).
DROP TABLE IF EXISTS hub_tier;

-- Lists of words: telling and giving-up actions, statuses that are open, live or frozen, …
CREATE TABLE IF NOT EXISTS hub_word (
    list text NOT NULL,
    word text NOT NULL,
    PRIMARY KEY (list, word)
);

-- Each kind of record: the facts that are left out where they are usual, and what each field is.
CREATE TABLE IF NOT EXISTS hub_kind (
    kind text PRIMARY KEY,
    defaults jsonb NOT NULL,
    needed text[] NOT NULL,     -- without a default
    fields jsonb NOT NULL,      -- field -> shape; "!" before it: fixed once it is there
    moments text[] NOT NULL,    -- fields that tell when something happened
    persons text[] NOT NULL,    -- fields that only name whoever works, or nobody
    statuses text[],            -- that a status may have
    beside text[],              -- fields that are kept as columns too, or as words to search for
    found text[],               -- fields of which the words are searched for
    hangs_on text NOT NULL,     -- what kind of record it hangs on, '' for none
    guarded boolean NOT NULL,   -- has checks of its own when it is made
    always boolean NOT NULL     -- … and whenever it is changed: never the short way
);
ALTER TABLE hub_kind
    DROP COLUMN IF EXISTS names,
    ALTER COLUMN defaults SET STORAGE PLAIN,
    ALTER COLUMN fields SET STORAGE PLAIN;

-- Room beside each record, so that most changes of it stay on its page.
ALTER TABLE hub_record SET (fillfactor = 85);

-- Words that records are found by. They have lines of their own: an index over the records would
-- be looked after at every change, whatever was changed. (The queue has its own lines as well.)
CREATE TABLE IF NOT EXISTS hub_search (
    uid text NOT NULL,
    kind text NOT NULL,
    field text NOT NULL,
    word text NOT NULL,
    PRIMARY KEY (uid, kind, field)
);
CREATE INDEX IF NOT EXISTS hub_search_word ON hub_search (word);
DROP INDEX IF EXISTS hub_history_phone, hub_history_name, hub_history_customer, hub_customer_phone,
    hub_customer_phone2, hub_customer_name, hub_named, hub_history_waybill, hub_queued;
ALTER TABLE hub_record DROP COLUMN IF EXISTS found_phone, DROP COLUMN IF EXISTS found_phone2,
    DROP COLUMN IF EXISTS found_name, DROP COLUMN IF EXISTS found_customer,
    DROP COLUMN IF EXISTS content;

-- Serials of claims are given once.
ALTER TABLE hub_record ADD COLUMN IF NOT EXISTS serial text NOT NULL DEFAULT '';
CREATE UNIQUE INDEX IF NOT EXISTS hub_one_serial ON hub_record (serial)
    WHERE serial <> '' AND NOT gone;

DO $$
BEGIN
    IF to_regtype('public.hub_beside') IS NULL THEN
        CREATE TYPE hub_beside AS (  -- the columns beside a record's facts
            number text,
            status text,
            owner text,
            waybill text,
            serial text,
            priority integer,
            urged integer,
            due_sort bigint
        );
    END IF;
END
$$;

-- The columns beside a record's whole facts that the hub asks after.
CREATE OR REPLACE FUNCTION hub_columns(kind text, facts jsonb) RETURNS hub_beside
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    told hub_beside;
BEGIN
    told := ('', '', '', '', '', 0, 0, 9000000000000000);
    CASE kind
    WHEN 'ticket' THEN
        told.number := coalesce(facts ->> 'number', '');
        told.status := coalesce(facts ->> 'status', '');
        told.waybill := coalesce(facts ->> 'waybill', '');
        told.owner := coalesce(facts ->> 'owner', '');
        told.priority := (facts ->> 'priority')::integer;
        told.urged := CASE WHEN (facts ->> 'urged')::bigint <> 0 THEN 1 ELSE 0 END;
        told.due_sort := coalesce((facts ->> 'due_at')::bigint, told.due_sort);
    WHEN 'claim' THEN
        told.number := coalesce(facts ->> 'number', '');
        told.status := coalesce(facts ->> 'status', '');
        told.waybill := coalesce(facts ->> 'waybill', '');
        told.serial := coalesce(facts ->> 'serial', '');
    WHEN 'print' THEN
        IF (facts ->> 'reprint')::bigint = 0 THEN
            told.number := coalesce(facts ->> 'serial', '');
        END IF;
    ELSE
        NULL;
    END CASE;
    RETURN told;
END
$$;

-- Say what changed, for the feed.
CREATE OR REPLACE FUNCTION hub_log(
    kind text, uid text, rev bigint, grp text, old_grp text, old_owner text,
    desk_no integer, operation text
) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO hub_change (kind, uid, rev, grp, old_grp, old_owner, at, desk_no, operation)
    VALUES (hub_log.kind, hub_log.uid, hub_log.rev, hub_log.grp, hub_log.old_grp,
            hub_log.old_owner, hub_now(), hub_log.desk_no, hub_log.operation);
END
$$;

-- Let a record be found by its words as they are now.
CREATE OR REPLACE FUNCTION hub_index(one_kind text, one_uid text, facts jsonb, fields text[])
RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM hub_search s
     WHERE s.uid = one_uid AND s.kind = one_kind
       AND s.word IS DISTINCT FROM (facts ->> s.field);
    INSERT INTO hub_search (uid, kind, field, word)
    SELECT one_uid, one_kind, f, facts ->> f FROM unnest(fields) f
     WHERE coalesce(facts ->> f, '') <> ''
    ON CONFLICT (uid, kind, field) DO UPDATE SET word = excluded.word;
END
$$;
