from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("concerns", "0008_sparring_taken_back")]

    operations = [migrations.AddField(model_name="policelist", name="sent", field=models.TextField(default=""))]
