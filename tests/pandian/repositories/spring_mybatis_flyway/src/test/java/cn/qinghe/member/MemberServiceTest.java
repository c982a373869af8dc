package cn.qinghe.member;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.qinghe.member.util.PhoneMask;
import org.junit.jupiter.api.Test;

class MemberServiceTest {

    private final String shortPhone = "12";

    @Test
    void phoneIsMasked() {
        assertEquals("***", PhoneMask.of(shortPhone));
    }
}
