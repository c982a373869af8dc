package cn.qinghe.member.controller;

import cn.qinghe.member.dto.MemberRegisterDTO;
import cn.qinghe.member.service.MemberService;
import lombok.RequiredArgsConstructor;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/members")
@RequiredArgsConstructor
public class MemberController {

    private final MemberService memberService;

    /** 注册：手机号必须先通过短信验证 */
    @PostMapping
    public String register(@RequestBody MemberRegisterDTO body) {
        String phone = body.getMobile().trim();
        return memberService.register(body.getRealName(), phone);
    }
}
