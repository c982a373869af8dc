import { Column, CreateDateColumn, Entity, OneToMany, PrimaryGeneratedColumn } from 'typeorm';
import { ApiProperty } from '@nestjs/swagger';
import { Order } from './order.entity';

abstract class Person {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id: string;

  @Column({ name: 'full_name', length: 64, comment: '客户姓名' })
  fullName: string;
}

/** 客户表 */
@Entity({ name: 'customer', comment: '客户表' })
export class Customer extends Person {
  @ApiProperty({ description: '手机号' })
  @Column('varchar', { length: 20, nullable: true })
  mobile?: string;

  @Column({ name: 'id_card_no', type: 'char', length: 18 }) // 身份证号
  idCardNo: string;

  @Column()
  email: string; // 邮箱

  /** 出生日期 */
  @Column({ type: 'date' })
  birthday: Date;

  @Column({ name: "home_address", comment: `家庭住址` })
  homeAddress: string;

  @Column({ default: 0, comment: '状态' })
  status: number;

  @CreateDateColumn({ name: 'created_at' })
  createdAt: Date;

  @OneToMany(() => Order, (order) => order.customer)
  orders: Order[];

  get label(): string {
    return this.fullName;
  }
}
