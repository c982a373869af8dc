import os

DEBUG = os.environ.get("DJANGO_DEBUG") == "1"
SECRET_KEY = os.environ.get("DJANGO_SECRET_KEY")
ALLOWED_HOSTS = ["shop.xuetu.example"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "accounts",
    "orders",
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.mysql",
        "NAME": "shop",
        "HOST": os.environ.get("MYSQL_HOST"),
        "USER": os.environ.get("MYSQL_USER"),
        "PASSWORD": os.environ.get("MYSQL_PASSWORD"),
    }
}

# 客服电话显示在页脚，来自环境变量
SERVICE_PHONE = os.environ.get("SERVICE_PHONE", "")
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
