import { MigrationInterface, QueryRunner, TableColumn } from 'typeorm';

const TABLE = 'customer';

export class Identity1700000100000 implements MigrationInterface {
  name = 'Identity1700000100000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'ALTER TABLE `customer` ADD `id_card_no` char(18) COMMENT \'身份证号\'',
    );
    await queryRunner.query(`ALTER TABLE \`customer\` ADD \`birthday\` date COMMENT '出生日期', DROP COLUMN \`telex\``);
    await queryRunner.renameColumn(TABLE, 'name1', 'full_name');
    await queryRunner.addColumn(TABLE, new TableColumn({ name: 'home_address', type: 'varchar', comment: '家庭住址' }));
    await queryRunner.addColumns(TABLE, [new TableColumn({ name: 'passport_no', type: 'varchar' })]);
    await queryRunner.dropColumn(TABLE, 'passport_no');
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE `customer` ADD `driving_licence_no` char(18)');
  }
}
