"""Health data (健康医疗信息): diagnosis, history, blood type, allergy, medication, findings, record numbers, disability, pregnancy.

Sensitive under PIPL Art. 28. Columns are known by their header; a value counts under one when it speaks of a disease, a state of
health, a finding or a code. In text only what a label of a medical record announces (过敏史：青霉素), an illness behind 确诊, 患有, and an
illness as a whole cell. A bare 诊断 needs an illness behind it: devices and networks are diagnosed, too. Catalogues of diseases and
drugs look like records of people in single columns; their headers (疾病名称, 药品名称) speak only in a table about persons.
Not recognised: images, laboratory values without header, free descriptions. Sources: PIPL Art. 28, GB/T 39725-2020 (health data
classes), GB/T 35273-2020 annex B, WS 445 (data elements of health records), ICD-10.
"""

from __future__ import annotations

from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_ILLNESS = (
    "(?:高血压|糖尿病|冠心病|心脏病|心肌炎|心肌梗死|脑梗死|脑梗|脑出血|中风|高血脂|脂肪肝|肝炎|支气管哮喘|乙肝|丙肝|肝硬化"
    "|胃炎|胃溃疡|肠炎|肺炎|支气管炎|哮喘|慢阻肺"
    "|肺结核|结核病|艾滋病|梅毒|性病|癌症|[肺肝胃肠乳脑骨膀胱腺喉血]{1,2}癌|白血病|淋巴瘤|肿瘤|尿毒症|肾炎|肾衰竭"
    "|痛风|甲亢|甲减|甲状腺结节|贫血|癫痫|帕金森病?"
    "|阿尔茨海默病?|抑郁症|焦虑症|双相情感障碍|精神分裂症|自闭症|孤独症|多动症|类风湿关节炎|关节炎|颈椎病"
    "|腰椎间盘突出症?|骨折|红斑狼疮|银屑病|白癜风|湿疹|荨麻疹"
    "|阑尾炎|胆囊炎|胆结石|肾结石|前列腺炎|子宫肌瘤|卵巢囊肿|不孕症|青光眼|白内障|血友病|地中海贫血|新冠|新型冠状病毒感染|流感)"
)
_SIGN = (
    "(?:病|症|炎|癌|瘤|骨折|梗死|感染|损伤|结石|溃疡|障碍|综合征|综合症|抑郁|妊娠|早孕|肿|疹|出血|衰竭|贫血|发热"
    "|感冒|哮喘|脱位|息肉|囊肿|增生|不全|高血压|过敏|高血脂|结节)"
)
_HAN = "[一-鿿A-Za-z0-9（）()、+-]"
_LABELS = (
    "(?:主诉|现病史|既往史|既往病史|过往病史|家族病史|家族遗传史|疾病史|病史|过敏史|过敏原|药物过敏|手术史|婚育史"
    "|出院诊断|入院诊断|临床诊断|初步诊断|门诊诊断|病理诊断|诊断结果|长期用药|服用药物|用药情况)"
)
_RECORD_NUMBER = "(?:病历号|病案号|住院号|门诊号|就诊卡号|诊疗卡号|医保卡号|医保号|检查号|影像号|病理号)"
_NOTHING = frozenset({"不详", "未知", "暂无", "待查", "未见异常", "没有", "待补充", "请填写", "必填", "选填"})
_BLOOD = "(?:AB|A|B|O)型?(?: ?(?:[Rr][Hh])? ?[(（]?(?:[+-]|阳性|阴性)[)）]?)?|[Rr][Hh][ ]?(?:[+-]|阳性|阴性|阴|阳)"


def validate(value: str) -> bool | None:
    """False for words that stand where nothing is known; never proves."""
    return False if value.strip() in _NOTHING else None


RECOGNIZER = Recognizer(
    entity="HEALTH",
    category="user.health_and_medical",
    names={"zh": "健康医疗信息", "en": "Health data"},
    rank=89,
    patterns=(
        Pattern("labelled", f"{_HAN}{{2,20}}", before=f"{_LABELS}[ 　]?[:：][ 　]?", score=0.7, clue=f"{_LABELS}[ 　]?[:：]"),
        Pattern(
            "diagnosis",
            f"{_HAN}{{0,12}}{_SIGN}",
            before="(?:^|[^障络统备机车网端])(?:诊断|确诊|病情|病名|疾病)(?:为|[ 　]?[:：])[ 　]?",
            kind="diagnosis",
            score=0.7,
            clue="诊断|病情|病名|疾病|确诊",
        ),
        Pattern(
            "illness",
            _ILLNESS,
            before="(?:确诊(?:为|患有)?|患有|罹患|诊断为|诊断出|查出|患上了?|病史[:：]|曾患)(?:了|[一-鿿0-9]{1,3}?)??",
            kind="diagnosis",
            score=0.8,
            clue="确诊|患有|罹患|诊断|查出|患上|病史|曾患",
        ),
        Pattern(
            "illness_cell",
            f"(?:[0-9]型|急性|慢性|先天性|原发性|继发性|妊娠期?)?{_ILLNESS}(?:[0-9一二三I]{{1,3}}[级期度])?",
            scope="cell",
            kind="diagnosis",
            score=0.6,
        ),
        Pattern(
            "blood",
            _BLOOD,
            before="(?:血型|[Bb]lood [Tt]ype)[ 　]?(?:[:：=]|是|为)[ 　]?",
            edges="0-9A-Za-z_",
            kind="blood_type",
            score=0.7,
        ),
        Pattern(
            "record_number",
            "[0-9A-Za-z-]{5,20}",
            before=f"{_RECORD_NUMBER}[ 　]?[:：][ 　]?",
            edges="0-9A-Za-z_",
            kind="medical_record_number",
            score=0.7,
        ),
        Pattern("pregnant", "(?:孕|怀孕|妊娠)[0-9]{1,2}\\+?(?:周|个月)", kind="pregnancy", score=0.6),
        Pattern("disability", "(?:视力|听力|言语|肢体|智力|精神|多重)残疾(?:[一二三四]级)?", scope="cell", kind="disability", score=0.7),
        Pattern("disabled", "(?:视力|听力|言语|肢体|智力|精神|多重)残疾[一二三四]级", kind="disability", score=0.7),
        Pattern("word", f"[^\\r\\n]*{_SIGN}[^\\r\\n]*", scope="header", score=0.5),
        Pattern(
            "state",
            "健康|良好|一般|较?差|亚健康|体弱|残疾|患病|正常|异常|有|无|是|否|阳性|阴性|[Pp]ositive|[Nn]egative|[+-]{1,4}",
            scope="header",
            score=0.3,
        ),
        Pattern("blood_cell", _BLOOD, scope="header", kind="blood_type", score=0.5),
        Pattern("icd", "[A-TV-Z][0-9]{2}(?:[.][0-9A-Za-z]{1,4})?(?:[+*])?", scope="header", kind="diagnosis", score=0.6),
        Pattern(
            "measured",
            "[0-9]{1,4}(?:[.][0-9]{1,3})?(?:/[0-9]{2,3})?(?: ?[A-Za-z/%℃°μ]{1,8})?",
            scope="header",
            kind="test_result",
            score=0.3,
        ),
        Pattern("number", "[0-9A-Za-z-]{5,24}", scope="header", score=0.2),
        Pattern("phrase", "[一-鿿][一-鿿，、；。,;（）() 0-9A-Za-z.+-]*", scope="header", score=0.2),
    ),
    validate=validate,
    headers=words(
        """
        diagnosis diagnose clinical_diagnosis clinic_diagnosis disease_history medical_history past_history family_history
        illness_history present_illness chief_complaint allergy allergies allergy_history allergic_history drug_allergy
        blood_type bloodtype blood_group health_status health_condition health_state healthy_status health_checkup health_info
        medical_record medical_record_no medical_record_number case_history case_no mrn inpatient_no outpatient_no admission_no
        patient_symptom symptom symptoms commonly_used_drugs current_medication medications disability disability_level
        disability_type disability_card_no pregnancy pregnant gestational_week menstrual_history blood_pressure systolic
        diastolic blood_sugar blood_glucose heart_rate bmi vital_signs treatment_plan surgery_history vaccination
        vaccination_record hiv infectious_disease mental_state psychological_status medical_insurance_card health_card_no jkzk
        jkqk xuexing bingli blh zyh mzh zdjg gmsy guominshi 诊断 临床诊断 诊断结果 诊断信息 诊断名称 出院诊断 入院诊断 初步诊断
        门诊诊断 确诊疾病 病史 既往史 既往病史 过往病史 家族病史 家族史 现病史 疾病史 病情 病情描述 主诉 症状 症状描述 过敏史
        过敏药物 药物过敏史 过敏原 血型 健康状况 健康情况 健康状态 健康信息 身体状况 健康体检 体检结果 体检报告 检查结果
        检验结果 化验结果 病历 病历号 病案号 住院号 门诊号 就诊卡号 诊疗卡号 医保卡号 医保号 社保医疗号 常用药 用药史 服用药物
        用药情况 残疾类别 残疾等级 残疾证号 残疾类型 怀孕 孕周 妊娠 孕产史 婚育史 月经史 末次月经 手术史 治疗方案 血压 收缩压
        舒张压 血糖 心率 心理状况 心理评估 精神状态 精神状况 传染病史 接种疫苗 疫苗接种 接种记录 职业病 伤残等级 慢性病 重大疾病
        患病情况 病名 患何种病 致病原因 診断 病歴 既往歴 アレルギー
        """
    ),
    hints=words(
        """
        health disease illness medication prescription drugs height weight_kg body_weight temperature 疾病 疾病名称 患病
        医嘱 药物 用药 身高 体重 体温 体征 残疾 检查所见
        """
    ),
    vetoes=words(
        """
        system service server network device fault machine engine check api app model template dict product goods insurance_product
        设备 故障 系统 网络 服务 机器 车辆 模板 模版 字典 商品 产品 药店 库存 饲料 宠物 动物 植物 作物 电池 磁盘 硬盘
        """
    ),
    context=("患者", "病人", "医院", "就诊", "诊断", "patient"),
    evidence="header",
    examples=("诊断：2型糖尿病", "过敏史：青霉素过敏", "血型：AB型RH阴性", "病历号：MZ20240517", "确诊高血压"),
    counter_examples=("故障诊断：电机过热", "诊断：内存不足", "健康成长", "血型不明", "A型"),
    sources=("PIPL Art. 28", "GB/T 39725-2020", "GB/T 35273-2020 annex B", "ICD-10"),
    kinds={
        "diagnosis": words(
            "diagnosis diagnose clinical_diagnosis clinic_diagnosis disease illness 诊断 临床诊断 诊断结果 诊断名称 病名 "
            "疾病 疾病名称 重大疾病 慢性病"
        ),
        "history": words(
            "disease_history medical_history past_history family_history case_history 病史 既往史 既往病史 过往病史 "
            "家族病史 家族史 现病史 疾病史 手术史"
        ),
        "blood_type": words("blood_type bloodtype blood_group xuexing 血型"),
        "allergy": words("allergy allergies allergy_history allergic_history drug_allergy guominshi 过敏史 过敏药物 药物过敏史 过敏原"),
        "medication": words(
            "commonly_used_drugs current_medication medications medication prescription 常用药 用药史 服用药物 用药情况 用药"
        ),
        "test_result": words(
            "health_checkup blood_pressure blood_sugar blood_glucose heart_rate 体检结果 体检报告 检查结果 检验结果 化验结果 血压 血糖 心率"
        ),
        "medical_record_number": words(
            "medical_record_no medical_record_number mrn inpatient_no outpatient_no admission_no case_no blh zyh mzh 病历号 "
            "病案号 住院号 门诊号 就诊卡号 诊疗卡号"
        ),
        "disability": words(
            "disability disability_level disability_type disability_card_no 残疾类别 残疾等级 残疾证号 残疾类型 残疾 伤残等级"
        ),
        "pregnancy": words("pregnancy pregnant gestational_week 怀孕 孕周 妊娠 孕产史"),
        "vaccination": words("vaccination vaccination_record 接种疫苗 疫苗接种 接种记录"),
    },
    holds=("text", "whole", "fraction", "flag"),
    keep=(0, 0),
)
