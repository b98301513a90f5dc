-- What needs a right besides approving: giving a ticket away, and paying for a parcel twice
-- (see workstation/sync/rights.py).

-- Raise when somebody gives a ticket to another person without the right. Its own owner may; an
-- import names whom the file names; an undo puts back whom the person's own work had taken away.
-- `doing` is the operation, null where a ticket is made.
CREATE OR REPLACE FUNCTION hub_check_owner(
    who text, doing jsonb, about text, was text, wanted text, source text
) RETURNS void
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF coalesce(wanted, '') IN ('', who) OR was IN (wanted, who) THEN
        RETURN;
    ELSIF coalesce(source, '') NOT IN ('', 'desk')
        AND (doing IS NULL OR doing ->> 'action' = 'ImportBatch')
    THEN
        RETURN;
    ELSIF doing ->> 'action' = 'Undo' AND EXISTS (
        SELECT FROM hub_operation o
         WHERE o.uid = doing #>> '{args,operation}' AND o.agent = who
           AND o.told -> 'changes' @> jsonb_build_array(jsonb_build_object(
               'kind', 'ticket', 'uid', about, 'base', jsonb_build_object('owner', wanted))))
    THEN
        RETURN;
    END IF;
    PERFORM hub_check_right(who, 'assign_other');
END
$$;

CREATE INDEX IF NOT EXISTS hub_paid_claim ON hub_record (waybill)
    WHERE kind = 'claim' AND NOT gone AND status = 'paid' AND waybill <> '';

-- Raise when a claim begins though its ticket or parcel was paid for already: without a reason,
-- or without the right to give one.
CREATE OR REPLACE FUNCTION hub_check_paid_before(
    who text, claim_uid text, before jsonb, after jsonb
) RETURNS void
LANGUAGE plpgsql STABLE AS $$
DECLARE
    paid record;
    parcel text := coalesce(after ->> 'waybill', '');
    reason text := coalesce(after #>> '{extra,paid_before}', '');
BEGIN
    IF NOT EXISTS (SELECT FROM hub_word w WHERE w.list = 'live' AND w.word = after ->> 'status')
        OR (parcel = coalesce(before ->> 'waybill', '') AND EXISTS (
            SELECT FROM hub_word w WHERE w.list = 'live' AND w.word = before ->> 'status'))
    THEN
        RETURN;
    END IF;
    SELECT f.uid, f.number, f.reference INTO paid FROM (
        SELECT r.uid, r.number, r.body ->> 'payment_ref' AS reference FROM hub_record r
         WHERE r.ticket = after ->> 'ticket' AND r.ticket <> '' AND r.kind = 'claim'
           AND NOT r.gone AND r.status = 'paid'
        UNION ALL
        SELECT r.uid, r.number, r.body ->> 'payment_ref' FROM hub_record r
         WHERE r.kind = 'claim' AND NOT r.gone AND r.status = 'paid' AND r.waybill <> ''
           AND r.waybill = parcel) f
     WHERE f.uid <> claim_uid ORDER BY f.uid COLLATE "C" LIMIT 1;
    IF NOT FOUND THEN
        RETURN;
    ELSIF reason = '' THEN
        PERFORM hub_fail('claim_paid_before', jsonb_build_object('claim', paid.uid,
            'number', paid.number, 'reference', coalesce(paid.reference, '')));
    ELSIF reason <> coalesce(before #>> '{extra,paid_before}', '') THEN
        PERFORM hub_check_right(who, 'claim_again');
    END IF;
END
$$;
