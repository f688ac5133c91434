"""Sound without a box (AAC, AMR) and in that of older phones (3GP) is taken as well."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0042_panel_orders"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="upload", name="upload_kind_allowed"),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "mime__in",
                        [
                            "",
                            "application/pdf",
                            "image/jpeg",
                            "image/png",
                            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                            "application/vnd.oasis.opendocument.text",
                            "application/vnd.oasis.opendocument.spreadsheet",
                            "text/plain",
                            "text/csv",
                            "audio/wav",
                            "audio/flac",
                            "audio/ogg",
                            "audio/mpeg",
                            "audio/mp4",
                            "audio/aac",
                            "audio/3gpp",
                            "audio/amr",
                            "text/html",
                            "application/warc",
                            "application/gzip",
                        ],
                    )
                ),
                name="upload_kind_allowed",
            ),
        ),
    ]
