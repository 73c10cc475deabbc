"""The lock of what comes without sign-in: the public forms' principal writes by functions alone and reads nothing."""

from django.db import migrations

from samspil.access.operations import confide, constraint, functions, hidden_table, schema


class Migration(migrations.Migration):
    dependencies = [
        ("public", "0001_initial"),
        ("concerns", "0005_doors_lock"),
        ("sharing", "0002_lock"),
        ("organisations", "0004_concerndoor"),
    ]

    operations = [
        schema("front"),
        confide("public_question"),
        confide("public_counted"),
        hidden_table("public_sendlink"),
        functions(
            "front",
            "concerns/public/sql/front.sql",
            samspil_app=("enrol_public", "ask", "answer_to", "raise", "make_link", "send_by_link"),
        ),
        constraint(
            """
            GRANT INSERT ON public_question, public_counted, concerns_concern, concerns_holding, concerns_assessment, concerns_step
              TO samspil_lock;
            ALTER TABLE public_question ADD CONSTRAINT question_length CHECK (char_length(question) <= 8000);
            -- What was asked is written once; only the answer is added.
            CREATE TRIGGER samspil_fixed BEFORE UPDATE ON public_question FOR EACH ROW
              EXECUTE FUNCTION access.fixed('door_id', 'theme', 'age_band', 'question', 'code_hash', 'key');
            CREATE TRIGGER samspil_fixed BEFORE UPDATE ON public_counted FOR EACH ROW
              EXECUTE FUNCTION access.fixed('month', 'theme', 'age_band');
            -- Bodies whose reception was stated before there were public forms.
            INSERT INTO access_principal (kind, body_id, created_at) SELECT DISTINCT 'public', b.audience_id, now()
              FROM organisations_concerndoor d JOIN organisations_body b ON b.id = d.body_id;
            """
        ),
    ]
