-- Work on a record that is not here: because its making was refused, or because the hub was restored
-- and the desk that made it has not come back.

-- {operation: the refused one that was to make the missing record}, or nothing; looked for among
-- the operations about the same ticket.
CREATE OR REPLACE FUNCTION hub_maker_refused(doing jsonb, facts jsonb) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT coalesce((SELECT jsonb_build_object('operation', o.uid) FROM hub_operation o
         WHERE o.ticket IN (doing ->> 'ticket', facts ->> 'uid') AND o.ticket <> ''
           AND o.outcome ->> 'state' = 'refused' AND o.uid <> doing ->> 'uid'
           AND o.told -> 'changes' @> jsonb_build_array(jsonb_build_object(
               'kind', facts -> 'kind', 'uid', facts -> 'uid', 'new', true))
         ORDER BY o.received_at DESC, o.uid DESC LIMIT 1), '{}')
$$;

-- Count numbers as given that forms bear: a former life of a restored hub had given them.
CREATE OR REPLACE FUNCTION hub_reach_serials() RETURNS void
LANGUAGE sql AS $$
    UPDATE hub_series s SET next = hub_after_used(s.series) WHERE s.next < hub_after_used(s.series)
$$;

-- Decide an operation anew that was refused for want of a record, and had been accepted before.
CREATE OR REPLACE FUNCTION hub_take_again(
    doing jsonb, desk integer, me hub_caller, moment bigint, unmade jsonb, outcome jsonb
) RETURNS jsonb
LANGUAGE plpgsql AS $$
BEGIN
    IF outcome ->> 'code' NOT IN ('record_missing', 'follows_refused') THEN
        RETURN outcome;
    END IF;
    DELETE FROM hub_operation o WHERE o.uid = doing ->> 'uid';
    RETURN hub_take(doing, desk, me, moment, unmade);
END
$$;
