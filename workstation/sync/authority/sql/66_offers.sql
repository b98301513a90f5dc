-- Records that the hub lost by somebody's hand, as a desk still has them (see hub_offers.py): put
-- aside until whoever runs the hub restores them or says that they are gone for good.

CREATE TABLE IF NOT EXISTS hub_offer (
    uid text NOT NULL,
    kind text NOT NULL,
    desk_no integer NOT NULL,
    agent text NOT NULL DEFAULT '',
    rev bigint NOT NULL,
    body jsonb NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (uid, kind, desk_no)
);

-- Put records aside that the log knows and the hub has no row of; gives [kind, uid] of each.
CREATE OR REPLACE FUNCTION hub_offer(desk_no integer, token text, records jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
    me constant hub_caller := hub_me();
    desk hub_desk;
    kept jsonb;
BEGIN
    SELECT * INTO desk FROM hub_desk d WHERE d.desk_no = hub_offer.desk_no;
    IF NOT FOUND OR desk.removed_at IS NOT NULL
        OR NOT (me.operator OR desk.login = session_user)
    THEN
        PERFORM hub_fail('desk_unknown', jsonb_build_object('desk_no', hub_offer.desk_no));
    END IF;
    IF hub_offer.token = '' OR hub_offer.token NOT IN (desk.token, desk.prior_token) THEN
        PERFORM hub_fail('desk_cloned', jsonb_build_object('desk_no', hub_offer.desk_no));
    END IF;
    WITH told AS (
        SELECT t.value ->> 0 AS kind, t.value ->> 1 AS uid, (t.value ->> 2)::bigint AS rev,
               t.value -> 3 AS body
          FROM jsonb_array_elements(hub_offer.records) t LIMIT 1000
    ), known AS (  -- the log is read once: it has no index by record
        SELECT DISTINCT c.kind, c.uid FROM hub_change c
         WHERE c.uid = ANY (ARRAY(SELECT t.uid FROM told t))
           AND (me.sees_all OR c.grp = '' OR c.grp = ANY (me.groups))
    ), put AS (
        INSERT INTO hub_offer AS o (uid, kind, desk_no, agent, rev, body, at)
        SELECT t.uid, t.kind, hub_offer.desk_no, me.agent, t.rev, t.body, hub_now() FROM told t
         WHERE jsonb_typeof(t.body) = 'object' AND octet_length(t.body::text) < 1000000
           AND EXISTS (SELECT FROM hub_kind k WHERE k.kind = t.kind)
           AND EXISTS (SELECT FROM known c WHERE c.uid = t.uid AND c.kind = t.kind)
           AND NOT EXISTS (SELECT FROM hub_record r WHERE r.uid = t.uid AND r.kind = t.kind)
        ON CONFLICT ON CONSTRAINT hub_offer_pkey DO UPDATE
           SET agent = excluded.agent, rev = excluded.rev, body = excluded.body, at = excluded.at
        RETURNING o.kind, o.uid
    )
    SELECT coalesce(jsonb_agg(jsonb_build_array(p.kind, p.uid)), '[]') INTO kept FROM put p;
    RETURN kept;
END
$$;
