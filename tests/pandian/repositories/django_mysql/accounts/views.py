from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.forms import SignupForm
from accounts.services import send_code


def signup(request):
    form = SignupForm(request.POST or None)
    if form.is_valid():
        customer = form.save()
        request.session["name"] = customer.nickname
        return redirect("checkout")
    return render(request, "accounts/signup.html", {"form": form})


def verify_phone(request):
    phone = request.POST.get("phone", "")
    send_code(phone, request.sms)
    return HttpResponse("ok")
