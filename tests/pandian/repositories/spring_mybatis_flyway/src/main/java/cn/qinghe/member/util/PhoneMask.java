package cn.qinghe.member.util;

/** 日志里的手机号只留前三位和后四位。 */
public final class PhoneMask {

    private static final int HEAD = 3;
    private static final int TAIL = 4;

    private PhoneMask() {
    }

    public static String of(String phone) {
        if (phone == null || phone.length() < HEAD + TAIL) {
            return "***";
        }
        return phone.substring(0, HEAD) + "****" + phone.substring(phone.length() - TAIL);
    }
}
