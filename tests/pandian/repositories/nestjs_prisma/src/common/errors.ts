export class PhoneTakenError extends Error {
  constructor(public readonly tail: string) {
    super(`手机号已注册（尾号 ${tail}）`);
  }
}

export const messages = {
  phoneTaken: '手机号已注册',
  nameTooLong: '姓名太长',
};
