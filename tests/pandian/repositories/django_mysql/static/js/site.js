// 手机号输入框只留数字
document.querySelectorAll("input[type=tel]").forEach(function (input) {
  input.addEventListener("input", function () {
    input.value = input.value.replace(/\D/g, "");
  });
});
