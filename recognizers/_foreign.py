"""*Names from elsewhere* in cells: characters that transcribe foreign and minority names, and frequent Japanese surnames.

A column of such names has no Chinese surname to hold on to. 阿依古丽·买买提 and 卡尔·马克斯 are written with few characters;
a Japanese name begins with one of few hundred surnames and mostly ends in one of few characters.

Sources: the characters are the most frequent of the transcribed names of HanLP 1.x (Apache-2.0), whole names are not in here;
surnames and endings are general knowledge (the hundred and some most frequent of Japan).
"""

from __future__ import annotations

from recognizers.header_words import words

#: What 97 of 100 characters of transcribed names are.
TRANSCRIBING = (
    "斯尔克特德拉里利尼格罗阿布卡夫马姆科西亚雷纳奥巴普森莱迪维伊米弗蒂恩奇塔洛哈曼麦基安兰诺伯达吉埃林托萨勒瓦比莫贝顿沃菲多"
    "鲁杰帕伦加金梅希赫艾塞娜博福韦威丽霍兹索凯玛内波戈佩茨莉古思皮文法耶什瑟库提乔蒙穆扎登默瑞沙约朗费桑劳查丁妮丹坦海切迈杜"
    "泰莎肯列乌木温泽谢伍贾盖齐苏史卢赛琳本汉南图戴根因尤康芬考翰厄大丝雅努坎宾赖肖明辛柯鲍道山华买奈朱詹门珀施欧宁亨隆班爱娃"
    "热力依东胡豪万保平密摩娅奎廷逊高汤廉富怀舍彭士佐理得路惠昂纽通都拜卜扬夏卫彻哥唐邦历滕休邓易舒季不黑松彼涅英治圣潘叶甘代"
    "别孜勃合江派龙黛欣范申丘当佛庞罕白契甫凡农李汗修琼席珍汀美可芙日撒昆芒吐堡那冈贡生烈祖京钱旺捷雪乡吾仁赞儿蕾素芭措狄吕葛"
    "孔州缪翁歇中司小珊琴来毛洪莲嘉市宝济钦武夸锡世佳略茜开津露尚让哲居策敦柏天增采地若薇蓬帝次香柳其铁阳绍成盛久方侯恰连嘎旦"
    "果各珠冯琪卓立义留墨魏毕人牙于何子翠强瓜甲优伽乐第先培央杨太楚简荷非国浦一王噶察曾土玉蜜城喀坚觉伏田礼公北岑斐堂孙敏歌姬"
    "碧迭郑长杭三刘包百延宗焦孟张新乃庆二空茹传儒廖定曲迦干雄郎差肉诗河持蓝光心和他秀赤民萝则相野家茱圭岛贵广奔驰灵守缅永拿口"
    "腾熊泼满任韩芳奴拇菜经纪主音车重学猫仲衣青兴周陶良额关村钟浮陈黄却伟芝牛尧屈之底川左恭然所披皇晓律柴梵昌梦云秋石萧许雨朵"
    "葆谷戎禾湖乍台才以但滨庭原凤晋资花哇梭吴外样四超坤茅诃朔姑母也猪倍慕岩演恺乎茂朝单黎会冬载更将益庄书侬茵十薄正边祥刚陆慈"
    "启年瑙蒋蔡上的红五魔触峰速信俾童冲凰郊磨樵副晨实岭宫部印厦井好仪氏徒番带风交省炎健兄弟女导退荣鸠藤官宙容寿屠岳盘员自园榆"
    "梁行程猜商锐时堆后参元帅鸿章航月娥银联梯粤汇横冠军少尊远水池洁点溥典者神俊禄秦管春细令耳集姐腊玫亭胜潼苗港释顺宜两岱度恒"
    "雯蓓谟怡婷仓委咪寇堪崔札靳区弥悉琦妲袄汪纯毓焘玻臣蔓茉莪菠裴郭骚象影建筑化邑情局"
)

#: In Japanese and, where a normaliser has been at work, in simplified characters.
JAPANESE_SURNAMES = words(
    """
    佐藤 鈴木 铃木 高橋 高桥 田中 伊藤 渡辺 渡邊 渡边 山本 中村 小林 加藤 吉田 山田 佐々木 山口 斎藤 斉藤 齋藤 斋藤
    井上 木村 清水 山崎 池田 橋本 桥本 阿部 石川 山下 中島 中岛 石井 小川 前田 岡田 冈田 長谷川 长谷川 藤田 後藤 后藤
    近藤 村上 遠藤 远藤 青木 坂本 福田 太田 西村 藤井 金子 岡本 冈本 藤原 三浦 中野 中川 原田 松田 竹内 小野 田村 中山
    和田 石田 森田 上田 内田 柴田 酒井 宮崎 宫崎 横山 高木 安藤 宮本 宫本 大野 小島 小岛 谷口 工藤 今井 高田 増田 增田
    丸山 杉山 村田 大塚 新井 小山 平野 藤本 河野 上野 野口 武田 松井 千葉 千叶 菅原 岩崎 木下 久保 佐野 野村 松尾 菊地
    市川 杉本 古川 大西 水野 島田 岛田 桜井 樱井 渡部 高野 吉川 山内 西田 飯田 饭田 菊池 西川 小松 北村 安田 五十嵐
    五十岚 川口 関口 关口 平田 中田 久保田 服部 東野 岩田 土屋 川崎 福島 本多 辻 樋口 秋山 田口 永井 山中 中西 吉村
    川上 石原 大橋 松岡 浜田 馬場 森本 矢野 浅野 大島 早川 篠原 大久保
    """
)

#: Body of a class: what a Japanese given name ends in.
JAPANESE_ENDINGS = (
    "郎子美一二三太介也彦夫雄男人樹树翔恵惠香奈菜織织里沙代江枝哉平真希愛爱翼健誠诚司史行之助朗輔辅吾志治明博和幸久弘宏昭正典"
    "紀纪規次造蔵衛莉花華央音衣帆咲葵蓮莲陽斗悠"
)

KANA_SURNAMES = words(
    """
    サトウ スズキ タカハシ タナカ イトウ ワタナベ ヤマモト ナカムラ コバヤシ カトウ ヨシダ ヤマダ ササキ ヤマグチ
    サイトウ マツモト イノウエ キムラ ハヤシ シミズ ヤマザキ イケダ ハシモト アベ モリ イシカワ ヤマシタ ナカジマ
    イシイ オガワ マエダ オカダ ハセガワ フジタ ゴトウ コンドウ ムラカミ エンドウ アオキ サカモト フクダ オオタ
    ニシムラ フジイ カネコ オカモト フジワラ ミウラ ナカノ ナカガワ ハラダ マツダ タケウチ オノ タムラ ナカヤマ ワダ
    イシダ モリタ ウエダ ウチダ シバタ サカイ ヨコヤマ タカギ アンドウ ミヤモト オオノ コジマ
    """
)
