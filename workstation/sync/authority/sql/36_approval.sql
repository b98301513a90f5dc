-- Who may approve how much of which claim: the tiers of the approval rules in force, judged by what
-- stands at the hub (see workstation/sync/claim_tiers.py and domain/approval_rules.py).

-- Lists of words as tiers, what lifts a claim to a higher one, and how a bundle counts.
CREATE OR REPLACE FUNCTION hub_tiers_of(lists jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_build_object(
        'tiers', (SELECT coalesce(jsonb_agg((w.value #>> '{}')::jsonb), '[]')
                    FROM jsonb_array_elements(coalesce(lists -> 'approval_tier', '[]')) w),
        'raises', (SELECT coalesce(jsonb_agg((w.value #>> '{}')::jsonb), '[]')
                     FROM jsonb_array_elements(coalesce(lists -> 'approval_raise', '[]')) w),
        'bundle', coalesce(lists -> 'approval_bundle' ->> 0, 'each'))
$$;

-- The approval rules in force: of the version that was put in force last, else those shipped.
CREATE OR REPLACE FUNCTION hub_tiers() RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT hub_tiers_of(hub_lists_in_force('rules/approval.toml', 'approval_tier',
        ARRAY['approval_tier', 'approval_raise', 'approval_bundle']))
$$;

-- Whether conditions are such as every hub can judge (see workstation/domain/condition.py).
CREATE OR REPLACE FUNCTION hub_judged(conditions jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN jsonb_typeof(conditions) = 'array' THEN NOT EXISTS (
        SELECT FROM jsonb_array_elements(conditions) c
         WHERE NOT coalesce(CASE WHEN jsonb_typeof(c.value) = 'array' THEN
             jsonb_array_length(c.value) = 3 AND jsonb_typeof(c.value -> 2) = 'array'
             AND CASE WHEN c.value ->> 1 IN ('in', 'not_in') THEN true
                 WHEN c.value ->> 1 = 'known' THEN jsonb_typeof(c.value #> '{2,0}') = 'boolean'
                 ELSE c.value ->> 1 IN ('min', 'max', 'above', 'below') AND c.value -> 2 <> '[]'
                 END
             END, false)) ELSE false END
$$;

-- Whether rows have their places from 0 on, each once.
CREATE OR REPLACE FUNCTION hub_placed(rows jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT NOT EXISTS (
        SELECT FROM (
            SELECT r.value -> 'n' AS n,
                   row_number() OVER (ORDER BY (r.value ->> 'n')::numeric) - 1 AS place
              FROM jsonb_array_elements(rows) r) p
         WHERE p.n IS DISTINCT FROM to_jsonb(p.place))
$$;

-- Whether this is a list of texts.
CREATE OR REPLACE FUNCTION hub_texts(told jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN jsonb_typeof(told) = 'array' THEN NOT EXISTS (
        SELECT FROM jsonb_array_elements(told) t WHERE jsonb_typeof(t.value) <> 'string')
        ELSE false END
$$;

-- Whether a version's words of approval say what they should, and stand in the right file.
CREATE OR REPLACE FUNCTION hub_tiers_sound(file text, compiled jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    told jsonb;
BEGIN
    IF NOT coalesce(compiled, '{}') ?| ARRAY['approval_tier', 'approval_raise', 'approval_bundle']
    THEN
        RETURN true;
    ELSIF file <> 'rules/approval.toml' THEN
        RETURN false;
    END IF;
    told := hub_tiers_of(compiled);
    RETURN told ->> 'bundle' IN ('each', 'total') AND told -> 'tiers' <> '[]'
        AND hub_placed(told -> 'tiers') AND hub_placed(told -> 'raises')
        AND NOT EXISTS (
            SELECT FROM jsonb_array_elements(told -> 'tiers') t
             WHERE NOT coalesce((t ->> 'most')::bigint > 0 AND jsonb_typeof(t -> 'most') = 'number'
                 AND jsonb_typeof(t -> 'code') = 'string' AND hub_texts(t -> 'roles')
                 AND hub_texts(t -> 'people') AND hub_texts(t -> 'skills')
                 AND hub_judged(t -> 'when'), false))
        AND NOT EXISTS (
            SELECT FROM jsonb_array_elements(told -> 'raises') t
             WHERE NOT coalesce(jsonb_typeof(t -> 'to') = 'number' AND (t ->> 'to')::integer >= 0
                 AND (t ->> 'to')::integer < jsonb_array_length(told -> 'tiers')
                 AND hub_judged(t -> 'when'), false));
EXCEPTION WHEN data_exception THEN
    RETURN false;
END
$$;

-- Whether a value is one of those wanted; a code also stands for all codes below it.
CREATE OR REPLACE FUNCTION hub_among(value jsonb, wanted jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT EXISTS (
        SELECT FROM jsonb_array_elements(wanted) w
         WHERE w.value = hub_among.value
            OR jsonb_typeof(hub_among.value) = 'string' AND jsonb_typeof(w.value) = 'string'
               AND starts_with(hub_among.value #>> '{}', (w.value #>> '{}') || '.'))
$$;

-- Whether all conditions [fact, test, [wanted, …]] hold (see workstation/domain/condition.py).
CREATE OR REPLACE FUNCTION hub_holds(conditions jsonb, facts jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    one jsonb;
    value jsonb;
    numbers boolean;
    met boolean;
BEGIN
    FOR one IN SELECT c.value FROM jsonb_array_elements(conditions) c LOOP
        value := coalesce(facts -> (one ->> 0), 'null');
        numbers := jsonb_typeof(value) = 'number' AND jsonb_typeof(one #> '{2,0}') = 'number';
        met := CASE one ->> 1
            WHEN 'in' THEN hub_among(value, one -> 2)
            WHEN 'not_in' THEN NOT hub_among(value, one -> 2)
            WHEN 'known' THEN (value NOT IN ('null', '""', '[]', '0', 'false'))
                = (one #> '{2,0}' = 'true')
            WHEN 'min' THEN numbers AND (value #>> '{}')::numeric >= (one #>> '{2,0}')::numeric
            WHEN 'max' THEN numbers AND (value #>> '{}')::numeric <= (one #>> '{2,0}')::numeric
            WHEN 'above' THEN numbers AND (value #>> '{}')::numeric > (one #>> '{2,0}')::numeric
            WHEN 'below' THEN numbers AND (value #>> '{}')::numeric < (one #>> '{2,0}')::numeric
            ELSE false END;
        IF NOT coalesce(met, false) THEN
            RETURN false;
        END IF;
    END LOOP;
    RETURN true;
END
$$;

-- Hold the approval rules as they are until this is over, and what a bundle comes to.
CREATE OR REPLACE FUNCTION hub_hold_tiers(bundle text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('hub_rule rules/approval.toml', 0));
    IF bundle <> '' THEN
        PERFORM pg_advisory_xact_lock(hashtextextended('hub_bundle ' || bundle, 0));
    END IF;
END
$$;

-- The whole facts of a record, null where there is none.
CREATE OR REPLACE FUNCTION hub_whole(one_kind text, one_uid text) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT k.defaults || r.body
      FROM hub_record r JOIN hub_kind k ON k.kind = r.kind
     WHERE r.uid = one_uid AND r.kind = one_kind AND NOT r.gone
$$;

-- What a claim comes to within its bundle, in fen: approved, else proposed, else claimed.
CREATE OR REPLACE FUNCTION hub_counted(claim jsonb) RETURNS numeric
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN claim ->> 'status' IN ('rejected', 'withdrawn') THEN 0
        ELSE coalesce((claim ->> 'approved_fen')::numeric,
            nullif((claim ->> 'proposed_fen')::numeric, 0), (claim ->> 'claimed_fen')::numeric) END
$$;

-- What the other claims of a bundle come to, in fen.
CREATE OR REPLACE FUNCTION hub_beside(bundle text, but text) RETURNS numeric
LANGUAGE sql STABLE AS $$
    SELECT coalesce(sum(hub_counted(k.defaults || r.body)), 0)
      FROM hub_search s
      JOIN hub_record r ON r.uid = s.uid AND r.kind = s.kind
      JOIN hub_kind k ON k.kind = r.kind
     WHERE s.word = bundle AND s.word <> '' AND s.kind = 'claim' AND s.field = 'bundle'
       AND NOT r.gone AND r.uid <> but
$$;

-- The facts of a claim by which it is approved with an amount.
CREATE OR REPLACE FUNCTION hub_claim_case(claim jsonb, amount numeric) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
    ticket jsonb := coalesce(hub_whole('ticket', claim ->> 'ticket'), '{}');
    parcel jsonb := hub_parcel_of(ticket);
    customer jsonb := coalesce(hub_whole('customer', ticket ->> 'customer'), '{}');
    proposed numeric := (claim ->> 'proposed_fen')::numeric;
    away numeric := abs(amount - proposed);
BEGIN
    RETURN jsonb_build_object(
        'kind', claim -> 'kind', 'party', claim -> 'party', 'proposed_fen', proposed,
        'insured', (claim ->> 'insured_fen')::numeric > 0,
        'again', coalesce(claim -> 'extra' ->> 'paid_before', '') <> '',
        'voidable', EXISTS (SELECT FROM jsonb_array_elements(claim -> 'basis') b
            WHERE b.value ->> 'code' = 'voidable'),
        'override_percent', CASE WHEN away = 0 THEN 0 WHEN proposed <= 0 THEN 1000
            ELSE least(1000, div(away * 100 + proposed - 1, proposed)) END,
        'area', coalesce(parcel ->> 'area', ''), 'category', coalesce(parcel ->> 'category', ''),
        'carrier', coalesce(parcel ->> 'carrier', ''),
        'customer_class', coalesce(customer ->> 'kind', 'cash'));
END
$$;

-- The most that a person may approve of a claim in their own right, in fen; 0 for nothing.
CREATE OR REPLACE FUNCTION hub_own_limit(
    rules jsonb, who text, person jsonb, facts jsonb, beside numeric
) RETURNS bigint
LANGUAGE sql STABLE AS $$
    SELECT greatest(coalesce(max((t.value ->> 'most')::bigint), 0) - beside, 0)::bigint
      FROM jsonb_array_elements(rules -> 'tiers') t
     WHERE coalesce((person ->> 'active')::boolean, true)
       AND (t.value -> 'roles' ? coalesce(person ->> 'role', 'agent')
         OR t.value -> 'people' ? who
         OR coalesce(person ->> 'work_no', '') <> '' AND t.value -> 'people' ? (person ->> 'work_no')
         OR t.value -> 'skills' <> '[]'
            AND coalesce(person -> 'skills', '[]') @> (t.value -> 'skills'))
       AND (t.value ->> 'n')::integer >= (
            SELECT coalesce(max((u.value ->> 'to')::integer), 0)
              FROM jsonb_array_elements(rules -> 'raises') u
             WHERE hub_holds(u.value -> 'when', facts))
       AND hub_holds(t.value -> 'when', facts)
$$;

-- The most that a person may approve of a claim, with what others have lent, in fen.
CREATE OR REPLACE FUNCTION hub_claim_limit(
    who text, claim_uid text, person jsonb, before jsonb, amount numeric
) RETURNS bigint
LANGUAGE plpgsql STABLE AS $$
DECLARE
    rules jsonb := hub_tiers();
    told jsonb := hub_claim_case(before, amount);
    beside numeric := 0;
    lent bigint;
BEGIN
    IF rules ->> 'bundle' = 'total' THEN
        beside := hub_beside(before ->> 'bundle', claim_uid);
    END IF;
    SELECT max(least(hub_own_limit(rules, a.uid, a.body, told, beside),
            (d.facts ->> 'limit_fen')::bigint - beside))
      INTO lent
      FROM hub_lent_to(who, hub_makers(before)) d
      JOIN hub_record a ON a.uid = d.facts ->> 'from_agent' AND a.kind = 'agent' AND NOT a.gone;
    RETURN greatest(hub_own_limit(rules, who, person, told, beside), coalesce(lent, 0));
END
$$;
