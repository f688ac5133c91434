import os

from django.core.wsgi import get_wsgi_application

from config.logs import guard_server_logs

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
guard_server_logs()
