package cn.qinghe.member.vo;

import io.swagger.annotations.ApiModelProperty;
import java.time.LocalDateTime;
import lombok.Data;

@Data
public class BookingVO {

    @ApiModelProperty("预约单号")
    private String bookingNo;

    @ApiModelProperty("门店名称")
    private String storeName;

    @ApiModelProperty("开始时间")
    private LocalDateTime beginAt;

    @ApiModelProperty("人数")
    private Integer seats;
}
