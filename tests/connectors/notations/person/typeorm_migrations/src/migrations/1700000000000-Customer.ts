import { MigrationInterface, QueryRunner, Table } from 'typeorm';

export class Customer1700000000000 implements MigrationInterface {
  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.createTable(
      new Table({
        name: 'customer',
        comment: '客户表',
        columns: [
          { name: 'id', type: 'bigint', isPrimary: true },
          { name: 'name1', type: 'varchar', length: '64', comment: '客户姓名' },
          { name: 'mobile', type: 'varchar', length: '20', comment: '手机号' },
          { name: 'telex', type: 'varchar' },
          { name: 'email', type: 'varchar', comment: '邮箱' },
        ],
      }),
      true,
    );
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('customer');
  }
}
