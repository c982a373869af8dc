import { Schema, model } from 'mongoose';

const contact = {
  email: { type: String, lowercase: true }, // 邮箱
  homeAddress: { type: String, comment: '家庭住址' },
};

export const customerSchema = new Schema(
  {
    fullName: { type: String, required: true }, // 客户姓名
    mobile: String,
    idCardNo: { type: String, comment: '身份证号' },
    ...contact,
    /** 出生日期 */
    birthday: Date,
    status: { type: Number, default: 0 },
  },
  { timestamps: true },
);

export const Customer = model('Customer', customerSchema);
