-- Functions of the shared database. SECURITY DEFINER ones pin their search path (trust.md).

-- The unit of the account behind the connection, if it is active and has this role; else NULL.
CREATE FUNCTION zfa.my_unit(wanted text) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, zfa, pg_temp AS $$
  SELECT unit_id FROM zfa.account
  WHERE login = session_user AND role = wanted AND active AND removed_at IS NULL $$;

-- The account itself, so that the program need not be told who is there.
CREATE FUNCTION zfa.my_account()
  RETURNS TABLE (login text, name text, role text, unit_id uuid, person_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, zfa, pg_temp AS $$
  SELECT login, name, role, unit_id, person_id FROM zfa.account
  WHERE login = session_user AND active AND removed_at IS NULL $$;

CREATE FUNCTION zfa.refuse() RETURNS trigger LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN RAISE EXCEPTION 'zfa: %', TG_ARGV[0] USING ERRCODE = '42501'; END $$;

-- Length-prefixed parts: the same bytes as desktop.store.audit.link.
CREATE FUNCTION zfa.link(VARIADIC parts text[]) RETURNS text LANGUAGE sql IMMUTABLE
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT encode(sha256(convert_to(
    string_agg(octet_length(part)::text || ':' || part, '' ORDER BY place), 'UTF8')), 'hex')
  FROM unnest(parts) WITH ORDINALITY AS list(part, place) $$;

-- Secret values as keyed digests, long ones as plain digests.
CREATE FUNCTION zfa.masked(row_values jsonb, columns text, digested text, secret bytea)
  RETURNS jsonb LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY string_to_array(columns, ',') LOOP
    IF row_values ->> name IS NOT NULL THEN
      row_values := jsonb_set(row_values, ARRAY[name], to_jsonb(
        encode(sha256(secret || convert_to(row_values ->> name, 'UTF8')), 'hex')));
    END IF;
  END LOOP;
  FOREACH name IN ARRAY string_to_array(digested, ',') LOOP
    IF row_values ->> name IS NOT NULL THEN
      row_values := jsonb_set(row_values, ARRAY[name], to_jsonb(
        encode(sha256(convert_to(row_values ->> name, 'UTF8')), 'hex')));
    END IF;
  END LOOP;
  RETURN row_values;
END $$;

-- The deed this transaction names, if its row was written by the same login; refused otherwise.
-- The owner of the schema, who sets up and upgrades, may work without one.
CREATE FUNCTION zfa.deed_of_transaction() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, zfa, pg_temp AS $$
DECLARE named text := coalesce(current_setting('zfa.deed', true), '');
BEGIN
  IF session_user <> current_user AND NOT EXISTS (
      SELECT FROM zfa.deed WHERE id = nullif(named, '')::uuid AND actor = session_user) THEN
    RAISE EXCEPTION 'zfa: no deed of this login' USING ERRCODE = '42501';
  END IF;
  RETURN named;
END $$;

-- One link per changed row, at commit, onto the chain of the row's unit.
CREATE FUNCTION zfa.audit_row() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, zfa, pg_temp AS $$
DECLARE
  secret bytea := (SELECT value FROM zfa.secret_key WHERE purpose = 'mask');
  fresh jsonb := zfa.masked(to_jsonb(NEW), TG_ARGV[0], TG_ARGV[1], secret);
  payload text; payload_digest text; last_seq bigint; previous text; moment text;
  record_id text := replace(NEW.id::text, '-', '');
  deed text := zfa.deed_of_transaction();
  verb text := CASE TG_OP WHEN 'INSERT' THEN 'add' ELSE 'change' END;
BEGIN
  IF TG_OP = 'INSERT' THEN
    payload := fresh::text;
  ELSE
    SELECT coalesce(jsonb_object_agg(n.key, jsonb_build_array(o.value, n.value)), '{}')::text
    INTO payload
    FROM jsonb_each(zfa.masked(to_jsonb(OLD), TG_ARGV[0], TG_ARGV[1], secret)) o
    JOIN jsonb_each(fresh) n USING (key) WHERE o.value IS DISTINCT FROM n.value;
  END IF;
  payload_digest := encode(sha256(convert_to(payload, 'UTF8')), 'hex');
  PERFORM pg_advisory_xact_lock(hashtextextended('zfa.chain.' || NEW.unit_id::text, 0));
  SELECT e.seq, e.digest INTO last_seq, previous FROM zfa.audit_entry e
    WHERE e.unit_id = NEW.unit_id ORDER BY e.seq DESC LIMIT 1;
  last_seq := coalesce(last_seq, 0) + 1;
  previous := coalesce(previous, repeat('0', 64));
  moment := to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
  INSERT INTO zfa.audit_payload (unit_id, seq, payload) VALUES (NEW.unit_id, last_seq, payload);
  INSERT INTO zfa.audit_entry (unit_id, seq, at, actor, deed_id, record_table, operation,
      record_id, payload_digest, previous, digest)
    VALUES (NEW.unit_id, last_seq, moment, session_user, deed, TG_TABLE_NAME, verb,
      record_id, payload_digest, previous,
      zfa.link(previous, replace(NEW.unit_id::text, '-', ''), last_seq::text, moment,
        session_user::text, deed, TG_TABLE_NAME::text, verb, record_id, payload_digest));
  RETURN NULL;
END $$;

-- What nobody needs and everybody has by default: large objects, which no policy would guard.
REVOKE EXECUTE ON FUNCTION pg_catalog.lo_creat(integer), pg_catalog.lo_create(oid),
  pg_catalog.lo_from_bytea(oid, bytea), pg_catalog.lo_put(oid, bigint, bytea),
  pg_catalog.lo_open(oid, integer), pg_catalog.lowrite(integer, bytea),
  pg_catalog.lo_unlink(oid) FROM PUBLIC;
