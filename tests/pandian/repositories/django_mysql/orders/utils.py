import datetime


def order_no(now=None):
    now = now or datetime.datetime.now()
    return now.strftime("%Y%m%d%H%M%S%f")


PHONE_COLUMNS = ("receiver_phone", "mobile")


def without_phones(row):
    """导出报表前去掉电话列。"""
    return {key: value for key, value in row.items() if key not in PHONE_COLUMNS}
