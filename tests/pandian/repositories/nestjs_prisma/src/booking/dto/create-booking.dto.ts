import { ApiProperty } from '@nestjs/swagger';
import { IsDate, IsInt } from 'class-validator';

export class CreateBookingDto {
  @ApiProperty({ description: '学员编号' })
  @IsInt()
  traineeId!: number;

  @ApiProperty({ description: '课程编号' })
  @IsInt()
  courseId!: number;

  @ApiProperty({ description: '开始时间' })
  @IsDate()
  beginAt!: Date;
}
