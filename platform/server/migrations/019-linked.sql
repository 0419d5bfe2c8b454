-- Since when an account is linked to the identity service: for its administrators, and for its holder. The subject itself is shown to nobody.
CREATE FUNCTION linked_since(of_account uuid, by_issuer text, today date) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS
$$ SELECT s.linked_at FROM account_subject s WHERE s.account = of_account AND s.issuer = by_issuer AND account_in_range(of_account, today) $$;
COMMENT ON FUNCTION linked_since(uuid, text, date) IS 'Since when an account in the scope is linked to a subject of an identity service; null where it is not.';

CREATE FUNCTION own_linked_since(token bytea, by_issuer text) RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {{schema}}, pg_temp AS
$$ SELECT l.linked_at FROM session s JOIN account_subject l ON l.account = s.account AND l.issuer = by_issuer WHERE s.token_hash = token $$;
COMMENT ON FUNCTION own_linked_since(bytea, text) IS 'The same of the account of whoever holds this token.';

REVOKE ALL ON FUNCTION linked_since(uuid, text, date), own_linked_since(bytea, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION linked_since(uuid, text, date), own_linked_since(bytea, text) TO {{app}};
