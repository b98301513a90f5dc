-- What the hub alone can see to: leases, rights, money, serials and numbers given once.

-- End the lease of a ticket for all but its new owner ('' for nobody).
CREATE OR REPLACE FUNCTION hub_free_lease(about text, owner text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    freed record;
BEGIN
    UPDATE hub_lease l SET until = 0, request = '', rev = l.rev + 1
     WHERE l.ticket = about AND l.agent <> owner AND l.until > 0
    RETURNING l.rev, l.desk_no INTO freed;
    IF FOUND THEN
        PERFORM hub_log('lease', about, freed.rev,
            coalesce((SELECT r.grp FROM hub_record r WHERE r.uid = about AND r.kind = 'ticket'), ''),
            '', '', freed.desk_no, '');
    END IF;
END
$$;

-- Give an agent's own lease of a ticket back.
CREATE OR REPLACE FUNCTION hub_give_up(about text, who text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    freed record;
BEGIN
    UPDATE hub_lease l SET until = 0, request = '', rev = l.rev + 1
     WHERE l.ticket = about AND l.agent = who AND l.until > 0
    RETURNING l.rev, l.desk_no INTO freed;
    IF FOUND THEN
        PERFORM hub_log('lease', about, freed.rev,
            coalesce((SELECT r.grp FROM hub_record r WHERE r.uid = about AND r.kind = 'ticket'), ''),
            '', '', freed.desk_no, '');
    END IF;
END
$$;

-- Who else was just served a ticket that nobody owns; null when nobody was.
CREATE OR REPLACE FUNCTION hub_lease_holder(about text, wanted text, moment bigint) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT coalesce(nullif(l.agent_name, ''), l.agent) FROM hub_lease l
     WHERE l.ticket = about AND l.until > moment AND l.agent <> wanted
$$;

-- Raise unless a person known to the hub has the right to an act.
CREATE OR REPLACE FUNCTION hub_check_right(who text, act text) RETURNS void
LANGUAGE plpgsql STABLE AS $$
DECLARE
    person jsonb;
BEGIN
    SELECT r.body INTO person FROM hub_record r
     WHERE r.uid = who AND r.kind = 'agent' AND NOT r.gone;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    IF NOT coalesce((person ->> 'active')::boolean, true) OR (
        EXISTS (SELECT FROM hub_right n WHERE n.act = hub_check_right.act)
        AND NOT EXISTS (SELECT FROM hub_right n WHERE n.act = hub_check_right.act
            AND n.role = coalesce(person ->> 'role', 'agent')))
    THEN
        PERFORM hub_fail('not_allowed', jsonb_build_object('act', act,
            'role', coalesce(person ->> 'role', 'agent'), 'agent', coalesce(person ->> 'name', '')));
    END IF;
END
$$;

-- People: only an admin makes them or alters what they may do, and a leader whatever else.
CREATE OR REPLACE FUNCTION hub_check_person(who text, uid text, before jsonb, after jsonb)
RETURNS void
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF before IS NULL THEN
        IF coalesce(after -> 'active', 'true') = 'false' AND coalesce(after ->> 'role', 'agent') = 'agent'
            AND coalesce(after ->> 'login', '') = '' AND coalesce(after -> 'groups', '[]') = '[]'
        THEN
            RETURN;  -- the name of somebody who worked elsewhere
        END IF;
    ELSIF NOT EXISTS (SELECT FROM hub_word w WHERE w.list = 'agent_right'
        AND (before -> w.word) IS DISTINCT FROM (after -> w.word))
    THEN
        IF who <> hub_check_person.uid THEN
            PERFORM hub_check_right(who, 'assign_other');
        END IF;
        RETURN;
    END IF;
    PERFORM hub_check_right(who, 'agent_change');
END
$$;

-- Raise where it could not be known any more who made or submitted a claim.
CREATE OR REPLACE FUNCTION hub_check_four_eyes(who text, before jsonb, after jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    sender text := coalesce(after ->> 'submitted_by', '');
BEGIN
    IF before = '{}' THEN
        IF coalesce(after ->> 'created_by', '') = '' THEN
            PERFORM hub_fail('not_you', '{"agent": "", "field": "created_by"}');
        END IF;
    ELSIF sender = '' AND who IS DISTINCT FROM after ->> 'created_by'
        AND before ->> 'status' = 'draft' AND after ->> 'status' = 'submitted'
    THEN
        PERFORM hub_fail('not_you', '{"agent": "", "field": "submitted_by"}');
    ELSIF sender <> coalesce(before ->> 'submitted_by', '')
        AND 'draft' NOT IN (before ->> 'status', after ->> 'status')
        AND NOT (sender = who AND after ->> 'status' = 'submitted'  -- as the claim's next version
            AND (after ->> 'version')::numeric = coalesce((before ->> 'version')::numeric, 1) + 1)
    THEN
        PERFORM hub_fail('claim_frozen', jsonb_build_object('number', after -> 'number',
            'status', after -> 'status'));
    END IF;
END
$$;

-- Raise unless a claim may stand like this: approval, payment, one live claim.
CREATE OR REPLACE FUNCTION hub_check_claims(
    who text, claim_uid text, before jsonb, after jsonb
) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    status text := after ->> 'status';
    person jsonb;
    amount numeric := coalesce(nullif(after -> 'approved_fen', 'null')::numeric, 0);
    tier bigint;
    other record;
    was text := coalesce(before ->> 'status', 'draft');
BEGIN
    SELECT r.body INTO person FROM hub_record r
     WHERE r.uid = who AND r.kind = 'agent' AND NOT r.gone;
    IF FOUND THEN
        PERFORM hub_check_four_eyes(who, before, after);
        PERFORM hub_check_paid_before(who, claim_uid, before, after);
        IF after ->> 'bundle' <> coalesce(before ->> 'bundle', '') THEN
            PERFORM hub_check_right(who, 'claim_bundle');
        END IF;
        IF before = '{}' AND status NOT IN ('draft', 'submitted') THEN
            PERFORM hub_fail('claim_status', jsonb_build_object('before', 'draft', 'after', status,
                'number', after -> 'number'));  -- none begins as approved, printed or paid
        ELSIF status IS NOT DISTINCT FROM was THEN
            NULL;
        ELSIF status = 'approved' THEN
            PERFORM hub_check_right(who, 'claim_approve');
            IF amount <= 0 THEN
                PERFORM hub_fail('claim_amount', jsonb_build_object('amount_fen', amount));
            END IF;
            IF who = ANY (hub_makers(before)) THEN
                PERFORM hub_fail('claim_own', jsonb_build_object('number', before -> 'number'));
            END IF;
            PERFORM hub_hold_tiers(coalesce(before ->> 'bundle', ''));
            tier := hub_claim_limit(who, claim_uid, person, before, amount);
            IF amount > tier THEN
                PERFORM hub_fail('claim_tier', jsonb_build_object('limit_fen', tier,
                    'amount_fen', amount, 'role', coalesce(person ->> 'role', 'agent')));
            END IF;
        ELSIF status = 'paid' THEN
            PERFORM hub_check_right(who, 'claim_pay');
            IF after ->> 'approved_by' = who THEN
                PERFORM hub_fail('claim_own_payment',
                    jsonb_build_object('number', after -> 'number'));
            END IF;
        ELSIF status = 'printed' THEN
            PERFORM hub_check_right(who, 'claim_print');
        ELSIF status = 'rejected' THEN
            PERFORM hub_check_right(who, 'claim_approve');
        ELSIF was IN ('approved', 'printed', 'paid') AND status = 'submitted'
            AND NOT hub_claim_altered(before, after)
        THEN
            PERFORM hub_check_right(who,
                CASE WHEN was = 'paid' THEN 'claim_pay' ELSE 'claim_approve' END);
        END IF;
    END IF;
    PERFORM hub_check_claim_version(who, claim_uid, before, after);
    PERFORM hub_check_handed_in(claim_uid, before, after);
    IF person IS NOT NULL AND before <> '{}' THEN
        PERFORM hub_check_held(who, claim_uid, before, after);
    END IF;
    IF EXISTS (SELECT FROM hub_word w WHERE w.list = 'live' AND w.word = status) THEN
        SELECT r.uid, r.number INTO other FROM hub_record r
         WHERE r.kind = 'claim' AND NOT r.gone AND r.uid <> claim_uid
           AND r.status IN (SELECT w.word FROM hub_word w WHERE w.list = 'live')
           AND r.ticket = after ->> 'ticket' AND r.ticket <> ''
         ORDER BY r.uid LIMIT 1;
        IF NOT FOUND AND coalesce(after ->> 'waybill', '') <> '' THEN
            SELECT r.uid, r.number INTO other FROM hub_record r
             WHERE r.kind = 'claim' AND NOT r.gone AND r.uid <> claim_uid
               AND r.status IN ('draft', 'submitted', 'approved', 'printed')  -- as the index says
               AND r.waybill <> '' AND r.waybill = after ->> 'waybill'
             ORDER BY r.uid LIMIT 1;
        END IF;
        IF FOUND THEN
            PERFORM hub_fail('claim_exists',
                jsonb_build_object('claim', other.uid, 'number', other.number));
        END IF;
    END IF;
END
$$;

-- Raise when a serial was given to another claim or first print.
CREATE OR REPLACE FUNCTION hub_check_serial(kind text, own text, wanted text) RETURNS void
LANGUAGE plpgsql STABLE AS $$
DECLARE
    holder text;
BEGIN
    IF coalesce(wanted, '') = '' THEN
        RETURN;
    END IF;
    IF kind = 'claim' THEN
        SELECT r.uid INTO holder FROM hub_record r
         WHERE r.serial = wanted AND r.serial <> '' AND NOT r.gone AND r.uid <> own LIMIT 1;
    ELSE
        SELECT r.uid INTO holder FROM hub_record r
         WHERE r.kind = 'print' AND r.number = wanted AND r.number <> '' AND NOT r.gone
           AND r.uid <> own LIMIT 1;
    END IF;
    IF FOUND THEN
        PERFORM hub_fail('serial_taken', jsonb_build_object('serial', wanted));
    END IF;
END
$$;

-- A number that nobody else bears: its own, or with the desk's number behind it.
CREATE OR REPLACE FUNCTION hub_free_number(kind text, own text, wanted text, desk_no integer)
RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
    free text := wanted;
BEGIN
    IF free = '' THEN
        RETURN free;
    END IF;
    WHILE EXISTS (
        SELECT FROM hub_record r WHERE r.kind = hub_free_number.kind AND r.number = free
           AND r.number <> '' AND NOT r.gone AND r.uid <> own)
    LOOP
        free := free || '-' || desk_no;
    END LOOP;
    RETURN free;
END
$$;

-- Nobody signs with another's name: such fields name whoever works, or nobody.
CREATE OR REPLACE FUNCTION hub_check_signature(persons text[], who text, fields jsonb)
RETURNS void
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY persons LOOP
        IF fields ? name AND coalesce(fields ->> name, '') NOT IN ('', who) THEN
            PERFORM hub_fail('not_you', jsonb_build_object('agent', fields -> name, 'field', name));
        END IF;
    END LOOP;
END
$$;

-- Raise for a record that is not here: because its making was refused, or because nobody made it.
CREATE OR REPLACE FUNCTION hub_fail_missing(kind text, uid text, unmade jsonb) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF unmade ? (kind || ' ' || uid) THEN
        PERFORM hub_fail('follows_refused', jsonb_build_object(
            'kind', kind, 'uid', uid, 'operation', unmade -> (kind || ' ' || uid)));
    END IF;
    PERFORM hub_fail('record_missing', jsonb_build_object('kind', kind, 'uid', uid));
END
$$;
