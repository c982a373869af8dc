/** 日志里的手机号只留尾号。 */
export function maskPhone(phone: string): string {
  return phone.length < 4 ? '***' : `***${phone.slice(-4)}`;
}

export interface MaskOptions {
  head: number;
  tail: number;
}
