-- Versions of rule files: who may make them and put them in force, and what they add to the words
-- by which the hub decides (see workstation/sync/rule_guards.py and rule_words.py).

-- The lists that a version may bring, of which those of the first kind grow the hub's own.
CREATE OR REPLACE FUNCTION hub_rule_lists(growing boolean) RETURNS text[]
LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(w.word), '{}') FROM hub_word w
     WHERE w.list = CASE WHEN growing THEN 'rule_growing' ELSE 'rule_compiled' END
$$;

-- What a version of a rule file adds to the hub's lists: they only grow.
CREATE OR REPLACE FUNCTION hub_grow_words(compiled jsonb) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO hub_word (list, word)
    SELECT 'one:' || l.key, w.value
      FROM jsonb_each(CASE WHEN jsonb_typeof(compiled) = 'object' THEN compiled ELSE '{}' END) l,
           jsonb_array_elements_text(CASE WHEN jsonb_typeof(l.value) = 'array' THEN l.value
               ELSE '[]' END) w
     WHERE l.key = ANY (hub_rule_lists(true))
    ON CONFLICT DO NOTHING
$$;

-- What a procedure's version in force does with late work: 'refuse', 'stay' or 'end'; null where
-- no version says so.
CREATE OR REPLACE FUNCTION hub_late(procedure text) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT substr(l.key, 6) FROM hub_record r, jsonb_each(coalesce(r.body -> 'compiled', '{}')) l
     WHERE r.kind = 'rule' AND NOT r.gone AND r.body ->> 'state' = 'in_force'
       AND (r.body ->> 'from_at')::bigint <= hub_now()
       AND l.key LIKE 'late\_%' AND l.value ? procedure
     ORDER BY (r.body ->> 'from_at')::bigint DESC, (r.body ->> 'activated_at')::bigint DESC,
           r.uid COLLATE "C" DESC
     LIMIT 1
$$;

-- The lists of a rule file in force: of its version with words in the list `needed` that was put in
-- force last, else those of `shipped`.
CREATE OR REPLACE FUNCTION hub_lists_in_force(one_file text, needed text, shipped text[])
RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
    lists jsonb;
BEGIN
    SELECT r.body -> 'compiled' INTO lists FROM hub_record r
     WHERE r.kind = 'rule' AND NOT r.gone AND r.body ->> 'state' = 'in_force'
       AND r.body ->> 'file' = one_file
       AND (r.body ->> 'from_at')::bigint <= hub_now()
       AND coalesce(r.body -> 'compiled' -> needed, '[]') <> '[]'
     ORDER BY (r.body ->> 'from_at')::bigint DESC, (r.body ->> 'activated_at')::bigint DESC,
           r.uid COLLATE "C" DESC
     LIMIT 1;
    IF NOT FOUND THEN
        SELECT coalesce(jsonb_object_agg(w.list, w.words), '{}') INTO lists
          FROM (SELECT n.list, jsonb_agg(n.word) AS words FROM hub_word n
                 WHERE n.list = ANY (shipped)
                 GROUP BY n.list) w;
    END IF;
    RETURN lists;
END
$$;

-- Raise unless a version may be put in force beside the others of its file; its words count then.
CREATE OR REPLACE FUNCTION hub_check_activation(one_uid text, after jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    odd text;
    newest record;
BEGIN
    odd := CASE WHEN NOT hub_fits('whole', coalesce(after -> 'from_at', 'null')) THEN 'from_at'
        WHEN NOT hub_fits('whole', coalesce(after -> 'activated_at', 'null')) THEN 'activated_at'
        WHEN coalesce(after ->> 'version', '') = '' OR coalesce(after ->> 'text', '') = ''
        THEN 'text' END;
    IF odd IS NULL AND EXISTS (
        SELECT FROM jsonb_each(after -> 'compiled') l
         WHERE l.key <> ALL (hub_rule_lists(false)) OR jsonb_typeof(l.value) <> 'array'
            OR EXISTS (SELECT FROM jsonb_array_elements(CASE WHEN jsonb_typeof(l.value) = 'array'
                   THEN l.value ELSE '[]' END) w WHERE jsonb_typeof(w) <> 'string'))
        OR odd IS NULL AND NOT hub_tiers_sound(after ->> 'file', after -> 'compiled')
        OR odd IS NULL AND NOT hub_settlement_sound(after ->> 'file', after -> 'compiled')
    THEN
        odd := 'compiled';
    END IF;
    IF odd IS NOT NULL THEN
        PERFORM hub_fail('operation_malformed', jsonb_build_object('reason', 'rule.' || odd,
            'kind', 'rule', 'field', odd));
    END IF;
    -- one at a time: of two who put versions of a file in force at once the later sees the other
    PERFORM pg_advisory_xact_lock(hashtextextended('hub_rule ' || (after ->> 'file'), 0));
    SELECT r.uid, r.body INTO newest FROM hub_record r
     WHERE r.kind = 'rule' AND NOT r.gone AND r.uid <> one_uid
       AND r.body ->> 'state' = 'in_force' AND r.body ->> 'file' = after ->> 'file'
     ORDER BY (r.body ->> 'from_at')::bigint DESC, (r.body ->> 'activated_at')::bigint DESC,
           r.uid COLLATE "C" DESC
     LIMIT 1;
    IF coalesce(newest.uid, '') <> coalesce(after ->> 'base', '') THEN
        PERFORM hub_fail('rule_base_old', jsonb_build_object('file', after -> 'file',
            'version', coalesce(newest.body ->> 'version', ''),
            'newest', coalesce(newest.uid, ''),
            'by', coalesce(newest.body ->> 'activated_by_name', '')));
    ELSIF newest.uid IS NOT NULL
        AND (after ->> 'from_at')::bigint < (newest.body ->> 'from_at')::bigint
    THEN
        PERFORM hub_fail('rule_from_early', jsonb_build_object('version', newest.body -> 'version',
            'at', newest.body -> 'from_at', 'file', after -> 'file'));
    END IF;
    IF EXISTS (SELECT FROM hub_record r
        WHERE r.kind = 'rule' AND NOT r.gone AND r.uid <> one_uid
          AND r.body ->> 'state' = 'in_force' AND r.body ->> 'file' = after ->> 'file'
          AND r.body ->> 'version' = after ->> 'version')
    THEN
        PERFORM hub_fail('rule_version_taken', jsonb_build_object('version', after -> 'version',
            'file', after -> 'file'));
    END IF;
    PERFORM hub_grow_words(after -> 'compiled');
END
$$;

-- Raise unless a version of a rule file may stand like this; `before` is null for a new one.
CREATE OR REPLACE FUNCTION hub_check_rule(
    who text, one_uid text, before jsonb, after jsonb, moment bigint
) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    was text := coalesce(before ->> 'state', 'draft');
    state text := coalesce(after ->> 'state', 'draft');
    told jsonb := jsonb_build_object('file', after -> 'file',
        'version', coalesce(before -> 'version', after -> 'version'));
BEGIN
    IF state NOT IN ('draft', 'in_force', 'withdrawn') THEN
        PERFORM hub_fail('operation_malformed',
            '{"reason": "rule.state", "kind": "rule", "field": "state"}');
    END IF;
    PERFORM hub_check_right(who, 'rules_change');
    IF was = 'withdrawn' OR was = 'in_force' AND state = 'draft' THEN
        PERFORM hub_fail('rule_frozen', told);
    ELSIF was = 'in_force' THEN
        PERFORM hub_check_right(who, 'rules_activate');
        IF EXISTS (SELECT FROM hub_word w WHERE w.list = 'rule_frozen'
            AND (before -> w.word) IS DISTINCT FROM (after -> w.word))
        THEN
            PERFORM hub_fail('rule_frozen', told);
        ELSIF state = 'withdrawn' AND coalesce((before ->> 'from_at')::bigint, 0) <= moment THEN
            PERFORM hub_fail('rule_in_force', told);
        END IF;
    ELSIF state = 'in_force' THEN
        PERFORM hub_check_right(who, 'rules_activate');
        PERFORM hub_check_activation(one_uid, after);
    ELSIF coalesce(after -> 'compiled', '{}') <> '{}'
        OR coalesce(after ->> 'activated_at', '0') <> '0' OR coalesce(after ->> 'from_at', '0') <> '0'
    THEN
        PERFORM hub_fail('operation_malformed',
            '{"reason": "rule.state", "kind": "rule", "field": "state"}');
    END IF;
END
$$;
