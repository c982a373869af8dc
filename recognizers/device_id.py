"""Identifier of a mobile device or its card (设备标识符): IMEI, MEID, IMSI, ICCID, OAID, IDFA, Android id, fingerprints.

An IMEI has a Luhn digit, which one number in ten has too, and the rest are plain digits, hexadecimal digits or UUIDs: so all of
them need a header or a cue, but for the ICCID, which has a prefix of its own (89 telecom, 86 China) beside Luhn. An IMEI whose
check fails may still be one (networks send 0 in its place), so it is not refused. Refused: all equal digits, the advertising id of
somebody who opted out (all zero), the Android id that a whole series of emulators and phones shared. What the column is called
(oaid, idfa) is a kind, too. Not recognised: serial numbers of makers, device ids of an app's own making shorter than 14 characters.

Sources: 3GPP TS 23.003 (IMEI, IMEISV, IMSI, MEID in 3GPP2 S.R0048), ITU-T E.118 (ICCID), ITU-T E.212 (460 is China), T/TAF 095-2021
(OAID, VAID, AAID), Apple AdSupport, Android Settings.Secure.ANDROID_ID, GB/T 35273-2020 annex A.
"""

from __future__ import annotations

from recognizers._shapes import NUMBER_EDGES, digits_of, luhn
from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_HEX = "[0-9A-Fa-f]"
_UUID = f"{_HEX}{{8}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{4}}-{_HEX}{{12}}"
_UPPER = "[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}"
_IMEI = "(?:[0-9]{15}|[0-9]{2}[ -][0-9]{6}[ -][0-9]{6}[ -][0-9]|[0-9]{6}[ -][0-9]{2}[ -][0-9]{6}[ -][0-9])"
_MEID = f"[A-Fa-f]{_HEX}{{13}}"
_IS = "[\"']?(?: ?[:：=] ?| |号|码|为|是)?(?:[:：=] ?| )?[\"']?"
_NO_WORD = "(?:^|[^0-9A-Za-z])"
_EDGES = "0-9A-Za-z_-"
_SHARED = frozenset({"9774d56d682e549c", "dead00beef", "unknown"})


def validate(value: str) -> bool | None:
    """True: the Luhn digit of an IMEI or ICCID is right. False: nobody's (all zero), or an ICCID without it."""
    plain = "".join(c for c in value if c.isalnum()).lower()
    if len(set(plain)) < 2 or plain in _SHARED:
        return False
    digits = digits_of(value)
    if len(digits) != len(plain):
        return None
    if digits.startswith("8986") and len(digits) in (19, 20):
        return luhn(digits)
    return True if len(digits) == 15 and not digits.startswith("460") and luhn(digits) else None


def _cued(name: str, core: str, cue: str, kind: str) -> Pattern:
    return Pattern(name, core, before=f"{_NO_WORD}(?:{cue}){_IS}", edges=_EDGES, kind=kind, score=0.8, claimed=True, clue=cue)


RECOGNIZER = Recognizer(
    entity="DEVICE_ID",
    category="user.device.device_id",
    names={"zh": "设备标识符", "en": "Device identifier"},
    rank=28,
    patterns=(
        Pattern("iccid", "8986[0-9]{15,16}", edges=NUMBER_EDGES, kind="iccid", score=0.7),
        _cued("imei_said", f"{_IMEI}|[0-9]{{16}}|[0-9]{{14}}", "[Ii][Mm][Ee][Ii](?:SV|sv)?[12]?|手机串号|机身串号|串号", "imei"),
        _cued("meid_said", f"{_MEID}|[0-9]{{14}}", "[Mm][Ee][Ii][Dd]", "meid"),
        _cued("imsi_said", "460[0-9]{12}", "[Ii][Mm][Ss][Ii]|国际移动用户识别码", "imsi"),
        _cued("iccid_said", f"89[0-9]{{16,17}}{_HEX}?", "[Ii][Cc][Cc][Ii][Dd]|SIM卡号|sim卡号", "iccid"),
        _cued("oaid_said", f"{_UUID}|{_HEX}{{64}}|{_HEX}{{32}}|{_HEX}{{16}}", "[Oo][Aa][Ii][Dd]|匿名设备标识符", "oaid"),
        _cued("idfa_said", _UUID, "[Ii][Dd][Ff][AaVv]|广告标识符", "idfa"),
        _cued("android_said", f"{_HEX}{{16}}", "[Aa]ndroid[_ ]?[Ii][Dd]|ANDROID_ID|安卓[Ii][Dd]", "android_id"),
        _cued("advertising_said", _UUID, "[Gg][Aa][Ii][Dd]|advertising[_ ]?[Ii][Dd]|[Aa][Aa][Ii][Dd]|[Vv][Aa][Ii][Dd]", "advertising_id"),
        Pattern("imsi", "460[0-9]{12}", scope="header", kind="imsi", score=0.6),
        Pattern("imei", _IMEI, scope="header", kind="imei", score=0.6),
        Pattern("imeisv", "[0-9]{16}", scope="header", kind="imei", score=0.4),
        Pattern("meid", _MEID, scope="header", kind="meid", score=0.5),
        Pattern("imei_short", "[0-9]{14}", scope="header", kind="imei", score=0.3),
        Pattern("iccid_cell", f"89[0-9]{{16,17}}{_HEX}?", scope="header", kind="iccid", score=0.6),
        Pattern("idfa", _UPPER, scope="header", kind="idfa", score=0.5),
        Pattern("uuid", _UUID, scope="header", score=0.5),
        Pattern("hex", f"{_HEX}{{16}}|{_HEX}{{32}}|{_HEX}{{40}}|{_HEX}{{64}}", scope="header", score=0.4),
        Pattern("opaque", "[0-9A-Za-z+/_-]{20,128}={0,2}", scope="header", score=0.2),
    ),
    validate=validate,
    headers=words(
        """
        imei imei_no imei_number imei_code imeisv meid oaid idfa idfv udid android_id androidid gaid aaid vaid advertising_id
        google_ad_id imsi iccid icc_id sim_serial device_fingerprint device_finger browser_fingerprint device_uuid device_unique_id
        unique_device_id mobile_device_id phone_device_id client_device_id user_device_id login_device_id device_identifier
        terminal_imei phone_imei shoujichuanhao sjch smid shumei_id umid utdid 设备唯一标识 设备唯一标识符 设备唯一编号 设备唯一码
        设备指纹 设备识别码 设备标识符 移动设备识别码 手机串号 手机识别码 手机唯一标识 机身串号 广告标识符 广告标识 匿名设备标识符
        浏览器指纹 手机设备号 手机设备id 终端唯一标识 国际移动用户识别码 sim卡序列号
        """
    ),
    hints=words("device_id dev_id 设备号"),
    vetoes=words("camera iot gateway sensor 摄像头 传感器 网关 设备厂商 printer 打印机 电表 水表"),
    context=("设备", "手机", "串号", "imei", "device"),
    evidence="checksum",
    examples=("IMEI：490154203237518", "oaid=1fe9a970-efbb-29e0-0bdd-f5dbbf751ab5", "89860020240517000013"),
    counter_examples=("490154203237518", "1fe9a970-efbb-29e0-0bdd-f5dbbf751ab5", "460001234567890"),
    sources=("3GPP TS 23.003", "ITU-T E.118", "ITU-T E.212", "T/TAF 095-2021", "GB/T 35273-2020 annex A"),
    kinds={
        "imei": ("imei", "imei_no", "imei_number", "imei_code", "imeisv", "手机串号", "机身串号", "terminal_imei", "phone_imei"),
        "meid": ("meid",),
        "oaid": ("oaid", "vaid", "aaid", "匿名设备标识符"),
        "idfa": ("idfa", "idfv", "udid", "广告标识符"),
        "android_id": ("android_id", "androidid"),
        "advertising_id": ("gaid", "advertising_id", "google_ad_id"),
        "imsi": ("imsi", "国际移动用户识别码"),
        "iccid": ("iccid", "icc_id", "sim_serial", "sim卡序列号"),
        "fingerprint": ("device_fingerprint", "browser_fingerprint", "设备指纹", "浏览器指纹"),
    },
    holds=("text", "whole", "fraction", "bytes"),
    shortest=14,
    keep=(4, 2),
)
