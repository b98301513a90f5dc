-- Turning a desk's key without any work: of two copies of its files one alone is answered.

-- The new key is a sum of the one before and a number that the desk wrote down first, so who lost
-- the answer gets it again, and nobody else.
CREATE OR REPLACE FUNCTION hub_prove(desk_no integer, token text, nonce text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me constant hub_caller := hub_me();
    key constant text := substr(encode(sha256(convert_to(token || ':' || nonce, 'UTF8')), 'hex'),
        1, 32);
    desk hub_desk;
BEGIN
    PERFORM set_config('synchronous_commit', 'on', true);
    SELECT * INTO desk FROM hub_desk d WHERE d.desk_no = hub_prove.desk_no FOR UPDATE;
    IF NOT FOUND OR desk.removed_at IS NOT NULL
        OR NOT (me.operator OR desk.login = session_user)
    THEN
        PERFORM hub_fail('desk_unknown', jsonb_build_object('desk_no', desk_no));
    END IF;
    IF hub_prove.token = '' OR hub_prove.token IS DISTINCT FROM desk.token
        AND (hub_prove.token IS DISTINCT FROM desk.prior_token OR key IS DISTINCT FROM desk.token)
    THEN
        PERFORM hub_fail('desk_cloned', jsonb_build_object('desk_no', desk_no));
    END IF;
    IF hub_prove.token = desk.token THEN
        UPDATE hub_desk d SET token = key, prior_token = desk.token, seen_at = hub_now()
         WHERE d.desk_no = hub_prove.desk_no;
    END IF;
    RETURN key;
END
$$;
