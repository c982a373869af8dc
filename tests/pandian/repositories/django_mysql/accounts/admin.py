from django.contrib import admin

from accounts.models import Customer, LevelRule


@admin.register(Customer)
class CustomerAdmin(admin.ModelAdmin):
    list_display = ["id", "nickname", "level", "created_at"]
    search_fields = ["mobile", "email"]


admin.site.register(LevelRule)
