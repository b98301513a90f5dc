-- Moving a team's data in.

-- Put whole records in that are not there yet ([kind, compact facts] of each); how many were.
CREATE OR REPLACE FUNCTION hub_seed(desk_no integer, token text, records jsonb) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me hub_caller := hub_me();
    moment bigint := hub_now();
    desk hub_desk;
    made integer;
BEGIN
    PERFORM set_config('synchronous_commit', 'on', true);
    SELECT * INTO desk FROM hub_desk d WHERE d.desk_no = hub_seed.desk_no FOR UPDATE;
    IF NOT FOUND OR desk.removed_at IS NOT NULL
        OR NOT (me.operator OR desk.login = session_user)
    THEN
        PERFORM hub_fail('desk_unknown', jsonb_build_object('desk_no', desk_no));
    END IF;
    IF token = '' OR token NOT IN (desk.token, desk.prior_token) THEN
        PERFORM hub_fail('desk_cloned', jsonb_build_object('desk_no', desk_no));
    END IF;
    IF NOT (me.operator OR me.role = 'admin') THEN
        PERFORM hub_fail('not_allowed',
            jsonb_build_object('act', 'seed', 'role', me.role, 'agent', me.agent));
    END IF;
    WITH given AS (
        SELECT s.value ->> 0 AS kind, s.value -> 1 ->> 'uid' AS uid, (s.value -> 1) - 'uid' AS body
          FROM jsonb_array_elements(records) s
    ), placed AS (
        SELECT g.kind, g.uid, g.body, (hub_columns(g.kind, k.defaults || g.body)).*,
               CASE WHEN g.kind = 'ticket' THEN g.uid WHEN k.hangs_on = 'ticket' THEN
                   coalesce(g.body ->> 'ticket', '') ELSE coalesce(c.ticket, cg.body ->> 'ticket', '')
               END AS ticket,
               k.defaults
          FROM given g JOIN hub_kind k ON k.kind = g.kind
          LEFT JOIN hub_record c ON k.hangs_on = 'claim' AND c.kind = 'claim' AND c.uid = g.body ->> 'claim'
          LEFT JOIN given cg ON k.hangs_on = 'claim' AND cg.kind = 'claim' AND cg.uid = g.body ->> 'claim'
    ), put AS (
        INSERT INTO hub_record (uid, kind, rev, body, author, authors, changed_at, ticket, grp,
            region, number, status, owner, waybill, serial, priority, urged, due_sort)
        SELECT p.uid, p.kind, 1, p.body, '', '{}', moment, p.ticket,
               CASE WHEN p.kind = 'ticket'
                   THEN coalesce(p.body ->> 'group_code', p.defaults ->> 'group_code', '')
                   ELSE coalesce(t.grp, tg.body ->> 'group_code', tk.defaults ->> 'group_code', '') END,
               CASE WHEN p.kind = 'ticket' THEN coalesce(p.body ->> 'region', '')
                   ELSE coalesce(t.region, tg.body ->> 'region', '') END,
               p.number, p.status, p.owner, p.waybill, p.serial, p.priority, p.urged, p.due_sort
          FROM placed p
          LEFT JOIN hub_record t ON p.ticket <> '' AND t.kind = 'ticket' AND t.uid = p.ticket
          LEFT JOIN given tg ON p.ticket <> '' AND tg.kind = 'ticket' AND tg.uid = p.ticket
          LEFT JOIN hub_kind tk ON tg.uid IS NOT NULL AND tk.kind = 'ticket'
        ON CONFLICT DO NOTHING
        RETURNING kind, uid, grp, body
    ), indexed AS (
        INSERT INTO hub_search (uid, kind, field, word)
        SELECT p.uid, p.kind, f, p.body ->> f
          FROM put p JOIN hub_kind k ON k.kind = p.kind, unnest(k.found) f
         WHERE coalesce(p.body ->> f, '') <> ''
    ), logged AS (
        INSERT INTO hub_change (kind, uid, rev, grp, at, desk_no)
        SELECT kind, uid, 1, grp, moment, hub_seed.desk_no FROM put
        RETURNING 1
    )
    SELECT count(*) INTO made FROM logged;
    PERFORM hub_grow_words(r.value -> 1 -> 'compiled') FROM jsonb_array_elements(records) r
      WHERE r.value ->> 0 = 'rule';
    RETURN made;
END
$$;
