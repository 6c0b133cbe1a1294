"""The database itself refuses to change or remove what the journal holds."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only: % on % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER audit_row_stays BEFORE UPDATE OR DELETE ON audit_journalrow
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_rows_stay BEFORE TRUNCATE ON audit_journalrow
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();

CREATE TRIGGER audit_head_grows BEFORE UPDATE ON audit_journalhead
    FOR EACH ROW WHEN (NEW.rows <= OLD.rows OR NEW.id <> OLD.id) EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_journalhead
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_heads_stay BEFORE TRUNCATE ON audit_journalhead
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();

CREATE TRIGGER audit_value_is_only_erased BEFORE UPDATE ON audit_personalvalue
    FOR EACH ROW WHEN (
        OLD.erased_at IS NOT NULL OR NEW.erased_at IS NULL
        OR NEW.id <> OLD.id OR NEW.seq <> OLD.seq OR NEW.field <> OLD.field
    ) EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_value_stays BEFORE DELETE ON audit_personalvalue
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_values_stay BEFORE TRUNCATE ON audit_personalvalue
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
"""

# Taking the guards down leaves the rows as they are.
NO_GUARDS = "DROP FUNCTION audit_refuse() CASCADE;"


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunSQL(GUARDS, NO_GUARDS)]
