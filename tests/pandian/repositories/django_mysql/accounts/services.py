"""注册和验证。短信只发验证码，不带姓名。"""
import logging
import secrets

logger = logging.getLogger(__name__)

ID_CARD_NOT_WANTED = "本店不收集身份证号"
CODE_LENGTH = 6


def new_code():
    return "".join(secrets.choice("0123456789") for _ in range(CODE_LENGTH))


def send_code(phone, sender):
    code = new_code()
    sender.send(phone, template="verify_phone", code=code)
    logger.info("验证码已发送，手机号尾号 %s", phone[-4:])
    return code


class PhoneGuard:
    """同一个号码一分钟只发一次。"""

    interval = 60

    def __init__(self, cache):
        self.cache = cache

    def allowed(self, phone):
        return self.cache.add(f"sms:{phone}", 1, self.interval)
