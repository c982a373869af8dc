module.exports = {
  up: (queryInterface, Sequelize) =>
    queryInterface.sequelize.transaction(async (transaction) => {
      await queryInterface.renameColumn('customer', 'name1', 'full_name', { transaction });
      await queryInterface.addColumn('customer', 'id_card_no', { type: Sequelize.CHAR(18), comment: '身份证号' }, { transaction });
      await queryInterface.addColumn({ tableName: 'customer' }, 'birthday', Sequelize.DATEONLY);
      await queryInterface.removeColumn('customer', 'telex');
      await queryInterface.sequelize.query("ALTER TABLE customer ADD COLUMN home_address varchar(255)");
    }),
  down: (queryInterface) => queryInterface.addColumn('customer', 'passport_no', 'varchar(20)'),
};
