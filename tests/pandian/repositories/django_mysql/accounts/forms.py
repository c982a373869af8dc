from django import forms

from accounts.models import Customer


class SignupForm(forms.ModelForm):
    class Meta:
        model = Customer
        fields = ["nickname", "real_name", "mobile", "email"]

    def clean_mobile(self):
        phone = self.cleaned_data["mobile"].strip()
        if not phone.isdigit():
            raise forms.ValidationError("手机号只能是数字")
        return phone
