import { Injectable } from '@nestjs/common';
import { PrismaClient } from '@prisma/client';
import { CreateBookingDto } from './dto/create-booking.dto';

@Injectable()
export class BookingService {
  private readonly prisma = new PrismaClient();

  async create(input: CreateBookingDto): Promise<number> {
    const booking = await this.prisma.booking.create({ data: input });
    return booking.id;
  }
}
