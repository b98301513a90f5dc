-- Who has which ticket open. Unlogged: it may be lost at any time, and is never replicated.

CREATE UNLOGGED TABLE IF NOT EXISTS hub_presence (
    desk_no integer NOT NULL,
    agent text NOT NULL,
    agent_name text NOT NULL,
    ticket text NOT NULL,
    doing text NOT NULL,
    until bigint NOT NULL,
    PRIMARY KEY (desk_no, agent)
) WITH (fillfactor = 50);
CREATE INDEX IF NOT EXISTS hub_presence_ticket ON hub_presence (ticket);

-- Say that an agent has a ticket open ('': none any more); who else has it open. A word that
-- still holds for a while is not written again.
CREATE OR REPLACE FUNCTION hub_present(desk_no integer, agent text, agent_name text, ticket text,
    doing text, holds_ms bigint)
RETURNS TABLE (other text, other_name text, other_doing text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me constant hub_caller := hub_me();
    moment constant bigint := hub_now();
BEGIN
    PERFORM set_config('synchronous_commit', 'off', true);
    PERFORM hub_own_desk(hub_present.desk_no);
    IF NOT me.operator AND hub_present.agent <> me.agent THEN
        PERFORM hub_fail('not_you', jsonb_build_object('agent', hub_present.agent));
    END IF;
    IF hub_present.ticket = '' THEN
        DELETE FROM hub_presence p
         WHERE (p.desk_no = hub_present.desk_no AND p.agent = hub_present.agent)
            OR p.until < moment - 600000;
        RETURN;
    END IF;
    IF NOT me.sees_all AND NOT EXISTS (SELECT 1 FROM hub_record r
            WHERE r.uid = hub_present.ticket AND r.kind = 'ticket'
              AND hub_sees(me, r.grp, r.owner, r.opened_by)) THEN
        RETURN;
    END IF;
    INSERT INTO hub_presence AS p (desk_no, agent, agent_name, ticket, doing, until)
    VALUES (hub_present.desk_no, hub_present.agent, left(hub_present.agent_name, 200),
            hub_present.ticket,
            CASE WHEN hub_present.doing = 'typing' THEN 'typing' ELSE 'viewing' END,
            moment + least(holds_ms, 60000))
    ON CONFLICT ON CONSTRAINT hub_presence_pkey DO UPDATE
       SET agent_name = excluded.agent_name, ticket = excluded.ticket, doing = excluded.doing,
           until = excluded.until
     WHERE (p.ticket, p.doing, p.agent_name)
            IS DISTINCT FROM (excluded.ticket, excluded.doing, excluded.agent_name)
        OR p.until < excluded.until - 3000;
    RETURN QUERY SELECT p.agent, max(p.agent_name), min(p.doing) FROM hub_presence p
        WHERE p.ticket = hub_present.ticket AND p.agent <> hub_present.agent AND p.until > moment
        GROUP BY p.agent ORDER BY p.agent;
END
$$;
