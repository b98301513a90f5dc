-- Who works on a ticket: leases, given here alone and to one agent at a time.

-- A line for the feed about a ticket's lease.
CREATE OR REPLACE FUNCTION hub_log_lease(ticket text, rev bigint, desk_no integer) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    INSERT INTO hub_change (kind, uid, rev, grp, at, desk_no)
    VALUES ('lease', hub_log_lease.ticket, hub_log_lease.rev,
            coalesce((SELECT r.grp FROM hub_record r
                       WHERE r.uid = hub_log_lease.ticket AND r.kind = 'ticket'), ''),
            hub_now(), hub_log_lease.desk_no);
END
$$;

-- Write a lease down unless another agent holds the ticket; the moment it ends, or null. Nobody
-- holds one for longer than a day without asking again.
CREATE OR REPLACE FUNCTION hub_give_lease(ticket text, agent text, agent_name text,
    desk_no integer, moment bigint, ttl_ms bigint, request text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    given record;
    place text;
BEGIN
    INSERT INTO hub_lease AS l (ticket, rev, agent, agent_name, desk_no, until, request)
    VALUES (hub_give_lease.ticket, 1, hub_give_lease.agent, hub_give_lease.agent_name,
            hub_give_lease.desk_no, moment + least(ttl_ms, 86400000), hub_give_lease.request)
    ON CONFLICT ON CONSTRAINT hub_lease_pkey DO UPDATE
       SET rev = l.rev + 1, agent = excluded.agent, agent_name = excluded.agent_name,
           desk_no = excluded.desk_no, until = excluded.until, request = excluded.request
     WHERE l.until <= moment OR l.agent = excluded.agent
    RETURNING l.rev, l.until INTO given;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    UPDATE hub_queue q SET held_until = given.until WHERE q.uid = hub_give_lease.ticket
    RETURNING q.grp INTO place;
    IF NOT FOUND THEN  -- somebody works on it
        PERFORM hub_log_lease(hub_give_lease.ticket, given.rev, hub_give_lease.desk_no);
    ELSE
        INSERT INTO hub_change (kind, uid, rev, grp, at, desk_no)
        VALUES ('lease', hub_give_lease.ticket, given.rev, place, moment, hub_give_lease.desk_no);
    END IF;
    RETURN given.until;
END
$$;

-- Refuse unless the caller may ask for leases in this agent's name at this desk.
CREATE OR REPLACE FUNCTION hub_may_lease(me hub_caller, agent text, desk_no integer) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT me.operator THEN
        PERFORM hub_own_desk(desk_no);
        IF hub_may_lease.agent <> me.agent THEN
            PERFORM hub_fail('not_you', jsonb_build_object('agent', agent));
        END IF;
    END IF;
END
$$;

-- The queue: one narrow line for each ticket that waits for somebody, so that serving the next
-- one rewrites no record and passes over no ticket that is being held. Kept by triggers; a lease
-- that is new is noted by who gives it.
CREATE TABLE IF NOT EXISTS hub_queue (
    uid text PRIMARY KEY,
    grp text NOT NULL,
    priority integer NOT NULL,
    urged integer NOT NULL,
    due_sort bigint NOT NULL,
    held_until bigint NOT NULL DEFAULT 0  -- of the lease on it, 0 when there is none
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
CREATE INDEX IF NOT EXISTS hub_queue_group
    ON hub_queue (grp, priority DESC, urged DESC, due_sort, uid) WHERE held_until = 0;
CREATE INDEX IF NOT EXISTS hub_queue_held ON hub_queue (held_until) WHERE held_until > 0;
CREATE INDEX IF NOT EXISTS hub_lease_holder ON hub_lease (agent, until) WHERE until > 0;

CREATE OR REPLACE FUNCTION hub_is_queued(r hub_record) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT r.kind = 'ticket' AND NOT r.gone AND r.owner = '' AND r.status IN ('new', 'open')
$$;

CREATE OR REPLACE FUNCTION hub_queue_ticket() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.kind <> 'ticket' OR (OLD.gone, OLD.owner, OLD.status, OLD.grp, OLD.priority,
                OLD.urged, OLD.due_sort) IS NOT DISTINCT FROM (NEW.gone, NEW.owner, NEW.status,
                NEW.grp, NEW.priority, NEW.urged, NEW.due_sort)
        THEN
            RETURN NULL;
        END IF;
    END IF;
    IF TG_OP = 'DELETE' OR NOT hub_is_queued(NEW) THEN
        DELETE FROM hub_queue WHERE uid = OLD.uid;
        RETURN NULL;
    END IF;
    INSERT INTO hub_queue (uid, grp, priority, urged, due_sort, held_until)
    VALUES (NEW.uid, NEW.grp, NEW.priority, NEW.urged, NEW.due_sort,
            coalesce((SELECT l.until FROM hub_lease l WHERE l.ticket = NEW.uid), 0))
    ON CONFLICT (uid) DO UPDATE SET grp = excluded.grp, priority = excluded.priority,
        urged = excluded.urged, due_sort = excluded.due_sort;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION hub_queue_lease() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE hub_queue SET held_until = NEW.until
     WHERE uid = NEW.ticket AND held_until <> NEW.until;
    RETURN NULL;
END
$$;

-- (A condition in the trigger itself would be read anew by every statement: columns are named.)
CREATE OR REPLACE TRIGGER hub_queue_new AFTER INSERT ON hub_record FOR EACH ROW
    WHEN (NEW.kind = 'ticket' AND NOT NEW.gone AND NEW.owner = '' AND NEW.status IN ('new', 'open'))
    EXECUTE FUNCTION hub_queue_ticket();
CREATE OR REPLACE TRIGGER hub_queue_changed
    AFTER UPDATE OF kind, gone, owner, status, grp, priority, urged, due_sort ON hub_record
    FOR EACH ROW EXECUTE FUNCTION hub_queue_ticket();
CREATE OR REPLACE TRIGGER hub_queue_gone AFTER DELETE ON hub_record FOR EACH ROW
    WHEN (OLD.kind = 'ticket') EXECUTE FUNCTION hub_queue_ticket();
CREATE OR REPLACE TRIGGER hub_queue_held AFTER UPDATE OF until ON hub_lease FOR EACH ROW
    EXECUTE FUNCTION hub_queue_lease();

INSERT INTO hub_queue (uid, grp, priority, urged, due_sort, held_until)
SELECT r.uid, r.grp, r.priority, r.urged, r.due_sort, coalesce(l.until, 0)
  FROM hub_record r LEFT JOIN hub_lease l ON l.ticket = r.uid
 WHERE r.kind = 'ticket' AND NOT r.gone AND r.owner = '' AND r.status IN ('new', 'open')
   AND NOT EXISTS (SELECT 1 FROM hub_queue);

-- Where a line of the queue stands among others: the least is served first.
CREATE OR REPLACE FUNCTION hub_before(one hub_queue, other hub_queue, moment bigint)
RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT (one.due_sort > moment, -one.priority, -one.urged, one.due_sort, one.uid)
         < (other.due_sort > moment, -other.priority, -other.urged, other.due_sort, other.uid)
$$;

-- The most urgent free ticket of some groups, its line locked; lines that others are just taking
-- are passed over. Overdue ones come first, rank by rank; then by priority, urged ones before
-- others, by due time. Each group is asked along its own part of the index.
CREATE OR REPLACE FUNCTION hub_most_urgent(wanted text[], exclude text[], moment bigint)
RETURNS hub_queue LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE
    best hub_queue;
    next hub_queue;
    one text;
BEGIN
    FOREACH one IN ARRAY wanted LOOP
        SELECT c.* INTO next
          FROM (VALUES (4, 1), (4, 0), (3, 1), (3, 0), (2, 1), (2, 0), (1, 1), (1, 0)) r (p, u)
         CROSS JOIN LATERAL (
               SELECT q.* FROM hub_queue q
                WHERE q.held_until = 0 AND q.grp = one AND q.priority = r.p AND q.urged = r.u
                  AND q.due_sort <= moment AND q.uid <> ALL (exclude)
                ORDER BY q.priority DESC, q.urged DESC, q.due_sort, q.uid  -- as the index: no sort
                LIMIT 1 FOR UPDATE SKIP LOCKED) c
         LIMIT 1;
        IF next.uid IS NULL AND (best.uid IS NULL OR best.due_sort > moment) THEN
            SELECT q.* INTO next FROM hub_queue q
             WHERE q.held_until = 0 AND q.grp = one AND q.uid <> ALL (exclude)
             ORDER BY q.priority DESC, q.urged DESC, q.due_sort, q.uid
             LIMIT 1 FOR UPDATE SKIP LOCKED;
        END IF;
        IF next.uid IS NOT NULL AND (best.uid IS NULL OR hub_before(next, best, moment)) THEN
            best := next;
        END IF;
    END LOOP;
    RETURN best;
END
$$;

-- Take the most urgent free ticket of one group out of the queue, which is what hub_most_urgent
-- finds, in one statement; and write a lease on it down that lasts until `ends`. Null when there is
-- none to be had this way.
CREATE OR REPLACE FUNCTION hub_serve(one text, agent text, agent_name text, desk_no integer,
    moment bigint, ends bigint, exclude text[], request text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    served text;
    given bigint;
BEGIN
    UPDATE hub_queue q SET held_until = ends
     WHERE q.uid = (
        SELECT c.uid
          FROM (VALUES (4, 1), (4, 0), (3, 1), (3, 0), (2, 1), (2, 0), (1, 1), (1, 0)) r (p, u)
         CROSS JOIN LATERAL (
               SELECT n.uid FROM hub_queue n
                WHERE n.held_until = 0 AND n.grp = one AND n.priority = r.p AND n.urged = r.u
                  AND n.due_sort <= moment AND n.uid <> ALL (exclude)
                ORDER BY n.priority DESC, n.urged DESC, n.due_sort, n.uid  -- as the index: no sort
                LIMIT 1 FOR UPDATE SKIP LOCKED) c
         LIMIT 1)
    RETURNING q.uid INTO served;
    IF NOT FOUND THEN  -- none is overdue
        UPDATE hub_queue q SET held_until = ends
         WHERE q.uid = (
            SELECT n.uid FROM hub_queue n
             WHERE n.held_until = 0 AND n.grp = one AND n.uid <> ALL (exclude)
             ORDER BY n.priority DESC, n.urged DESC, n.due_sort, n.uid
             LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING q.uid INTO served;
        IF NOT FOUND THEN
            RETURN NULL;
        END IF;
    END IF;
    INSERT INTO hub_lease AS l (ticket, rev, agent, agent_name, desk_no, until, request)
    VALUES (served, 1, hub_serve.agent, hub_serve.agent_name, hub_serve.desk_no, ends,
            hub_serve.request)
    ON CONFLICT ON CONSTRAINT hub_lease_pkey DO UPDATE
       SET rev = l.rev + 1, agent = excluded.agent, agent_name = excluded.agent_name,
           desk_no = excluded.desk_no, until = excluded.until, request = excluded.request
     WHERE l.until <= moment OR l.agent = excluded.agent
    RETURNING l.rev INTO given;
    IF NOT FOUND THEN  -- another holds it, whatever its line said
        UPDATE hub_queue q SET held_until = l.until FROM hub_lease l
         WHERE q.uid = served AND l.ticket = q.uid;
        RETURN NULL;
    END IF;
    INSERT INTO hub_change (kind, uid, rev, grp, at, desk_no)
    VALUES ('lease', served, given, one, moment, hub_serve.desk_no);
    RETURN served;
END
$$;

-- Lease the most urgent free ticket of some groups. The same request gets the same ticket again;
-- a ticket that the agent holds already may be served again. Plans are made once in a session and
-- always go along indexes: planning anew each time costs as much as the serving.
CREATE OR REPLACE FUNCTION hub_take_next(agent text, agent_name text, groups text[],
    desk_no integer, ttl_ms bigint, exclude text[], request text,
    OUT ticket text, OUT until bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off
SET jit = off AS $$
DECLARE
    me constant hub_caller := hub_me();
    moment constant bigint := hub_now();
    durable constant text := set_config('synchronous_commit', 'on', true);
    wanted text[] := hub_take_next.groups;
    holding boolean;
    over boolean;
    best hub_queue;
    held hub_queue;
BEGIN
    IF NOT me.operator THEN
        PERFORM hub_may_lease(me, hub_take_next.agent, hub_take_next.desk_no);
    END IF;
    IF NOT me.sees_all THEN
        wanted := ARRAY(SELECT unnest(wanted) INTERSECT SELECT unnest(me.groups));
    END IF;
    SELECT s.ticket, s.until,
           EXISTS (SELECT FROM hub_lease l WHERE l.agent = hub_take_next.agent
               AND l.until > moment AND l.until > 0),  -- as its index says
           EXISTS (SELECT FROM hub_queue q WHERE q.held_until > 0 AND q.held_until <= moment)
      INTO ticket, until, holding, over
      FROM (VALUES (hub_take_next.request)) r (told)
      LEFT JOIN hub_lease s ON s.request = r.told AND s.request <> ''
           AND s.agent = hub_take_next.agent;
    IF ticket IS NOT NULL THEN
        RETURN;
    END IF;
    IF over THEN
        UPDATE hub_queue q SET held_until = 0 WHERE q.uid IN (
            SELECT o.uid FROM hub_queue o WHERE o.held_until > 0 AND o.held_until <= moment
               FOR UPDATE SKIP LOCKED);
    END IF;
    IF holding THEN
        SELECT q.* INTO held FROM hub_lease l JOIN hub_queue q ON q.uid = l.ticket
         WHERE l.agent = hub_take_next.agent AND l.until > moment AND l.until > 0
           AND q.grp = ANY (wanted) AND q.uid <> ALL (exclude)
         ORDER BY q.due_sort <= moment DESC, q.priority DESC, q.urged DESC, q.due_sort, q.uid
         LIMIT 1;
    ELSIF cardinality(wanted) = 1 THEN
        until := moment + least(ttl_ms, 86400000);
        ticket := hub_serve(wanted[1], hub_take_next.agent, hub_take_next.agent_name,
            hub_take_next.desk_no, moment, until, exclude, hub_take_next.request);
        IF ticket IS NOT NULL THEN
            RETURN;
        END IF;
    END IF;
    FOR attempt IN 1 .. 200 LOOP
        best := hub_most_urgent(wanted, exclude, moment);
        IF held.uid IS NOT NULL AND (best.uid IS NULL OR hub_before(held, best, moment)) THEN
            best := held;
        END IF;
        IF best.uid IS NULL THEN
            until := NULL;
            RETURN;
        END IF;
        until := hub_give_lease(best.uid, hub_take_next.agent, hub_take_next.agent_name,
            hub_take_next.desk_no, moment, ttl_ms, hub_take_next.request);
        IF until IS NOT NULL THEN
            ticket := best.uid;
            RETURN;
        END IF;
        held := NULL;
    END LOOP;
END
$$;

-- Lease or renew one ticket; null while another agent holds it, or where there is no such ticket (on
-- a restored hub, or its desk has not sent it yet).
CREATE OR REPLACE FUNCTION hub_take_lease(ticket text, agent text, agent_name text,
    desk_no integer, ttl_ms bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me constant hub_caller := hub_me();
BEGIN
    PERFORM hub_may_lease(me, hub_take_lease.agent, hub_take_lease.desk_no);
    PERFORM set_config('synchronous_commit', 'on', true);
    PERFORM 1 FROM hub_record r
      WHERE r.uid = hub_take_lease.ticket AND r.kind = 'ticket' AND NOT r.gone;
    IF NOT FOUND AND me.sees_all THEN
        RETURN NULL;
    ELSIF NOT me.sees_all THEN
        PERFORM 1 FROM hub_record r WHERE r.uid = hub_take_lease.ticket AND r.kind = 'ticket'
            AND hub_sees(me, r.grp, r.owner, r.opened_by);
        IF NOT FOUND THEN
            PERFORM hub_fail('not_allowed', jsonb_build_object('act', 'lease', 'role', me.role,
                'agent', me.agent));
        END IF;
    END IF;
    RETURN hub_give_lease(hub_take_lease.ticket, hub_take_lease.agent, hub_take_lease.agent_name,
        hub_take_lease.desk_no, hub_now(), ttl_ms, '');
END
$$;

-- Give a lease back; whether there was one.
CREATE OR REPLACE FUNCTION hub_release(ticket text, agent text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me constant hub_caller := hub_me();
    ended record;
BEGIN
    IF NOT me.operator AND hub_release.agent <> me.agent THEN
        PERFORM hub_fail('not_you', jsonb_build_object('agent', hub_release.agent));
    END IF;
    PERFORM set_config('synchronous_commit', 'on', true);
    UPDATE hub_lease l SET until = 0, request = '', rev = l.rev + 1
     WHERE l.ticket = hub_release.ticket AND l.agent = hub_release.agent AND l.until > 0
    RETURNING l.rev, l.desk_no INTO ended;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM hub_log_lease(hub_release.ticket, ended.rev, ended.desk_no);
    RETURN true;
END
$$;
