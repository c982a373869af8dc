import { maskPhone } from './mask';

describe('maskPhone', () => {
  it('keeps the last four digits', () => {
    const phone = '0000';
    expect(maskPhone(phone)).toBe('***0000');
  });
});
