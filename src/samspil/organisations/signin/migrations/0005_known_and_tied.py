from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('signin', '0004_further_places'),
    ]

    operations = [
        migrations.AlterField(
            model_name='session',
            name='session_key',
            field=models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='sessionsnøgle'),
        ),
        migrations.AlterField(
            model_name='user',
            name='last_login',
            field=models.DateTimeField(blank=True, null=True, verbose_name='sidst logget ind'),
        ),
        migrations.AlterField(
            model_name='user',
            name='password',
            field=models.CharField(max_length=128, verbose_name='adgangskode'),
        ),
    ]
