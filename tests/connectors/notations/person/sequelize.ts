import { DataTypes, Model, Sequelize } from 'sequelize';

export class Customer extends Model {}

export const init = (sequelize: Sequelize) =>
  Customer.init(
    {
      id: { type: DataTypes.BIGINT, primaryKey: true },
      fullName: { type: DataTypes.STRING(64), field: 'full_name', comment: '客户姓名' },
      mobile: DataTypes.STRING(20), // 手机号
      idCardNo: { type: DataTypes.CHAR(18), field: 'id_card_no', comment: '身份证号' },
      /** 邮箱 */
      email: { type: DataTypes.STRING },
      birthday: { type: DataTypes.DATEONLY, comment: '出生日期' },
      homeAddress: { type: DataTypes.STRING, field: 'home_address', comment: '家庭住址' },
      status: { type: DataTypes.INTEGER, comment: '状态' },
      label: { type: DataTypes.VIRTUAL, get() { return this.getDataValue('fullName'); } },
    },
    { sequelize, tableName: 'customer', comment: '客户表' },
  );
