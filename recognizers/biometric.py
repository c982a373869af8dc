"""Biometric data (生物识别信息): features of face, fingerprint, voice, iris, palm, vein, gait, ear, genes.

Sensitive under PIPL Art. 28. A template is a string of bytes that looks like any other, so values count only under a header, or in
text behind a key that names them ("face_token": "…"). A plain portrait is no biometric data until it is used to recognise
somebody: 头像 and photo stay silent, 人脸照片 does not. Fingerprints of keys, files, browsers and devices are no fingers.
Not recognised: images and sound themselves. Sources: PIPL Art. 26 and 28, GB/T 40660-2021, GB/T 41819-2022 (face), GB/T 41807-2022
(voiceprint), GB/T 41806-2022 (genes), GB/T 41773-2022 (gait), ISO/IEC 19794.
"""

from __future__ import annotations

from recognizers.base import Pattern, Recognizer
from recognizers.header_words import words

_FACE = "[Ff]ace_?(?:[Tt]oken|[Ff]eatures?|[Ee]mbedding|[Vv]ector|[Tt]emplate|[Dd]ata|[Ii]d)|人脸(?:特征|模板|数据|照片|图片|库ID)"
_FINGER = "[Ff]inger_?[Pp]rint_?(?:[Tt]emplate|[Ff]eatures?|[Dd]ata)|指纹(?:特征|模板|数据|码)"
_VOICE = "[Vv]oice_?[Pp]rint(?:_?(?:[Ii]d|[Ff]eatures?|[Vv]ector|[Mm]odel))?|声纹(?:特征|模板|数据|ID)?"
_EYE = "[Ii]ris_?(?:[Cc]ode|[Tt]emplate|[Ff]eatures?)|虹膜(?:特征|模板|数据|编码)"
_IS = "[\"']? ?[:：=] ?[\"']?"
_TEMPLATE = "[0-9A-Za-z+/_=-]{16,}"
_NUMBER = "-?[0-9](?:[.][0-9]{2,20})(?:[eE]-?[0-9]{1,3})?"
_VECTOR = f"\\[ ?{_NUMBER}(?:, ?{_NUMBER}){{3,}}(?: ?\\])?"
_FILE = "[!-~一-鿿]+[.](?:jpe?g|png|bmp|webp|gif|dat|bin|fpt|wav|mp3|amr|JPE?G|PNG)"

RECOGNIZER = Recognizer(
    entity="BIOMETRIC",
    category="user.biometric",
    names={"zh": "生物识别信息", "en": "Biometric data"},
    rank=84,
    patterns=(
        *(
            Pattern(
                f"{kind}_said",
                f"{_TEMPLATE}|{_VECTOR}",
                before=f"(?:^|[^0-9A-Za-z])(?:{names}){_IS}",
                edges="0-9A-Za-z_",
                kind=kind,
                score=0.7,
            )
            for kind, names in {"face": _FACE, "fingerprint": _FINGER, "voiceprint": _VOICE, "iris": _EYE}.items()
        ),
        Pattern("template", _TEMPLATE, scope="header", score=0.4),
        Pattern("vector", f"\\[? ?{_NUMBER}(?:[, ] ?{_NUMBER}){{3,}}(?: ?\\])?", scope="header", score=0.6),
        Pattern("file", f"{_FILE}|data:image/[!-~]+", scope="header", score=0.5),
        Pattern("genes", "rs[0-9]{3,10}|[ACGT]{12,}", scope="header", kind="genes", score=0.5),
    ),
    headers=words(
        """
        face_token face_id face_feature face_features face_feature_data face_data face_vector face_template face_embedding
        face_encoding face_image face_img face_photo face_pic face_picture face_url face_image_url face_base64 faceid facetoken
        face_info facial_feature facial_features facial_data fingerprint_template fingerprint_feature fingerprint_data
        fingerprint_image fingerprint_id fingerprint_code finger_template finger_data user_fingerprint employee_fingerprint
        staff_fingerprint voiceprint voice_print voiceprint_id voiceprint_feature voice_feature voiceprint_vector iris iris_code
        iris_template iris_feature iris_image retina palm_print palmprint palm_vein finger_vein hand_geometry gait_feature dna
        dna_sequence dna_code gene_data genotype biometric biometrics biometric_data biometric_id biometric_template zhiwen
        renlian shengwen rltz zwtz 人脸 人脸特征 人脸特征值 人脸特征码 人脸特征向量 人脸数据 人脸信息 人脸照片 人脸图片 人脸图像
        人脸照 人脸地址 人脸模板 人脸id 人脸token 人脸标识 人脸识别照片 人脸底库照片 面部特征 面部特征值 面部识别特征 面部信息
        指纹 指纹特征 指纹模板 指纹数据 指纹信息 指纹图像 指纹码 声纹 声纹特征 声纹模型 声纹id 虹膜 虹膜特征 虹膜数据 掌纹
        指静脉 掌静脉 静脉特征 步态特征 耳廓特征 视网膜 基因 基因数据 基因序列 基因型 基因检测结果 生物特征 生物识别信息
        生物识别特征 顔認証データ 指紋 虹彩 声紋
        """
    ),
    vetoes=words(
        """
        device browser cert certificate key ssh public file client server politic political type inter sur tls ssl query error event
        设备 浏览器 证书 公钥 密钥 文件 数字 内容 音频 视频 作物 企业 产品 门店 品牌
        """
    ),
    context=("人脸", "指纹", "声纹", "虹膜", "biometric", "face"),
    evidence="header",
    examples=('"face_token": "0123456789abcdef0123456789abcdef"', "人脸特征：AAAAPz8/P0BAQEA=", "voiceprint_id=vp_0123456789abcdef01"),
    counter_examples=("人脸识别考勤机", "SHA256 fingerprint: 01:23:45:67:89:ab", "surface_id=0123456789abcdef", "指纹浏览器"),
    sources=("PIPL Art. 26 and 28", "GB/T 40660-2021", "ISO/IEC 19794"),
    kinds={
        "face": words(
            "face_token face_id face_feature face_features face_data face_vector face_template face_image face_img "
            "face_photo 人脸 人脸特征 人脸照片 人脸图片 面部特征"
        ),
        "fingerprint": words("fingerprint_template fingerprint_feature fingerprint_data zhiwen 指纹 指纹特征 指纹模板 指紋"),
        "voiceprint": words("voiceprint voice_print voiceprint_id shengwen 声纹 声纹特征"),
        "iris": words("iris iris_code iris_template 虹膜 虹膜特征"),
        "genes": words("dna dna_sequence gene_data genotype 基因 基因数据 基因序列 基因型"),
    },
    holds=("text", "bytes"),
    shortest=8,
    keep=(0, 0),
)
