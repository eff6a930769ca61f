from django.apps import AppConfig


class Newsroom(AppConfig):
    name = "newsroom"
    default_auto_field = "django.db.models.BigAutoField"
