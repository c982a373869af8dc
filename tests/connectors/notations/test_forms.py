"""A table of pages and components against the forms, fields, words and third parties that must come out of them."""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from connectors.base import Source
from connectors.notations import Definition, Unread, endings, forms, spoken_in, worth_reading
from recognizers import catalogue
from recognizers.web_tracker import _SERVICES
from scanner.inventory import Finding, Verdict
from scanner.memory import MemoryLedger
from scanner.scan import Plan, run
from tests.growth import growth

PERSON = Path(__file__).parent / "person"

# Each case: path; text; then for every table its name, comment and columns "name|type|comment|line".
CASES: dict[str, tuple[str, str, dict[str, tuple[str, list[str]]]]] = {
    "labels: for, around, beside, of the field itself": (
        "join.html",
        """\
        <title>Shop</title><h1>Join us</h1>
        <form name="signup">
          <input id="a" name="full_name"> <label for="a">姓名：</label>
          <label>Mobile <input type=tel name=mobile></label>
          <table><tr><td>证件号码*</td><td><input name="zjhm" placeholder="18 位"></td></tr>
          <tr><td>A sentence that is far too long to be the label of anything</td><td><input name="x"></td></tr></table>
          <textarea name="bz" title="备注" aria-label="说明" data-label="备注">prefilled</textarea>
        </form>
        """,
        {
            "signup": (
                "Join us",
                ["full_name|text|姓名|3", "mobile|tel|Mobile|4", "zjhm|text|证件号码; 18 位|5", "x|text||6", "bz|textarea|说明; 备注|7"],
            )
        },
    ),
    "the same field once, buttons never, hidden ones but for tokens": (
        "a.html",
        """\
        <form id="f1"><input type="radio" name="sex" value="1"> 男 <input type="radio" name="sex" value="2"> 女
        <input type="hidden" name="_csrf" value="x"><input type="hidden" name="__VIEWSTATE"><input type="hidden" name="device_id">
        <input type="hidden"><input type="submit" name="go"><input type="image" name="pic"><input type="reset" name="no"><button name="b">去</button>
        <select name="city"><option>上海<option>北京</select></form>
        """,
        {"f1": ("", ["sex|radio||1", "device_id|hidden|hidden|2", "city|select||4"])},
    ),
    "two forms and what stands in none": (
        "pages/contact.html",
        """\
        <input name="q" placeholder="搜索">
        <form id="a"><legend>预约</legend><input name="xm"></form>
        <form><input name="email"></form><h2>投诉</h2><form action="/x"><input name="tel"></form>
        """,
        {
            "contact": ("", ["q|text|搜索|1"]),
            "a": ("预约", ["xm|text||2"]),
            "contact-2": ("", ["email|text||3"]),
            "contact-3": ("投诉", ["tel|text||3"]),
        },
    ),
    "names that are paths": (
        "a.html",
        """\
        <form id="f"><input name="user[mobile]"><input name="user.email"><input name="tags[]"><input name="first-name">
        <input name="items[0].idCard"><input name="user[phones][][area]"></form>
        """,
        {"f": ("", ["mobile|text||1", "email|text||1", "tags|text||1", "first-name|text||1", "idCard|text||2", "area|text||2"])},
    ),
    "no fields: elements that only have a name": (
        "a.html",
        """\
        <meta name="viewport"><a name="top"></a><iframe name="frame"></iframe><slot name="header"></slot><el-icon name="phone"/>
        <el-tab-pane label="手机" name="mobile"/><van-icon name="phone"/><el-table-column prop="mobile" label="手机号"/><param name="x">
        <el-dialog v-model="visible"/><el-tabs v-model="active"/><!-- <input name="id_card"> --><script>var a = '<input name="id_card">'</script>
        """,
        {},
    ),
    "element plus": (
        "src/views/register/index.vue",
        """\
        <template>
          <el-form :model="ruleForm" :rules="rules" ref="ruleFormRef">
            <el-form-item label="手机号" prop="mobile"><el-input v-model="ruleForm.mobile" :max="a > b ? 1 : 2"/></el-form-item>
            <el-form-item label="证件" prop="idCard"><my-reader/></el-form-item>
            <el-form-item label="有效期" prop="period">
              <el-date-picker v-model="ruleForm.from"/><el-date-picker v-model="ruleForm.to" type="month"/>
            </el-form-item>
            <el-form-item :label="$t('mail')" :prop="'list.' + n + '.email'"><el-input v-model="ruleForm.list[n].email"/></el-form-item>
            <el-form-item><el-button @click="save">提交</el-button></el-form-item>
            <el-checkbox v-model="agree.value">同意</el-checkbox>
            <el-input v-model="get(x)" placeholder="住址"/>
          </el-form>
        </template>
        """,
        {
            "register": (
                "",
                [
                    "mobile|el-input|手机号|3", "idCard|el-form-item|证件|4", "from|el-date-picker|有效期|6", "to|month|有效期|6",
                    "email|el-input||8", "agree|el-checkbox||10", "住址|el-input|住址|11",
                ],
            )
        },
    ),
    "ant design, vant, uni-app, naive": (
        "a.vue",
        """\
        <a-form :model="visitor"><a-form-item label="姓名" name="xm"><a-input v-model:value="visitor.xm"/></a-form-item>
        <a-form-item label="手机" name="sj"><a-input/></a-form-item></a-form>
        <van-form><van-field v-model="phone" name="phone" label="电话" placeholder="请填写电话"/></van-form>
        <uni-forms :modelValue="data"><uni-forms-item label="邮箱" name="email"><uni-easyinput v-model="data.email"/></uni-forms-item></uni-forms>
        <n-form><n-input v-model:value="addr" :placeholder="'住址'"/></n-form>
        """,
        {
            "visitor": ("", ["xm|a-input|姓名|1", "sj|a-input|手机|2"]),
            "a": ("", ["phone|van-field|电话; 请填写电话|3"]),
            "a-2": ("", ["email|uni-easyinput|邮箱|4"]),
            "a-3": ("", ["addr|n-input|住址|5"]),
        },
    ),
    "angular": (
        "signup.component.html",
        """\
        <form [formGroup]="profileForm" (ngSubmit)="a > 1"><mat-form-field><mat-label>Phone</mat-label><input matInput formControlName="phone"></mat-form-field>
        <input [(ngModel)]="user.idCard" placeholder="ID"><input [formControl]="x"></form>
        """,
        {"profileForm": ("", ["phone|text|Phone|1", "idCard|text|ID|2"])},
    ),
    "svelte": (
        "Join.svelte",
        """\
        {#if open}<form id="join" on:submit={() => { save({ a: 1 }) }}><input bind:value={person.mobile} type="tel"/>
        <input bind:value={email}></form>{/if}
        """,
        {"join": ("", ["mobile|tel||1", "email|text||2"])},
    ),
    "jsp, spring tags, struts": (
        "a.jsp",
        """\
        <%@ page import="a<b>" %><form:form modelAttribute="customer"><c:if test="${a > b}">
        姓名 <form:input path="xm"/> <input name="<%= field("x") %>"> <input name="${n}"><input name="tel" value="<%= r.get("tel") %>">
        </c:if></form:form><html:form name="u"><html:text property="none"/><html:textarea property="zz"/></html:form>
        """,
        {"customer": ("", ["xm|form:input|姓名|2", "tel|text||2"]), "u": ("", ["zz|html:textarea||3"])},
    ),
    "freemarker, jinja, handlebars": (
        "a.ftl",
        """\
        <#if x gt 3><form id="f"></#if><#-- <input name="gone"> --><input name="a" value="${a!""}">{% if x > "1" %}<input name="b">{% endif %}
        {{!-- <input name="gone2"> --}}<input name="c" value="{{ c }}"></form>
        """,
        {"f": ("", ["a|text||1", "b|text||1", "c|text||2"])},
    ),
    "wxml": (
        "pages/bind/index.wxml",
        """\
        <view class="weui-cell__hd">手机号</view><view><input value="{{form.mobile}}" bindinput="onMobile" type="number"/></view>
        <input model:value="{{idCard}}"/><input data-field="email" bindinput="onInput" placeholder="邮箱"/>
        <picker name="area" value="{{area}}"><view>所在地区：{{area}}</view></picker><input bindinput="on" placeholder="住址"/>
        <input wx:for="{{list}}" value="{{item.value + 1}}"/>
        """,
        {
            "bind": (
                "",
                ["mobile|number|手机号|1", "idCard|text||2", "email|text|邮箱|2", "area|picker|所在地区|3", "住址|text|住址|3"],
            )
        },
    ),
    "react: hook form, formik, ant design, material": (
        "Visitor.tsx",
        """\
        type A = Array<string>;
        export const Visitor = () => (
          <Form form={form} name="visitor"><h2>访客登记</h2>
            <Form.Item label="姓名" name="xm" rules={[{ required: true }]}><Input placeholder="请输入姓名" /></Form.Item>
            <Form.Item label={'手机'} name={['contact', 'mobile']}><Input.Password /></Form.Item>
            <Form.List name="x">{(f) => f.map((i) => <Form.Item name={[i.name, 'idCard']} label="证件"><Input /></Form.Item>)}</Form.List>
            <TextField id="outlined-basic" label="Email" {...register('user.email', { required: true })} />
            <Controller name="birthday" control={control} render={({ field }) => <DatePicker {...field} />} />
            <Field name="wechat" type="text" /><input value={state.addr} onChange={(e) => set(e.target.value)} />
            <div>{'昵称'}<input {...formik.getFieldProps("nick")} /></div><ProFormText name="qq" label="QQ" />
            <input {...props} /><Button name="b">去</Button><Tabs.TabPane name="t" label="T" /><input name={dynamic} type="checkbox" />
          </Form>
        );
        """,
        {
            "visitor": (
                "访客登记",
                [
                    "xm|Input|姓名; 请输入姓名|4", "mobile|Input.Password|手机|5", "idCard|Input|证件|6", "email|TextField|Email|7",
                    "birthday|Controller||8", "wechat|text||9", "addr|text||9", "nick|text|昵称|10", "qq|ProFormText|QQ|10",
                ],
            )
        },
    ),
    "react: decorated fields, text before the column": (
        "a.jsx",
        """\
        const 表 = '中文'; const b = <form id="手"><Form.Item label="电话">{getFieldDecorator('phone', { rules: [] })(<Input />)}</Form.Item></form>;
        """,
        {"手": ("", ["phone|Input|电话|1"])},
    ),
    "no forms in code": ("a.tsx", "const a: Input<string> = f<Form>(x); const s = '<input name=\"mobile\">'; // <input name=\"tel\" />\n", {}),
    "third parties of a page": (
        "a.html",
        """\
        <script src="https://hm.baidu.com/hm.js?1"></script><script src="/static/app.js"></script><script :src="'//cdn.example.net/a.js'"></script>
        <img src="//tr.example.com/p.gif?id=1"><img src="logo.png"><iframe src="https://map.example.org/"></iframe><a href="https://link.example.com/">x</a>
        <script>
          gtag('js', new Date()); gtag('config', 'G-1'); _hmt.push(['_trackPageview']); var u = "https://api.example.com/v1?x=1", n = "http://www.w3.org/2000/svg";
          i18n.init('x'); data.push(1); x_hmt.push(1); config('set'); // see https://docs.example.com/
        </script><script src="https://hm.baidu.com/hm.js?2"></script>
        """,
        {
            "third parties": (
                "",
                [
                    "hm.baidu.com/hm.js|script|https://hm.baidu.com/hm.js?1|1", "cdn.example.net/a.js|script|//cdn.example.net/a.js|1",
                    "tr.example.com/p.gif|script|//tr.example.com/p.gif?id=1|2", "map.example.org|script|https://map.example.org/|2",
                    "api.example.com/v1|script|https://api.example.com/v1?x=1|4", "gtag js|script|gtag('js', new Date())|4",
                    "gtag config|script|gtag('config', 'G-1')|4", "_hmt.push|script|_hmt.push(['_trackPageview'])|4",
                ],
            )
        },
    ),
    "third parties of code": (
        "main.ts",
        """\
        import Vue from 'vue'; import x from './a.com/b'; const a = <T,>(x: T) => x;
        hm.src = "https://hm.baidu.com/hm.js?1"; sensors.quick('autoTrack'); const h = '<a href="https://example.com/help">';
        """,
        {
            "third parties": (
                "",
                ["hm.baidu.com/hm.js|script|https://hm.baidu.com/hm.js?1|2", "sensors.quick|script|sensors.quick('autoTrack')|2"],
            )
        },
    ),
    "packages of an app": (
        "app/build.gradle",
        """\
        android { namespace 'com.mine.app' }
        dependencies { implementation 'com.umeng.analytics:analytics:1.0'; implementation "androidx.core:core-ktx:1.9"
          api("cn.jpush.android:jpush:3") ; implementation project(':lib'); implementation 'com.mine.app.base:x:1' }
        """,
        {
            "third parties": (
                "",
                [
                    "com.umeng.analytics:analytics|script|com.umeng.analytics:analytics:1.0'; implementation \"androidx.core:core-ktx:1.9\"|2",
                    "cn.jpush.android:jpush|script|cn.jpush.android:jpush:3\") ; implementation project(':lib'); implementation 'com.mine.app.base:x:1' }|3",
                ],
            )
        },
    ),
    "an app's manifest": (
        "AndroidManifest.xml",
        """\
        <manifest package="com.mine.app"><uses-permission android:name="android.permission.INTERNET"/>
        <service android:name="com.igexin.sdk.PushService"/><activity android:name="com.mine.app.Main"/><activity android:name=".Other"/></manifest>
        """,
        {"third parties": ("", ['com.igexin.sdk.PushService|script|com.igexin.sdk.PushService"/><activity android:name="com.mine.app.Main"/><activity android:name=".Other"/></manifest>|2'])},
    ),
}  # fmt: skip


def shown(definition: Definition) -> dict[str, tuple[str, list[str]]]:
    comments = {c.table.table: c.new for c in definition.changes if c.op == "comment_table"}
    made = [c for c in definition.changes if c.op == "create"]
    return {c.table.table: (comments.get(c.table.table, ""), [f"{k.name}|{k.type}|{k.comment}|{k.line}" for k in c.columns]) for c in made}


@pytest.mark.parametrize("name", CASES)
def test_a_page_says_what_it_asks_for(name: str) -> None:
    path, text, expected = CASES[name]
    read = forms.read(textwrap.dedent(text), path)
    assert shown(read) == expected
    assert (read.kind, read.unread) == ("form", ())
    assert bool(expected) <= worth_reading(forms, textwrap.dedent(text))


@pytest.mark.parametrize("name", CASES)
def test_columns_point_at_their_names(name: str) -> None:
    path, text, _ = CASES[name]
    lines = textwrap.dedent(text).split("\n")
    for change in forms.read(textwrap.dedent(text), path).changes:
        for column in change.columns:
            here = lines[column.line - 1][column.at - 1 :]
            assert here.startswith(column.name) or (" " in column.name and here.startswith(column.name.split()[0]))


def test_which_files_are_read() -> None:
    for name in ("a.html", "x/B.HTML", "a.component.html", "a.vue", "a.jsp", "a.tsx", "a.ts", "app/build.gradle", "AndroidManifest.xml"):
        assert forms in spoken_in(name)
    assert not any(forms in spoken_in(name) for name in ("a.py", "gradle.xml", "a.css", "html"))
    assert all(ending == ending.lower() for ending in endings())


def test_what_the_grammar_cannot_read_is_told_where_it_holds_a_field() -> None:
    broken = 'const a = (\n<form id="f"><input name="a" /></form>\n);\nconst = = <input name="b" ={ / <<\n'
    assert forms.read(broken, "a.tsx").unread == (4,)
    assert forms.read("const = = ;\nconst b = <input name='b' />;\n", "a.tsx").unread == ()


# -- trackers -----------------------------------------------------------------------------------------------------------


def scanned(tmp_path: Path, name: str, text: str) -> tuple[Finding, ...]:
    (tmp_path / name).write_text(text, "utf-8")
    source = Source("app", f"schema://{tmp_path}", options=(("files", (name,)),))
    return run(Plan((source,), catalogue(), "digest", "0", "schema"), MemoryLedger()).findings


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.html", '<p>\n<script src="https://hm.baidu.com/hm.js?0"></script>', ["hm.baidu.com/hm.js|baidu_tongji|2"]),
        (
            "a.vue",
            "<script>\n\ngtag('config', 'G-1'); fbq('init', '1')\n</script>",
            ["gtag config|google_analytics|3", "fbq init|meta_pixel|3"],
        ),
        ("a.ts", 's.src = "//s4.cnzz.com/z.js"; _czc.push([1])', ["s4.cnzz.com/z.js|cnzz|1", "_czc.push|cnzz|1"]),
        ("a.tsx", '<Script src="https://www.googletagmanager.com/gtm.js" />', ["www.googletagmanager.com/gtm.js|google_tag_manager|1"]),
        ("build.gradle", "implementation 'com.tencent.bugly:crashreport:4'", ["com.tencent.bugly:crashreport|tencent_bugly|1"]),
        ("AndroidManifest.xml", '<service android:name="com.igexin.sdk.PushService"/>', ["com.igexin.sdk.PushService|getui|1"]),
        ("a.html", '<script src="/js/matomo.js"></script>', ["matomo.js|matomo|1"]),
        ("a.html", '<script src="https://cdn.example.com/jquery.js"></script><a href="https://tongji.baidu.com/">x</a>', []),
        ("a.html", '<form><input name="script" type="script" placeholder="https://hm.baidu.com/hm.js"></form>', []),
        ("a.js", "// https://hm.baidu.com/hm.js\nsend('https://api.example.com/email/phone');", []),
    ],
)
def test_trackers_are_found_by_what_a_page_names(name: str, text: str, expected: list[str], tmp_path: Path) -> None:
    found = [f for f in scanned(tmp_path, name, text) if f.entity == "WEB_TRACKER"]
    assert [f"{f.column}|{','.join(f.kinds)}|{f.line}" for f in found] == expected
    assert all(f.verdict is Verdict.LIKELY and f.evidence for f in found)


def test_names_of_third_parties_are_no_names_of_people(tmp_path: Path) -> None:
    text = """<script src="https://x.example.com/phone"></script><img src="https://x.example.com/email">"""
    assert scanned(tmp_path, "a.html", text) == ()


def texts(pattern: str) -> list[str]:
    """What a pattern of the tracker's recognizer fits: every alternative, repeats as rarely as may be."""

    def of(tokens: Iterable[tuple[Any, Any]]) -> list[str]:
        made = [""]
        for op, what in tokens:
            if str(op) == "LITERAL":
                options = [chr(what)]
            elif str(op) == "IN":
                options = [chr(what[0][1][0] if str(what[0][0]) == "RANGE" else what[0][1])]
            elif str(op) == "MAX_REPEAT":
                options = ["", *of(what[2])][: 1 if what[1] > 1 else 2] if what[0] == 0 else [option * what[0] for option in of(what[2])]
            else:
                options = of(what[3]) if str(op) == "SUBPATTERN" else [text for branch in what[1] for text in of(branch)]
            made = [f"{head}{option}" for head in made for option in options]
        return made

    return of(re._parser.parse(pattern))  # type: ignore[attr-defined]


@pytest.mark.parametrize("service", _SERVICES)
def test_whatever_the_recognizer_knows_a_service_by_is_read(service: str) -> None:
    """The calls and hosts that pages are read for keep in step with the recognizer's."""
    for mark in texts(_SERVICES[service]):
        if re.match(r"(?:com|cn)[.][a-z]+[.]", mark):
            path, text = "AndroidManifest.xml", f'<service android:name="{mark.strip(".")}.Push"/>'
        elif re.fullmatch(r"[\w.-]+[.](?:com|cn|net|la|ms|ru|me|io)(?:/.*)?", mark):
            path, text = "a.html", f'<script src="https://{mark}"></script>'
        else:
            path, text = "a.js", f"\n{mark}'1');"
        comments = [column.comment for change in forms.read(text, path).changes for column in change.columns]
        assert any(mark in comment for comment in comments), mark
        assert worth_reading(forms, text)


# -- hostile input ------------------------------------------------------------------------------------------------------


def pages() -> list[tuple[str, str]]:
    return [
        *((path.name, path.read_text("utf-8")) for path in sorted(PERSON.glob("forms*"))),
        *((path, textwrap.dedent(text)) for path, text, _ in CASES.values()),
    ]


@pytest.mark.parametrize("seed", range(40))
def test_damaged_pages_end_in_a_definition_or_unread(seed: int) -> None:
    dice = random.Random(seed)
    for path, text in pages():
        chars = list(text)
        for _ in range(dice.randrange(1, 12)):
            a, b = dice.randrange(len(chars)), dice.randrange(len(chars))
            chars[a], chars[b] = chars[b], chars[a]
        damaged = "".join(chars)[dice.randrange(20) : dice.randrange(20, len(text) + 1)]
        try:
            for change in forms.read(damaged, path).changes:
                assert all(column.line >= 1 and column.at >= 1 and column.name for column in change.columns)
        except Unread:
            pass


@pytest.mark.parametrize(
    ("path", "unit"),
    [
        *[("a.html", unit) for unit in (
            "<!--", "<a <a ", '<a b="', "<a b='\" ", "<form><input name=a>", "<label>x<input name=a>", "<el-form-item label=x prop=y>", "</form>",
            "<x a={{}x{}", "<x a={ b={", "<%", "{{!--", "<script>", "<a b=   ", "<h1>a", "<picker name=a>b", "<option>a", "<!", "<#", "<p>x")],
        ("a.html", "a"),
        *[("a.ts", unit) for unit in ("'//a.b.c.d-e", "gtag('", '"a.a.a.', "'" + "a" * 50)],
        *[("build.gradle", unit) for unit in ("'a.b.c:", "namespace ")],
        *[("a.tsx", unit) for unit in (
            '<input name="a"/>;', '<div><Input name="b">', 'f("a")', 'getFieldDecorator("a")(', "<A b={<A b={x}/>}/>", '手<input name="手"/>;')],
    ],
)  # fmt: skip
def test_the_cost_grows_with_the_text(path: str, unit: str) -> None:
    assert growth(lambda size: forms.read("<input :name=" + unit * size, path), 2000) < 3.7
