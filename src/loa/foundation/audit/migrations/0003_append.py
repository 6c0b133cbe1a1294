"""A few rows are chained and written by the database itself, in one message with the commit."""

from django.db import migrations

# The message of a row is that of chain.py; `verify` recomputes it there.
APPEND = r"""
CREATE FUNCTION audit_append(
    ats timestamptz[], actor_ids bigint[], actor_labels text[], unit_ids bigint[], verbs text[],
    things text[], befores text[], afters text[], commitments_ text[],
    value_rows integer[], value_fields text[], value_salts bytea[], value_texts text[]
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    first bigint;
    seq_ bigint;
    last bytea;
    link bytea;
BEGIN
    SELECT rows, hash INTO seq_, last FROM audit_journalhead WHERE id = 1 FOR UPDATE;
    IF NOT FOUND THEN
        INSERT INTO audit_journalhead (id, rows, hash) VALUES (1, 0, decode(repeat('00', 32), 'hex'))
            ON CONFLICT DO NOTHING;
        SELECT rows, hash INTO seq_, last FROM audit_journalhead WHERE id = 1 FOR UPDATE;
    END IF;
    first := seq_;
    FOR i IN 1 .. cardinality(ats) LOOP
        seq_ := seq_ + 1;
        link := sha256(convert_to(concat_ws(
            chr(31), encode(last, 'hex'), seq_, (extract(epoch FROM ats[i]) * 1000000)::bigint,
            coalesce(actor_ids[i]::text, ''), actor_labels[i], coalesce(unit_ids[i]::text, ''),
            verbs[i], things[i], befores[i], afters[i], commitments_[i]), 'UTF8'));
        INSERT INTO audit_journalrow (
            seq, at, actor_id, actor_label, unit_id, verb, thing, before, after, commitments,
            prev_hash, hash)
        VALUES (
            seq_, ats[i], actor_ids[i], actor_labels[i], unit_ids[i], verbs[i], things[i],
            befores[i], afters[i], commitments_[i], last, link);
        last := link;
    END LOOP;
    INSERT INTO audit_personalvalue (seq, field, salt, value)
        SELECT first + of_row, field, salt, value
        FROM unnest(value_rows, value_fields, value_salts, value_texts)
            AS v (of_row, field, salt, value);
    UPDATE audit_journalhead SET rows = seq_, hash = last WHERE id = 1;
    RETURN seq_;
END $$;
"""

NO_APPEND = "DROP FUNCTION audit_append;"


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_guards")]

    operations = [migrations.RunSQL(APPEND, NO_APPEND)]
