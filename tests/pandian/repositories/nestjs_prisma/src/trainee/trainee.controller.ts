import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CreateTraineeDto } from './dto/create-trainee.dto';
import { TraineeService } from './trainee.service';

@Controller('trainees')
export class TraineeController {
  constructor(private readonly trainees: TraineeService) {}

  @Post()
  async create(@Body() body: CreateTraineeDto): Promise<{ id: number }> {
    const phone = body.mobile.trim();
    return this.trainees.create({ ...body, mobile: phone });
  }

  @Get(':id/name')
  async name(@Param('id') id: string): Promise<string> {
    return this.trainees.nameOf(Number(id));
  }
}
