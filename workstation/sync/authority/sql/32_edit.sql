-- The shortest way of an edit, which most take.

-- Change a record whose altered fields stand as they were when the change was made, if nothing else
-- of the hub goes by them; gives [kind, uid, revision before, revision after]. Null, and nothing is
-- done, where more is to be asked: hub_decide then does so, and knows better why.
-- (What is usual: texts and moments. Only a field that holds a new value is in a change.)
CREATE OR REPLACE FUNCTION hub_edit(
    op text, who text, desk integer, moment bigint, change jsonb
) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
    wanted jsonb := change -> 'set';
    base jsonb := change -> 'base';
    known bigint;
    place text;
    signed jsonb;
BEGIN
    IF jsonb_typeof(wanted) IS DISTINCT FROM 'object' OR change ?| '{new,gone,seen}'
        OR wanted ?| '{owner,group_code}'
    THEN
        RETURN NULL;
    END IF;
    SELECT r.rev, r.grp, f.signed INTO known, place, signed
      FROM hub_kind k JOIN hub_record r ON r.kind = k.kind
     CROSS JOIN LATERAL (
           SELECT jsonb_object_agg(n, who) AS signed, bool_and(
                      coalesce(base -> n, 'null') = coalesce(r.body -> n, k.defaults -> n, 'null')
                      AND wanted -> n NOT IN (coalesce(base -> n, 'null'),
                          coalesce(k.defaults -> n, 'null'))
                      AND CASE k.fields ->> n
                          WHEN 'text' THEN jsonb_typeof(wanted -> n) = 'string'
                          WHEN 'status' THEN false
                          ELSE coalesce(k.fields ->> n, '') NOT LIKE '!%'
                              AND hub_fits(coalesce(k.fields ->> n, ''), wanted -> n) END
                      AND (n <> ALL (k.moments) OR wanted -> n <= to_jsonb(moment + 60000)))
                  AS plain
             FROM jsonb_object_keys(wanted) n) f
     WHERE k.kind = change ->> 'kind' AND r.uid = change ->> 'uid' AND f.plain
       AND jsonb_typeof(change -> 'uid') = 'string' AND jsonb_typeof(base) = 'object'
       AND NOT r.gone AND NOT k.always AND (k.beside IS NULL OR NOT wanted ?| k.beside);
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    UPDATE hub_record r
       SET rev = known + 1, body = r.body || wanted, author = who, changed_at = moment,
           authors = r.authors || signed
     WHERE r.uid = change ->> 'uid' AND r.kind = change ->> 'kind' AND r.rev = known;
    IF NOT FOUND THEN  -- somebody was faster
        RETURN NULL;
    END IF;
    INSERT INTO hub_change (kind, uid, rev, grp, at, desk_no, operation)
    VALUES (change ->> 'kind', change ->> 'uid', known + 1, place, moment, desk, op);
    RETURN jsonb_build_array(change -> 'kind', change -> 'uid', known, known + 1);
END
$$;
