-- Versions of reply scripts, what is said of them, and people's marks: who may do what, and how a
-- version lives (see workstation/sync/script_guards.py and workstation/domain/script_life.py).

-- Raise because a fact of a record cannot be so.
CREATE OR REPLACE FUNCTION hub_fail_fact(kind text, field text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM hub_fail('operation_malformed', jsonb_build_object('reason', kind || '.' || field,
        'kind', kind, 'field', field));
END
$$;

-- Raise because something is signed with no name, or with another's.
CREATE OR REPLACE FUNCTION hub_fail_name(field text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM hub_fail('not_you', jsonb_build_object('agent', '', 'field', field));
END
$$;

-- Whether any of the fields of some lists differs.
CREATE OR REPLACE FUNCTION hub_differ(before jsonb, after jsonb, lists text[]) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM hub_word w WHERE w.list = ANY (lists)
        AND coalesce(before -> w.word, 'null') <> coalesce(after -> w.word, 'null'))
$$;

-- The first field of a list that is not empty; null where all are.
CREATE OR REPLACE FUNCTION hub_filled(facts jsonb, of text) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT w.word FROM hub_word w
     WHERE w.list = of AND coalesce(facts ->> w.word, '') <> ''
     ORDER BY w.word COLLATE "C" LIMIT 1
$$;

-- Raise unless a version may stand beside the others of its code that were put in force: behind
-- the one it was made from (`whole`), or at least last.
CREATE OR REPLACE FUNCTION hub_check_script_base(one_uid text, after jsonb, whole boolean)
RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    newest record;
    old boolean;
BEGIN
    -- one at a time: of two who put versions of a code in force at once the later sees the other
    PERFORM pg_advisory_xact_lock(hashtextextended('hub_script ' || (after ->> 'code'), 0));
    SELECT r.uid, r.body, coalesce((r.body ->> 'from_at')::numeric, 0) AS from_at,
           coalesce((r.body ->> 'activated_at')::numeric, 0) AS activated_at INTO newest
      FROM hub_search s JOIN hub_record r ON r.uid = s.uid AND r.kind = s.kind
     WHERE s.word = after ->> 'code' AND s.kind = 'script' AND s.field = 'code'
       AND NOT r.gone AND r.uid <> one_uid AND coalesce(r.body ->> 'owner', '') = ''
       AND r.body ->> 'state' IN ('in_force', 'retired')
     ORDER BY 3 DESC, 4 DESC, r.uid COLLATE "C" DESC LIMIT 1;
    IF whole THEN
        old := coalesce(newest.uid, '') <> coalesce(after ->> 'base', '');
    ELSE
        old := newest.uid IS NOT NULL AND (newest.from_at, newest.activated_at,
            newest.uid COLLATE "C") > (coalesce((after ->> 'from_at')::numeric, 0),
            coalesce((after ->> 'activated_at')::numeric, 0), one_uid COLLATE "C");
    END IF;
    IF old THEN
        PERFORM hub_fail('script_base_old', jsonb_build_object('script', after -> 'code',
            'version', coalesce(newest.body ->> 'version', ''),
            'newest', coalesce(newest.uid, ''),
            'by', coalesce(nullif(newest.body ->> 'activated_by_name', ''),
                newest.body ->> 'retired_by_name', '')));
    ELSIF NOT whole THEN
        RETURN;
    ELSIF newest.uid IS NOT NULL AND (after ->> 'from_at')::numeric < newest.from_at THEN
        PERFORM hub_fail('script_from_early', jsonb_build_object(
            'version', newest.body -> 'version', 'at', newest.body -> 'from_at',
            'script', after -> 'code'));
    END IF;
    IF EXISTS (SELECT FROM hub_search s JOIN hub_record r ON r.uid = s.uid AND r.kind = s.kind
        WHERE s.word = after ->> 'code' AND s.kind = 'script' AND s.field = 'code'
          AND NOT r.gone AND r.uid <> one_uid AND coalesce(r.body ->> 'owner', '') = ''
          AND r.body ->> 'state' IN ('in_force', 'retired')
          AND r.body -> 'version' = after -> 'version')
    THEN
        PERFORM hub_fail('script_version_taken', jsonb_build_object('version', after -> 'version',
            'script', after -> 'code'));
    END IF;
END
$$;

-- Raise unless what is said has its moments, a name, and words of its own code.
CREATE OR REPLACE FUNCTION hub_check_script_said(after jsonb, moments text[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY moments LOOP
        IF after ->> name IS NULL THEN
            PERFORM hub_fail_fact('script', name);
        END IF;
    END LOOP;
    IF (after ->> 'until_at')::numeric <= (after ->> 'from_at')::numeric THEN
        PERFORM hub_fail_fact('script', 'until_at');
    ELSIF '' IN (after ->> 'code', after ->> 'title', after ->> 'version')
        OR after #> '{content,code}' IS DISTINCT FROM after -> 'code'
    THEN
        PERFORM hub_fail_fact('script', 'content');
    END IF;
END
$$;

-- Raise unless a version may move from state to state like this; `before` is null for a new one.
CREATE OR REPLACE FUNCTION hub_check_script_move(
    who text, one_uid text, was text, state text, before jsonb, after jsonb, moment bigint
) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    own boolean := after ->> 'owner' <> '';
    told jsonb := jsonb_build_object('script', coalesce(before, after) -> 'code',
        'version', coalesce(before, after) -> 'version');
    begun boolean;
    name text;
BEGIN
    IF was = 'sent_in' AND state = 'reviewed' THEN
        IF after ->> 'reviewed_by' <> who THEN
            PERFORM hub_fail_name('reviewed_by');
        ELSIF after ->> 'reviewed_at' IS NULL THEN
            PERFORM hub_fail_fact('script', 'reviewed_at');
        ELSIF who IN (after ->> 'made_by', after ->> 'changed_by') THEN
            PERFORM hub_fail('script_own_review', told);
        END IF;
    ELSIF was = 'dropped' AND state = 'reviewed' THEN
        IF after ->> 'reviewed_by' = '' THEN
            PERFORM hub_fail('script_life', told || jsonb_build_object('before', was,
                'after', state));
        END IF;
    ELSIF was = 'in_force' AND state <> 'retired' THEN
        IF NOT own AND coalesce((before ->> 'from_at')::numeric, 0) <= moment THEN
            PERFORM hub_fail('script_in_force', told);
        END IF;
    ELSIF was = 'retired' THEN
        begun := before ->> 'activated_at' IS NOT NULL;
        IF own THEN
            RETURN;
        ELSIF before ->> 'retired_by' <> who OR begun <> (state = 'in_force') THEN
            PERFORM hub_fail('script_frozen', told);
        ELSIF begun THEN
            PERFORM hub_check_script_base(one_uid, after, false);
        END IF;
    ELSIF state = 'in_force' THEN
        IF after ->> 'activated_by' <> who THEN
            PERFORM hub_fail_name('activated_by');
        END IF;
        PERFORM hub_check_script_said(after, '{activated_at,from_at}');
        IF NOT own THEN
            PERFORM hub_check_script_base(one_uid, after, true);
        END IF;
    ELSIF state = 'retired' THEN
        IF after ->> 'retired_by' <> who THEN
            PERFORM hub_fail_name('retired_by');
        ELSIF was <> '' THEN
            IF after ->> 'retired_at' IS NULL THEN
                PERFORM hub_fail_fact('script', 'retired_at');
            END IF;
            RETURN;
        END IF;
        name := hub_filled(after, 'script_unsaid');
        IF name IS NOT NULL THEN
            PERFORM hub_fail_fact('script', name);
        END IF;
        PERFORM hub_check_script_said(after, '{from_at,retired_at}');
        PERFORM hub_check_script_base(one_uid, after, true);
    END IF;
END
$$;

-- Raise unless a version of a script may stand like this; `before` is null for a new one.
CREATE OR REPLACE FUNCTION hub_check_script(
    who text, one_uid text, before jsonb, after jsonb, moment bigint
) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    was text := coalesce(before ->> 'state', '');
    state text := after ->> 'state';
    own boolean := after ->> 'owner' <> '';
    told jsonb := jsonb_build_object('script', coalesce(before, after) -> 'code',
        'version', coalesce(before, after) -> 'version');
    frozen text[] := '{}';
    name text;
BEGIN
    IF NOT EXISTS (SELECT FROM hub_word w WHERE w.list = 'script_state' AND w.word = state) THEN
        PERFORM hub_fail_fact('script', 'state');
    ELSIF before IS NOT NULL AND (before ->> 'made_by' <> after ->> 'made_by'
        OR before ->> 'owner' <> after ->> 'owner')
    THEN
        PERFORM hub_fail('script_frozen', told);
    ELSIF own AND after ->> 'owner' <> who THEN
        PERFORM hub_fail_name('owner');
    ELSIF NOT own THEN
        PERFORM hub_check_right(who, CASE
            WHEN was IN ('in_force', 'retired') OR state IN ('in_force', 'retired')
            THEN 'scripts_activate'
            WHEN (was, state) IN (('sent_in', 'reviewed'), ('reviewed', 'sent_in'))
            THEN 'scripts_review'
            ELSE 'scripts_change' END);
    END IF;
    IF state <> was AND NOT EXISTS (SELECT FROM hub_move m
        WHERE m.kind = CASE WHEN own THEN 'script_own' ELSE 'script' END
          AND m.before = was AND m.after = state)
    THEN
        PERFORM hub_fail('script_life', told || jsonb_build_object('before', was, 'after', state));
    END IF;
    IF before IS NOT NULL THEN
        IF NOT (state = 'draft' AND was IN ('sent_in', 'reviewed')) AND EXISTS (
            SELECT FROM hub_word w WHERE w.list = 'script_settled' AND w.word = was)
        THEN
            frozen := '{script_spoken}';
            IF was <> 'sent_in' AND NOT (was = 'reviewed' AND state = 'sent_in') THEN
                frozen := frozen || 'script_review'::text;
            END IF;
        END IF;
        IF was IN ('in_force', 'retired') AND state <> 'reviewed' THEN
            frozen := frozen || 'script_begun'::text;
        END IF;
        IF was = 'retired' AND state <> 'in_force' THEN
            frozen := frozen || 'script_ended'::text;
        END IF;
        IF hub_differ(before, after, frozen)
            OR was IN ('in_force', 'retired') AND state = was
                AND before ->> 'note' <> after ->> 'note'
            OR (was = 'in_force' AND state IN ('retired', 'dropped')
                    OR was = 'retired' AND state = 'in_force')
                AND before -> 'until_at' IS DISTINCT FROM after -> 'until_at'
        THEN
            PERFORM hub_fail('script_frozen', told);
        ELSIF after ->> 'changed_by' <> who AND (before ->> 'changed_by' <> after ->> 'changed_by'
            OR hub_differ(before, after, '{script_words}'))
        THEN
            PERFORM hub_fail_name('changed_by');
        END IF;
    ELSIF after ->> 'made_by' <> who THEN
        PERFORM hub_fail_name('made_by');
    ELSIF after ->> 'changed_by' NOT IN ('', who) THEN
        PERFORM hub_fail_name('changed_by');
    END IF;
    name := hub_filled(after, 'script_empty_' || state);
    IF name IS NOT NULL THEN
        PERFORM hub_fail_fact('script', name);
    ELSIF state <> was THEN
        PERFORM hub_check_script_move(who, one_uid, was, state, before, after, moment);
    ELSIF state = 'in_force' AND before -> 'until_at' IS DISTINCT FROM after -> 'until_at' THEN
        IF (before ->> 'until_at')::numeric <= moment THEN
            PERFORM hub_fail('script_frozen', told);
        ELSIF (after ->> 'until_at')::numeric <= coalesce((after ->> 'from_at')::numeric, 0) THEN
            PERFORM hub_fail_fact('script', 'until_at');
        END IF;
    END IF;
END
$$;

-- Raise unless a note on a script may stand like this: its author says it once, others answer.
CREATE OR REPLACE FUNCTION hub_check_script_note(who text, before jsonb, after jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    was text := before ->> 'state';
    state text := after ->> 'state';
    name text;
BEGIN
    IF NOT EXISTS (SELECT FROM hub_word w
        WHERE w.list = 'script_note_kind' AND w.word = after ->> 'kind')
    THEN
        PERFORM hub_fail_fact('script_note', 'kind');
    ELSIF NOT EXISTS (SELECT FROM hub_word w
        WHERE w.list = 'script_note_state' AND w.word = state)
    THEN
        PERFORM hub_fail_fact('script_note', 'state');
    ELSIF before IS NULL THEN
        IF after ->> 'author' <> who THEN
            PERFORM hub_fail_name('author');
        END IF;
        name := hub_filled(after, 'script_note_answer');
        IF name IS NOT NULL OR state <> 'open' THEN
            PERFORM hub_fail_fact('script_note', coalesce(name, 'state'));
        END IF;
        RETURN;
    ELSIF hub_differ(before, after, '{script_note_fixed}') THEN
        PERFORM hub_fail('script_frozen', jsonb_build_object('script', before -> 'code',
            'version', before -> 'version'));
    ELSIF was <> 'open' THEN
        IF before ->> 'answered_by' <> who OR state <> 'open' THEN
            PERFORM hub_fail('script_note_answered', jsonb_build_object(
                'script', before -> 'code', 'by', before -> 'answered_by_name'));
        END IF;
        RETURN;
    END IF;
    IF state = 'taken' OR after ->> 'author' <> who THEN
        PERFORM hub_check_right(who, 'scripts_change');
    END IF;
    IF state = 'open' THEN
        IF hub_differ(before, after, '{script_note_answer}') THEN
            PERFORM hub_fail_fact('script_note', 'answer');
        END IF;
    ELSIF after ->> 'answered_by' <> who THEN
        PERFORM hub_fail_name('answered_by');
    END IF;
END
$$;

-- Raise unless a record of these kinds may stand like this; `before` is null for a new one.
CREATE OR REPLACE FUNCTION hub_check_scripts(
    who text, one_kind text, one_uid text, before jsonb, after jsonb, moment bigint
) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF one_kind = 'script' THEN
        PERFORM hub_check_script(who, one_uid, before, after, moment);
    ELSIF one_kind = 'script_note' THEN
        PERFORM hub_check_script_note(who, before, after);
    ELSIF after ->> 'agent' <> who THEN
        PERFORM hub_fail_name('agent');
    END IF;
END
$$;
