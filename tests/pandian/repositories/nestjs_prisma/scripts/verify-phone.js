// 本地检查：手机号格式
const phone = process.argv[2] || '';
const ok = /^\d{11}$/.test(phone);
console.log(ok ? '格式正确' : '格式不对');
