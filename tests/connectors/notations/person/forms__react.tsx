import { Form, Input } from 'antd';
import { Controller, useForm } from 'react-hook-form';

export function CustomerPage(): JSX.Element {
  const { register, control } = useForm<Customer>();
  return (
    <form id="customer">
      <h2>客户登记</h2>
      <label htmlFor="xm">姓名</label>
      <input id="xm" {...register('fullName', { required: true })} />
      <label>手机号 <input type="tel" {...register('mobile')} /></label>
      <Form.Item label="身份证号" name={['identity', 'idCardNo']}><Input maxLength={18} /></Form.Item>
      <Controller name="email" control={control} render={({ field }) => <Input {...field} placeholder="请输入邮箱" />} />
      <TextField label="出生日期" type="date" name="birthday" />
      <Input.TextArea value={customer.homeAddress} placeholder="家庭住址" onChange={(e) => change(e.target.value)} />
      <Select name="status"><Option value={1}>新</Option></Select>
      <button type="submit">提交</button>
    </form>
  );
}
