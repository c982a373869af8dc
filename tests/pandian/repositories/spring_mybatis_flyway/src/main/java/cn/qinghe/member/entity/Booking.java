package cn.qinghe.member.entity;

import com.baomidou.mybatisplus.annotation.TableName;
import java.time.LocalDateTime;
import lombok.Data;

@Data
@TableName("t_booking")
public class Booking {

    private Long id;

    /** 预约单号 */
    private String bookingNo;

    private Long memberId;

    private Long storeId;

    private LocalDateTime beginAt;

    /** 人数 */
    private Integer seats;

    /** 备注 */
    private String remark;
}
