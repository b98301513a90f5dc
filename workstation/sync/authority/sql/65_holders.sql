-- Who has a file's content. To know its SHA-256 proves nothing: who may not see all tickets and
-- names a content opens it to nobody until the same person has sent it, too, or sees it anyway.

-- Pieces of a content that a person has sent; -1 stands for all of them.
CREATE TABLE IF NOT EXISTS hub_blob_sent (
    sha256 text NOT NULL,
    agent text NOT NULL,
    number integer NOT NULL,
    PRIMARY KEY (sha256, agent, number)
);

-- Records that name a content which whoever made them has not sent yet.
CREATE TABLE IF NOT EXISTS hub_blob_unproven (
    uid text PRIMARY KEY,  -- of the record
    sha256 text NOT NULL,
    agent text NOT NULL
);
CREATE INDEX IF NOT EXISTS hub_blob_unproven_content ON hub_blob_unproven (sha256, agent);

-- Whether a record in sight, other than one, names a content by right.
CREATE OR REPLACE FUNCTION hub_sees_content(me hub_caller, content text, besides text)
RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT me.sees_all OR EXISTS (
        SELECT FROM hub_search n
          JOIN hub_record a ON a.uid = n.uid AND a.kind = n.kind AND NOT a.gone
          JOIN hub_record t ON t.uid = a.ticket AND t.kind = 'ticket'
         WHERE n.field = 'sha256' AND n.word = content AND n.uid <> besides
           AND hub_sees(me, t.grp, t.owner, t.opened_by)
           AND NOT EXISTS (SELECT FROM hub_blob_unproven u WHERE u.uid = a.uid))
$$;

-- Whether a person still has to send a content that own records name.
CREATE OR REPLACE FUNCTION hub_owes_content(me hub_caller, content text) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT NOT me.sees_all AND EXISTS (
        SELECT FROM hub_blob_unproven u WHERE u.sha256 = content AND u.agent = me.agent)
$$;

-- A record that names a content was made. Object storage tells nobody's pieces apart: there the
-- storage's own keys say who may read what.
CREATE OR REPLACE FUNCTION hub_name_content(me hub_caller, record_uid text, content text)
RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF me.sees_all OR coalesce(content, '') = ''
        OR EXISTS (SELECT FROM hub_blob_sent s
            WHERE s.sha256 = content AND s.agent = me.agent AND s.number = -1)
        OR EXISTS (SELECT FROM hub_meta m WHERE m.key = 'objects' AND m.value <> '')
        OR hub_sees_content(me, content, record_uid)
    THEN
        RETURN;
    END IF;
    INSERT INTO hub_blob_unproven (uid, sha256, agent) VALUES (record_uid, content, me.agent)
    ON CONFLICT DO NOTHING;
END
$$;

-- A person has sent a piece; whoever sent another one in its place had something else.
CREATE OR REPLACE FUNCTION hub_note_piece(
    me hub_caller, content text, place integer, replaced boolean
) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF replaced THEN
        DELETE FROM hub_blob_sent s WHERE s.sha256 = content AND s.number = place;
    END IF;
    IF NOT me.sees_all AND NOT EXISTS (SELECT FROM hub_blob_sent s
        WHERE s.sha256 = content AND s.agent = me.agent AND s.number = -1)
    THEN
        INSERT INTO hub_blob_sent (sha256, agent, number) VALUES (content, me.agent, place)
        ON CONFLICT DO NOTHING;
    END IF;
END
$$;

-- A content is complete; whether the caller, who sent it, sent all of it.
CREATE OR REPLACE FUNCTION hub_prove_content(me hub_caller, content text, size bigint)
RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
    pieces constant bigint := (size + 1048575) / 1048576;
BEGIN
    IF me.sees_all THEN
        RETURN true;
    ELSIF (SELECT count(*) FROM hub_blob_sent s
            WHERE s.sha256 = content AND s.agent = me.agent AND s.number >= 0) = pieces
    THEN
        DELETE FROM hub_blob_sent s
         WHERE s.sha256 = content AND s.agent = me.agent AND s.number >= 0;
        INSERT INTO hub_blob_sent (sha256, agent, number) VALUES (content, me.agent, -1)
        ON CONFLICT DO NOTHING;
        DELETE FROM hub_blob_unproven u WHERE u.sha256 = content AND u.agent = me.agent;
    END IF;
    RETURN NOT hub_owes_content(me, content);
END
$$;
