package cn.qinghe.member.service;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** 写短信发件箱。phone 是参数，不是字段。 */
@Component
public class SmsSender {

    @Value("${member.sms.retry}")
    private int retry;

    public void verify(String phone, String code) {
        String sql = "INSERT INTO sms_outbox (mobile, template) VALUES (?, 'verify_phone')";
        for (int i = 0; i < retry; i++) {
            run(sql, phone, code);
        }
    }

    private void run(String sql, Object... arguments) {
        // 由 JdbcTemplate 执行
    }
}
