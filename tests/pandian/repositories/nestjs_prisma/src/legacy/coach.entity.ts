import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** 教练（旧系统） */
@Entity('coach')
export class Coach {
  @PrimaryGeneratedColumn()
  id!: number;

  @Column({ name: 'coach_name', length: 32, comment: '教练姓名' })
  coachName!: string;

  @Column({ length: 20, comment: '手机号' })
  mobile!: string;

  @Column({ type: 'smallint', default: 1, comment: '星级' })
  stars!: number;

  @CreateDateColumn({ name: 'created_at' })
  createdAt!: Date;
}
