import { DataSource } from 'typeorm';
import { Coach } from './coach.entity';

export class CoachRepository {
  constructor(private readonly source: DataSource) {}

  async byPhone(phone: string): Promise<Coach | null> {
    return this.source.getRepository(Coach).findOneBy({ mobile: phone });
  }
}
