import { Injectable, Logger } from '@nestjs/common';
import { PrismaClient } from '@prisma/client';
import { maskPhone } from '../utils/mask';
import { CreateTraineeDto } from './dto/create-trainee.dto';

@Injectable()
export class TraineeService {
  private readonly logger = new Logger(TraineeService.name);
  private readonly prisma = new PrismaClient();
  static readonly ID_CARD_HINT = '前台核对身份证，不录入系统';

  async create(input: CreateTraineeDto): Promise<{ id: number }> {
    this.logger.log(`新学员 ${maskPhone(input.mobile)}`);
    const { id } = await this.prisma.trainee.create({ data: input });
    return { id };
  }

  async nameOf(id: number): Promise<string> {
    const found = await this.prisma.trainee.findUniqueOrThrow({ where: { id } });
    return found.name;
  }
}
