import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsEmail, IsMobilePhone, IsOptional, IsString, Length } from 'class-validator';

/** 客户资料 */
export class Customer {
  @ApiProperty({ description: '主键' })
  id: number;

  @ApiProperty({ description: '客户姓名' })
  @IsString()
  fullName: string;

  @IsMobilePhone('zh-CN', {}, { message: '手机号格式不正确' })
  mobile: string;

  @Length(18, 18)
  idCardNo: string; // 身份证号

  @IsEmail()
  email: string;

  @ApiPropertyOptional({ description: '出生日期' })
  birthday?: Date;

  /** 家庭住址 */
  @IsOptional()
  @IsString()
  homeAddress?: string;

  @ApiProperty({ description: '状态' })
  status: number;
}
