-- What hangs on a claim: evidence, offers, approvals, payments, files of payments, delegations and
-- recoveries, and which versions of a claim may stand (see workstation/sync/claim_guards.py
-- and claim_record_guards.py).

-- Whether a kind is judged here.
CREATE OR REPLACE FUNCTION hub_is_claim_record(kind text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT kind IN ('print', 'evidence', 'offer', 'approval', 'payment', 'recovery',
                    'payment_file', 'delegation')
$$;

-- The whole facts of a claim, which nobody else alters until this is over; null where there is none.
CREATE OR REPLACE FUNCTION hub_claim_facts(claim_uid text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
    facts jsonb;
BEGIN
    SELECT k.defaults || r.body INTO facts
      FROM hub_record r JOIN hub_kind k ON k.kind = r.kind
     WHERE r.uid = claim_uid AND r.kind = 'claim' FOR UPDATE OF r;
    IF NOT FOUND THEN
        PERFORM hub_fail('record_missing', jsonb_build_object('kind', 'claim', 'uid', claim_uid));
    END IF;
    RETURN facts;
END
$$;

-- The other records of a kind on a claim, with their whole facts.
CREATE OR REPLACE FUNCTION hub_on_claim(one_kind text, of_ticket text, of_claim text, but text)
RETURNS TABLE (uid text, facts jsonb)
LANGUAGE sql STABLE AS $$
    SELECT r.uid, k.defaults || r.body
      FROM hub_record r JOIN hub_kind k ON k.kind = r.kind
     WHERE r.ticket = of_ticket AND r.ticket <> '' AND r.kind = one_kind AND NOT r.gone
       AND r.body ->> 'claim' = of_claim AND r.uid <> but
     ORDER BY r.uid COLLATE "C"
$$;

-- What was lent to a person for approving and holds now, but by those who may not approve anyway.
CREATE OR REPLACE FUNCTION hub_lent_to(who text, barred text[]) RETURNS TABLE (uid text, facts jsonb)
LANGUAGE sql STABLE AS $$
    SELECT r.uid, r.body FROM hub_record r
     WHERE r.kind = 'delegation' AND NOT r.gone AND r.body ->> 'to_agent' = who
       AND r.body ->> 'act' = 'claim_approve' AND NOT r.body ->> 'from_agent' = ANY (barred)
       AND (r.body ->> 'from_at')::numeric <= hub_now()
       AND hub_now() < (r.body ->> 'until_at')::numeric
       AND coalesce((r.body ->> 'revoked_at')::numeric > hub_now(), true)
$$;

-- Whether a claim goes back for approval as its next version.
CREATE OR REPLACE FUNCTION hub_renews(stands jsonb, wanted jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(stands ->> 'status', '') IN ('approved', 'printed', 'paid')
       AND coalesce(wanted ->> 'status', '') = 'submitted' AND wanted ? 'version'
       AND jsonb_typeof(wanted -> 'version') = 'number'
       AND (wanted ->> 'version')::numeric = (stands ->> 'version')::numeric + 1
$$;

-- Whether anything of a claim differs that an approval freezes.
CREATE OR REPLACE FUNCTION hub_claim_altered(before jsonb, after jsonb) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT hub_differ(before, after, '{approved_fact}')
$$;

-- Raise unless a claim's version says what was changed; `before` is {} for a new one.
CREATE OR REPLACE FUNCTION hub_check_claim_version(
    who text, one_uid text, before jsonb, after jsonb
) RETURNS void
LANGUAGE plpgsql STABLE AS $$
DECLARE
    was numeric := before ->> 'version';
    now_ numeric := after ->> 'version';
    altered boolean;
    states text[];
BEGIN
    IF before = '{}' THEN
        IF now_ <> 1 THEN
            PERFORM hub_fail_fact('claim', 'version');
        END IF;
        RETURN;
    END IF;
    altered := hub_claim_altered(before, after);
    IF was = now_ THEN
        IF altered AND (before ->> 'status' IN ('approved', 'printed', 'paid') OR EXISTS (
            SELECT FROM hub_on_claim('approval', after ->> 'ticket', one_uid, '') a
             WHERE a.facts ->> 'decision' = 'approved' AND (a.facts ->> 'version')::numeric = now_))
        THEN
            PERFORM hub_fail('claim_frozen', jsonb_build_object('number', after -> 'number',
                'status', after -> 'status'));
        END IF;
        RETURN;
    ELSIF now_ <> was + 1 OR after ->> 'status' NOT IN ('draft', 'submitted') THEN
        PERFORM hub_fail_fact('claim', 'version');
    ELSIF altered AND after ->> 'status' = 'submitted' AND after ->> 'submitted_by' <> who THEN
        PERFORM hub_fail_name('submitted_by');
    END IF;
    states := ARRAY(SELECT p.facts ->> 'state'
        FROM hub_on_claim('payment', after ->> 'ticket', one_uid, '') p);
    IF before ->> 'status' = 'paid' AND ('reversed' <> ALL (states) OR 'paid' = ANY (states)) THEN
        PERFORM hub_fail('claim_paid', jsonb_build_object('number', after -> 'number',
            'reference', before -> 'payment_ref'));
    ELSIF before ->> 'status' IN ('approved', 'printed', 'paid') AND 'filed' = ANY (states) THEN
        PERFORM hub_fail('payment_filed', jsonb_build_object('number', after -> 'number'));
    END IF;
END
$$;

-- Who may not approve a claim (see workstation/domain/claim.makers).
CREATE OR REPLACE FUNCTION hub_makers(claim jsonb) RETURNS text[]
LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY[coalesce(claim ->> 'created_by', ''), coalesce(claim ->> 'submitted_by', ''),
        coalesce(claim #>> '{extra,payee_by}', '')]
$$;

-- The numbers of a claim's forms.
CREATE OR REPLACE FUNCTION hub_numbered(claim jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_build_object('', coalesce(claim -> 'serial', '""'))
        || coalesce((SELECT jsonb_object_agg(e.key, e.value)
            FROM jsonb_each(coalesce(nullif(claim -> 'extra', 'null'), '{}')) e
           WHERE starts_with(e.key, 'serial:')), '{}')
$$;

-- Raise unless a claim is signed, numbered, paid and withdrawn as its other records say.
-- (see workstation/sync/claim_signed.py)
CREATE OR REPLACE FUNCTION hub_check_held(
    who text, one_uid text, before jsonb, after jsonb
) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    status text := after ->> 'status';
    was text := before ->> 'status';
    payment text := hub_payment_uid(one_uid, after ->> 'version');
    made text;
    told text := coalesce(after #>> '{extra,payee_by}', '');
BEGIN
    IF (before -> 'payee', before -> 'payee_account', before -> 'payee_bank') IS DISTINCT FROM
        (after -> 'payee', after -> 'payee_account', after -> 'payee_bank')
    THEN
        IF told <> (CASE WHEN who = after ->> 'created_by' THEN '' ELSE who END) THEN
            PERFORM hub_fail_name('payee_by');
        END IF;
    ELSIF told <> coalesce(before #>> '{extra,payee_by}', '') THEN
        PERFORM hub_fail('claim_frozen', jsonb_build_object('number', after -> 'number',
            'status', status));
    END IF;
    IF status = was THEN
        IF hub_differ(before, after, '{claim_signed}') THEN
            PERFORM hub_fail('claim_frozen', jsonb_build_object('number', after -> 'number',
                'status', status));
        END IF;
    ELSIF status = 'approved' AND after ->> 'approved_by' <> who THEN
        PERFORM hub_fail_name('approved_by');
    ELSIF status = 'paid' AND after ->> 'paid_by' <> who THEN
        PERFORM hub_fail_name('paid_by');
    END IF;
    IF hub_numbered(before) <> hub_numbered(after) THEN
        PERFORM hub_check_right(who, 'claim_print');
    END IF;
    IF status = 'paid' AND was <> 'paid' THEN
        SELECT p.facts ->> 'state' INTO made
          FROM hub_on_claim('payment', after ->> 'ticket', one_uid, '') p WHERE p.uid = payment;
        IF made IS NULL THEN
            PERFORM hub_fail('record_missing',
                jsonb_build_object('kind', 'payment', 'uid', payment));
        ELSIF made <> 'paid' THEN
            PERFORM hub_fail('record_state', jsonb_build_object('kind', 'payment',
                'before', made, 'after', 'paid'));
        END IF;
    END IF;
    IF status = 'withdrawn' AND was IN ('approved', 'printed') THEN
        PERFORM hub_check_right(who, 'claim_approve');
        IF EXISTS (SELECT FROM hub_on_claim('payment', after ->> 'ticket', one_uid, '') p
            WHERE p.facts ->> 'state' IN ('filed', 'paid'))
        THEN
            PERFORM hub_fail('payment_filed', jsonb_build_object('number', after -> 'number'));
        END IF;
    END IF;
END
$$;

-- Raise unless a person has the right, or owns the claim's ticket.
CREATE OR REPLACE FUNCTION hub_check_right_or_owns(who text, act text, of_ticket text)
RETURNS void
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF EXISTS (SELECT FROM hub_record r WHERE r.uid = who AND r.kind = 'agent' AND NOT r.gone
            AND coalesce((r.body ->> 'active')::boolean, true) AND EXISTS (
                SELECT FROM hub_right n WHERE n.act = hub_check_right_or_owns.act
                   AND n.role = coalesce(r.body ->> 'role', 'agent')))
        OR EXISTS (SELECT FROM hub_record t
            WHERE t.uid = of_ticket AND t.kind = 'ticket' AND t.owner = who)
    THEN
        RETURN;
    END IF;
    PERFORM hub_check_right(who, act);
END
$$;

-- Raise unless a line of the approvals may be added; none is ever altered.
CREATE OR REPLACE FUNCTION hub_check_approval(who text, before jsonb, after jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    claim jsonb;
    name text;
BEGIN
    IF before IS NOT NULL THEN
        PERFORM hub_fail('approval_final', jsonb_build_object('claim', before -> 'claim'));
    ELSIF after ->> 'agent' <> who THEN
        PERFORM hub_fail_name('agent');
    END IF;
    claim := hub_claim_facts(after ->> 'claim');
    IF after -> 'version' <> claim -> 'version' THEN
        PERFORM hub_fail('payment_version', jsonb_build_object('number', claim -> 'number',
            'version', claim -> 'version'));
    ELSIF after ->> 'decision' = 'requested' THEN
        RETURN;
    END IF;
    PERFORM hub_check_right(who, 'claim_approve');
    IF after ->> 'decision' <> 'approved' THEN
        RETURN;
    ELSIF claim ->> 'status' NOT IN ('approved', 'printed') OR claim ->> 'approved_by' <> who THEN
        name := 'status';
    ELSIF after -> 'amount_fen' <> claim -> 'approved_fen' THEN
        name := 'amount_fen';
    ELSE
        SELECT w.word INTO name FROM hub_word w
         WHERE w.list = 'approved_fact'
           AND coalesce(after -> 'facts' -> w.word, 'null') <> coalesce(claim -> w.word, 'null')
         ORDER BY w.word COLLATE "C" LIMIT 1;
    END IF;
    IF name IS NOT NULL THEN
        PERFORM hub_fail('approval_differs',
            jsonb_build_object('number', claim -> 'number', 'field', name));
    ELSIF after ->> 'delegation' <> '' AND NOT EXISTS (
        SELECT FROM hub_lent_to(who, hub_makers(claim)) d
         WHERE d.uid = after ->> 'delegation')
    THEN
        PERFORM hub_fail('delegation_ended',
            jsonb_build_object('delegation', after -> 'delegation'));
    END IF;
END
$$;

-- The uid of the payment of one version of a claim (see workstation/domain/identity.uid_of).
CREATE OR REPLACE FUNCTION hub_payment_uid(claim text, version text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT '0000000000007' || substr(h, 14, 3)
        || substr('89ab', (('x' || substr(h, 17, 1))::bit(4)::integer & 3) + 1, 1)
        || substr(h, 18, 15)
      FROM encode(sha256(convert_to('payment' || chr(31) || claim || chr(31) || version, 'UTF8')),
          'hex') h
$$;

-- Raise unless the claim stands as the payment says: approved, in this version, for this payee.
CREATE OR REPLACE FUNCTION hub_check_payable(one_uid text, claim jsonb, after jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    field text;
    other jsonb;
BEGIN
    IF after ->> 'state' = 'filed' AND claim ->> 'status' = 'approved' THEN
        PERFORM hub_fail('claim_unprinted', jsonb_build_object('number', claim -> 'number'));
    END IF;
    IF claim ->> 'status' <> ALL (CASE WHEN after ->> 'state' = 'requested'
            THEN ARRAY['approved', 'printed'] ELSE ARRAY['printed', 'paid'] END)
        OR claim -> 'version' <> after -> 'version'
    THEN
        PERFORM hub_fail('payment_version', jsonb_build_object('number', claim -> 'number',
            'version', claim -> 'version'));
    END IF;
    SELECT f.told INTO field
      FROM (VALUES (1, 'approved_fen', 'amount_fen'), (2, 'payee', 'payee'),
            (3, 'payee_account', 'account'), (4, 'payee_bank', 'bank')) f (place, name, told)
     WHERE claim -> f.name <> after -> f.told ORDER BY f.place LIMIT 1;
    IF FOUND THEN
        PERFORM hub_fail('payment_differs', jsonb_build_object('number', claim -> 'number',
            'field', field));
    END IF;
    IF NOT EXISTS (
        SELECT FROM hub_on_claim('approval', after ->> 'ticket', after ->> 'claim', '') a
         WHERE a.facts ->> 'decision' = 'approved' AND a.facts -> 'version' = after -> 'version')
    THEN
        PERFORM hub_fail('approval_differs', jsonb_build_object('number', claim -> 'number',
            'field', 'version'));
    END IF;
    SELECT p.facts INTO other
      FROM hub_on_claim('payment', after ->> 'ticket', after ->> 'claim', one_uid) p
     WHERE p.facts ->> 'state' IN ('filed', 'paid') LIMIT 1;
    IF FOUND THEN
        PERFORM hub_fail('payment_twice', jsonb_build_object('number', claim -> 'number',
            'version', other -> 'version'));
    END IF;
END
$$;

-- Raise unless a payment may stand like this.
CREATE OR REPLACE FUNCTION hub_check_payment(
    who text, one_uid text, before jsonb, after jsonb
) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    state text := after ->> 'state';
    was text := coalesce(before ->> 'state', '');
    claim jsonb;
    name text;
BEGIN
    IF before IS NULL AND one_uid <> hub_payment_uid(after ->> 'claim', after ->> 'version') THEN
        PERFORM hub_fail_fact('payment', 'uid');
    END IF;
    claim := hub_claim_facts(after ->> 'claim');  -- one at a time: whoever comes later sees it
    IF before IS NULL AND EXISTS (
        SELECT FROM hub_record r WHERE r.uid = one_uid AND r.kind = 'payment')
    THEN
        RAISE unique_violation;
    END IF;
    PERFORM hub_check_right(who,
        CASE WHEN state = 'requested' THEN 'payment_request' ELSE 'claim_pay' END);
    IF before IS NULL AND after ->> 'requested_by' <> who
        AND NOT (state = 'paid' AND after ->> 'requested_by' = claim ->> 'approved_by')
    THEN
        PERFORM hub_fail_name('requested_by');
    ELSIF state = was THEN
        IF was IN ('filed', 'paid', 'reversed') THEN
            PERFORM hub_fail('record_state', jsonb_build_object('kind', 'payment',
                'before', was, 'after', state));
        END IF;
        RETURN;
    END IF;
    IF state IN ('requested', 'filed', 'paid') THEN
        PERFORM hub_check_payable(one_uid, claim, after);
    END IF;
    IF state IN ('requested', 'paid') THEN
        PERFORM hub_check_agreed(claim);
    END IF;
    IF state = 'paid' THEN
        IF after ->> 'confirmed_by' <> who THEN
            PERFORM hub_fail_name('confirmed_by');
        END IF;
        FOREACH name IN ARRAY ARRAY['confirmed_at', 'paid_at'] LOOP
            IF after ->> name IS NULL THEN
                PERFORM hub_fail_fact('payment', name);
            END IF;
        END LOOP;
        IF who IN (after ->> 'requested_by', claim ->> 'approved_by') THEN
            PERFORM hub_fail('claim_own_payment',
                jsonb_build_object('number', claim -> 'number'));
        END IF;
    ELSIF state = 'filed' AND (after ->> 'file' = '' OR after ->> 'filed_at' IS NULL) THEN
        PERFORM hub_fail_fact('payment', 'file');
    END IF;
END
$$;

-- Raise unless a file of payments says how many are in it, and how much.
CREATE OR REPLACE FUNCTION hub_check_payment_file(
    who text, one_uid text, before jsonb, after jsonb
) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    found_ bigint;
    total numeric;
BEGIN
    PERFORM hub_check_right(who, 'claim_pay');
    IF before IS NOT NULL THEN
        IF after ->> 'state' = 'void' AND EXISTS (
            SELECT FROM hub_search s JOIN hub_record r ON r.uid = s.uid AND r.kind = s.kind
             WHERE s.word = one_uid AND s.kind = 'payment' AND s.field = 'file' AND NOT r.gone
               AND r.body ->> 'state' = 'filed')
        THEN
            PERFORM hub_fail('record_state', jsonb_build_object('kind', 'payment_file',
                'before', before -> 'state', 'after', 'void'));
        END IF;
        RETURN;
    ELSIF after ->> 'made_by' <> who THEN
        PERFORM hub_fail_name('made_by');
    END IF;
    SELECT count(*), coalesce(sum((r.body ->> 'amount_fen')::numeric), 0) INTO found_, total
      FROM hub_search s JOIN hub_record r ON r.uid = s.uid AND r.kind = s.kind
     WHERE s.word = one_uid AND s.kind = 'payment' AND s.field = 'file' AND NOT r.gone;
    IF found_ = 0 OR found_ <> (after ->> 'count')::numeric
        OR total <> (after ->> 'total_fen')::numeric
    THEN
        PERFORM hub_fail('file_differs', jsonb_build_object('number', after -> 'number',
            'count', found_, 'total_fen', total));
    END IF;
END
$$;

-- Raise unless somebody's limit may be lent like this, or a loan ended.
CREATE OR REPLACE FUNCTION hub_check_delegation(
    who text, one_uid text, before jsonb, after jsonb
) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    name text;
BEGIN
    IF before IS NOT NULL THEN
        IF before ->> 'revoked_at' IS NOT NULL THEN
            PERFORM hub_fail('delegation_ended', jsonb_build_object('delegation', one_uid));
        ELSIF before ->> 'from_agent' <> who THEN
            PERFORM hub_check_right(who, 'agent_change');
        END IF;
        RETURN;
    END IF;
    FOREACH name IN ARRAY ARRAY['from_agent', 'made_by'] LOOP
        IF after ->> name <> who THEN
            PERFORM hub_fail_name(name);
        END IF;
    END LOOP;
    PERFORM hub_check_right(who, 'delegate');
    IF after ->> 'to_agent' IN ('', who) THEN
        PERFORM hub_fail_fact('delegation', 'to_agent');
    ELSIF (after ->> 'limit_fen')::numeric <= 0 THEN
        PERFORM hub_fail_fact('delegation', 'limit_fen');
    ELSIF (after ->> 'until_at')::numeric <= (after ->> 'from_at')::numeric
        OR after ->> 'revoked_at' IS NOT NULL
    THEN
        PERFORM hub_fail_fact('delegation', 'until_at');
    END IF;
END
$$;

-- Raise unless an offer may be made, or answered once, like this.
CREATE OR REPLACE FUNCTION hub_check_offer(who text, before jsonb, after jsonb) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM hub_check_right_or_owns(who, 'claim_offer', after ->> 'ticket');
    IF before IS NULL THEN
        IF after ->> 'made_by' <> who THEN
            PERFORM hub_fail_name('made_by');
        ELSIF hub_filled(after, 'offer_answer') IS NOT NULL THEN
            PERFORM hub_fail_fact('offer', 'answer');
        END IF;
    ELSIF before ->> 'answer' <> '' THEN
        PERFORM hub_fail('offer_answered', jsonb_build_object('answer', before -> 'answer',
            'at', before -> 'answered_at'));
    ELSIF after ->> 'answer' <> '' AND after ->> 'answered_by' <> who THEN
        PERFORM hub_fail_name('answered_by');
    ELSIF after ->> 'answer' <> '' AND after ->> 'answered_at' IS NULL THEN
        PERFORM hub_fail_fact('offer', 'answered_at');
    ELSIF (after ->> 'answer' = 'countered') <> (after ->> 'counter_fen' IS NOT NULL) THEN
        PERFORM hub_fail_fact('offer', 'counter_fen');
    END IF;
END
$$;

-- Raise unless evidence may be wanted, come, or be looked at like this.
CREATE OR REPLACE FUNCTION hub_check_evidence(who text, before jsonb, after jsonb) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM hub_check_right_or_owns(who, 'claim_evidence', after ->> 'ticket');
    IF before IS NULL AND after ->> 'made_by' <> who THEN
        PERFORM hub_fail_name('made_by');
    ELSIF (after ->> 'reminded')::numeric > 0 AND after ->> 'reminded_at' IS NULL THEN
        PERFORM hub_fail_fact('evidence', 'reminded_at');
    ELSIF after ->> 'state' = coalesce(before ->> 'state', '')
        OR after ->> 'state' NOT IN ('accepted', 'refused', 'waived')
    THEN
        RETURN;
    ELSIF after ->> 'decided_by' <> who THEN
        PERFORM hub_fail_name('decided_by');
    ELSIF after ->> 'decided_at' IS NULL THEN
        PERFORM hub_fail_fact('evidence', 'decided_at');
    END IF;
END
$$;

-- Raise unless a line of the print register stands as it was made, or is voided with a reason.
CREATE OR REPLACE FUNCTION hub_check_print(who text, before jsonb, after jsonb) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF before IS NULL THEN
        IF hub_filled(after, 'print_void') IS NOT NULL THEN
            PERFORM hub_fail_fact('print', 'voided_at');
        ELSIF after ->> 'agent' <> who THEN
            PERFORM hub_fail_name('agent');
        END IF;
        PERFORM hub_check_right(who, 'claim_print');
        RETURN;
    ELSIF before ->> 'voided_at' IS NOT NULL THEN
        PERFORM hub_fail('print_void', jsonb_build_object('serial', before -> 'serial',
            'copy', (before ->> 'reprint')::bigint + 1));
    ELSIF after ->> 'voided_by' <> who THEN
        PERFORM hub_fail_name('voided_by');
    ELSIF after ->> 'voided_at' IS NULL OR after ->> 'void_reason' = '' THEN
        PERFORM hub_fail_fact('print', 'void_reason');
    END IF;
    PERFORM hub_check_right(who, 'claim_print');
END
$$;

-- Raise unless a record of these kinds may stand like this; `before` is null for a new one.
CREATE OR REPLACE FUNCTION hub_check_claim_record(
    who text, one_kind text, one_uid text, before jsonb, after jsonb
) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    was text := coalesce(before ->> 'state', '');
    state text := after ->> 'state';
BEGIN
    IF before IS NULL AND one_kind NOT IN ('print', 'payment_file', 'delegation') AND EXISTS (
        SELECT FROM hub_record r WHERE r.uid = after ->> 'claim' AND r.kind = 'claim'
           AND r.ticket IS DISTINCT FROM after ->> 'ticket')
    THEN
        PERFORM hub_fail_fact(one_kind, 'ticket');
    ELSIF one_kind IN ('evidence', 'payment', 'payment_file', 'recovery') AND state <> was
        AND NOT EXISTS (SELECT FROM hub_move m
            WHERE m.kind = one_kind AND m.before = was AND m.after = state)
    THEN
        PERFORM hub_fail('record_state', jsonb_build_object('kind', one_kind, 'before', was,
            'after', state));
    END IF;
    CASE one_kind
    WHEN 'print' THEN
        PERFORM hub_check_print(who, before, after);
    WHEN 'evidence' THEN
        PERFORM hub_check_evidence(who, before, after);
    WHEN 'offer' THEN
        PERFORM hub_check_offer(who, before, after);
    WHEN 'approval' THEN
        PERFORM hub_check_approval(who, before, after);
    WHEN 'payment' THEN
        PERFORM hub_check_payment(who, one_uid, before, after);
    WHEN 'payment_file' THEN
        PERFORM hub_check_payment_file(who, one_uid, before, after);
    WHEN 'delegation' THEN
        PERFORM hub_check_delegation(who, one_uid, before, after);
    WHEN 'recovery' THEN
        PERFORM hub_check_right(who, 'claim_recover');
        IF before IS NULL AND after ->> 'by' <> who THEN
            PERFORM hub_fail_name('by');
        ELSIF (after ->> 'amount_fen')::numeric <= 0 THEN
            PERFORM hub_fail_fact('recovery', 'amount_fen');
        ELSIF state IN ('received', 'written_off') AND after ->> 'settled_at' IS NULL THEN
            PERFORM hub_fail_fact('recovery', 'settled_at');
        END IF;
    END CASE;
END
$$;
