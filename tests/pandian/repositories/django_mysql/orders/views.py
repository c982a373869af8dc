from django.shortcuts import render

from orders.services import Totals, freight_of


def checkout(request):
    totals = Totals(request.cart.amount, freight_of(request.GET.get("city", "310000"), 1))
    return render(request, "orders/checkout.html", {"totals": totals})
