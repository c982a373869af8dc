from django.test import SimpleTestCase

from accounts.models import Customer


class MaskTest(SimpleTestCase):
    phone = "000"

    def test_mask(self):
        customer = Customer(real_name="某人", mobile=self.phone)
        self.assertEqual(customer.masked_phone, "000****000")
