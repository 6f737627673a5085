-- People who serve several communities (a street's accountant keeps the books of three), and who signed in when.

-- Somebody by his exact name, with all his duties: who serves at the community, or anybody all of whose places the actor
-- administers together with this one. Nobody else is found, so that names cannot be tried out.
CREATE FUNCTION find_colleague(p_community char(12), p_username text)
RETURNS TABLE (id uuid, username text, name text, disabled boolean, duties jsonb)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_scope text;
BEGIN
  PERFORM demand_scope(p_community);
  v_scope := look_everywhere();
  RETURN QUERY
    SELECT u.id, u.username, u.name, u.disabled_at IS NOT NULL, d.duties
    FROM app_user u
    CROSS JOIN LATERAL (SELECT jsonb_agg(jsonb_build_object('role', m.role, 'scope', m.scope) ORDER BY m.scope, m.role) AS duties,
        bool_or(p_community LIKE m.scope || '%') AS serves_here
      FROM membership m WHERE m.user_id = u.id) d
    WHERE u.username = p_username
      AND (d.serves_here OR d.duties IS NOT NULL AND administers(p_community) AND beyond_reach(u.id) IS NULL);
  PERFORM set_config('gongzhang.scope', v_scope, true);
END
$$;

-- What the actor may do, and where, beyond the place in which he acts.
CREATE FUNCTION actor_duties() RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_scope text := look_everywhere();
  v_duties jsonb;
BEGIN
  SELECT coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'scope', m.scope)), '[]') INTO v_duties
  FROM membership m JOIN app_user u ON u.id = m.user_id
  WHERE m.user_id = context_actor() AND u.disabled_at IS NULL;
  PERFORM set_config('gongzhang.scope', v_scope, true);
  RETURN v_duties;
END
$$;
GRANT EXECUTE ON FUNCTION find_colleague(char, text), actor_duties() TO gongzhang_service;

-- Who signed in or failed to, and when (网络安全法 第二十一条(三): such records are kept for six months at least). Only people who
-- are known stand here, and no address: what somebody else typed and where from is nobody's business.
CREATE TABLE sign_in (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL REFERENCES app_user (id),
  at timestamptz NOT NULL DEFAULT context_now(),
  outcome text NOT NULL CHECK (outcome IN ('signed-in', 'refused', 'locked')),
  PRIMARY KEY (user_id, at, id)
);
ALTER TABLE sign_in ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
-- A community reads of those who serve in it, not of the street's and the district's people above it.
CREATE POLICY serves_in_scope ON sign_in
  USING ((SELECT context_scope()) = '%'
    OR EXISTS (SELECT FROM membership m WHERE m.user_id = sign_in.user_id AND m.scope LIKE (SELECT context_scope()) || '%'));
CALL make_immutable('sign_in');
CREATE TRIGGER signed_in_is_who_acts BEFORE INSERT ON sign_in FOR EACH ROW
  WHEN (NEW.outcome = 'signed-in') EXECUTE FUNCTION check_author('user_id');
GRANT SELECT, INSERT ON sign_in TO gongzhang_service;
