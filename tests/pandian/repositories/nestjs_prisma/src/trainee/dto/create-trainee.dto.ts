import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsEmail, IsOptional, IsString, Length } from 'class-validator';

export class CreateTraineeDto {
  @ApiProperty({ description: '姓名' })
  @IsString()
  @Length(2, 32)
  name!: string;

  @ApiProperty({ description: '手机号' })
  @IsString()
  mobile!: string;

  @ApiPropertyOptional({ description: '电子邮箱' })
  @IsOptional()
  @IsEmail()
  email?: string;
}
