-- Wrong passwords are counted by login since 011, for accounts that exist and for those that do not alike; nothing calls the first way any more.
DROP FUNCTION note_failure(uuid, timestamptz);
