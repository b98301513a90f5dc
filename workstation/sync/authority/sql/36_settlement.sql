-- Who claims for somebody else by what right, and what is paid on a signed agreement alone: the
-- settlement rules in force, judged by what stands at the hub (see workstation/sync/claim_tiers.py
-- and domain/settlement_rules.py).

-- Lists of words as rows in their order.
CREATE OR REPLACE FUNCTION hub_settlement_of(lists jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_build_object(
        'authorisation', (SELECT coalesce(jsonb_agg(w.row ORDER BY (w.row ->> 'n')::integer), '[]')
            FROM (SELECT (l.value #>> '{}')::jsonb AS row FROM jsonb_array_elements(
                coalesce(lists -> 'settlement_authorisation', '[]')) l) w),
        'agreement', (SELECT coalesce(jsonb_agg(w.row ORDER BY (w.row ->> 'n')::integer), '[]')
            FROM (SELECT (l.value #>> '{}')::jsonb AS row FROM jsonb_array_elements(
                coalesce(lists -> 'settlement_agreement', '[]')) l) w))
$$;

-- The settlement rules in force: of the version that was put in force last, else those shipped.
CREATE OR REPLACE FUNCTION hub_settlement() RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT hub_settlement_of(hub_lists_in_force('rules/settlement.toml', 'settlement',
        ARRAY['settlement_authorisation', 'settlement_agreement']))
$$;

-- Whether a version's words of settlement say what they should, and stand in the right file.
CREATE OR REPLACE FUNCTION hub_settlement_sound(file text, compiled jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    told jsonb;
BEGIN
    IF NOT coalesce(compiled, '{}')
        ?| ARRAY['settlement', 'settlement_authorisation', 'settlement_agreement']
    THEN
        RETURN true;
    ELSIF file <> 'rules/settlement.toml' OR coalesce(compiled -> 'settlement', '[]') = '[]' THEN
        RETURN false;
    END IF;
    told := hub_settlement_of(compiled);
    RETURN NOT EXISTS (
        SELECT FROM jsonb_each(told) f, jsonb_array_elements(f.value) WITH ORDINALITY r (row, place)
         WHERE NOT coalesce((r.row ->> 'n')::integer = r.place - 1
             AND jsonb_typeof(r.row -> 'code') = 'string'
             AND jsonb_typeof(r.row -> 'evidence') = 'string'
             AND jsonb_typeof(r.row -> 'why_zh') = 'string'
             AND jsonb_typeof(r.row -> 'why_en') = 'string'
             AND jsonb_typeof(r.row -> 'n') = 'number' AND hub_judged(r.row -> 'when'), false));
EXCEPTION WHEN data_exception THEN
    RETURN false;
END
$$;

-- The first row whose conditions hold; null where none does.
CREATE OR REPLACE FUNCTION hub_first_row(rows jsonb, facts jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
    SELECT r.row FROM jsonb_array_elements(rows) WITH ORDINALITY r (row, place)
     WHERE hub_holds(r.row -> 'when', facts) ORDER BY r.place LIMIT 1
$$;

-- The only word of a list.
CREATE OR REPLACE FUNCTION hub_one_word(one_list text) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT w.word FROM hub_word w WHERE w.list = one_list LIMIT 1
$$;

-- A name without blanks and with small letters, as the program folds it.
CREATE OR REPLACE FUNCTION hub_folded(name text) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT translate(coalesce(name, ''), hub_one_word('name_from'), hub_one_word('name_to'))
$$;

-- Whether a name is the known one: 'same', 'other', or 'unknown' where that cannot be said.
CREATE OR REPLACE FUNCTION hub_likeness(told text, known text) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
    one text := hub_folded(told);
    other text := hub_folded(known);
BEGIN
    IF one = '' OR other = '' OR strpos(one || other, '*') > 0 THEN
        RETURN 'unknown';
    ELSIF one = other THEN
        RETURN 'same';
    END IF;
    RETURN CASE WHEN left(one, 1) = left(other, 1) AND EXISTS (
            SELECT FROM hub_word w WHERE w.list = 'name_polite'
               AND w.word IN (right(one, char_length(w.word)), right(other, char_length(w.word))))
        THEN 'unknown' ELSE 'other' END;
END
$$;

-- The parcel that a ticket is about, by its id, else by its waybill; {} where there is none.
CREATE OR REPLACE FUNCTION hub_parcel_of(about jsonb) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT coalesce(hub_whole('parcel', about ->> 'parcel'), (
        SELECT hub_whole('parcel', min(s.uid COLLATE "C"))
          FROM hub_search s JOIN hub_record r ON r.uid = s.uid AND r.kind = s.kind
         WHERE s.word = about ->> 'waybill' AND s.word <> '' AND s.kind = 'parcel'
           AND s.field = 'waybill' AND NOT r.gone), '{}')
$$;

-- The facts of a claim by which the settlement rules go.
CREATE OR REPLACE FUNCTION hub_settled_by(claim jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
    ticket jsonb := coalesce(hub_whole('ticket', claim ->> 'ticket'), '{}');
    parcel jsonb := hub_parcel_of(ticket);
    customer jsonb := coalesce(hub_whole('customer', ticket ->> 'customer'), '{}');
    party text := claim ->> 'party';
    named text := CASE party WHEN 'sender' THEN parcel ->> 'sender_name'
        WHEN 'receiver' THEN parcel ->> 'receiver_name'
        WHEN 'merchant' THEN parcel ->> 'merchant' END;
    amount jsonb := coalesce(claim -> 'approved_fen', 'null');
BEGIN
    RETURN jsonb_build_object(
        'kind', claim -> 'kind', 'partial', claim -> 'partial', 'party', party,
        'claimant', hub_likeness(claim ->> 'claimant', named),
        'party_sends', party = 'sender' OR hub_likeness(named, parcel ->> 'sender_name') <> 'other',
        'insured', (claim ->> 'insured_fen')::numeric > 0,
        'area', coalesce(parcel ->> 'area', ''),
        'customer_class', coalesce(customer ->> 'kind', 'cash'),
        'claimed_fen', claim -> 'claimed_fen', 'approved_fen', amount,
        'differs', amount <> 'null' AND amount <> claim -> 'proposed_fen',
        'bundled', coalesce(claim ->> 'bundle', '') <> '');
END
$$;

-- Hold the settlement rules as they are until this is over.
CREATE OR REPLACE FUNCTION hub_hold_settlement() RETURNS void
LANGUAGE sql AS $$
    SELECT pg_advisory_xact_lock_shared(hashtextextended('hub_rule rules/settlement.toml', 0))
$$;

-- Raise unless a claim that is just handed in shows by what right it is made.
CREATE OR REPLACE FUNCTION hub_check_handed_in(one_uid text, before jsonb, after jsonb)
RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    needed jsonb;
    told jsonb;
BEGIN
    IF after ->> 'status' <> 'submitted' OR coalesce(before ->> 'status', 'draft') <> 'draft' THEN
        RETURN;
    END IF;
    PERFORM hub_hold_settlement();
    needed := hub_first_row(hub_settlement() -> 'authorisation', hub_settled_by(after));
    IF needed IS NULL THEN
        RETURN;
    END IF;
    told := jsonb_build_object('number', after -> 'number', 'rule', needed -> 'code',
        'why_zh', needed -> 'why_zh', 'why_en', needed -> 'why_en');
    IF btrim(coalesce(after ->> 'authorisation', ''), hub_one_word('name_blank')) = '' THEN
        PERFORM hub_fail('claim_authorisation', told || '{"field": "authorisation"}');
    ELSIF needed ->> 'evidence' <> '' AND NOT EXISTS (
        SELECT FROM hub_on_claim('evidence', after ->> 'ticket', one_uid, '') e
          JOIN hub_word w ON w.list = 'evidence_proven' AND w.word = e.facts ->> 'state'
         WHERE e.facts ->> 'code' = needed ->> 'evidence')
    THEN
        PERFORM hub_fail('claim_authorisation_unproven',
            told || jsonb_build_object('evidence', needed -> 'evidence'));
    END IF;
END
$$;

-- Raise where a claim is paid on a signed agreement alone, and its version has none.
CREATE OR REPLACE FUNCTION hub_check_agreed(claim jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    needed jsonb;
BEGIN
    IF coalesce(claim #>> '{extra,signed_version}', '') = claim ->> 'version' THEN
        RETURN;
    END IF;
    PERFORM hub_hold_settlement();
    needed := hub_first_row(hub_settlement() -> 'agreement', hub_settled_by(claim));
    IF needed IS NOT NULL THEN
        PERFORM hub_fail('agreement_unsigned', jsonb_build_object('number', claim -> 'number',
            'rule', needed -> 'code', 'why_zh', needed -> 'why_zh', 'why_en', needed -> 'why_en'));
    END IF;
END
$$;
