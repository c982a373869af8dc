import { Module } from '@nestjs/common';
import { BookingController } from './booking/booking.controller';
import { BookingService } from './booking/booking.service';
import { TraineeController } from './trainee/trainee.controller';
import { TraineeService } from './trainee/trainee.service';

@Module({
  controllers: [TraineeController, BookingController],
  providers: [TraineeService, BookingService],
})
export class AppModule {}
