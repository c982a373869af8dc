'use strict';

module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.createTable('customer', {
      id: { type: Sequelize.BIGINT, primaryKey: true },
      name1: { type: Sequelize.STRING(64), comment: '客户姓名' },
      mobile: { type: Sequelize.STRING(20), comment: '手机号' },
      telex: Sequelize.STRING,
      email: Sequelize.STRING, // 邮箱
    }, { comment: '客户表' });
  },
  async down(queryInterface) {
    await queryInterface.dropTable('customer');
  },
};
