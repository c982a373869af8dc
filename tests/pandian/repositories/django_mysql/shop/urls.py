from django.urls import path

from accounts import views as accounts
from orders import views as orders

urlpatterns = [
    path("signup/", accounts.signup, name="signup"),
    path("phone/verify/", accounts.verify_phone, name="verify-phone"),
    path("checkout/", orders.checkout, name="checkout"),
]
