-- Roles, the session context, isolation of communities, and the people.
-- The owner role runs this file. The service logs in as a member of gongzhang_service, which owns nothing.

DO $$
BEGIN
  CREATE ROLE gongzhang_service NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL;
END
$$;
GRANT USAGE ON SCHEMA public TO gongzhang_service;
-- A function is closed until a line below or in a later file opens it to the service.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON ROUTINES FROM PUBLIC;

-- ── Context: set for one transaction by the service; without it nothing is visible ──────────────

-- The prefix of community codes that this transaction may see; '%' is the whole country.
CREATE FUNCTION context_scope() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('gongzhang.scope', true), '') $$;

CREATE FUNCTION context_actor() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('gongzhang.actor', true), '')::uuid $$;

CREATE FUNCTION context_actor_name() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(nullif(current_setting('gongzhang.actor_name', true), ''), '系统') $$;

CREATE FUNCTION context_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(nullif(current_setting('gongzhang.now', true), '')::timestamptz, clock_timestamp()) $$;

-- A business day is a day in Asia/Shanghai, whatever the server's zone.
CREATE FUNCTION context_today() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT (context_now() AT TIME ZONE 'Asia/Shanghai')::date $$;

-- May this transaction see that community?
CREATE FUNCTION in_scope(p_community text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(p_community LIKE context_scope() || '%', false) $$;

-- Refuses with a name of the problem catalogue; the service turns it into a problem document.
CREATE FUNCTION refuse(code text, facts jsonb DEFAULT '{}') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'GZ001', MESSAGE = code, DETAIL = facts::text;
END
$$;

-- An amount in yuan and fen. NaN equals itself and is above every number: no comparison would stop it.
CREATE DOMAIN yuan AS numeric(18, 2) CONSTRAINT amount_malformed CHECK (VALUE <> 'NaN');

-- A deferred check reads what row-level security shows it: it asks first that the context still is the row's.
CREATE FUNCTION demand_scope(p_community text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF in_scope(p_community) IS NOT TRUE THEN PERFORM refuse('forbidden'); END IF;
END
$$;

-- A guard that locks and then reads sees the other's work only under READ COMMITTED; SERIALIZABLE finds the clash itself.
CREATE FUNCTION demand_fresh_reads() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('transaction_isolation') = 'repeatable read' THEN PERFORM refuse('forbidden'); END IF;
END
$$;

-- A guard that judges a person looks at all his places, whatever the transaction sees. It gives the scope back that it got.
CREATE FUNCTION look_everywhere() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  v_scope text := coalesce(current_setting('gongzhang.scope', true), '');
BEGIN
  PERFORM set_config('gongzhang.scope', '%', true);
  RETURN v_scope;
END
$$;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refuse('record-immutable', jsonb_build_object('record', TG_TABLE_NAME, 'operation', TG_OP));
  RETURN NULL;
END
$$;

-- Invariants 3 and 14: rows of this table never change and never go, whoever asks.
CREATE PROCEDURE make_immutable(target regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER never_changes BEFORE UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION refuse_change()', target);
  EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', target);
  EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM gongzhang_service', target);
END
$$;

-- Invariant 17: a community's rows are invisible to another's session, and to a session without context.
CREATE PROCEDURE isolate(target regclass, code_column text DEFAULT 'community_code') LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY within_scope ON %s USING (%I LIKE (SELECT context_scope()) || ''%%'')', target, code_column);
END
$$;

-- A canonical, length-prefixed, versioned encoding for the hash chains: no separator can be forged.
CREATE FUNCTION canonical(VARIADIC fields text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT string_agg(CASE WHEN f IS NULL THEN '-' ELSE octet_length(f) || ':' || f END, '' ORDER BY i)
  FROM unnest(fields) WITH ORDINALITY AS u (f, i)
$$;

-- A flat object as canonical text: the number of its pairs, then the pairs by their keys.
CREATE FUNCTION canonical_object(pairs jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN pairs IS NULL OR pairs = '{}' THEN canonical('0') ELSE (
    SELECT canonical(count(*)::text) || string_agg(canonical(p.key, p.value), '' ORDER BY p.key COLLATE "C")
    FROM jsonb_each_text(pairs) AS p) END
$$;

CREATE FUNCTION instant_text(at timestamptz) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $$;

-- What policies, defaults and the service's own statements call.
GRANT EXECUTE ON FUNCTION context_scope(), context_actor(), context_actor_name(), context_now(), in_scope(text),
  refuse(text, jsonb), instant_text(timestamptz) TO gongzhang_service;

-- ── Communities and people ──────────────────────────────────────────────────────────────────────

CREATE TABLE community (
  code char(12) CONSTRAINT community_exists PRIMARY KEY CONSTRAINT community_code_malformed CHECK (code ~ '^[0-9]{12}$'),
  name text NOT NULL CHECK (name <> ''),
  street_name text NOT NULL,
  district_name text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT context_now()
);
CALL isolate('community', 'code');
GRANT SELECT, INSERT ON community TO gongzhang_service;

CREATE TABLE app_user (
  id uuid PRIMARY KEY,
  username text NOT NULL CONSTRAINT username_taken UNIQUE CHECK (username = lower(username) AND username <> ''),
  name text NOT NULL CHECK (name <> ''),
  password_hash text NOT NULL,
  disabled_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT context_now()
);

-- Who holds which duty where; the scope is a prefix of community codes.
CREATE TABLE membership (
  user_id uuid NOT NULL REFERENCES app_user (id),
  scope text NOT NULL CHECK (scope = '%' OR scope ~ '^[0-9]{2,12}$'),
  role text NOT NULL CHECK (role IN ('accountant', 'reviewer', 'cashier', 'director', 'party-secretary',
    'supervisor', 'street-officer', 'district-officer', 'auditor', 'admin')),
  granted_at timestamptz NOT NULL DEFAULT context_now(),
  PRIMARY KEY (user_id, scope, role)
);
CREATE INDEX membership_scope ON membership (scope text_pattern_ops, role);

ALTER TABLE membership ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY overlapping_scope ON membership
  USING (scope LIKE (SELECT context_scope()) || '%' OR (SELECT context_scope()) LIKE scope || '%');
ALTER TABLE app_user ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY member_of_scope ON app_user
  USING ((SELECT context_scope()) = '%' OR EXISTS (SELECT FROM membership m WHERE m.user_id = id))
  WITH CHECK ((SELECT context_scope()) IS NOT NULL);
GRANT SELECT, INSERT, UPDATE (password_hash, disabled_at, name) ON app_user TO gongzhang_service;
GRANT SELECT, INSERT, DELETE ON membership TO gongzhang_service;

-- Invariant 12. Pairs of duties that one person never holds in one community:
-- 会计法 第三十五条 (出纳), 城市居民委员会组织法 第三十六条 (居务监督), and the street never keeps a community's book.
CREATE TABLE duty_conflict (
  duty text NOT NULL,
  other text NOT NULL,
  PRIMARY KEY (duty, other),
  CHECK (duty < other)
);
INSERT INTO duty_conflict (duty, other) VALUES
  ('accountant', 'cashier'), ('cashier', 'reviewer'),
  ('accountant', 'supervisor'), ('reviewer', 'supervisor'), ('cashier', 'supervisor'),
  ('director', 'supervisor'), ('party-secretary', 'supervisor'), ('admin', 'supervisor'),
  ('accountant', 'street-officer'), ('reviewer', 'street-officer'), ('cashier', 'street-officer'),
  ('director', 'street-officer'), ('party-secretary', 'street-officer'), ('street-officer', 'supervisor'),
  ('accountant', 'auditor'), ('cashier', 'director'), ('auditor', 'cashier'), ('auditor', 'reviewer'),
  ('auditor', 'supervisor'), ('district-officer', 'supervisor'), ('accountant', 'district-officer'),
  ('district-officer', 'reviewer'), ('cashier', 'district-officer'), ('director', 'district-officer'),
  ('district-officer', 'party-secretary');
GRANT SELECT ON duty_conflict TO gongzhang_service;

CREATE FUNCTION check_duties() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  clash text;
  v_scope text;
  v_beyond text;
BEGIN
  PERFORM demand_fresh_reads();
  v_scope := look_everywhere();
  -- Nobody gives a duty beyond his own reach, or after he was shut out; the first administrator is made where nobody is yet.
  PERFORM FROM app_user u WHERE u.id = context_actor() FOR SHARE;
  IF NOT EXISTS (SELECT FROM membership m JOIN app_user u ON u.id = m.user_id WHERE m.user_id = context_actor() AND m.role = 'admin'
      AND u.disabled_at IS NULL AND (m.scope = '%' OR starts_with(NEW.scope, m.scope)))
    AND (context_actor() IS NOT NULL OR EXISTS (SELECT FROM membership m WHERE m.user_id <> NEW.user_id)) THEN
    PERFORM refuse('duty-beyond-reach', jsonb_build_object('scope', NEW.scope));
  END IF;
  -- Who serves elsewhere too is given a duty by who administers all his places.
  v_beyond := beyond_reach(NEW.user_id);
  IF v_beyond IS NOT NULL THEN PERFORM refuse('duty-beyond-reach', jsonb_build_object('scope', v_beyond)); END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('duties:' || NEW.user_id, 0));
  SELECT m.role INTO clash
  FROM membership m
  JOIN duty_conflict c ON c.duty = least(m.role, NEW.role) AND c.other = greatest(m.role, NEW.role)
  WHERE m.user_id = NEW.user_id AND (m.scope LIKE NEW.scope || '%' OR NEW.scope LIKE m.scope || '%')
  LIMIT 1;
  IF clash IS NOT NULL THEN
    PERFORM refuse('duties-conflict', jsonb_build_object('role', NEW.role, 'other', clash));
  END IF;
  PERFORM set_config('gongzhang.scope', v_scope, true);
  RETURN NEW;
END
$$;
CREATE TRIGGER duties_must_not_conflict BEFORE INSERT OR UPDATE ON membership FOR EACH ROW EXECUTE FUNCTION check_duties();

-- Refresh tokens rotate; a token shown twice ends its whole family.
CREATE TABLE login_session (
  id uuid PRIMARY KEY,
  family uuid NOT NULL,
  user_id uuid NOT NULL REFERENCES app_user (id),
  token_hash bytea NOT NULL UNIQUE,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX login_session_family ON login_session (family);
ALTER TABLE login_session ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY with_context ON login_session USING ((SELECT context_scope()) IS NOT NULL);
GRANT SELECT, INSERT, UPDATE (used_at, revoked_at), DELETE ON login_session TO gongzhang_service;

-- ── Idempotency (invariant 16) ──────────────────────────────────────────────────────────────────

CREATE TABLE idempotency_key (
  community_code char(12) NOT NULL,
  key text NOT NULL,
  request_hash bytea NOT NULL,
  status int,
  response text,
  created_at timestamptz NOT NULL DEFAULT context_now(),
  PRIMARY KEY (community_code, key)
);
CALL isolate('idempotency_key');
GRANT SELECT, INSERT, UPDATE (status, response), DELETE ON idempotency_key TO gongzhang_service;

-- ── The operation log and its chain (invariant 15; 财会〔2024〕12号 第三十二条) ────────────────────

CREATE TABLE audit_chain (
  community_code char(12) PRIMARY KEY,
  seq bigint NOT NULL,
  head bytea NOT NULL
);
CREATE TABLE audit_event (
  community_code char(12) NOT NULL,
  seq bigint NOT NULL,
  at timestamptz NOT NULL,
  actor_id uuid,
  actor_name text NOT NULL,
  action text NOT NULL,
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  sentence text NOT NULL,
  before_digest bytea,
  after_digest bytea,
  hash bytea NOT NULL,
  PRIMARY KEY (community_code, seq)
);
CREATE INDEX audit_event_at ON audit_event (community_code, at);
CREATE INDEX audit_event_actor ON audit_event (community_code, actor_id, seq);
CALL isolate('audit_chain');
CALL isolate('audit_event');
CALL make_immutable('audit_event');
GRANT SELECT ON audit_chain, audit_event TO gongzhang_service;

-- Appends events [{action, subjectKind, subjectId, sentence, before?, after?}] to a community's chain;
-- code 000000000000 is the platform's own chain. Lock order: always last in a transaction.
CREATE FUNCTION append_audit(p_community char(12), p_events jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_seq bigint;
  v_head bytea;
  v_at timestamptz := context_now();
  v_before bytea;
  v_after bytea;
  e jsonb;
BEGIN
  IF NOT in_scope(p_community) THEN PERFORM refuse('forbidden'); END IF;
  -- Nothing is done without a word in the log, so who is shut out does nothing, whatever token he kept. An import that he
  -- began before ends by itself.
  IF EXISTS (SELECT FROM app_user u WHERE u.id = context_actor() AND u.disabled_at IS NOT NULL)
    AND EXISTS (SELECT FROM jsonb_array_elements(p_events) AS x WHERE x ->> 'action' IS DISTINCT FROM 'import-ended') THEN
    PERFORM refuse('unauthenticated');
  END IF;
  INSERT INTO audit_chain (community_code, seq, head)
  VALUES (p_community, 0, sha256(convert_to(canonical('audit-chain/1', p_community), 'UTF8')))
  ON CONFLICT DO NOTHING;
  SELECT seq, head INTO v_seq, v_head FROM audit_chain WHERE community_code = p_community FOR UPDATE;
  FOR e IN SELECT value FROM jsonb_array_elements(p_events) LOOP
    v_seq := v_seq + 1;
    v_before := sha256(convert_to((e -> 'before')::text, 'UTF8'));
    v_after := sha256(convert_to((e -> 'after')::text, 'UTF8'));
    v_head := sha256(v_head || convert_to(canonical('audit/1', p_community, v_seq::text, instant_text(v_at),
      context_actor()::text, context_actor_name(), e ->> 'action', e ->> 'subjectKind', e ->> 'subjectId',
      e ->> 'sentence', encode(v_before, 'hex'), encode(v_after, 'hex')), 'UTF8'));
    INSERT INTO audit_event VALUES (p_community, v_seq, v_at, context_actor(), context_actor_name(), e ->> 'action',
      e ->> 'subjectKind', e ->> 'subjectId', e ->> 'sentence', v_before, v_after, v_head);
  END LOOP;
  UPDATE audit_chain SET seq = v_seq, head = v_head WHERE community_code = p_community;
END
$$;
GRANT EXECUTE ON FUNCTION append_audit(char, jsonb) TO gongzhang_service;
